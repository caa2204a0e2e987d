"""The command: what goes to which stream, the exit codes, and that all of it is documented."""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import firsthand
from firsthand import cli
from firsthand.commands.common import EXIT_CODES
from firsthand.errors import WeightsError
from firsthand.schema import Reading, Report

CLI_DOC = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")


class EmptyReader:
    """Stands in for the real reader where only the command is tested: it finds nothing in any report."""

    def read(self, report: Report) -> Reading:
        return Reading(report=report)


@pytest.fixture(autouse=True)
def empty_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firsthand, "_reader", EmptyReader)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A JSON Lines file of three reports."""
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{i}", "text": f"Zoë saw tern {i}."}) + "\n" for i in range(3)))
    return path


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli.parser()._actions
    return next(dict(a.choices) for a in actions if isinstance(a, argparse._SubParsersAction))


def test_json_is_one_line_a_report_and_nothing_else(feed: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["read", str(feed), "--json"]) == cli.OK
    out, err = capsysbinary.readouterr()
    assert [json.loads(line)["report"]["id"] for line in out.splitlines()] == ["r0", "r1", "r2"]
    assert "Zoë".encode() in out
    assert err == b""


def test_each_reading_is_printed_before_the_next_is_made(
    feed: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    class Watching(EmptyReader):
        def read(self, report: Report) -> Reading:
            seen.append(capsysbinary.readouterr().out.count(b"\n"))
            return super().read(report)

    monkeypatch.setattr(firsthand, "_reader", Watching)
    assert cli.main(["read", str(feed), "--json"]) == cli.OK
    assert seen == [0, 1, 1]


def test_a_ledger_for_every_report(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(feed)]) == cli.OK
    out = capsys.readouterr().out
    assert out.count("No statements were found in this report.") == 3
    assert "\x1b" not in out


def test_a_timeline_for_every_report(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(feed), "--timeline"]) == cli.OK
    out = capsys.readouterr().out
    assert out.count("No times were found in this report.") == 3
    assert "No statements" not in out
    assert "\x1b" not in out


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "The tern is back, said Zoë."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert cli.main(["read", "-", "--json"]) == cli.OK
    assert json.loads(capsysbinary.readouterr().out)["report"]["text"] == text


def test_what_cannot_be_read_is_named_and_counted_and_the_rest_is_read(
    feed: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with feed.open("a") as file:
        file.write("{broken\n")
    (tmp_path / "empty.txt").touch()
    files = [str(tmp_path / name) for name in ("missing.txt", "feed.jsonl", "empty.txt")]
    assert cli.main(["read", *files, "--json"]) == cli.UNREAD
    out, err = capsysbinary.readouterr()
    assert len(out.splitlines()) == 3
    first, second, third, last = err.decode().splitlines()
    assert first.startswith(f"firsthand: {files[0]}: ")
    assert second.startswith(f"firsthand: {files[1]}, line 4: ")
    assert third.startswith(f"firsthand: {files[2]}: ")
    assert last == "firsthand: 3 of 6 inputs could not be read"


def test_a_single_unreadable_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(tmp_path / "missing.txt")]) == cli.UNREAD
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "firsthand: the input could not be read"


def test_an_error_message_cannot_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(tmp_path / "a\x1b[2J\nb")]) == cli.UNREAD
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert len(err.splitlines()) == 2


def raising(error: BaseException) -> Callable[[], EmptyReader]:
    def reader() -> EmptyReader:
        raise error

    return reader


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (WeightsError("the weights are gone. Install again"), cli.BROKEN, "firsthand: the weights are gone."),
        (ImportError("No module named 'onnxruntime'"), cli.BROKEN, "No module named 'onnxruntime'"),
        (KeyboardInterrupt(), cli.INTERRUPTED, ""),
    ],
)
def test_what_stops_a_run_has_an_exit_code(
    feed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    said: str,
) -> None:
    monkeypatch.setattr(firsthand, "_reader", raising(error))
    assert cli.main(["read", str(feed)]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == (1 if said else 0)


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "firsthand.cli", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == cli.PIPE_CLOSED


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["guess"],
        ["read", "a.txt", "--colour", "blue"],
        ["read", "a.txt", "--color", "blue"],
        ["demo", "--width", "39"],
        ["read", "a.txt", "--timeline", "--json"],
        ["demo", "--width", "²"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == cli.USAGE
    assert "usage: firsthand" in capsys.readouterr().err


def test_a_timeline_obeys_the_width(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(feed), "--timeline", "--width", "40"]) == cli.OK
    assert max(len(line) for line in capsys.readouterr().out.splitlines()) == 40


@pytest.mark.parametrize("width", [40, 100, 150])
def test_the_width_is_obeyed(feed: Path, capsys: pytest.CaptureFixture[str], width: int) -> None:
    assert cli.main(["read", str(feed), "--width", str(width)]) == cli.OK
    assert max(len(line) for line in capsys.readouterr().out.splitlines()) == width


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("reports", "shown"), [(3, False), (40, True)])
def test_a_bar_shows_only_for_more_than_a_few_reports(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    reports: int,
    shown: bool,
) -> None:
    files = [tmp_path / f"{i}.txt" for i in range(reports)]
    for file in files:
        file.write_text("The tern is back.")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert cli.main(["read", *map(str, files), "--json"]) == cli.OK
    assert (f"{reports} reports" in terminal.getvalue()) == shown
    assert len(capsysbinary.readouterr().out.splitlines()) == reports


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert stopped.value.code == 0
    assert re.fullmatch(rf"firsthand {re.escape(firsthand.__version__)} \(model .+\)\n", capsys.readouterr().out)


def test_schema_prints_the_json_schema(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["schema"]) == cli.OK
    assert json.loads(capsysbinary.readouterr().out)["title"] == "A Firsthand reading"


@pytest.mark.parametrize("command", ["", *commands()])
def test_every_help_has_examples_and_exit_codes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command.split(), "--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert re.search(rf"examples?:\n  .*firsthand {command}", shown)
    assert "exit codes:\n" in shown


def test_every_command_option_and_exit_code_is_documented() -> None:
    options = {o for p in (cli.parser(), *commands().values()) for a in p._actions for o in a.option_strings}
    codes = (cli.OK, cli.UNREAD, cli.USAGE, cli.BROKEN, cli.NO_ARCHIVE, cli.INTERRUPTED, cli.PIPE_CLOSED)
    wanted = {*options, *(f"firsthand {name}" for name in commands())}
    assert {w for w in wanted if not re.search(rf"`{re.escape(w)}[ `]", CLI_DOC)} == set()
    assert {c for c in codes if f"| `{c}` |" not in CLI_DOC or f"\n  {c:<4} " not in EXIT_CODES} == set()


def test_read_takes_a_text_or_a_report() -> None:
    read = firsthand.read("The tern is back.")
    assert read.report.text == "The tern is back."
    assert firsthand.read(read.report) == read


def test_read_refuses_an_empty_text() -> None:
    with pytest.raises(firsthand.InputError):
        firsthand.read(" \n")
