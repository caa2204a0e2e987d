"""The data sets as one kind of example: a text with the annotations that its data set has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from bench.places import articles_in
from firsthand.schema import Span
from training.toponyms import Toponym, marked_toponyms, silver_toponyms, usual_labels

MENTION_TYPES = ("person", "organisation", "place", "time", "event", "object", "abstract")
_GUM_TYPES = {
    "person": "person", "organization": "organisation", "place": "place", "time": "time", "event": "event",
    "object": "object", "substance": "object", "animal": "object", "plant": "object", "abstract": "abstract",
}  # fmt: skip
_NER_TYPES = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}


class Gold(NamedTuple):
    """One annotated attribution: pieces of each role."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class GoldMention(NamedTuple):
    """A mention cut at its head word; ``cluster`` is None where coreference is unknown, -1 for a singleton."""

    start: int
    end: int
    entity: str | None
    cluster: int | None


class Example(NamedTuple):
    """A text with what its data set knows: None where the data set does not annotate that layer."""

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    attributions: tuple[Gold, ...] | None
    mentions: tuple[GoldMention, ...]
    mentions_complete: bool
    """False for silver mentions: what is not marked is unknown rather than no mention."""
    sentences: tuple[Span, ...]
    toponyms: tuple[Toponym, ...] | None = None


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The stretches between line ends, without the white space around them."""
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))


def polnear(root: Path, silver: Path | None, part: str) -> Iterator[Example]:
    """PolNeAR's articles of one part (``train`` or ``dev``), each by its first annotator."""
    machine = _silver(silver / f"{part}.jsonl") if silver else {}
    for path in sorted((root / part / "text").glob("*.txt")):
        annotations = sorted(p for p in (root / part / "attributions").iterdir() if p.name.startswith(path.stem + "_"))
        if not annotations:
            continue
        text = path.read_bytes().decode("utf-8")
        mentions, sentences, toponyms = machine.get(path.name, ((), (), None))
        yield Example(
            path.name, text, paragraphs_of(text), _brat(annotations[0]), mentions, False,
            tuple(s for s in sentences if s.end <= len(text)), toponyms,
        )  # fmt: skip


def _brat(path: Path) -> tuple[Gold, ...]:
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    found: list[Gold] = []
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            kind, where = parts[1].split(" ", 1)
            cut = tuple(Span(int(p.split()[0]), int(p.split()[1])) for p in where.split(";"))
            spans[parts[0]] = (kind, cut)
        elif line.startswith("E") and len(parts) >= 2:
            roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for argument in parts[1].split():
                role, reference = argument.split(":", 1)
                role = role.rstrip("0123456789")
                if role in roles and reference in spans:
                    roles[role] += spans[reference][1]
            if roles["Content"]:
                found.append(Gold(*(tuple(sorted(roles[r], key=lambda s: s.start)) for r in roles)))
    return tuple(found)


def geoparsing(root: Path, *, tuning: bool) -> Iterator[Example]:
    """GeoWebNews and LGL: the articles at even places in their files (``tuning``), or the others."""
    for corpus in ("GWN.xml", "Corpora/lgl.xml"):
        for article in islice(articles_in(root / "data" / corpus), 0 if tuning else 1, None, 2):
            text = article.report.text
            name = f"{corpus} {article.report.id}"
            yield Example(name, text, paragraphs_of(text), None, (), False, (), marked_toponyms(article))


_CUT = re.compile(r"[,(;:]| (?:of|who|whom|that|which|in|for|at|on|from|with|to|by|and)\b")


def _silver(path: Path) -> dict[str, tuple[tuple[GoldMention, ...], tuple[Span, ...], tuple[Toponym, ...]]]:
    found = {}
    texts: dict[str, str] = {}
    root = path.parent.parent / "polnear" / path.stem / "text"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    for row in rows:
        texts[row["file"]] = (root / row["file"]).read_bytes().decode("utf-8")
    usual = usual_labels((texts[row["file"]][a:b], label) for row in rows for a, b, label in row["entities"])
    for row in rows:
        text = texts[row["file"]]
        mentions: dict[tuple[int, int], GoldMention] = {}
        for start, end, label in row["entities"]:
            if label in _NER_TYPES:
                mentions[start, end] = GoldMention(start, end, _NER_TYPES[label], None)
        for number, chain in enumerate(row["chains"]):
            for start, end in chain:
                cut = _CUT.search(text, start + 1, end)
                end = cut.start() if cut else end
                if 0 < end - start <= 60:
                    known = mentions.get((start, end))
                    mentions[start, end] = GoldMention(start, end, known.entity if known else None, number)
        sentences = tuple(Span(a, b) for a, b in row["sentences"])
        found[row["file"]] = (tuple(mentions.values()), sentences, silver_toponyms(text, row["entities"], usual))
    return found


