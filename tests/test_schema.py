"""The records: immutable, compared by value, and written as the contract names them."""

from __future__ import annotations

import json

import msgspec
import pytest

from firsthand import schema
from firsthand.schema import Reading, Record, Report, Span, Statement, reading_from_json, to_json

FIELDS = {
    schema.Span: "start end",
    schema.Report: "id file url outlet title published modified captured language author agency forwarded_from "
    "sha256 text",
    schema.Passage: "kind start end",
    schema.Source: "id name aliases kind category role mentions",
    schema.Addressee: "source name start end",
    schema.Said: "value start end",
    schema.Relay: "source name how start end",
    schema.Statement: "id source source_span cue content mode stance negated addressee within said relay "
    "times places quantities confidence",
    schema.Time: "start end type value mod clock anchor unresolved",
    schema.Place: "start end name lat lon country geonameid use kind unresolved",
    schema.Quantity: "start end value unit approximate high bound whole",
    schema.Caveat: "kind by start end",
    schema.Origin: "outlet because start end confidence",
    schema.AlignedPassage: "start end from_start from_end how",
    schema.Derivation: "report from kind confidence because direction passages",
    schema.Step: "how name report spans",
    schema.ClaimOrigin: "name kind category role identity outlets",
    schema.ClaimStatement: "report statement content stance source origin path",
    schema.Claim: "id gist independent_sources independent_range channels because origins outlets statements flags",
    schema.Clash: "report start end",
    schema.Conflict: "a b kind because a_words b_words",
    schema.Findings: "claims derivations conflicts",
    schema.Reading: "report passages sources statements times places quantities caveats origin",
}
REPORT = Report(id="r", sha256="0" * 64, text="Åsa said “go”.\n\u2028\u0000")
STATEMENT = Statement(id="s1", content=(Span(10, 12),), mode="direct", stance="says", confidence=0.5)


@pytest.mark.parametrize("record", FIELDS, ids=lambda r: r.__name__)
def test_fields_are_the_contracts_in_its_order(record: type[msgspec.Struct]) -> None:
    assert [field.encode_name for field in msgspec.structs.fields(record)] == FIELDS[record].split()


def test_every_record_is_listed() -> None:
    assert {Span, *Record.__subclasses__()} >= set(FIELDS)
    ours = {r for r in Record.__subclasses__() if r.__module__ == "firsthand.schema"}
    assert ours <= set(FIELDS)


def test_json_writes_every_field_in_order_null_for_unknown() -> None:
    line = to_json(Reading(report=REPORT, statements=(STATEMENT,)))
    assert "\n" not in line
    assert "Åsa" in line
    read = json.loads(line)
    assert list(read) == FIELDS[Reading].split()
    assert list(read["statements"][0]) == FIELDS[Statement].split()
    assert (read["origin"], read["report"]["url"], read["statements"][0]["within"]) == (None, None, None)
    assert read["statements"][0]["content"] == [{"start": 10, "end": 12}]
    assert (
        reading_from_json(line) == reading_from_json(line.encode()) == Reading(report=REPORT, statements=(STATEMENT,))
    )


def test_records_cannot_be_changed_and_are_compared_by_value() -> None:
    for record, field in ((REPORT, "text"), (STATEMENT, "id"), (Span(1, 2), "start")):
        with pytest.raises(AttributeError):
            setattr(record, field, "changed")
    same = msgspec.structs.replace(STATEMENT)
    assert same == STATEMENT
    assert hash(same) == hash(STATEMENT)
    assert len({Span(1, 2), Span(1, 2), Span(1, 3)}) == 2
    assert hash(Reading(report=REPORT)) == hash(Reading(report=REPORT))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"report": {"id": "r"}}',
        '{"report": {"id": 1, "sha256": "", "text": ""}}',
        to_json(Reading(report=REPORT, statements=(STATEMENT,))).replace('"direct"', '"sung"'),
        to_json(Reading(report=REPORT, statements=(STATEMENT,))).replace('"start":10', '"start":"10"'),
    ],
)
def test_what_is_no_reading_is_refused(line: str) -> None:
    with pytest.raises(msgspec.DecodeError):  # of which ValidationError is one
        reading_from_json(line)
