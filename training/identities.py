"""How well identities tell sources across reports, on stories with a gold standard (``training/stories``).

    python -m training.identities training/stories

Each stretch of the gold standard that the reader finds a statement for gives one appearance and its gold speaker. Over
all pairs of these from different reports: precision, recall and F1 of "one identity" (and of "one origin": a
spokesperson with the organisation) against "one gold speaker". Pairs of an unnamed and a named source, which identities
leave apart on purpose, are counted apart. ``right``: only where the reader's own name for the source is the speaker's.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from firsthand.linking.identities import fold
from firsthand.linking.identity_appearances import appearances_of
from firsthand.linking.identity_parts import Appearance, Identity
from firsthand.outlets import publisher_of
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Report, Source

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who"})


class Found(NamedTuple):
    """One stretch of the gold standard with the source that the reader gives it."""

    story: str
    report: str
    source: str
    speaker: str
    kind: str
    right: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures for every second story, and for the others, each half as one archive."""
    parser = argparse.ArgumentParser(prog="python -m training.identities")
    parser.add_argument("stories", type=Path)
    folder = parser.parse_args(arguments).stories
    reader = Reader(1)
    stories = sorted(path for path in folder.iterdir() if (path / "gold.json").exists())
    for name, half in (("even", stories[::2]), ("odd", stories[1::2])):
        measure(name, half, reader)


def measure(name: str, stories: Sequence[Path], reader: Reader) -> None:
    """Prints the figures for some stories in one archive."""
    appearances: list[Appearance] = []
    found: set[Found] = set()
    linked: set[frozenset[str]] = set()
    for story in stories:
        gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        readings = {reading.report.id: reading for reading in _read(story / "reports.jsonl", reader)}
        for reading in readings.values():
            publisher = publisher_of(reading.report.outlet, reading.report.url)
            appearances += appearances_of(reading, publisher.name if publisher else None)
        linked |= _linked(gold)
        found |= set(_found(story.name, gold, readings))
    identity = {key: found for found in fold(appearances, linked=linked) for key in found.appearances}
    for label, chosen in (("all", found), ("right", {f for f in found if f.right})):
        for mode in ("identity", "origin"):
            print(f"{name:5} {label:6} {mode:9}", _figures(sorted(chosen), identity, origins=mode == "origin"))


def _read(file: Path, reader: Reader) -> Iterator[Reading]:
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        yield reader.read(Report(**fields, sha256=hashlib.sha256(line.encode()).hexdigest()))


def _linked(gold: dict[str, Any]) -> set[frozenset[str]]:
    """Pairs of reports of which one derives from the other, or both from a third."""
    parents: dict[str, set[str]] = defaultdict(set)
    for row in gold["derivations"]:
        parents[row["report"]].add(row["from"])
    pairs = {frozenset((row["report"], row["from"])) for row in gold["derivations"]}
    return pairs | {frozenset(pair) for pair in combinations(parents, 2) if parents[pair[0]] & parents[pair[1]]}


def _found(story: str, gold: dict[str, Any], readings: dict[str, Reading]) -> Iterator[Found]:
    names = {s["name"]: [s["name"], *(a for a in s["aliases"] if a.lower() not in _PRONOUNS)] for s in gold["speakers"]}
    anchors = [anchor for claim in gold["claims"] for anchor in claim["anchors"]]
    for row in (*anchors, *gold["statements"]):
        if row["speaker"] is None:
            continue
        source = _source_at(readings[row["report"]], row["span"])
        if source is not None:
            right = any(_one_name(source.name, name) for name in names[row["speaker"]])
            yield Found(story, row["report"], source.id, row["speaker"], source.kind, right)


def _source_at(reading: Reading, words: str) -> Source | None:
    """The source of the statement that covers most of the words, if it covers half of them."""
    start = reading.report.text.find(words)
    end = start + len(words)
    best, most = None, 0.0
    for statement in reading.statements if start >= 0 else ():
        inside = sum(max(0, min(span.end, end) - max(span.start, start)) for span in statement.content)
        share = inside / sum(span.end - span.start for span in statement.content)
        if inside >= 0.5 * len(words) and share > most:
            best, most = statement.source, share
    return next((source for source in reading.sources if source.id == best), None)


def _one_name(one: str, other: str) -> bool:
    a, b = (set(name.lower().replace(",", " ").split()) - {"the", "a", "an", "of"} for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _figures(found: Sequence[Found], identity: dict[tuple[str, str], Identity], *, origins: bool) -> str:
    right = wrong = missed = kept = 0
    for a, b in combinations(found, 2):
        if a.report == b.report:
            continue
        x, y = (identity[f.report, f.source] for f in (a, b))
        same = (x.speaks_for or x.id) == (y.speaks_for or y.id) if origins else x.id == y.id
        gold = (a.story, a.speaker) == (b.story, b.speaker)
        if gold and not same and (a.kind == "unnamed") != (b.kind == "unnamed"):
            kept += 1
            continue
        right, wrong, missed = right + (same and gold), wrong + (same and not gold), missed + (gold and not same)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    counts = f"({right} pairs right, {wrong} wrong, {missed} missed; {kept} kept apart)"
    return f"P {precision:.1%} R {recall:.1%} F1 {f1:.1%} {counts}"


if __name__ == "__main__":
    main()
