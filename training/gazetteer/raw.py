"""A place while the gazetteer is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from firsthand.gazetteer.folding import fold
from firsthand.gazetteer.store import Form
from firsthand.schema import PlaceKind

# Where one key names a place in two ways, the closer way stands.
_ORDER: tuple[Form, ...] = ("name", "former", "abbreviation", "variant", "demonym")


@dataclass
class Raw:
    """A place and its names; ``forms`` maps a name's key to how it names the place and whether in capitals."""

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None = None
    region: str | None = None
    district: str | None = None
    """The code of the district it lies in, such as "US.LA.079"; a district's own code."""
    population: int = 0
    prominence: int = 0
    """What stands in for the population in the order of places that have none."""
    geonameid: int | None = None
    capital: int = 0
    forms: dict[str, tuple[Form, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.add(self.name, "name")

    def add(self, name: str, form: Form) -> None:
        """Adds a name, unless its key already names this place in a closer way."""
        key = fold(name)
        if not key:
            return
        capitals = form == "abbreviation" and name.isupper()
        old = self.forms.get(key)
        if old is None or _ORDER.index(form) < _ORDER.index(old[0]):
            self.forms[key] = (form, capitals)

    def add_all(self, names: list[str], form: Form = "variant") -> None:
        """Adds names; an upper-case one, or one with a full stop at its end, is an abbreviation."""
        for name in names:
            short = name.isupper() or (name.endswith(".") and " " not in name)
            self.add(name, "abbreviation" if short and form in ("name", "variant") else form)
