"""The contracts as JSON Schema, generated from the records themselves so that the two cannot drift apart."""

from __future__ import annotations

import inspect
import json
from typing import Any, Literal

import msgspec

from firsthand.schema import Findings, Reading

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


Contract = Literal["reading", "findings"]
_RECORDS = {"reading": (Reading, "A Firsthand reading"), "findings": (Findings, "What a Firsthand archive shows")}


def json_schema(contract: Contract = "reading") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of ``firsthand read --json`` (``reading``), or of what ``firsthand
    claims --json`` prints (``findings``).

    Every field is required: what is not known is written as ``null`` or an empty list and never left out. Fields that
    the schema does not name are allowed, so that a program written for today's contract can read a later one.
    """
    record, title = _RECORDS[contract]
    generated = msgspec.json.schema(record)
    records: dict[str, Any] = generated["$defs"]
    for described in records.values():
        described["description"] = inspect.cleandoc(described["description"])
        described["required"] = list(described["properties"])
        for field in described["properties"].values():
            field.pop("default", None)
    return {"$schema": _DIALECT, "title": title, "$ref": generated["$ref"], "$defs": records}


def schema_text(contract: Contract = "reading") -> str:
    """``json_schema`` as indented text that ends in a newline: what ``firsthand schema`` prints."""
    return json.dumps(json_schema(contract), indent=2, ensure_ascii=False) + "\n"
