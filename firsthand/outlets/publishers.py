"""Who published a report: its label and address folded to one outlet, with portals and proxies seen through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from firsthand.outlets.addresses import account_of, domain_of, host_of
from firsthand.outlets.entries import Outlet, OutletKind, shipped_outlets
from firsthand.outlets.likeness import (
    by_way_of,
    fold_label,
    pieces_of,
    site_name,
    whole_label,
    without_edition,
    without_region,
)
from firsthand.schema import Record

_TRANSPORT = frozenset({"portal", "proxy", "platform"})


class Publisher(Record, frozen=True, kw_only=True):
    """Who published a report."""

    name: str | None
    """The table's name, else the label as it stands; None: nobody can be named (a scraped copy, a bare portal)."""
    domain: str | None = None
    """The registrable domain where the report stood; None where that is only a portal's or a proxy's."""
    owner: str | None = None
    kind: OutletKind | None = None
    """None: not in the table."""
    via: str | None = None
    """The portal, proxy or platform that it came through."""


class Overlap(Record, frozen=True, kw_only=True):
    """One label or domain that entries of two outlets claim; the later entry wins."""

    what: Literal["name", "domain"]
    value: str
    outlets: tuple[str, ...]


class _Index:
    """The table by label and by host; later entries override earlier ones."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.by_label: dict[str, Outlet] = {}
        self.by_host: dict[str, Outlet] = {}
        for outlet in outlets:
            for label in (*outlet.aliases, outlet.name):
                self.by_label[whole_label(label)] = outlet
            for host in outlet.domains:
                self.by_host[host] = outlet

    def labelled(self, label: str) -> Outlet | None:
        """The entry with this label, or with it but for an edition or region at its end."""
        if " " not in label and "." in label and (host := host_of(label)) is not None and (at := self.at(host)):
            return at
        bare = without_edition(label)
        for form in (label, bare, without_region(bare)):
            if form is not None and (key := whole_label(form)) and (found := self.by_label.get(key)) is not None:
                return found
        return None

    def at(self, host: str) -> Outlet | None:
        """The entry of the host or of the nearest domain above it."""
        labels = host.split(".")
        for i in range(len(labels) - 1):
            if (found := self.by_host.get(".".join(labels[i:]))) is not None:
                return found
        return None


@lru_cache(maxsize=8)
def _index(extra: tuple[Outlet, ...]) -> _Index:
    return _Index(merged_outlets(extra))


def merged_outlets(extra: Iterable[Outlet] = ()) -> tuple[Outlet, ...]:
    """The table with a user's entries laid over it: an entry of the same name replaces the earlier one whole."""
    merged: dict[str, Outlet] = {}
    for outlet in (*shipped_outlets(), *extra):
        key = whole_label(outlet.name)
        merged.pop(key, None)
        merged[key] = outlet
    return tuple(merged.values())


def find_outlet(label_or_url: str, extra: Sequence[Outlet] = ()) -> Outlet | None:
    """The entry for a label ("Hill Courier, UK edition"), a feed's title, or an address; None when it has none."""
    index = _index(tuple(extra))
    if "/" in label_or_url and " " not in label_or_url and (host := host_of(label_or_url)) is not None:
        return index.at(host)
    whole = index.labelled(label_or_url)
    if whole is not None:
        return whole
    return next((o for piece in pieces_of(label_or_url) if (o := index.labelled(piece)) is not None), None)


def publisher_of(label: str | None, url: str | None, extra: Sequence[Outlet] = ()) -> Publisher | None:
    """Who published a report, from its outlet's label and its address; None when there is neither.

    Portals and proxies only pass on: they are never the name, and a report that has nothing else has no name. The
    account is the name on a platform. Where the table knows the domain, the outlet there is the publisher, whatever
    label the page bears (an agency's, another paper's of the same name), unless both are of one owner. A domain alone
    gives a name only when the table knows it.
    """
    label = label.strip() if label and any(c.isalnum() for c in label) else None
    index = _index(tuple(extra))
    domain, host = (domain_of(url), host_of(url)) if url else (None, None)
    there = index.at(host) if host else None
    via = there if there is not None and there.kind in _TRANSPORT else None
    if label is not None and (way := by_way_of(label)) is not None:
        carrier = find_outlet(way[1], extra)
        if carrier is not None and carrier.kind in _TRANSPORT and find_outlet(label, extra) in (None, carrier):
            label, via = way[0], via or carrier
    known = find_outlet(label, extra) if label is not None else None
    if known is not None and known.kind in _TRANSPORT:
        via, known, label = via or known, None, None
    if there is not None and via is None and not (known is not None and known.owner and known.owner == there.owner):
        known = there
    if known is not None:
        name: str | None = known.name
    elif label is not None:
        name = without_edition(pieces_of(label)[0])
    else:
        name = account_of(url) if url and via is not None and via.kind == "platform" else None
    if name is None and domain is None and via is None:
        return None
    return Publisher(
        name=name,
        domain=domain if there is None or there.kind not in _TRANSPORT else None,
        owner=known.owner if known else None,
        kind=known.kind if known else None,
        via=via.name if via else None,
    )


def same_publisher(a: Publisher, b: Publisher) -> bool:
    """Whether two reports have one publisher: one name, or one domain that neither name speaks against.

    Names that differ at one domain are one publisher only where one of them is the domain's own name.
    """
    if a.name is not None and b.name is not None and whole_label(a.name) == whole_label(b.name):
        return True
    if a.domain is None or a.domain != b.domain or (a.kind is not None and b.kind is not None):
        return False
    if a.name is None or b.name is None:
        return True
    site = site_name(a.domain)
    return any(fold_label(name) == site for name in (a.name, b.name))


def owner_of(name: str, extra: Sequence[Outlet] = ()) -> str | None:
    """The owner of the outlet with this label or address; None where the table does not say."""
    found = find_outlet(name, extra)
    return found.owner if found else None


def outlet_overlaps(outlets: Iterable[Outlet]) -> tuple[Overlap, ...]:
    """The labels and domains that several outlets claim, sorted. A user's entries are checked with the table's:
    ``outlet_overlaps(merged_outlets(extra))``."""
    claimed: dict[tuple[Literal["name", "domain"], str], list[str]] = defaultdict(list)
    for outlet in outlets:
        for label in dict.fromkeys(whole_label(label) for label in (outlet.name, *outlet.aliases)):
            claimed["name", label].append(outlet.name)
        for domain in dict.fromkeys(outlet.domains):
            claimed["domain", domain].append(outlet.name)
    return tuple(
        Overlap(what=what, value=value, outlets=tuple(names))
        for (what, value), names in sorted(claimed.items())
        if len(names) > 1
    )
