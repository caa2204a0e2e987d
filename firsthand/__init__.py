"""Firsthand reads news reports: who said what, how it reached the report, and on how many sources a claim rests.

    >>> import firsthand
    >>> reading = firsthand.read("Orla Tench, the keeper, said the well was dry.")
    >>> [(source.name, source.kind) for source in reading.sources]
    [('Orla Tench', 'named')]

``read`` takes a text or a ``Report``; ``firsthand.intake.load`` makes reports of files. ``Archive`` files reports and
finds what they show together: copies, claims, conflicts, independent sources. The records are described in
``docs/reading-contract.md``. Everything heavy loads when first used, so that ``import firsthand`` itself costs little.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firsthand.desk import Archive
    from firsthand.errors import ArchiveError, FirsthandError, InputError, NotInArchiveError, WeightsError
    from firsthand.reading.reader import Reader
    from firsthand.schema import (
        Addressee,
        Caveat,
        Origin,
        Passage,
        Place,
        Quantity,
        Reading,
        Relay,
        Report,
        Said,
        Source,
        Span,
        Statement,
        Time,
        reading_from_json,
        to_json,
    )

__version__ = "0.1.0"

__all__ = [
    "Addressee",
    "Archive",
    "ArchiveError",
    "Caveat",
    "FirsthandError",
    "InputError",
    "NotInArchiveError",
    "Origin",
    "Passage",
    "Place",
    "Quantity",
    "Reader",
    "Reading",
    "Relay",
    "Report",
    "Said",
    "Source",
    "Span",
    "Statement",
    "Time",
    "WeightsError",
    "__version__",
    "read",
    "reading_from_json",
    "to_json",
]

_ELSEWHERE = {
    "Archive": "firsthand.desk",
    "Reader": "firsthand.reading.reader",
    "ArchiveError": "firsthand.errors",
    "FirsthandError": "firsthand.errors",
    "InputError": "firsthand.errors",
    "NotInArchiveError": "firsthand.errors",
    "WeightsError": "firsthand.errors",
}


def read(report: str | Report) -> Reading:
    """Read one report: who says what in it, and how it reached the report.

    ``report`` is a ``Report``, or a text: the body of a news item, or the feed form whose first line is
    ``<unix seconds> <headline>``. The result depends on nothing else.

    Raises ``InputError`` when the text is empty or no text, and ``WeightsError`` when the installation is damaged.

        >>> import firsthand
        >>> text = '"We start on Monday", the mayor, Ada Lind, told the Harbour Post.'
        >>> reading = firsthand.read(text)
        >>> statement = reading.statements[0]
        >>> [text[span.start : span.end] for span in statement.content]
        ['We start on Monday']
        >>> statement.mode, statement.stance
        ('direct', 'says')
    """
    if isinstance(report, str):
        from firsthand.intake import report_from_text

        report = report_from_text(report)
    return _reader().read(report)


@cache
def _reader() -> Reader:
    from firsthand.reading.reader import Reader

    return Reader()


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "firsthand.schema")), name)


def __dir__() -> list[str]:
    return __all__