class _Token(NamedTuple):
    start: int
    end: int
    upos: str
    xpos: str


def gum(root: Path, part: str) -> Iterator[Example]:
    """GUM's documents of one part (``train``, ``dev``); documents whose words are blanked out are left out."""
    names: dict[str, str] = {}
    current = ""
    for line in (root / "splits.md").read_text("utf-8").splitlines():
        if line.startswith("#"):
            current = line.strip("# ").split()[0].lower() if line.strip("# ") else current
        for name in re.findall(r"G(?:UM|ENTLE)_\w+", line):
            names[name] = current
    for path in sorted((root / "dep").glob("*.conllu")):
        if names.get(path.stem, "") == part and "_reddit_" not in path.stem:
            yield _conllu(path)


def _conllu(path: Path) -> Example:
    text = ""
    paragraphs: list[list[int]] = []
    sentences: list[Span] = []
    tokens: list[_Token] = []
    entities: list[tuple[int, str]] = []
    joined_until, joined_spaced = 0, True
    new_paragraph = True
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar"):
            new_paragraph = True
        if not line[:1].isdigit():
            continue
        column = line.split("\t")
        spaced = "SpaceAfter=No" not in column[9]
        if "-" in column[0]:  # one printed word over several tokens: "Trump's"
            joined_until, joined_spaced = int(column[0].split("-")[1]), spaced
        if not column[0].isdecimal():
            continue
        number = int(column[0])
        if number <= joined_until:
            spaced = number == joined_until and joined_spaced
        if new_paragraph:
            text = text.rstrip() + ("\n\n" if text.strip() else "")
            paragraphs.append([len(text), len(text)])
            new_paragraph = False
        tokens.append(_Token(len(text), len(text) + len(column[1]), column[3], column[4]))
        text += column[1]
        paragraphs[-1][1] = len(text)
        if number == 1:
            sentences.append(Span(tokens[-1].start, len(text)))
        sentences[-1] = Span(sentences[-1].start, len(text))
        match = re.search(r"(?:^|\|)Entity=([^|]+)", column[9])
        if match:
            entities.append((len(tokens) - 1, match[1]))
        if number >= joined_until:
            joined_until = 0
        text += " " if spaced else ""
    spans = tuple(Span(a, b) for a, b in paragraphs)
    return Example(path.stem, text, spans, None, _gum_mentions(tokens, entities), True, tuple(sentences))


def _gum_mentions(tokens: list[_Token], entities: list[tuple[int, str]]) -> tuple[GoldMention, ...]:
    """Mentions cut to what leads up to their head word; a possessor at the start is a mention of its own."""
    open_mentions: dict[str, list[tuple[int, str, str]]] = {}
    spans: list[tuple[int, int, str, str, str]] = []
    for index, value in entities:
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                group, entity = fields[0], fields[1]
                minspan = fields[5] if len(fields) > 5 else "1"
                if part.endswith(")"):
                    spans.append((index, index, group, entity, minspan))
                else:
                    open_mentions.setdefault(group, []).append((index, entity, minspan))
            else:
                stack = open_mentions.get(part.rstrip(")"))
                if stack:
                    start, entity, minspan = stack.pop()
                    spans.append((start, index, part.rstrip(")"), entity, minspan))
    possessors = {
        (a, b)
        for a, b, *_ in spans
        if tokens[b].xpos in {"POS", "PRP$"} or (b + 1 < len(tokens) and tokens[b + 1].xpos == "POS")
    }
    cut: list[tuple[int, int, str, str]] = []
    for start, end, group, entity, minspan in spans:
        heads = sorted(int(h) for h in re.findall(r"\d+", minspan)) or [1]
        last = next((h for h, following in pairwise(heads) if following != h + 1), heads[-1])
        head = min(end, start + last - 1)
        while tokens[head].upos == "PROPN" and head < end:
            if tokens[head + 1].upos == "PROPN":
                head += 1
            elif head + 2 <= end and tokens[head + 1].xpos in {"IN", "HYPH"} and tokens[head + 2].upos == "PROPN":
                head += 2
            else:
                break
        for a, b in possessors:
            if a == start and b < head:
                start = b + 1 + (tokens[b + 1].xpos == "POS" and b + 1 < head)
                break
        while head > start and tokens[head].xpos == "POS":
            head -= 1
        cut.append((start, head, group, entity))
    sizes: dict[str, int] = {}
    for *_, group, _ in cut:
        sizes[group] = sizes.get(group, 0) + 1
    numbers = {group: i for i, group in enumerate(sizes)}
    found = []
    for a, b, group, entity in sorted(set(cut)):
        cluster = numbers[group] if sizes[group] > 1 else -1
        found.append(GoldMention(tokens[a].start, tokens[b].end, _GUM_TYPES.get(entity, "abstract"), cluster))
    return tuple(found)
