"""``python -m bench times``: time expressions against TimeML documents (TimeBank, AQUAINT) and GUM's gold dates."""

from __future__ import annotations

import re
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

from bench.corpus import word_count
from bench.opinions import agreement, score_readings
from bench.tables import Cell, Outcome, Table, share
from firsthand.reading.passages import split_passages
from firsthand.reading.times import clock_of, find_times
from firsthand.schema import Reading, Report, Time

COLUMNS = ("times", "gold", "predicted", "strict F1", "relaxed F1", "value F1", "type F1")
GUM_COLUMNS = ("dates", "gold", "overlapped", "value right", "right of all")
_DATE_TAG = re.compile(r"<date([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Gold(NamedTuple):
    """A time expression as TimeML annotates it."""

    start: int
    end: int
    type: str | None
    value: str | None


class GoldDate(NamedTuple):
    """A date as GUM annotates it: one ISO 8601 value (``when``), or the first and the last day."""

    start: int
    end: int
    when: str | None
    first: str | None
    last: str | None


class Document(NamedTuple):
    """One annotated report; ``gold`` in the order of the ends."""

    report: Report
    gold: list[Gold]


class DatedDocument(NamedTuple):
    """One report with GUM's dates."""

    report: Report
    gold: list[GoldDate]


class Count(NamedTuple):
    """Annotated and found times, and those that match in each sense."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0


class Stretch(Protocol):
    """What was found: where it starts and ends."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Match(NamedTuple):
    """A gold time (index) and the one found for it; ``strict`` where both have the same characters."""

    gold: int
    found: int
    strict: bool


def run(folders: Sequence[Path], gum: Path | None, scorer: Path | None) -> Outcome:
    """Finds the times of every folder's documents and scores each half by itself; likewise GUM's news."""
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    for folder in folders:
        documents = documents_in(folder)
        start = time.process_time()
        found = [times_of(d.report) for d in documents]
        seconds = time.process_time() - start
        words = sum(word_count(d.report.text) for d in documents)
        notes.append(f"{folder.name}: {1e6 * seconds / max(words, 1):.1f} ms of processor time for 1,000 words.")
        for part, chosen in (("even", slice(0, None, 2)), ("odd", slice(1, None, 2))):
            rows.append(row_of(f"{folder.name}, {part}", documents[chosen], found[chosen]))
        if scorer:
            notes.append(_second_opinion(scorer, folder, documents, found))
    tables = [Table("Times", COLUMNS, tuple(rows))] if folders else []
    if gum:
        news = news_in(gum)
        found = [times_of(d.report) for d in news]
        parts = (("even", slice(0, None, 2)), ("odd", slice(1, None, 2)))
        dates = tuple(date_row(f"GUM news, {part}", news[chosen], found[chosen]) for part, chosen in parts)
        tables.append(Table("Dates in GUM's news", GUM_COLUMNS, dates))
    return Outcome(tuple(tables), tuple(notes)) if tables else sys.exit("neither TimeML documents nor GUM are given")


def documents_in(folder: Path) -> list[Document]:
    """The TimeML documents of a folder by file name, the times inside ``TEXT`` as gold, created at ``DCT``.

    Raises ``SystemExit`` when it holds none, or one that is no TimeML.
    """
    made = [_document(path) for path in sorted(folder.glob("*.tml"))]
    return made or sys.exit(f"{folder} holds no TimeML documents (*.tml)")


def news_in(folder: Path) -> list[DatedDocument]:
    """GUM's news with the dates it annotates (``dep/GUM_news_*.conllu``) by file name; the day on which the article was
    created is its publication.

    Dates with ``notBefore`` or ``notAfter`` are left out, since they are guesses at what the words leave open.
    Raises ``SystemExit`` when there are none.
    """
    made = [_news(path) for path in sorted((folder / "dep").glob("GUM_news_*.conllu"))]
    return made or sys.exit(f"{folder} is no copy of GUM: it should hold dep/GUM_news_*.conllu")


def times_of(report: Report) -> tuple[Time, ...]:
    """What reading finds, by the rooms that it needs alone."""
    passages = split_passages(report.text, report.title)
    return find_times(report.text, passages, clock_of(report, passages))


def match(text: str, gold: Sequence[Gold], found: Sequence[Stretch]) -> list[Match]:
    """One to one, the greatest overlap of characters that are not white space (Jaccard) first."""
    theirs = [_solid(text, g.start, g.end) for g in gold]
    ours = [_solid(text, t.start, t.end) for t in found]
    pairs = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(theirs) for j, b in enumerate(ours) if a & b]
    used_gold, used, made = set[int](), set[int](), list[Match]()
    for overlap, i, j in sorted(pairs, reverse=True):
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            made.append(Match(i, j, overlap == 1.0))
    return made


