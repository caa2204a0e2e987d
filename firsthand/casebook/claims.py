"""The list of claims: each with its figures, its clearest wording, who is behind it and who carries it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rich.console import Console
from rich.text import Text

from firsthand.casebook.layout import DIM, WARN, Page, origin_marks, page_on, ranged, wrapped
from firsthand.ledger_words import clean, count
from firsthand.schema import Claim

_COLUMNS = ("sources", "heard by", "reports")
_GAP = "  "
_MOST = 4


def claim_lines(claims: Iterable[Claim], conflicting: Collection[str], console: Console) -> Iterator[Text]:
    """A block of lines for each claim, under a head. ``conflicting``: the ids of those that another contradicts."""
    page = page_on(console)
    yield Text(_GAP.join(_COLUMNS), style=DIM)
    for claim in claims:
        yield Text()
        yield from _claim(claim, claim.id in conflicting, page)


def _claim(claim: Claim, conflicts: bool, page: Page) -> Iterator[Text]:
    asserting = {s.report for s in claim.statements if s.stance == "asserts"}
    figures = (ranged(*claim.independent_range), str(claim.channels), str(len(asserting)))
    cells = [figure.center(len(column)) for figure, column in zip(figures, _COLUMNS, strict=True)]
    left = Text.assemble((cells[0], "bold"), _GAP, cells[1], _GAP, cells[2], _GAP)
    blank = Text(" " * left.cell_len)
    yield from wrapped(page, Text(clean(claim.gist), style="bold"), left, blank)
    yield from wrapped(page, _behind(claim, page), blank, blank)
    facts = Text(claim.id, style=DIM)
    for stance, what in (("denies", "denied"), ("rumour", "told as a rumour")):
        number = len({s.report for s in claim.statements if s.stance == stance})
        if number:
            style = WARN if stance == "denies" and page.colored else ""
            facts.append(" · ", DIM).append(f"{what} in {count(number, 'report')}", style)
    if conflicts:
        facts.append(" · ", DIM).append("≠ contradicted", WARN if page.colored else "")
    for flag in claim.flags:
        facts.append(" · ", DIM).append(f"! {clean(flag)}", WARN if page.colored else "")
    yield from wrapped(page, facts, blank, blank)


def _behind(claim: Claim, page: Page) -> Text:
    """Who is behind it and which outlets heard them; where nobody could be told, who carries it."""
    if not claim.origins:
        carried = f", carried by {few(claim.outlets)}" if claim.outlets else ""
        return Text(f"no first-hand source found{carried}", style="italic")
    known = origin_marks(claim.origins)
    line = Text()
    for origin in claim.origins[:_MOST]:
        mark = known[origin.name]
        line.append("; " if line else "").append(f"{mark.shape} ", mark.ink if page.colored else "")
        line.append(clean(origin.name)).append("" if origin.kind == "named" else f" ({origin.kind})", DIM)
    if len(claim.origins) > _MOST:
        line.append(f"; {len(claim.origins) - _MOST} more")
    heard = dict.fromkeys(outlet for origin in claim.origins for outlet in origin.outlets)
    return line.append(f" · heard by {few([*heard])}" if heard else "", DIM)


def few(names: Collection[str]) -> str:
    """The names; of many only the first."""
    shown = [clean(name) for name in names][:_MOST]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
