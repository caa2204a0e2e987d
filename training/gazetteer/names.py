"""Which of the names that the sources list for a place an English report may use, and the forms they take there."""

from __future__ import annotations

import re
import unicodedata

from firsthand.gazetteer.folding import fold

# What kind of division a region or district is, in English and in the languages that GeoNames leaves it in.
_KINDS = (
    "oblast|oblast'|oblast’|oblysy|voblasts|voblasc’|krai|kray|raion|rayon|okrug|republic|region|province|governorate|"
    "prefecture|department|district|county|parish|municipality|voivodeship|state|division|canton|emirate|territory|"
    "autonomous region|special region|metropolitan city|municipio|municipium|city|sahari|regency|kabupaten|kraj"
)
_AFTER = re.compile(rf"\s+(?:{_KINDS})$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:autonomous )?(?:republic|region|province|department|state|district|county|canton|prefecture|emirate|"
    r"governorate|municipality) of (?:the )?|provincia (?:de |di |della )?|departamento (?:de |del )?|landkreis |"
    r"kreis |politischer bezirk |powiat |arrondissement (?:de |d['’])|kabupaten |kota )",
    re.IGNORECASE,
)
_ENDINGS = (("skaya", ""), ("skiy", ""), ("skyi", ""))

# How reports call the regions of a country besides by their bare name.
_CALLED = {
    "RU": ("Oblast", "region"), "UA": ("Oblast", "region"), "BY": ("Oblast", "region"), "KZ": ("region", "oblast"),
    "BG": ("Oblast", "region"), "UZ": ("region",), "KG": ("region",), "TJ": ("region",), "GE": ("region",),
    "US": ("state",), "IN": ("state",), "NG": ("state",), "MX": ("state",), "BR": ("state",), "AU": ("state",),
    "DE": ("state",), "AT": ("state",), "VE": ("state",), "MM": ("state", "region"), "SD": ("state",),
    "SS": ("state",), "MY": ("state",), "IQ": ("province", "governorate"), "SY": ("province", "governorate"),
    "LB": ("governorate",), "EG": ("governorate", "province"), "YE": ("province", "governorate"),
    "JO": ("governorate",), "JP": ("Prefecture",), "GR": ("region",), "IT": ("region",), "FR": ("region",),
    "ES": ("region", "province"), "PL": ("voivodeship", "province", "region"), "RO": ("county",), "HU": ("county",),
    "HR": ("county",), "NO": ("county",), "SE": ("county",), "EE": ("county",), "KE": ("county",), "LR": ("county",),
    "CO": ("department", "province"), "PE": ("region", "department"), "BO": ("department",), "HN": ("department",),
    "GT": ("department",), "SV": ("department",), "UY": ("department",), "PY": ("department",), "HT": ("department",),
    "ET": ("region",), "TZ": ("region",), "GH": ("region",), "SO": ("region",), "SN": ("region",), "ML": ("region",),
    "NE": ("region",), "TD": ("region", "province"), "CM": ("region",), "CZ": ("region",), "SK": ("region",),
    "UG": ("district",), "NP": ("province",), "BD": ("division",), "CH": ("canton",), "GB": (), "IL": (), "IE": (),
    "SG": (), "HK": (),
}  # fmt: skip
_DISTRICT_CALLED = {
    "UA": ("district", "raion"), "RU": ("district", "raion"), "BY": ("district",), "IN": ("district",),
    "PK": ("district",), "AF": ("district",), "IQ": ("district",), "SY": ("district",), "LK": ("district",),
    "NP": ("district",), "BD": ("district",), "TR": ("district",), "VN": ("district",), "DE": ("district",),
    "IT": ("province",), "ES": ("province",), "PH": ("province",), "BE": ("province",), "NL": ("municipality",),
    "FR": ("department",), "CN": ("prefecture",), "ET": ("zone",), "ID": ("regency", "district"), "YE": ("district",),
    "KE": ("county",), "UG": ("district",), "MX": ("municipality",), "CO": ("municipality",), "IE": (),
}  # fmt: skip

_PREFIXED = re.compile(r"(?:al|el|an|ar|as|ash|at|az|ad|d|s|t|l|de|la|le|les|los|las)[-' ’]", re.IGNORECASE)


def bare(name: str) -> str:
    """A division's name without the word for what kind of division it is ("Yaroslavl Oblast" gives "Yaroslavl")."""
    short = _BEFORE.sub("", _AFTER.sub("", name.strip()).strip()).strip()
    for ending, instead in _ENDINGS:
        if short.endswith(ending) and len(short) > len(ending) + 3:
            short = short[: -len(ending)] + instead
    return short.rstrip("'’") or name


def region_forms(name: str, country: str) -> list[str]:
    """The names that reports give a first-level region: bare, and with the country's own words for such a region."""
    short = bare(name)
    kinds = _CALLED.get(country, ("province", "region"))
    if kinds == ("Oblast", "region"):
        kinds = ("Oblast", "region", "province", "Krai" if re.search(r"(?i) kra[iy]$", name) else "oblast")
    return [name, short, *(f"{short} {kind}" for kind in kinds)]


def district_forms(name: str, country: str) -> list[str]:
    """The names that reports give a second-level district."""
    if country == "US":
        return [name, re.sub(" County$", " Co.", name)]
    short = bare(name)
    return [name, short, *(f"{short} {kind}" for kind in _DISTRICT_CALLED.get(country, ()))]


def is_usable(name: str) -> bool:
    """Whether an English report may write a place's name like this: Latin letters, a capital first, no code."""
    if not 3 <= len(name) <= 40 or name.isupper() or any(c in name for c in '()[],;:/"0123456789|'):
        return False
    start = _PREFIXED.sub("", name, count=1) if name[0].islower() else name
    if not start[:1].isupper() or any(part.isupper() and len(part) > 2 for part in name.split()):
        return False
    return all(_is_latin(c) for c in name if c.isalpha()) and len(fold(name)) >= 3


def likeness(name: str, other: str) -> float:
    """How alike two names are written: the share of letter pairs in common (Dice), 0 to 1."""
    a, b = _pairs(fold(name)), _pairs(fold(other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(key: str) -> set[str]:
    return {key[i : i + 2] for i in range(len(key) - 1)}


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER"))
