"""Gold attributions in brat's standoff form, as PolNeAR has them.

``text/NAME.txt`` is annotated in ``attributions/NAME_<annotator>.ann``: ``T`` lines give a span (pieces between
semicolons) one of the roles Source, Cue and Content, ``E`` lines tie spans to one attribution. Other lines, and
attributions without content, are passed over.
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.attributions import ROLES, Marked
from firsthand.schema import Span

_SPAN = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)")
_EVENT = re.compile(r"E\d+\t(.+)")


def annotations_of(folder: Path, name: str) -> Path | None:
    """The annotations of the text ``name`` (without suffix): those of the first annotator by name, if there are any."""
    prefix = f"{name}_"
    found = [p for p in (folder / "attributions").iterdir() if p.suffix == ".ann" and p.name.startswith(prefix)]
    return min(found, default=None, key=lambda p: p.name)


def parse(annotations: str, length: int) -> list[Marked]:
    """The attributions, in the order of their ``E`` lines; spans are cut off at the text's ``length``."""
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    made = []
    for line in annotations.splitlines():
        if found := _SPAN.match(line):
            pieces = (piece.split() for piece in found[3].split(";"))
            kept = tuple(Span(int(a), min(int(b), length)) for a, b in pieces if int(a) < length)
            spans[found[1]] = (found[2].lower(), kept)
        elif found := _EVENT.match(line):
            parts: dict[str, list[Span]] = {role: [] for role in ROLES}
            for argument in found[1].split():
                role, _, reference = argument.partition(":")
                role, (labelled, pieces) = role.rstrip("0123456789").lower(), spans.get(reference, ("", ()))
                if role in parts and labelled in parts:
                    parts[role] += pieces
            if parts["content"]:
                made.append(Marked(*(tuple(parts[role]) for role in ROLES)))
    return made