def count_of(documents: Sequence[Document], found: Sequence[Sequence[Time]]) -> Count:
    """The counts over all the documents."""
    total = Count()
    for (report, gold), times in zip(documents, found, strict=True):
        pairs = match(report.text, gold, times)
        total = Count(
            total.gold + len(gold),
            total.predicted + len(times),
            total.strict + sum(m.strict for m in pairs),
            total.relaxed + len(pairs),
            total.value + sum(gold[m.gold].value == times[m.found].value for m in pairs),
            total.type + sum(gold[m.gold].type == times[m.found].type for m in pairs),
        )
    return total


def row_of(name: str, documents: Sequence[Document], found: Sequence[Sequence[Time]]) -> tuple[Cell, ...]:
    """The figures in the order of ``COLUMNS``, F1 in percent."""
    total = count_of(documents, found)
    return (name, total.gold, total.predicted, *(_f1(right, total) for right in total[2:]))


def date_row(name: str, documents: Sequence[DatedDocument], found: Sequence[Sequence[Time]]) -> tuple[Cell, ...]:
    """The figures in the order of ``GUM_COLUMNS``: shares in percent; ``value right`` of those that are overlapped."""
    gold = overlapped = right = 0
    for (_, dates), times in zip(documents, found, strict=True):
        for one in dates:
            over = [t for t in times if t.start < one.end and one.start < t.end]
            gold, overlapped, right = gold + 1, overlapped + bool(over), right + same_date(one, over)
    return (name, gold, share(overlapped, gold), share(right, overlapped), share(right, gold))


def same_date(gold: GoldDate, over: Sequence[Time]) -> bool:
    """Whether one of the times has the value of the gold date, or they span its days from the first to the last.

    Seconds are left out, and a part of a day counts as its day, since GUM has no parts of days.
    """
    values = [re.sub(r"T[A-Z]{2}\Z", "", t.value) for t in over if t.value]
    if gold.when is not None:
        return re.sub(r"(T[0-9]{2}:[0-9]{2}):00\Z", r"\1", gold.when) in values
    spans = [span for value in values if (span := days_of(value))]
    return bool(spans) and (str(spans[0][0]), str(spans[-1][1])) == (gold.first, gold.last)


