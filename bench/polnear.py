"""``python -m bench polnear``: statements against PolNeAR's annotations of political news."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.attributions import ROLES, Marked, Tally, marked, match, tally
from bench.brat import annotations_of, parse
from bench.calibration import Verdict, calibration_table, expected_calibration_error
from bench.corpus import Read, read_all, reports_in
from bench.opinions import agreement, score_readings
from bench.tables import Cell, Outcome, Table
from firsthand.reading.cues import stance_of
from firsthand.reading.reader import Reader
from firsthand.schema import Reading, Report, Statement

COLUMNS = (
    *("statements", "gold", "predicted", "found P", "found R", "found F1", "exact F1", "who-what F1"),
    *(f"{role} chars F1" for role in ROLES),
)


class Article(NamedTuple):
    """One annotated text."""

    report: Report
    gold: list[Marked]


class Sample(NamedTuple):
    """One text with the attributions that it should have and those it was given."""

    text: str
    gold: list[Marked]
    statements: list[Statement]


def run(folder: Path, scorer: Path | None, without_attitudes: bool) -> Outcome:
    """Reads the part's texts and scores the statements."""
    articles = articles_in(folder)
    read = read_all(Reader(threads=1), (a.report for a in articles))
    whole = samples_of(articles, read.readings)
    speech = [_speech_of(s) for s in whole]
    rows = [] if without_attitudes else [row_of("all", whole), row_of("not nested", _outer(whole))]
    rows += [row_of("no attitudes", speech), row_of("no attitudes, not nested", _outer(speech))]
    judged = speech if without_attitudes else whole
    notes = [
        speed_note(read),
        f"Calibration error of the statements that are not nested: "
        f"{expected_calibration_error(verdicts_of(_outer(judged)))} points.",
    ]
    if scorer:
        notes.append(_second_opinion(scorer, folder, read.readings, tally_of(whole)))
    return Outcome((Table("Statements", COLUMNS, tuple(rows)), calibration_table(verdicts_of(judged))), tuple(notes))


def articles_in(folder: Path, texts: Path | None = None) -> list[Article]:
    """The texts of a part, or those in ``texts``, that the part annotates.

    Raises ``SystemExit`` when ``folder`` is no such part, or annotates none.
    """
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        sys.exit(f"{folder} is no part of PolNeAR: it should hold text/*.txt and attributions/*.ann")
    made = []
    for report in reports_in(texts or folder / "text"):
        annotations = annotations_of(folder, Path(report.file or "").stem)
        if annotations:
            made.append(Article(report, parse(annotations.read_text("utf-8"), len(report.text))))
    return made or sys.exit(f"{folder} annotates none of the texts")


def samples_of(articles: Sequence[Article], readings: Sequence[Reading]) -> list[Sample]:
    """Each article with its reading."""
    return [Sample(a.report.text, a.gold, [*r.statements]) for a, r in zip(articles, readings, strict=True)]


def tally_of(samples: Sequence[Sample]) -> Tally:
    """The counts over all the texts."""
    total = Tally()
    for text, gold, statements in samples:
        total += tally(text, gold, [marked(s) for s in statements])
    return total


def verdicts_of(samples: Sequence[Sample]) -> list[Verdict]:
    """Every statement's confidence beside whether it is right."""
    made = []
    for text, gold, statements in samples:
        right = {m.found: m.same_source for m in match(text, gold, [marked(s) for s in statements])}
        made += [Verdict(s.confidence, i in right, right.get(i, False)) for i, s in enumerate(statements)]
    return made


def row_of(name: str, samples: Sequence[Sample]) -> tuple[Cell, ...]:
    """The figures in the order of ``COLUMNS``."""
    total = tally_of(samples)
    figures = (*total.f1("found"), total.f1("exact").f, total.f1("who_what").f)
    return (name, total.gold, total.predicted, *figures, *(total.role_f1(role).f for role in ROLES))


def speed_note(read: Read) -> str:
    """What was read and how fast."""
    speed = f"{read.words_a_second:,} words a second"
    return f"{len(read.readings)} texts in {read.seconds:.1f} s of processor time, one thread: {speed}."


def _speech_of(sample: Sample) -> Sample:
    """Without attitudes: those that a reading calls ``believes``, and those whose annotated cue Firsthand's own table
    calls so."""
    gold = [g for g in sample.gold if stance_of(sample.text, g.cue, g.content, g.source) != "believes"]
    return sample._replace(gold=gold, statements=[s for s in sample.statements if s.stance != "believes"])


def _outer(samples: Sequence[Sample]) -> list[Sample]:
    return [s._replace(statements=[x for x in s.statements if x.within is None]) for s in samples]


def _second_opinion(scorer: Path, folder: Path, readings: Sequence[Reading], ours: Tally) -> str:
    """What another scorer says of the same readings (``SCORER GOLD_DIR READINGS.jsonl``, one JSON object out)."""
    theirs = score_readings(scorer, readings, folder)
    mine = [ours.gold, ours.predicted, *(ours.f1(k).f for k in ("found", "exact", "who_what"))]
    mine += [ours.role_f1(role).f for role in ROLES]
    other = [theirs["gold"], theirs["predicted"], *(theirs[k]["F"] for k in ("found", "exact", "who-what"))]
    other += [theirs["chars"][role] for role in ROLES]
    return agreement(scorer, "readings", mine, other)
