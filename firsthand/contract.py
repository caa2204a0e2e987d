"""The reading contract as JSON Schema, generated from the records themselves so that the two cannot drift apart."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec

from firsthand.schema import Reading

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of ``firsthand read --json``.

    Every field is required: what is not known is written as ``null`` or an empty list and never left out. Fields that
    the schema does not name are allowed, so that a program written for today's contract can read a later one.
    """
    generated = msgspec.json.schema(Reading)
    records: dict[str, Any] = generated["$defs"]
    for record in records.values():
        record["description"] = inspect.cleandoc(record["description"])
        record["required"] = list(record["properties"])
        for field in record["properties"].values():
            field.pop("default", None)
    return {"$schema": _DIALECT, "title": "A Firsthand reading", "$ref": generated["$ref"], "$defs": records}


def schema_text() -> str:
    """``json_schema`` as indented text that ends in a newline: what ``firsthand schema`` prints."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
