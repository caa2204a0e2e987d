"""The demo: the samples that ship with the package are taken in, read and shown, and documented examples hold."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import firsthand
from firsthand.contract import json_schema
from firsthand.demo import sample_reports, samples
from firsthand.schema import Report


def demo(*options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "firsthand.cli", "demo", *options], capture_output=True, check=False)


@pytest.fixture(scope="module")
def printed() -> bytes:
    run = demo("--json")
    assert (run.returncode, run.stderr) == (0, b"")
    return run.stdout


def test_the_samples_are_six_reports_in_several_formats() -> None:
    assert [r.outlet for r in sample_reports() if isinstance(r, Report)] == [
        "Hallowmere Chronicle",
        "Northern Wire",
        None,
        "Carrow Courier",
        "Radio Tesk",
        None,
    ]
    assert {path.suffix for path in samples()} == {".html", ".json", ".jsonl", ".txt"}


def test_every_sample_gives_a_reading_that_obeys_the_contract(printed: bytes) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    readings = [json.loads(line) for line in printed.splitlines()]
    assert len(readings) == 6
    for reading in readings:
        validator.validate(reading)
        assert reading["statements"]
        assert "/" not in reading["report"]["file"]


def test_the_same_samples_give_the_same_bytes(printed: bytes) -> None:
    assert demo("--json").stdout == printed


def test_the_ledgers_are_shown_and_the_way_on_is_told() -> None:
    run = demo("--width", "80")
    shown = run.stdout.decode()
    assert run.returncode == 0
    assert shown.count("── Statements ─") == 6
    assert "Hallowmere Chronicle · by Nell Ashdown · published 5 Jun 2024, 06:30 +01:00" in shown
    assert shown.splitlines()[-1].endswith("firsthand read FILE…")


def test_the_examples_in_the_library_s_own_help_are_true() -> None:
    failed, tried = doctest.testmod(firsthand)
    assert tried > 3
    assert failed == 0


def test_the_example_in_the_readme_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == re.findall(r"^# (.*)$", code, flags=re.MULTILINE)
