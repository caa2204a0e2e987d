"""The demo: the samples that ship with the package are taken in, read, linked and shown; documented examples hold."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest

import firsthand
from firsthand import cli
from firsthand.contract import json_schema
from firsthand.demo import sample_reports, samples
from firsthand.reading.reader import Reader
from firsthand.schema import Findings, Report, to_json


def demo(*options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "firsthand.cli", "demo", *options], capture_output=True, check=False)


@pytest.fixture(scope="module")
def printed() -> bytes:
    run = demo("--json")
    assert (run.returncode, run.stderr) == (0, b"")
    return run.stdout


def test_the_samples_are_eleven_reports_in_several_formats() -> None:
    assert [r.outlet for r in sample_reports() if isinstance(r, Report)] == [
        "Hallowmere Chronicle",
        "Northern Wire",
        None,
        "Carrow Courier",
        "Radio Tesk",
        None,
        "Tesk Valley News",
        "The Bright Post",
        "Northbound Today",
        "Upriver Digest",
        "Five Valleys Herald",
    ]
    assert {path.suffix for path in samples()} == {".html", ".json", ".jsonl", ".txt", ".xml"}


def test_every_sample_gives_a_reading_that_obeys_the_contract(reader: Reader) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    readings = [reader.read(report) for report in sample_reports() if isinstance(report, Report)]
    assert len(readings) == 11
    for reading in readings:
        validator.validate(json.loads(to_json(reading)))
        assert reading.statements
        assert "/" not in (reading.report.file or "")


def test_what_was_found_is_one_source_behind_eleven_reports(printed: bytes) -> None:
    found = msgspec.json.decode(printed, type=Findings)
    assert found.claims[0].because == "1 independent source, heard by 3 outlets, repeated in 11 reports"
    assert {derivation.kind for derivation in found.derivations} == {"copy", "edited", "rewrite", "cites"}
    assert {statement.stance for claim in found.claims for statement in claim.statements} == {
        "asserts",
        "denies",
        "rumour",
    }


def test_the_claims_and_the_main_one_s_trace_are_shown_and_the_way_on_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["demo", "--width", "100"]) == cli.OK
    shown = capsys.readouterr().out
    assert shown.startswith("11 reports of one story.")
    assert "1 independent source, heard by 3 outlets, repeated in 11 reports" in shown
    assert shown.index("sources  heard by  reports") < shown.index("── What supports it ─")
    assert "firsthand add FILE…" in shown.splitlines()[-1]


def test_the_same_samples_give_the_same_bytes(printed: bytes) -> None:
    assert demo("--json").stdout == printed


def test_the_ledgers_are_shown_and_the_way_on_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "--ledger", "--width", "80"]) == cli.OK
    shown = capsys.readouterr().out
    assert shown.count("── Statements ─") == 11
    assert "Hallowmere Chronicle · by Nell Ashdown · published 5 Jun 2024, 06:30 +01:00" in shown
    assert shown.splitlines()[-1].endswith("firsthand read FILE…")


def test_the_examples_in_the_library_s_own_help_are_true() -> None:
    failed, tried = doctest.testmod(firsthand)
    assert tried > 3
    assert failed == 0


def test_the_examples_in_the_readme_are_true(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    codes = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    assert len(codes) == 2
    monkeypatch.chdir(tmp_path)
    for code in codes:
        exec(compile(code, "README.md", "exec"), {})
        assert capsys.readouterr().out.splitlines() == re.findall(r"^# (.*)$", code, flags=re.MULTILINE)
