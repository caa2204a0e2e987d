"""``python -m bench stories``: statements, speakers and modes on invented stories that several reports tell.

A story is a folder with ``reports.jsonl`` and ``gold.json``; see ``bench/README.md`` for what is read of them.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.attributions import f1
from bench.corpus import Read, read_all, reports_in
from bench.opinions import agreement, run_scorer
from bench.polnear import speed_note
from bench.tables import Cell, Outcome, Table, share
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Span, Statement, to_json

_HALF = 0.5
_ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "one", "of"}
_TITLES = {"mr", "mrs", "ms", "dr"}
_PRONOUNS = {"i", "me", "we", "you", "he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "who"}
_WORDLESS = _ARTICLES | _TITLES | _PRONOUNS
"""Words that name nobody."""
COLUMNS = ("story", "statements P", "statements R", "statements F1", "found F1", "speakers %", "mode %")


class Count(NamedTuple):
    """Counts that add up over reports."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    speakers: int = 0
    modes: int = 0

    def __add__(self, other: object) -> Count:
        return Count(*map(sum, zip(self, other, strict=True))) if isinstance(other, Count) else NotImplemented


class Expected(NamedTuple):
    """A gold statement: where its content stands, every name its speaker goes by (none for a rumour), its mode."""

    content: Span
    names: tuple[str, ...]
    mode: str | None


def run(folder: Path, scorer: Path | None) -> Outcome:
    """Reads every report of every story; scores those that are fully annotated."""
    homes = sorted(p.parent for p in folder.glob("*/gold.json"))
    if not homes:
        sys.exit(f"there are no stories in {folder}: it should hold */gold.json and */reports.jsonl")
    reader, counts, notes = Reader(threads=1), [], []
    everything = Read([], 0.0)
    with tempfile.TemporaryDirectory() as scratch:
        for home in homes:
            read = read_all(reader, reports_in(home / "reports.jsonl"))
            everything = Read(everything.readings + read.readings, everything.seconds + read.seconds)
            lines = Path(scratch) / f"{home.name}.readings.jsonl"
            lines.write_text("".join(to_json(r) + "\n" for r in read.readings), "utf-8")
            counts.append(count_story(json.loads((home / "gold.json").read_text("utf-8")), read.readings))
        pooled = total(counts)
        notes.append(speed_note(everything))
        if scorer:
            notes.append(_second_opinion(scorer, folder, Path(scratch), pooled))
    rows = [row_of(home.name, count) for home, count in zip(homes, counts, strict=True)]
    rows.append(row_of("all", pooled))
    rows.append(row_of("first half: the odd stories by name", total(counts[0::2])))
    rows.append(row_of("second half: the even ones", total(counts[1::2])))
    return Outcome((Table("Statements of the fully annotated reports", COLUMNS, tuple(rows)),), tuple(notes))


def total(counts: Sequence[Count]) -> Count:
    """Pooled."""
    pooled = Count()
    for count in counts:
        pooled += count
    return pooled


def row_of(name: str, n: Count) -> tuple[Cell, ...]:
    """The figures in the order of ``COLUMNS``."""
    found = f1(n.found, n.predicted, n.gold).f
    return (name, *f1(n.speakers, n.predicted, n.gold), found, share(n.speakers, n.found), share(n.modes, n.found))


def count_story(gold: dict[str, Any], readings: Sequence[Reading]) -> Count:
    """The counts over the story's fully annotated reports."""
    by_id = {r.report.id: r for r in readings}
    names = {s["name"]: (s["name"], *s.get("aliases", ())) for s in gold["speakers"]}
    counted = Count()
    for report_id in gold.get("fully_annotated", ()):
        statements = [s for s in gold["statements"] if s["report"] == report_id]
        reading = by_id[report_id]
        spans = occurrences(reading.report.text, [s["span"] for s in statements])
        expected = [
            Expected(span, names.get(s["speaker"], (s["speaker"],)) if s["speaker"] else (), s.get("mode"))
            for span, s in zip(spans, statements, strict=True)
        ]
        counted += count_report(expected, reading)
    return counted


def count_report(expected: Sequence[Expected], reading: Reading) -> Count:
    """One report: contiguous pieces of predicted content are matched to gold content one to one, greatest overlap
    first. A belief that matches nothing counts for nothing, since such stories annotate speech."""
    names = {s.id: s.name for s in reading.sources}
    found = [(p, s) for s in reading.statements for p in pieces_of(reading.report.text, s.content)]
    candidates = sorted(
        (
            (overlap, i, j)
            for i, gold in enumerate(expected)
            for j, (piece, _) in enumerate(found)
            if (overlap := _jaccard(gold.content, piece)) >= _HALF
        ),
        reverse=True,
    )
    taken_gold, taken_found, speakers, modes = set(), set(), 0, 0
    for _, i, j in candidates:
        if i in taken_gold or j in taken_found:
            continue
        taken_gold.add(i)
        taken_found.add(j)
        statement = found[j][1]
        name = names.get(statement.source) if statement.source else None
        speakers += same_name(name, expected[i].names) if expected[i].names else not name
        modes += expected[i].mode == statement.mode
    predicted = sum(_counts(s) or j in taken_found for j, (_, s) in enumerate(found))
    return Count(len(expected), predicted, len(taken_gold), speakers, modes)


def pieces_of(text: str, content: Sequence[Span]) -> list[Span]:
    """The content without gaps that hold neither a letter, a digit nor a paragraph's end."""
    made: list[Span] = []
    for span in sorted(content, key=lambda s: s.start):
        gap = text[made[-1].end : span.start] if made else "\n\n"
        if "\n\n" in gap or any(c.isalnum() for c in gap):
            made.append(span)
        else:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
    return made


def occurrences(text: str, words: Sequence[str]) -> list[Span]:
    """Where the words stand: the first time they occur that none before them has taken, else the first time.

    Raises ``ValueError`` when they do not occur.
    """
    made: list[Span] = []
    for sought in words:
        places = [Span(at, at + len(sought)) for at in _places(text, sought)]
        if not places:
            raise ValueError(f"the gold's words are not in the text: {sought!r}")
        made.append(next((p for p in places if p not in made), places[0]))
    return made


def same_name(name: str | None, known: Sequence[str]) -> bool:
    """Whether the words of the name hold, or are among, those of a known name. A pronoun is no name."""
    mine = _naming_words(name or "")
    others = [theirs for k in known if (theirs := _naming_words(k))]
    return bool(mine) and any(mine <= theirs or theirs <= mine for theirs in others)


def _naming_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - _WORDLESS


def _places(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _jaccard(a: Span, b: Span) -> float:
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / (a.end - a.start + b.end - b.start - shared)


def _counts(statement: Statement) -> bool:
    return statement.stance != "believes"


def _second_opinion(scorer: Path, folder: Path, readings: Path, ours: Count) -> str:
    """What another scorer says of the same readings (``SCORER STORIES_DIR READINGS_DIR``, one JSON object out)."""
    theirs = run_scorer(scorer, folder, readings)
    mine = (*f1(ours.speakers, ours.predicted, ours.gold), share(ours.speakers, ours.found))
    mine += (share(ours.modes, ours.found),)
    other = (*(theirs["statements"][k] for k in "PRF"), theirs["speakers"], theirs["mode"])
    return agreement(scorer, "readings", mine, other)
