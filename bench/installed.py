"""Libraries that are measured beside ours where they are installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Generic, NamedTuple, TypeVar

F = TypeVar("F")


class Library(NamedTuple, Generic[F]):
    """One library, or what it lacks (``find`` is ``None``)."""

    name: str
    find: F | None
    lacks: str = ""


def installed(makers: Mapping[str, Callable[[], F]]) -> list[Library[F]]:
    """Each library with its version, in the order given; ``makers`` imports it under its name on the index."""
    made: list[Library[F]] = []
    for name, make in makers.items():
        try:
            find = make()
            version = "" if name == "firsthand" else f" {metadata.version(name)}"
            made.append(Library(name + version, find))
        except (ImportError, OSError, AttributeError) as error:  # the last: parts of other versions than it asks for
            made.append(Library(name, None, f"not run ({error})"))
    return made
