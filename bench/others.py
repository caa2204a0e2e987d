"""``python -m bench others``: the systems that are installed, over the same texts, each on its own terms."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.attributions import Marked, Tally, letters, tally
from bench.baseline import QUOTED
from bench.corpus import reports_in, word_count
from bench.polnear import Article, articles_in
from bench.systems import Read, System, systems
from bench.tables import Cell, Outcome, Table
from firsthand.schema import Span

_QUOTED_SHARE = 0.9


class Run(NamedTuple):
    """What a system found in each text (``None``: it refused the text), in so many processor seconds."""

    found: list[list[Marked] | None]
    seconds: float


def run(folder: Path, gold: Path | None, pipeline: str) -> Outcome:
    """Runs the systems one after the other; with ``gold``, over those that it annotates, and scores them."""
    articles = articles_in(gold, folder) if gold else [Article(r, []) for r in reports_in(folder)]
    texts, golds = [a.report.text for a in articles], [a.gold for a in articles]
    words = sum(map(word_count, texts))
    known = systems(pipeline)
    runs = [(s, run_over(s.read, texts)) for s in known if s.read]
    speed: list[tuple[Cell, ...]] = [
        (s.name, s.terms, sum(len(f or ()) for f in r.found), r.found.count(None), round(words / max(r.seconds, 1e-9)))
        for s, r in runs
    ]
    speed += [(s.name, s.terms, None, None, None) for s in known if not s.read]
    columns = ("system", "terms", "statements", "texts refused", "words/s")
    tables = [Table(f"{len(texts)} texts, {words:,} words, one processor", columns, tuple(speed))]
    if gold:
        tables.append(_scores("Against all annotations", texts, golds, runs))
        direct = [direct_only(text, annotated) for text, annotated in zip(texts, golds, strict=True)]
        tables.append(_scores("Against direct quotations", texts, direct, runs, direct=True))
    note = (
        f"Direct quotations are those, annotated and found alike, with {_QUOTED_SHARE:.0%} of their letters between "
        "double quotation marks. Words a second are of processor time. Of a text that a system refuses, it found "
        "nothing."
    )
    return Outcome(tuple(tables), (note,))


def run_over(read: Read, texts: Sequence[str]) -> Run:
    """The system over every text, after a text to warm it up."""
    read("“We start on Monday,” said Ada Lind, the mayor.")
    found: list[list[Marked] | None] = []
    seconds = 0.0
    for text in texts:
        start = time.process_time()
        try:
            found.append(read(text))
        except Exception:  # another's errors are of any class, and one text must not end the run
            found.append(None)
        seconds += time.process_time() - start
    return Run(found, seconds)


def direct_only(text: str, many: Sequence[Marked]) -> list[Marked]:
    """Those whose content stands between double quotation marks."""
    quoted = letters(text, (Span(*q.span()) for q in QUOTED.finditer(text)))
    made = []
    for one in many:
        content = letters(text, one.content)
        if content and len(content & quoted) >= _QUOTED_SHARE * len(content):
            made.append(one)
    return made


def _scores(
    title: str,
    texts: Sequence[str],
    golds: Sequence[Sequence[Marked]],
    runs: Sequence[tuple[System, Run]],
    *,
    direct: bool = False,
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for system, ran in runs:
        total = Tally()
        for text, gold, found in zip(texts, golds, ran.found, strict=True):
            predicted = found or []
            total += tally(text, gold, direct_only(text, predicted) if direct else predicted)
        rows.append((system.name, total.predicted, *total.f1("found"), total.f1("exact").f, total.f1("who_what").f))
    columns = ("system", "predicted", "found P", "found R", "found F1", "exact F1", "who-what F1")
    return Table(f"{title} ({sum(map(len, golds)):,})", columns, tuple(rows))
