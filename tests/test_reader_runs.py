"""Reports whose statements stand so close that one swallowed the other: each was lost once."""

from __future__ import annotations

import pytest

from firsthand.reading.reader import Reader
from firsthand.schema import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def contents(reader: Reader, text: str) -> list[str]:
    reading = reader.read(Report(id="r", sha256="0" * 64, text=text))
    return [" ".join(text[span.start : span.end] for span in s.content) for s in reading.statements]


def test_a_quotation_right_after_an_hour_is_a_statement_of_its_own(reader: Reader) -> None:
    found = contents(
        reader,
        "TORVIK, May 4 - Ana Lundqvist told reporters in Torvik that the first pumps failed at 4:20 p.m. "
        '"Our crew did not leave the station. They stayed," she said.\n\n'
        "The harbour office denied any failure. In an e-mailed statement it said the pumps had run all day.",
    )
    assert any("the first pumps failed" in c and "Our crew" not in c for c in found)
    assert any("Our crew did not leave" in c and "the first pumps" not in c for c in found)


def test_whoever_wears_a_shirt_may_speak(reader: Reader) -> None:
    found = contents(
        reader, "The 31-year-old baker, his shirt wet, said officers had fired at least two flares over the crowd."
    )
    assert any("officers had fired" in c for c in found)
