"""Watching never reaches into the reader's own network, whatever a feed, a name or a redirect says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from firsthand.watching import Client, poll
from firsthand.watching.addresses import RefusedError, is_public, public_addresses, web_address

NOW = 1_709_629_200


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1"),
        *("240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1"),
        *("ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        *("2002:7f00:1::", "2001::1", "2001:db8::1", "nonsense", ""),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://post.example/feed", "gopher://x", "//post.example", "feed", "", "http://"),
        *("http://user:word@post.example/", "http://user@post.example/", "http://post.example:port/", "http://[::1/"),
        *("data:text/xml,<rss/>", "javascript:1"),
    ],
)
def test_only_web_addresses_are_asked(url: str) -> None:
    with pytest.raises(RefusedError):
        web_address(url)
    with Client(pause=0) as client:
        assert poll(url, None, client, now=NOW).status == "refused"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "0", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_however_it_is_called(host: str, server: Server) -> None:
    with Client(pause=0) as client:
        polled = poll(f"http://{host}:{server.server_port}/feed", None, client, now=NOW)
    assert polled.status in ("refused", "failed")
    assert server.asked == []


class Server(ThreadingHTTPServer):
    daemon_threads = True
    location = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self.server.asked.append(f"http://{self.headers['Host']}{self.path}")
        self.send_response(302 if self.path == "/feed" else 404)
        self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Not on the terminal."""


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/secret", "http://127.0.0.2:{port}/secret", "file:///etc/passwd"]
)
def test_a_redirect_leads_nowhere_that_may_not_be_asked(target: str, server: Server) -> None:
    server.location = target.format(port=server.server_port)
    with Client(pause=0, allow_private={"127.0.0.1"}) as client:
        polled = poll(f"http://127.0.0.1:{server.server_port}/feed", None, client, now=NOW)
    assert polled.status == "refused"
    assert all("127.0.0.1:" in asked and "/secret" not in asked for asked in server.asked)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(host: str, port: int, **_: Any) -> list[Any]:
        addresses = ["93.184.216.34", "10.0.0.1"] if host == "mixed.example" else ["93.184.216.34"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    assert public_addresses("good.example", 80) == ["93.184.216.34"]
    with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
        public_addresses("mixed.example", 80)


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another address a moment later (DNS rebinding) gains nothing: no connection asks it again."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolved(host: Any, port: Any, *args: Any, **named: Any) -> list[Any]:
        asked.append(host)
        return real("127.0.0.1", port, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with Client(pause=0, allow_private={"rebinding.example"}) as client:
        poll(f"http://rebinding.example:{server.server_port}/page", None, client, now=NOW)
    origin = f"http://rebinding.example:{server.server_port}"
    assert server.asked == [f"{origin}/robots.txt", f"{origin}/page"]
    assert asked == ["rebinding.example", "127.0.0.1"] * 2
