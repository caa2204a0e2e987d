"""How well copying is told from writing of the same event: OneStopEnglish and BASIL, each text as one report.

OneStopEnglish (Vajjala and Lucic 2018) has articles each re-written at two easier levels: the three texts of one are
pairs that were made from each other. BASIL (Fan et al. 2019) has three newsrooms' reports of each event: they were not.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.tables import Outcome, Table, share
from firsthand.linking.derivations import choose_parents
from firsthand.linking.dossiers import make_dossier
from firsthand.linking.fingerprints import bands_of
from firsthand.linking.parts import Dossier, Reuse
from firsthand.linking.reuse import find_reuse
from firsthand.linking.reuse_cells import cells_near, cells_of, gist_of, near
from firsthand.reading.reader import Reader
from firsthand.schema import Derivation, Report

LEVELS = ("advanced", "intermediate", "elementary")


class Text(NamedTuple):
    """A report of one of the sets. ``family``: the texts made from each other; ``event``: the texts of one event."""

    report: Report
    family: str
    event: str


def texts_of(onestop: Path, basil: Path) -> list[Text]:
    """Both sets, in a fixed order. Levels are dated a day apart, the hardest first."""
    return [*_onestop(onestop), *_basil(basil)]


def candidates(dossiers: Mapping[str, Dossier]) -> set[tuple[str, str]]:
    """The pairs that an archive of these reports would compare."""
    holders: dict[int, list[str]] = {}
    for name, dossier in dossiers.items():
        for band in bands_of(dossier):
            holders.setdefault(band, []).append(name)
    found = {pair for held in holders.values() for pair in combinations(sorted(held), 2)}
    filed: dict[int, list[str]] = {}
    gists = {name: gist_of(dossier) for name, dossier in dossiers.items()}
    for name, dossier in dossiers.items():
        for cell in cells_of(dossier):
            filed.setdefault(cell, []).append(name)
    for name, dossier in dossiers.items():
        others = sorted({o for cell in cells_near(dossier) for o in filed.get(cell, ())} - {name})
        hits = near(gists[name], [gists[o] for o in others])
        found |= {(min(name, o), max(name, o)) for o, hit in zip(others, hits, strict=True) if hit}
    return found


def derive(dossiers: Mapping[str, Dossier], pairs: Iterable[tuple[str, str]]) -> tuple[Derivation, ...]:
    """What is found when just these pairs are compared."""
    reuses: list[Reuse] = [reuse for a, b in sorted(pairs) for reuse in find_reuse(dossiers[a], dossiers[b])]
    return choose_parents(reuses, dossiers)


def run(onestop: Path, basil: Path) -> Outcome:
    """Both sets in one archive, beside plain containment of word 3-grams at several thresholds."""
    texts = texts_of(onestop, basil)
    reader = Reader()
    dossiers = {t.report.id: make_dossier(t.report, reader) for t in texts}
    pairs = candidates(dossiers)
    rows = [("Firsthand", *_scores(texts, derive(dossiers, pairs)))]
    rows += [(f"shared word 3-grams >= {t:.2f}", *_contained(texts, dossiers, t)) for t in _CONTAINED]
    found = Table("Which texts were made from others (%)", _HEAD, tuple(rows))
    met = [share(len(gold & {frozenset(p) for p in pairs}), len(gold)) for gold in _gold(texts)]
    compared = share(2 * len(pairs), len(texts) * (len(texts) - 1))
    search = Table("Pairs that are compared at all (%)", ("re-written", "same event", "of all"), ((*met, compared),))
    return Outcome((found, search), (_NOTE,))


_CONTAINED = (0.08, 0.12, 0.16)
_NOTE = (
    "pairs: texts of one article, joined by copy, edited or rewrite, directly or through others. kept apart: reports of"
    " one event by different newsrooms that are not so joined. direction: of the joined, those that name the harder"
    " text, dated a day earlier, as the origin."
)
_HEAD = ("system", "pairs P", "pairs R", "pairs F1", "kept apart", "direction")


def _gold(texts: Sequence[Text]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    both = [(frozenset((a.report.id, b.report.id)), a, b) for a, b in combinations(texts, 2)]
    family = {pair for pair, a, b in both if a.family == b.family}
    return family, {pair for pair, a, b in both if a.event == b.event and a.family != b.family}


def _scores(texts: Sequence[Text], derivations: Iterable[Derivation]) -> tuple[float | None, ...]:
    """Joined directly or through others, as a reader would fold them; kinds other than cites."""
    group = {text.report.id: text.report.id for text in texts}
    when = {text.report.id: text.report.published or "" for text in texts}
    family = {text.report.id: text.family for text in texts}

    def find(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    right = direct = 0
    for d in derivations:
        if d.kind != "cites":
            group[find(d.report)] = find(d.source_report)
            if family[d.report] == family[d.source_report]:
                direct += 1
                right += when[d.report] > when[d.source_report]
    joined = {frozenset((a, b)) for a, b in combinations(group, 2) if find(a) == find(b)}
    return (*_figures(texts, joined), share(right, direct))


def _figures(texts: Sequence[Text], joined: set[frozenset[str]]) -> tuple[float | None, ...]:
    family, event = _gold(texts)
    hits = len(family & joined)
    precision, recall = hits / max(len(joined), 1), hits / max(len(family), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    apart = 1 - len(event & joined) / max(len(event), 1)
    return tuple(share(figure, 1) for figure in (precision, recall, f1, apart))


def _contained(texts: Sequence[Text], dossiers: Mapping[str, Dossier], least: float) -> tuple[float | None, ...]:
    """The usual baseline: the share of the smaller text's word 3-grams that the other has."""
    grams = {}
    for name, dossier in dossiers.items():
        words = dossier.text.casefold().split()
        grams[name] = set(zip(words, words[1:], words[2:], strict=False))
    joined = {
        frozenset((a, b))
        for a, b in combinations(grams, 2)
        if len(grams[a] & grams[b]) >= least * max(1, min(len(grams[a]), len(grams[b])))
    }
    return (*_figures(texts, joined), None)


def _onestop(root: Path) -> Iterator[Text]:
    for number, path in enumerate(sorted(root.rglob("*.csv"))):
        rows = list(csv.reader(io.StringIO(_decoded(path.read_bytes()))))
        head = [cell.strip().lstrip("\ufeff").lower() for cell in rows[0]]
        for day, level in enumerate(LEVELS):
            column = next((i for i, cell in enumerate(head) if cell.startswith(level[:5])), None)
            paragraphs = (
                [" ".join(r[column].split()) for r in rows[1:] if len(r) > column] if column is not None else []
            )
            if text := "\n\n".join(p for p in paragraphs if p):
                name = f"one-{number}"
                published = f"2014-{number % 12 + 1:02d}-{10 + day}T08:00:00Z"
                report = Report(
                    id=f"{name}-{level}", outlet=f"Outlet {level}", published=published, sha256="", text=text
                )
                yield Text(report, name, name)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _basil(root: Path) -> Iterator[Text]:
    for path in sorted(root.rglob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        if "body-paragraphs" not in held:
            continue
        event = f"basil-{held['triplet-uuid'][:8]}"
        report = Report(
            id=f"{event}-{held['source']}",
            url=held["url"],
            outlet=held["source"],
            title=held["title"],
            published=f"{held['date']}T12:00:00Z",
            sha256="",
            text="\n\n".join(" ".join(paragraph) for paragraph in held["body-paragraphs"]),
        )
        yield Text(report, report.id, event)
