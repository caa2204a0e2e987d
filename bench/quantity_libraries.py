"""``python -m bench quantity-libraries``: libraries that find numbers and measures in English, over our own examples.

None is a dependency: each is used where it is installed, on its own terms. Units are not compared, since every library
names them in its own way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from bench.corpus import word_count
from bench.installed import Library, installed
from bench.tables import Cell, Outcome, Table, share

_NOTE = (
    "The sentences are our own, invented, and were written while our finder was built: its row is 100% by construction "
    "and says nothing. Only the libraries' rows inform, and what is to be counted is our choice there too: no ages, "
    "scores, years or house numbers, which a library of numbers finds and means to find."
)
_CLOSE = 1e-6  # relative: how far a value may be from the annotated one


class Amount(NamedTuple):
    """A number with what it counts: where it stands, and its value (the lower end of a range)."""

    start: int
    end: int
    value: float


class Example(NamedTuple):
    """A sentence, and all that it counts."""

    text: str
    gold: list[Amount]


Find = Callable[[str], Iterator[Amount]]


def run(examples: Path) -> Outcome:
    """The libraries one after the other over the sentences of the file, after the first one to warm each up.

    Raises ``SystemExit`` when the file has no sentence, ``ValueError`` when a sentence has not the words it is to have.
    """
    sentences = [example(line) for line in examples.read_text("utf-8").splitlines() if " =>" in line and line[0] != "#"]
    if not sentences:
        raise SystemExit(f"no sentences in {examples}")
    words = sum(word_count(s.text) for s in sentences)
    rows: list[tuple[Cell, ...]] = []
    missing: list[str] = []
    for library in libraries():
        if library.find is None:
            missing.append(f"{library.name}: {library.lacks}.")
            continue
        _found(library.find, sentences[0].text)
        began = time.process_time()
        found = [_found(library.find, s.text) for s in sentences]
        took = time.process_time() - began
        given = [f or [] for f in found]
        rows.append((library.name, *score(sentences, given), found.count(None), round(1e6 * took / words, 1)))
    columns = ("library", "found P", "found R", "found F1", "value F1", "sentences refused", "ms per 1,000 words")
    title = f"{len(sentences)} sentences, {words:,} words, {sum(len(s.gold) for s in sentences)} amounts"
    return Outcome((Table(title, columns, tuple(rows)),), (_NOTE, *missing))


def _found(find: Find, text: str) -> list[Amount] | None:
    try:
        return [*find(text)]
    except Exception:  # another's errors are of any class, and one sentence must not end the run
        return None


def example(line: str) -> Example:
    """One line of the file: ``SENTENCE => WORDS = VALUE UNIT FLAGS; …``, the words in the order of the sentence."""
    text, _, wanted = line.partition(" =>")
    gold: list[Amount] = []
    at = 0
    for part in filter(None, map(str.strip, wanted.split("; "))):
        words, _, meant = part.rpartition(" = ")
        start = text.index(words, at)
        at = start + len(words)
        gold.append(Amount(start, at, float(meant.split()[0])))
    return Example(text, gold)


def score(
    examples: Sequence[Example], found: Sequence[Sequence[Amount]]
) -> tuple[float | None, float | None, float | None, float | None]:
    """Precision, recall and F1 of what overlaps, one to one, and F1 of what overlaps with the right value, in percent.

    Of all that overlap, those with the right value are matched first, then by greatest overlap.
    """
    gold, predicted = sum(len(e.gold) for e in examples), sum(map(len, found))
    matched = right = 0
    for one, given in zip(examples, found, strict=True):
        pairs = (
            (_same(g.value, f.value), shared, i, j)
            for i, g in enumerate(one.gold)
            for j, f in enumerate(given)
            if (shared := min(g.end, f.end) - max(g.start, f.start)) > 0
        )
        used_gold, used = set[int](), set[int]()
        for same, _, i, j in sorted(pairs, reverse=True):
            if i not in used_gold and j not in used:
                used_gold.add(i)
                used.add(j)
                matched += 1
                right += same
    both = gold + predicted
    return share(matched, predicted), share(matched, gold), share(2 * matched, both), share(2 * right, both)


def _same(wanted: float, given: float) -> bool:
    return abs(given - wanted) <= _CLOSE * abs(wanted)


def libraries() -> list[Library[Find]]:
    """Firsthand and every library that is known here, in order of name."""
    return installed(
        {
            "firsthand": _firsthand,
            "quantulum3": _quantulum,
            "recognizers-text-number-with-unit": _recognizers,
        }
    )


def _firsthand() -> Find:
    quantities, schema = import_module("firsthand.reading.quantities"), import_module("firsthand.schema")

    def find(text: str) -> Iterator[Amount]:
        whole = schema.Passage(kind="paragraph", start=0, end=len(text))
        for q in quantities.find_quantities(text, [whole], ()):
            yield Amount(q.start, q.end, q.value)

    return find


def _quantulum() -> Find:
    parser = import_module("quantulum3.parser")

    def find(text: str) -> Iterator[Amount]:
        for q in parser.parse(text):
            yield Amount(q.span[0], q.span[1], q.value)

    return find


def _recognizers() -> Find:
    """Its money, measures, temperatures and percentages, and the bare numbers where none of these stands."""
    units = import_module("recognizers_number_with_unit").NumberWithUnitRecognizer("en-us")
    numbers = import_module("recognizers_number").NumberRecognizer("en-us")
    models = (
        units.get_currency_model(),
        units.get_dimension_model(),
        units.get_temperature_model(),
        numbers.get_percentage_model(),
        numbers.get_number_model(),
    )

    def find(text: str) -> Iterator[Amount]:
        taken: list[Amount] = []
        for model in models:
            for one in model.parse(text):
                start, end = one.start, one.end + 1
                value = one.resolution.get("value")
                if value is not None and not any(t.start < end and start < t.end for t in taken):
                    taken.append(Amount(start, end, float(value.removesuffix("%"))))
        yield from taken

    return find