def days_of(value: str) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 date; ``None`` of any other value. A season has three months."""
    try:
        if found := re.fullmatch(r"([0-9]{4})-W([0-9]{2})(-WE)?", value):
            first = date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
            return first, first + timedelta(1 if found[3] else 6)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value), date.fromisoformat(value)
        if re.fullmatch(r"[0-9]{2,3}", value):
            years = 10 ** (4 - len(value))
            return _months(int(value) * years, 1, 12 * years)
        found = re.fullmatch(r"([0-9]{4})(?:-(?:([0-9]{2})|(SP|SU|FA|WI)|Q([1-4])|H([12])))?", value)
        if not found:
            return None
        _, month, season, quarter, half = found.groups()
        size = 1 if month else 3 if season or quarter else 6 if half else 12
        starts = _SEASON_MONTHS[season] if season else int(month or 0) or 1 + size * (int(quarter or half or 1) - 1)
        return _months(int(found[1]), starts, size)
    except ValueError:  # a month 13, a year 0
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    years, after = divmod(month - 1 + count, 12)
    return date(year, month, 1), date(year + years, after + 1, 1) - timedelta(1)


def _f1(right: int, total: Count) -> float:
    if not right:
        return 0.0
    precision, recall = right / total.predicted, right / total.gold
    return round(100 * 2 * precision * recall / (precision + recall), 1)


def _solid(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(i for i in range(start, end) if not text[i].isspace())


def _document(path: Path) -> Document:
    try:
        root = ET.fromstring(path.read_text("utf-8", errors="replace").encode())
    except ET.ParseError as error:
        sys.exit(f"{path} is no TimeML: {error}")
    body = root.find(".//TEXT")
    if body is None:
        sys.exit(f"{path} is no TimeML: it has no TEXT")
    parts: list[str] = []
    gold = [*_walk(body, parts)]
    created = root.find(".//DCT//TIMEX3")
    published = created.get("value") if created is not None else None
    if published and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", published):
        published += "T12:00:00Z"
    title = root.findtext(".//TITLE")
    report = Report(id=path.name, published=published, title=title, sha256="0" * 64, text="".join(parts))
    return Document(report, gold)


def _walk(node: ET.Element, parts: list[str]) -> Iterator[Gold]:
    """The times in and under the node; its words are added to ``parts``."""
    start = sum(map(len, parts))
    parts.append(node.text or "")
    for child in node:
        yield from _walk(child, parts)
        parts.append(child.tail or "")
    if node.tag == "TIMEX3":
        yield Gold(start, sum(map(len, parts)), node.get("type"), node.get("value"))


def _news(path: Path) -> DatedDocument:
    """CoNLL-U with GUM's comments: the words with their white space, and the tags of the XML around them."""
    parts: list[str] = []
    opened: list[tuple[int, dict[str, str]]] = []
    gold: list[GoldDate] = []
    size = joined_until = 0
    created, gap, gap_after_joined = None, "", ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# meta::dateCreated = "):
            created = line.partition(" = ")[2]
        if line.startswith("# newpar") and parts:
            gap = "\n\n"
        column = line.split("\t")
        if len(column) != 10:
            continue
        after = "" if "SpaceAfter=No" in column[9] else " "
        if "-" in column[0]:  # one printed word over several tokens: "Trump's"
            joined_until, gap_after_joined = int(column[0].split("-")[1]), after
        if not column[0].isdecimal():
            continue
        number = int(column[0])
        parts += [gap, column[1]]
        size += len(gap) + len(column[1])
        gap = after if number > joined_until else gap_after_joined if number == joined_until else ""
        if number >= joined_until:
            joined_until = 0
        tags = re.search(r"(?:^|\|)XML=([^|]*)", column[9])
        for tag in re.findall(r"<[^>]*>", tags[1]) if tags else ():
            if found := _DATE_TAG.match(tag):
                opened.append((size - len(column[1]), dict(_ATTRIBUTE.findall(found[1]))))
            elif tag == "</date>" and opened:
                start, says = opened.pop()
                if "when" in says or ("from" in says and "to" in says):
                    gold.append(GoldDate(start, size, says.get("when"), says.get("from"), says.get("to")))
    return DatedDocument(Report(id=path.stem, published=created, sha256="0" * 64, text="".join(parts)), gold)


def _second_opinion(
    scorer: Path, folder: Path, documents: Sequence[Document], found: Sequence[tuple[Time, ...]]
) -> str:
    """What another scorer says of the same times (``SCORER score TML_DIR READINGS.jsonl``, one JSON object out)."""
    made = (Reading(report=d.report, times=times) for d, times in zip(documents, found, strict=True))
    theirs = score_readings(scorer, made, "score", folder)
    ours = row_of("", documents, found)[1:]
    other = tuple(theirs[k] for k in ("gold", "predicted", "strict", "relaxed", "value", "type"))
    return agreement(scorer, f"times of {folder.name}", ours, other)
