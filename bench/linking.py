"""``python -m bench linking``: claims, independent sources, derivations and conflicts on invented stories.

A story is a folder with ``reports.jsonl`` and ``gold.json``. It is filed in a real archive, once in one of its own, and
once together with all the other stories; see ``bench/README.md`` for what is counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.attributions import f1
from bench.findings import Score, score
from bench.opinions import agreement, run_scorer
from bench.tables import Cell, Outcome, Table, share
from firsthand import Archive
from firsthand.errors import InputError
from firsthand.reading.reader import Reader
from firsthand.schema import Findings, to_json

COLUMNS = (
    "stories", "claims", "grouping P", "grouping R", "grouping F1", "independent %", "channels %", "derivations F1",
    "kind %", "conflicts P", "conflicts R", "conflicts F1",
)  # fmt: skip
_ALONE, _TOGETHER = "an archive each", "all in one archive"
_WRONG = ("stories", "claims", "too few", "too many", "not found", "right", "right by counting outlets")


class Story(NamedTuple):
    """A story, its gold standard, and its reports' texts and outlets by id."""

    folder: Path
    gold: Mapping[str, Any]
    texts: Mapping[str, str]
    outlets: Mapping[str, str | None]


def run(folders: Sequence[Path], scorer: Path | None) -> Outcome:
    """Each folder of stories in turn, in two halves and story by story."""
    reader = Reader(threads=1)
    tables: list[Table] = []
    notes: list[str] = []
    for folder in folders:
        stories = stories_in(folder)
        alone = {s.folder.name: findings_of([s], reader) for s in stories}
        everything = findings_of(stories, reader)
        together = {s.folder.name: within(everything, s) for s in stories}
        name = "/".join(folder.resolve().parts[-2:])
        tables += _tables(name, stories, {_ALONE: alone, _TOGETHER: together})
        if scorer:
            notes += [
                _second_opinion(scorer, folder, stories, found, f"{name}, {label}")
                for found, label in zip((alone, together), (_ALONE, _TOGETHER), strict=True)
            ]
    return Outcome(tuple(tables), tuple(notes))


def stories_in(folder: Path) -> list[Story]:
    """The stories by name. Raises ``SystemExit`` when there is none, or when two have a report of one id."""
    homes = sorted(path.parent for path in folder.glob("*/gold.json"))
    if not homes:
        sys.exit(f"there are no stories in {folder}: it should hold */gold.json and */reports.jsonl")
    made, seen = [], set[str]()
    for home in homes:
        lines = (home / "reports.jsonl").read_text("utf-8").splitlines()
        reports = {held["id"]: held for held in map(json.loads, lines)}
        if twice := seen & reports.keys():
            sys.exit(f"{home}: another story has reports of these ids too: {', '.join(sorted(twice))}")
        seen |= reports.keys()
        gold = json.loads((home / "gold.json").read_text("utf-8"))
        texts = {name: held["text"] for name, held in reports.items()}
        made.append(Story(home, gold, texts, {name: held["outlet"] for name, held in reports.items()}))
    return made


def findings_of(stories: Sequence[Story], reader: Reader) -> Findings:
    """What an archive of the stories' reports finds, filed in the order in which they are given."""
    with tempfile.TemporaryDirectory() as scratch, Archive(Path(scratch, "stories.db"), reader=reader) as archive:
        for added in archive.add(*(story.folder / "reports.jsonl" for story in stories)):
            if isinstance(added, InputError):
                raise added
        return archive.findings()


def within(found: Findings, story: Story) -> Findings:
    """The part of an archive's findings that has to do with one story: claims with a statement in one of its reports,
    the conflicts between such, and what its reports derive from."""
    claims = tuple(c for c in found.claims if any(s.report in story.texts for s in c.statements))
    names = {claim.id for claim in claims}
    return Findings(
        claims=claims,
        derivations=tuple(d for d in found.derivations if d.report in story.texts),
        conflicts=tuple(c for c in found.conflicts if c.a in names and c.b in names),
    )


def row_of(name: str, n: Score) -> tuple[Cell, ...]:
    """The figures in the order of ``COLUMNS``; BCubed averages over anchors."""
    precision, recall = n.precision / max(n.anchors, 1), n.recall / max(n.anchors, 1)
    grouping = 200 * precision * recall / max(precision + recall, 1e-9)
    return (
        name, n.claims, share(precision, 1), share(recall, 1), round(grouping, 1), share(n.independent, n.claims),
        share(n.channels, n.claims), f1(n.right, n.derived, n.derivations).f, share(n.kinds, n.right),
        *f1(n.clashes, n.clashing, n.conflicts),
    )  # fmt: skip


def _tables(name: str, stories: Sequence[Story], found: Mapping[str, Mapping[str, Findings]]) -> list[Table]:
    scores = {way: _scores(stories, ours) for way, ours in found.items()}
    rows: list[tuple[Cell, ...]] = []
    wrong: list[tuple[Cell, ...]] = []
    for label in (_ALONE, _TOGETHER):
        for part, chosen in (("", slice(None)), (", odd stories", slice(0, None, 2)), (", even", slice(1, None, 2))):
            pooled = total(scores[label][chosen])
            rows.append(row_of(label + part, pooled))
            wrong.append(_wrong_row(label + part, pooled))
    single = [row_of(s.folder.name, one) for s, one in zip(stories, scores[_TOGETHER], strict=True)]
    return [
        Table(f"{name}: what archives of {len(stories)} stories find", COLUMNS, tuple(rows)),
        Table(f"{name}: claims by their number of independent sources", _WRONG, tuple(wrong)),
        Table(f"{name}: story by story, all in one archive", COLUMNS, tuple(single)),
    ]


def _scores(stories: Sequence[Story], found: Mapping[str, Findings]) -> list[Score]:
    return [score(s.gold, s.texts, s.outlets, found[s.folder.name]) for s in stories]


def total(scores: Sequence[Score]) -> Score:
    """Pooled."""
    pooled = Score()
    for one in scores:
        pooled += one
    return pooled


def _wrong_row(name: str, n: Score) -> tuple[Cell, ...]:
    missing = n.claims - n.independent - n.fewer - n.more
    return (name, n.claims, n.fewer, n.more, missing, n.independent, n.outlets)


def _second_opinion(
    scorer: Path, folder: Path, stories: Sequence[Story], found: Mapping[str, Findings], name: str
) -> str:
    """What another scorer says of the same findings (``SCORER STORIES_DIR FINDINGS_DIR``, one JSON object out)."""
    with tempfile.TemporaryDirectory() as scratch:
        for slug, ours in found.items():
            Path(scratch, f"{slug}.claims.json").write_text(to_json(ours), "utf-8")
        theirs = run_scorer(scorer, folder, scratch)
    mine = row_of("", total(_scores(stories, found)))[4:]
    given = [theirs[key] for key in ("grouping", "independent", "channels")]
    given += [theirs["derivations"]["F"], theirs["kind"], *(theirs["conflicts"][key] for key in "PRF")]
    return agreement(scorer, f"findings of {name}", mine, tuple(given))
