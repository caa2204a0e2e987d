"""What accounting for claims looks at: the reports around them, what derives from what, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from firsthand.linking.parts import Dossier
from firsthand.linking.profiles import Profile, Profiles
from firsthand.outlets import Publisher
from firsthand.schema import Derivation, Source, SourceCategory, SourceKind


class Person(NamedTuple):
    """A source across reports, as far as accounting needs it: whoever speaks, person or not."""

    id: str
    name: str
    kind: SourceKind
    category: SourceCategory | None
    role: str | None
    words: str = ""
    """All that it is called and described by, over its reports."""
    shown: str | None = None
    """The identity that ``firsthand sources`` knows this one by; ``id`` tells apart only within a claim."""


class Scene(NamedTuple):
    """Some reports together, by their keys."""

    dossiers: Mapping[str, Dossier]
    profiles: Mapping[str, Profiles]
    publishers: Mapping[str, Publisher | None]
    derivations: Mapping[str, tuple[Derivation, ...]]
    """By the report that was made from another."""
    people: Mapping[tuple[str, str], Person]
    """By report and the source's id there."""


class Member(NamedTuple):
    """One proposition of one report, in a claim."""

    report: str
    proposition: int


def profile_of(scene: Scene, member: Member) -> Profile:
    """The member's profile."""
    return scene.profiles[member.report].items[member.proposition]


def source_of(scene: Scene, member: Member) -> Source | None:
    """Who vouches for the member's words in its report; ``None``: nobody but the report itself."""
    source = profile_of(scene, member).source
    if source is None:
        return None
    return next((s for s in scene.dossiers[member.report].reading.sources if s.id == source), None)


def outlet_of(scene: Scene, report: str) -> str | None:
    """The name of who published a report."""
    publisher = scene.publishers.get(report)
    return publisher.name if publisher is not None else None
