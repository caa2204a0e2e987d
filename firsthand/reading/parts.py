"""The working records that reading's rooms hand to one another before they become the contract's records."""

from __future__ import annotations

from typing import Literal

from firsthand.schema import Record, Span

EntityType = Literal["person", "organisation", "place", "document", "time", "event", "object", "abstract"]
MentionForm = Literal["name", "nominal", "pronoun"]


class Quotation(Record, frozen=True, kw_only=True):
    """A stretch between quotation marks, in one paragraph.

    ``start``/``end`` take in the marks, ``inner`` leaves them out. ``depth`` is 0 for an outer quotation, 1 for one
    inside it. ``closed`` is false when the paragraph ends before a closing mark; ``continues`` is true when it takes
    up a quotation that the paragraph before left open (the news convention for quotes over several paragraphs).
    """

    start: int
    end: int
    inner: Span
    depth: int = 0
    closed: bool = True
    continues: bool = False


class Attribution(Record, frozen=True, kw_only=True):
    """An attribution as the network and the quotation grammar find it: spans only, no identities yet."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    score: float
    """The network's own probability, not yet calibrated."""
    within: int | None = None
    """Index, in the same list, of the attribution whose content holds this one."""


class Mention(Record, frozen=True, kw_only=True):
    """A stretch that refers to somebody or something."""

    start: int
    end: int
    head: int
    """Where the mention's head word starts."""
    entity: EntityType
    form: MentionForm
    antecedents: tuple[tuple[int, float], ...] = ()
    """Earlier mentions (index in the same list) this one may refer back to, with the network's probability, best
    first. What is left to 1 is the probability that it has no antecedent here."""
