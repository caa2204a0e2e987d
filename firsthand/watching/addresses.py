"""Which addresses may be connected to: those of the public internet and no others.

A feed is somebody else's words: its links, redirects and names must not lead into the reader's own network (server-side
request forgery, https://owasp.org/www-community/attacks/Server_Side_Request_Forgery). So every address that a name has
is checked, and the connection is made to one that was checked, not to the name again.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from firsthand.errors import FirsthandError

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Kept for protocols (IANA special-purpose registry), which older Pythons take for public.
_PROTOCOLS = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("192.88.99.0/24"))
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): the last four bytes are an IPv4 address
_TUNNELS = (ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))  # 6to4, Teredo: to any IPv4 address


class RefusedError(FirsthandError):
    """An address is not asked: it is no web address, not public, or its host's robots.txt forbids it."""


def web_address(url: str) -> SplitResult:
    """The parts of a web address. Raises ``RefusedError`` unless it is http or https, with a host and no password."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError as error:
        raise RefusedError(f"{url[:200]} is no web address ({error})") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedError(f"{url[:200]} is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise RefusedError(f"the address on {parts.hostname} holds a user name or password")
    return parts


def public_addresses(host: str, port: int, allowed: Collection[str] = ()) -> list[str]:
    """The numeric addresses of ``host``. Raises ``RefusedError`` when any of them is not public, ``OSError`` when it
    has none. The hosts in ``allowed`` are not checked."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if host not in allowed:
        for address in addresses:
            if not is_public(address):
                raise RefusedError(f"{host} has the address {address}, which is not on the public internet")
    return addresses


def is_public(address: str) -> bool:
    """Whether a numeric address is on the public internet: not loopback, private, link-local, shared, reserved,
    multicast, nor a way around through IPv6."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv4Address):
        special = number.is_multicast or number.is_reserved or any(number in kept for kept in _PROTOCOLS)
        return number.is_global and not special
    if number.ipv4_mapped is not None:
        return is_public(str(number.ipv4_mapped))
    if number in _TRANSLATED:
        return is_public(str(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)))
    return number in _GLOBAL_UNICAST and number.is_global and not any(number in tunnel for tunnel in _TUNNELS)
