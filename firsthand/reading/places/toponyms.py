"""What the search for place names hands to their resolution."""

from __future__ import annotations

from typing import NamedTuple

from firsthand.schema import PlaceUse


class Toponym(NamedTuple):
    """A stretch of the text that names a place, and how it is used."""

    start: int
    end: int
    use: PlaceUse
