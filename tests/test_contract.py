"""The reading contract: its schema, its documentation and the records say the same thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

import firsthand
from firsthand.contract import json_schema, schema_text
from firsthand.schema import Reading, Report

DOCS = Path(__file__).parent.parent / "docs"
CONTRACT = (DOCS / "reading-contract.md").read_text(encoding="utf-8")
SCHEMA = json_schema()


def documented_fields(record: str) -> list[str]:
    """The fields in the first column of the table under the record's heading."""
    section = re.split(r"^## ", CONTRACT.split(f"\n## {record}\n")[1], flags=re.M)[0]
    first_cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]


@pytest.mark.parametrize("record", sorted(SCHEMA["$defs"]))
def test_every_field_is_documented_and_no_other(record: str) -> None:
    assert sorted(documented_fields(record)) == sorted(SCHEMA["$defs"][record]["properties"])


def test_every_allowed_value_is_documented() -> None:
    values = {v for r in SCHEMA["$defs"].values() for f in r["properties"].values() for v in f.get("enum", [])}
    assert len(values) > 30
    assert {v for v in values if f"`{v}`" not in CONTRACT} == set()


def test_the_committed_schema_is_the_generated_one() -> None:
    assert (DOCS / "reading-contract.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_reading_obeys_the_schema_and_comes_back_equal(reading: Reading) -> None:
    line = firsthand.to_json(reading)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(line))
    assert "\n" not in line
    assert firsthand.reading_from_json(line) == reading


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ("statements", "stance", "shouts"),
        ("sources", "kind", None),
        ("caveats", "start", "0"),
        ("passages", "kind", ""),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(
    reading: Reading, record: str, field: str, value: object
) -> None:
    wrong = json.loads(firsthand.to_json(reading))
    wrong["passages"] = [{"kind": "paragraph", "start": 0, "end": 1}]
    jsonschema.validate(wrong, SCHEMA)
    wrong[record][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_what_is_not_known_is_written_as_null_and_never_left_out() -> None:
    line = json.loads(firsthand.to_json(Reading(report=Report(id="1", sha256="0", text="Nothing."))))
    assert list(line) == SCHEMA["$defs"]["Reading"]["required"]
    assert line["origin"] is None
    assert line["statements"] == []
    assert line["report"]["outlet"] is None
