"""Connections that go only to checked addresses and end in time, whatever the other side does."""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection, Iterable
from typing import Any

import httpcore
import httpx

from firsthand.watching.addresses import RefusedError, public_addresses


class GuardedTransport(httpx.HTTPTransport):
    """An httpx transport over ``_Guarded``. Connections are not kept: each is made anew to an address just checked."""

    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__(trust_env=False)
        self._guard = _Guarded(allowed)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=self._guard,
        )

    def end_at(self, deadline: float) -> None:
        """From now on, nothing is read or written after ``deadline`` (seconds of ``time.monotonic``)."""
        self._guard.deadline = deadline


class _Guarded(httpcore.NetworkBackend):
    """Connects to the addresses of a name only after all of them were found public, and to those very addresses."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed, self._inner = allowed, httpcore.SyncBackend()
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = public_addresses(host, port, self._allowed)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be found ({error})") from None
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self.left(timeout), local_address=local_address, socket_options=socket_options
                )
                return _Timed(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise RefusedError(f"{path} is not on the public internet")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def left(self, timeout: float | None) -> float:
        """The seconds that one step may take. Raises ``httpcore.ReadTimeout`` when none are left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long")
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline: a byte every few seconds keeps nobody waiting for ever."""

    def __init__(self, inner: httpcore.NetworkStream, guard: _Guarded) -> None:
        self._inner, self._guard = inner, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._guard.left(timeout)), self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
