"""Places: which names of places a report holds, and which places they mean."""

from firsthand.reading.places.finding import find_toponyms
from firsthand.reading.places.hearing import Heard, heard_places
from firsthand.reading.places.resolving import resolve
from firsthand.reading.places.toponyms import Toponym

__all__ = ["Heard", "Toponym", "find_toponyms", "heard_places", "resolve"]
