"""The records of the outlets table: what ships, and what a user adds, read from tab-separated or JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from firsthand.errors import InputError
from firsthand.outlets.addresses import host_of
from firsthand.schema import Record

OutletKind = Literal["outlet", "agency", "portal", "proxy", "platform"]
_COLUMNS = ("name", "kind", "country", "owner", "aliases", "domains")
_REMEDY = (
    "A line is JSON like {\"name\": \"Hill Courier\", \"kind\": \"outlet\", \"domains\": [\"hillcourier.example\"]}, "
    "or tab-separated under the header " + ", ".join(_COLUMNS) + " with \"; \" inside lists."
)  # fmt: skip


class Outlet(Record, frozen=True, kw_only=True):
    """Who publishes, and every name and domain it goes by."""

    name: str
    kind: OutletKind = "outlet"
    """``outlet``: publishes its own work. ``agency``: sells its work to outlets. ``portal``: shows the work of others.
    ``proxy``: only passes on (a feed's or a link's address). ``platform``: people publish there for themselves."""
    country: str | None = None
    """ISO 3166-1, two letters: where it is at home."""
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    """Hosts without "www.": a registrable domain, or a host below one where only that is its own ("news.a.com")."""


@cache
def shipped_outlets() -> tuple[Outlet, ...]:
    """What ships with the package: certain and stable knowledge only (``outlets.tsv``), in the file's order."""
    file = files("firsthand.outlets") / "outlets.tsv"
    return outlets_from_text(file.read_text(encoding="utf-8"), "outlets.tsv")


def outlets_from_text(text: str, file: str) -> tuple[Outlet, ...]:
    """The entries in tab-separated lines under a header, in JSON Lines, or in one JSON list, in their order.

    Blank lines and lines that begin with "#" are skipped. Raises ``InputError`` with file and line for the first
    entry that cannot be used: not of the form, no name, an unknown kind, a country or domain that is none.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("["):
        return tuple(_checked(item, file, None) for item in _parsed(text.lstrip("\ufeff"), file, None, list[Any]))
    lines = [
        (number, line.rstrip("\r\n"))
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return ()
    if lines[0][1].lstrip().startswith("{"):
        return tuple(_checked(_parsed(line, file, n, dict[str, Any]), file, n) for n, line in lines)
    return _tabular(lines, file)


def outlets_to_text(outlets: Iterable[Outlet]) -> str:
    """The entries as JSON Lines, which ``outlets_from_text`` reads back."""
    return "".join(msgspec.json.encode(outlet).decode() + "\n" for outlet in outlets)


def checked_outlet(body: object, file: str = "entry") -> Outlet:
    """An entry from plain values (a decision's body, a JSON object). Raises ``InputError`` when it cannot be used."""
    return _checked(body, file, None)


def _tabular(lines: list[tuple[int, str]], file: str) -> tuple[Outlet, ...]:
    number, header = lines[0]
    columns = [column.strip().lower() for column in header.split("\t")]
    unknown = [column for column in columns if column not in _COLUMNS]
    if "name" not in columns or unknown or len(set(columns)) < len(columns):
        why = f'no such column: "{unknown[0]}"' if unknown else 'the header names no column "name", or one twice'
        raise InputError(file, why, line=number, remedy=_REMEDY)
    made: list[Outlet] = []
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise InputError(file, f"{len(cells)} cells under {len(columns)} columns", line=number, remedy=_REMEDY)
        body: dict[str, object] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column in ("aliases", "domains"):
                body[column] = [part.strip() for part in cell.split(";") if part.strip()]
            elif cell:
                body[column] = cell
        made.append(_checked(body, file, number))
    return tuple(made)


def _parsed(text: str, file: str, line: int | None, kind: Any) -> Any:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise InputError(file, f"not the JSON of an outlet: {error}", line=line, remedy=_REMEDY) from error


def _checked(body: object, file: str, line: int | None) -> Outlet:
    if isinstance(body, dict):
        odd = [key for key in body if key not in _COLUMNS]
        if odd:
            raise InputError(file, f"no such field: {odd[0]!r}", line=line, remedy=_REMEDY)
    try:
        outlet = msgspec.convert(body, Outlet)
    except msgspec.ValidationError as error:
        raise InputError(file, f"not an outlet: {error}", line=line, remedy=_REMEDY) from error
    name = " ".join(outlet.name.split())
    if not any(c.isalnum() for c in name):
        raise InputError(file, "an outlet without a name", line=line, remedy=_REMEDY)
    if outlet.country is not None and not re.fullmatch(r"[A-Z]{2}", outlet.country):
        raise InputError(file, f"{name}: {outlet.country!r} is no country's two letters", line=line, remedy=_REMEDY)
    domains: list[str] = []
    for domain in outlet.domains:
        host = host_of(domain)
        if host is None:
            raise InputError(file, f"{name}: {domain!r} is no domain", line=line, remedy=_REMEDY)
        domains.append(host)
    return msgspec.structs.replace(outlet, name=name, domains=tuple(dict.fromkeys(domains)))
