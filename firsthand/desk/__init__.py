"""The desk: where an archive is worked with. It composes the rooms and holds nothing but the open archive."""

from firsthand.desk.archive import Archive

__all__ = ["Archive"]
