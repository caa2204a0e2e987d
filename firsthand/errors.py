"""Every error that Firsthand raises on purpose. Each says where, what went wrong, and what to do about it."""

from __future__ import annotations


class FirsthandError(Exception):
    """The root: ``except FirsthandError`` catches everything that Firsthand raises on purpose."""


class InputError(FirsthandError):
    """An input could not be taken in. The other inputs are not affected.

    ``file`` is the input's name (``-`` for standard input), ``line`` the line of the file where known (from 1),
    ``cause`` what is wrong with it, ``remedy`` what the caller can do.
    """

    def __init__(self, file: str, cause: str, *, line: int | None = None, remedy: str | None = None) -> None:
        self.file, self.line, self.cause, self.remedy = file, line, cause, remedy
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {cause}" + (f". {remedy}" if remedy else ""))


class WeightsError(FirsthandError):
    """The encoder's weights are missing, damaged, or made for another version of the package."""
