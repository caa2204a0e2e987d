"""Every error that Firsthand raises on purpose. Each says where, what went wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping


class FirsthandError(Exception):
    """The root: ``except FirsthandError`` catches everything that Firsthand raises on purpose."""


class InputError(FirsthandError):
    """An input could not be taken in. The other inputs are not affected.

    ``file`` is the input's name (``-`` for standard input), ``line`` the line of the file where known (from 1),
    ``part`` the part of it that cannot be read where it has parts ("record 3"), ``cause`` what is wrong with it,
    ``remedy`` what the caller can do.
    """

    def __init__(
        self, file: str, cause: str, *, line: int | None = None, part: str | None = None, remedy: str | None = None
    ) -> None:
        self.file, self.line, self.part, self.cause, self.remedy = file, line, part, cause, remedy
        place = ", ".join([file, *([part] if part else []), *([] if line is None else [f"line {line}"])])
        super().__init__(f"{place}: {cause}" + (f". {remedy}" if remedy else ""))


class WeightsError(FirsthandError):
    """The encoder's weights are missing, damaged, or made for another version of the package."""


class ArchiveError(FirsthandError):
    """An archive could not be opened, read or written; what was acknowledged before is safe.

    ``archive`` is its path, ``cause`` what is wrong, ``remedy`` what the caller can do.
    """

    def __init__(self, archive: str, cause: str, *, remedy: str | None = None) -> None:
        self.archive, self.cause, self.remedy = archive, cause, remedy
        super().__init__(f"{archive}: {cause}" + (f". {remedy}" if remedy else ""))


class ArchiveBusyError(ArchiveError):
    """Another process was writing for longer than we wait. Nothing was changed; trying again may succeed."""


class ArchiveDamagedError(ArchiveError):
    """What is kept is not what was put there. ``firsthand verify`` says where."""


class NotInArchiveError(ArchiveError):
    """There is no report, reading or decision of this name in the archive."""


class LinkError(FirsthandError):
    """Some reports could not be linked with the others. They are kept, and tried again when linking runs next; all
    others are linked. ``causes``: what went wrong, by the reports' keys."""

    def __init__(self, location: str, causes: Mapping[str, str]) -> None:
        self.location, self.causes = location, dict(causes)
        first = "; ".join(f"{key} ({cause})" for key, cause in [*self.causes.items()][:3])
        more = f" and {len(self.causes) - 3} more" if len(self.causes) > 3 else ""
        many = f"{len(self.causes)} reports" if len(self.causes) > 1 else "one report"
        told = f"{location}: {many} could not be linked: {first}{more}. All others are; these will be tried again"
        super().__init__(f"{told}. This is a defect of firsthand: please tell its authors")


class SearchError(FirsthandError):
    """What was asked of an archive cannot be understood: a time that is none, a place to go on from that is none."""
