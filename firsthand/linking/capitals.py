"""Capitals that speak: "Bishkek says" is a government's word, most often that of an official who is heard beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.gazetteer import lookup

_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’-]+(?:\s+[A-ZÀ-ÞĀ-Ž][\w'’-]+)?")


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The country (ISO 3166-1, two letters) for which a bare place name speaks: its own name, or its capital's."""
    name = re.sub(r"^[Tt]he\s+", "", name.strip())
    for match in lookup(name):
        if match.form != "demonym" and match.cased and (match.entry.kind == "country" or match.entry.capital == 2):
            return match.entry.country
    return None


@lru_cache(maxsize=4096)
def countries_in(words: str) -> frozenset[str]:
    """The countries that a description names: "the Kyrgyz Border Service", "Border Troops of Tajikistan"."""
    found: set[str] = set()
    for match in _NAME.finditer(words):
        for name in {match[0], *match[0].split()}:
            found.update(
                m.entry.country for m in lookup(name) if m.cased and m.entry.kind == "country" and m.entry.country
            )
    return frozenset(found)
