"""Places: which names of places a report holds, and which places they mean."""

from firsthand.reading.places.resolving import resolve
from firsthand.reading.places.toponyms import Toponym

__all__ = ["Toponym", "resolve"]
