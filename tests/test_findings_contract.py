"""The findings contract: its schema, its documentation and the records say the same thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from firsthand.contract import json_schema, schema_text
from firsthand.schema import Claim, ClaimOrigin, ClaimStatement, Findings, Span, Step, to_json

DOCS = Path(__file__).parent.parent / "docs"
CONTRACT = (DOCS / "findings-contract.md").read_text(encoding="utf-8")
SCHEMA = json_schema("findings")
CLAIM = Claim(
    id="c1", gist="the valve stood open", independent_sources=1, independent_range=(1, 2), channels=1, because="1",
    origins=(ClaimOrigin(name="Ann Voss", kind="named"),),
    statements=(
        ClaimStatement(report="r", statement="s1", content=(Span(0, 9),), stance="asserts",
                       path=(Step(how="said", name="Ann Voss", report="r"),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("record", sorted(SCHEMA["$defs"]))
def test_every_field_is_documented_and_no_other(record: str) -> None:
    section = re.split(r"^## ", CONTRACT.split(f"\n## {record}\n")[1], flags=re.M)[0]
    first_cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    documented = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(documented) == sorted(SCHEMA["$defs"][record]["properties"])


def test_every_allowed_value_is_documented() -> None:
    values = {v for r in SCHEMA["$defs"].values() for f in r["properties"].values() for v in f.get("enum", [])}
    assert len(values) > 15
    assert {v for v in values if f"`{v}`" not in CONTRACT} == set()


def test_the_committed_schema_is_the_generated_one() -> None:
    assert (DOCS / "findings-contract.schema.json").read_text(encoding="utf-8") == schema_text("findings")


def test_findings_obey_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = json.loads(to_json(Findings(claims=(CLAIM,))))
    jsonschema.validate(found, SCHEMA)
    found["claims"][0]["independent_sources"] = "1"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, SCHEMA)
