"""What a measurement yields, and how it is shown: to a person, to a machine, and in ``bench/RESULTS.md``."""

from __future__ import annotations

from typing import NamedTuple

Cell = str | int | float | None


class Table(NamedTuple):
    """Rows of figures under named columns; ``None`` is "not measured"."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Outcome(NamedTuple):
    """All that one command measured; the notes say what a reader must know to understand the figures."""

    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


def as_text(outcome: Outcome) -> str:
    """Aligned columns, words to the left and numbers to the right."""
    return "\n\n".join([*(_aligned(t) for t in outcome.tables), *outcome.notes])


def as_markdown(outcome: Outcome) -> str:
    """Markdown tables, each under its title, and the notes below."""
    return "\n\n".join([*(_piped(t) for t in outcome.tables), *outcome.notes])


def as_plain(outcome: Outcome) -> dict[str, object]:
    """The outcome as what JSON can hold: each row an object by column."""
    return {
        "tables": [
            {"title": t.title, "rows": [dict(zip(t.columns, row, strict=True)) for row in t.rows]}
            for t in outcome.tables
        ],
        "notes": list(outcome.notes),
    }


def share(part: float, whole: float) -> float | None:
    """The part in percent of the whole, to one decimal; ``None`` of nothing."""
    return round(100 * part / whole, 1) if whole else None


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else f"{cell:,}"


def _aligned(table: Table) -> str:
    lines = [table.columns, *(tuple(map(_shown, row)) for row in table.rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.columns))]
    numeric = [_is_numeric(table, i) for i in range(len(table.columns))]
    made = [table.title]
    for line in lines:
        cells = (c.rjust(w) if right else c.ljust(w) for c, w, right in zip(line, widths, numeric, strict=True))
        made.append("  " + "  ".join(cells).rstrip())
    return "\n".join(made)


def _piped(table: Table) -> str:
    rule = ["---:" if _is_numeric(table, i) else "---" for i in range(len(table.columns))]
    lines = [table.columns, rule, *(tuple(map(_shown, row)) for row in table.rows)]
    return f"**{table.title}**\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _is_numeric(table: Table, column: int) -> bool:
    cells = [row[column] for row in table.rows]
    return any(isinstance(c, int | float) for c in cells) and not any(isinstance(c, str) for c in cells)
