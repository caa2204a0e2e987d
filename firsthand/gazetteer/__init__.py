"""The gazetteer: which places bear a name, from a file that ships in the package (see ``training/gazetteer``).

Countries, first-level regions, second-level districts, settlements, and the best known seas, rivers, mountains and
areas, under their English names, variants, former names, abbreviations, and the adjectives and demonyms made from
them. The file is memory-mapped when first asked: opening it costs a millisecond and only the pages that are read.
"""

from firsthand.gazetteer.folding import fold
from firsthand.gazetteer.lookup import country, district, entry, lookup, names_in, region
from firsthand.gazetteer.store import Entry, Form, Match, verify

__all__ = ["Entry", "Form", "Match", "country", "district", "entry", "fold", "lookup", "names_in", "region", "verify"]
