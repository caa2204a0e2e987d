"""Who is who among some reports, as accounting for claims needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from firsthand.linking.identities import fold
from firsthand.linking.identity_parts import Appearance, Decided, Identity
from firsthand.linking.scenes import Person
from firsthand.schema import Derivation

Key = tuple[str, str]


def people_among(
    appearances: Iterable[Appearance], derivations: Iterable[Derivation], decisions: Sequence[Decided] = ()
) -> dict[Key, Person]:
    """Each source of each report as the one it is over all of them; whoever speaks for an organisation is it."""
    linked = {frozenset((d.report, d.source_report)) for d in derivations}
    identities = {identity.id: identity for identity in fold(appearances, decisions, linked)}
    return {key: _person(identity, identities) for identity in identities.values() for key in identity.appearances}


def _person(identity: Identity, identities: Mapping[str, Identity]) -> Person:
    """The one whose word it is. A named person stays the one who is shown, under the organisation's number."""
    seen, end = {identity.id}, identity
    while end.speaks_for is not None and end.speaks_for not in seen and end.speaks_for in identities:
        end = identities[end.speaks_for]
        seen.add(end.id)
    shown = identity if identity.kind == "named" else end if end.kind == "named" else identity
    words = " ; ".join(
        w for one in {identity.id: identity, end.id: end}.values() for w in (one.name, *one.aliases, *one.roles)
    )
    return Person(end.id, shown.name, shown.kind, shown.category, shown.roles[0] if shown.roles else None, words)
