"""The paths of a claim's statements, laid together into a tree: from a first-hand source down to every report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from firsthand.schema import ClaimStatement, Step, StepHow

NodeKind = Literal["origin", "nobody", "relay", "report"]
_IN_REPORT: frozenset[StepHow] = frozenset({"said", "published", "relayed"})


class Hop(NamedTuple):
    """What a node stands for. ``how`` is how the report got the words: ``heard`` where it has them from no report."""

    kind: NodeKind
    name: str
    how: StepHow | None = None


@dataclass
class Node:
    """A hop, the statements of a report that end there, and what leads on from it, in the order of the statements."""

    hop: Hop
    statements: list[ClaimStatement] = field(default_factory=list)
    children: dict[Hop, Node] = field(default_factory=dict)


def tree_of(statements: Iterable[ClaimStatement]) -> list[Node]:
    """The origins of the statements' paths, in the order of the statements, with all that leads on from them."""
    roots: dict[Hop, Node] = {}
    for statement in statements:
        level, node = roots, None
        for hop in _hops(statement):
            node = level.setdefault(hop, Node(hop))
            level = node.children
        if node is not None:
            node.statements.append(statement)
    return [*roots.values()]


def _hops(statement: ClaimStatement) -> Iterator[Hop]:
    """The origin, who passed it on, and then report after report; the last is the statement's own."""
    steps = statement.path
    if not any(step.how in ("said", "published") for step in steps):
        yield _origin(statement.origin)
    at: str | None = None
    for step in steps:
        if step.how in _IN_REPORT:
            yield from _inside(step)
            at = step.report or at
            continue
        if at is not None:
            yield Hop("report", at, "heard")
            at = None
        if step.report is not None:
            yield Hop("report", step.report, step.how)
    if at is not None:
        yield Hop("report", at, "heard")
    if not any(step.report == statement.report for step in steps):
        yield Hop("report", statement.report, "heard")


def _inside(step: Step) -> Iterator[Hop]:
    if step.how == "relayed":
        yield Hop("relay", step.name or "somebody not named")
    else:
        yield _origin(step.name if step.how == "said" else None)


def _origin(name: str | None) -> Hop:
    return Hop("nobody", "") if name is None else Hop("origin", name)
