"""The commands of an archive: what they print, where to, and their exit codes; on the samples, and on a small feed."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from firsthand import cli
from firsthand.schema import Findings, to_json
from tests.desk_reports import MAIN, REPORTS, feed

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, where firsthand.db would be."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIRSTHAND_ARCHIVE", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def samples(samples_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the test look at the samples."""
    monkeypatch.setenv("FIRSTHAND_ARCHIVE", str(samples_db))


@pytest.fixture
def well(tmp_path: Path, capsys: Out) -> Path:
    """An archive of two reports in firsthand.db here."""
    path = feed(tmp_path, REPORTS)
    assert cli.main(["add", str(path)]) == cli.OK
    capsys.readouterr()
    return path


def run(capsys: Out, *arguments: str, code: int = cli.OK) -> str:
    assert cli.main(arguments) == code
    return capsys.readouterr().out


def records(capsys: Out, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(capsys, *arguments, "--json").splitlines()]


def test_add_says_what_was_new_and_what_was_known(tmp_path: Path, capsys: Out) -> None:
    path = feed(tmp_path, REPORTS)
    shown = run(capsys, "add", str(path))
    assert shown.splitlines()[0] == "2 reports: 2 new"
    assert "firsthand.db: " in shown
    assert run(capsys, "add", str(path)).splitlines()[0] == "2 reports: 2 known"
    assert Path("firsthand.db").exists()


def test_add_names_the_archive_by_option_then_environment(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = feed(tmp_path, REPORTS[:1])
    monkeypatch.setenv("FIRSTHAND_ARCHIVE", str(tmp_path / "env.db"))
    run(capsys, "add", str(path), "--archive", "option.db")
    assert (Path("option.db").exists(), Path("env.db").exists()) == (True, False)
    run(capsys, "add", str(path))
    assert Path("env.db").exists()
    assert not Path("firsthand.db").exists()


def test_add_says_where_what_cannot_be_read_is_and_takes_the_rest(tmp_path: Path, capsys: Out) -> None:
    path = feed(tmp_path, REPORTS)
    with path.open("a") as file:
        file.write("{broken\n")
    assert cli.main(["add", str(path), "missing.txt"]) == cli.UNREAD
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "4 reports: 2 new, 2 could not be read (see above)"
    assert err.splitlines()[0].startswith(f"firsthand: {path}, line 3: ")
    assert err.splitlines()[1].startswith("firsthand: missing.txt: ")


def test_add_acknowledges_each_report_as_a_line_of_json(tmp_path: Path, capsys: Out) -> None:
    made = records(capsys, "add", str(feed(tmp_path, REPORTS)))
    assert [(one["key"], one["outcome"]) for one in made] == [("r1", "new"), ("r2", "new")]


def test_a_bar_shows_how_far_adding_is_where_somebody_watches(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert cli.main(["add", str(feed(tmp_path, REPORTS)), "missing\x1b[2J.txt"]) == cli.UNREAD
    shown = terminal.getvalue()
    assert "reading" in shown
    assert "linking" in shown
    assert "2/2" in shown
    assert "firsthand: missing\ufffd[2J.txt: " in shown
    assert capsys.readouterr().out.startswith("3 reports: 2 new, 1 could not be read")


def test_an_interrupted_add_is_told_of_and_ended_without_a_path(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as now:
        now.setattr("firsthand.linking.link.link", interrupted)
        assert cli.main(["add", str(feed(tmp_path, REPORTS))]) == cli.INTERRUPTED
    assert cli.main(["claims"]) == cli.UNREAD
    assert "not linked yet" in capsys.readouterr().err
    run(capsys, "add")
    assert cli.main(["claims"]) == cli.OK
    out, err = capsys.readouterr()
    assert "failed" in out
    assert err == ""


def test_claims_begin_with_many_reports_on_one_source(samples: None, capsys: Out) -> None:
    shown = run(capsys, "claims", "--limit", "3", "--width", "100")
    first = shown.split("\n\n")[1]
    assert first.split()[:3] == ["1", "3", "11"]
    assert "Wren (pseudonymous) · heard by Carrow Courier, Hallowmere Chronicle," in first
    claim = re.findall(r"\bc[0-9a-f]{10}\b", first)[0]
    assert shown.splitlines()[-1].endswith(f"Why? firsthand trace {claim}")
    assert len(shown.split("\n\n")) == 5


def test_claims_as_json_are_the_contract_s_object(samples: None, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    import msgspec

    assert cli.main(["claims", "--json"]) == cli.OK
    printed = capsysbinary.readouterr().out
    found = msgspec.json.decode(printed, type=Findings)
    assert to_json(found).encode() + b"\n" == printed
    assert found.claims[0].because == MAIN
    assert found.derivations
    assert cli.main(["claims", "--json", "--min-sources", "2", "--limit", "1"]) == cli.OK
    narrowed = msgspec.json.decode(capsysbinary.readouterr().out, type=Findings)
    assert [c.independent_sources >= 2 for c in narrowed.claims] == [True]
    assert all(narrowed.claims[0].id in (c.a, c.b) for c in narrowed.conflicts)


def test_a_trace_is_a_tree_from_the_source_to_every_report(samples: None, capsys: Out) -> None:
    first = records(capsys, "claims")[0]["claims"][0]
    shown = run(capsys, "trace", first["id"], "--width", "100")
    lines = [line.rstrip() for line in shown.splitlines()]
    assert lines[1] in (f"  {MAIN}", "Wednesday morning”")
    assert f"  {MAIN}" in lines
    heard = [line for line in lines if re.match("[├└]─ heard by ", line)]
    assert [line.split("heard by ")[1].split(" · ")[0] for line in heard] == [
        "Hallowmere Chronicle",
        "Carrow Courier",
        "Radio Tesk",
    ]
    for line, words in ((r"│  .*copied by Northbound Today", "the same words, "), (r"   └─ .*Upriver Digest", "")):
        assert any(re.match(line, one) for one in lines), line
        assert words in shown
    assert "firsthand show" in lines[-1]
    (trace,) = records(capsys, "trace", first["id"])
    assert trace["claim"] == first
    assert {q["report"] for q in trace["quotes"]} >= {s["report"] for s in first["statements"]}


def test_a_sentence_is_traced_too(samples: None, capsys: Out) -> None:
    shown = run(capsys, "trace", "The settling tank's valve was open for two nights.")
    assert MAIN in shown
    assert "% like what was asked for" in shown
    assert run(capsys, "trace", "The bishop won the egg and spoon race.", code=cli.UNREAD) == ""


def test_sources_and_all_that_one_said(samples: None, capsys: Out) -> None:
    entries = records(capsys, "sources")
    assert entries[0]["name"] == "Wren"
    shown = run(capsys, "sources", "--limit", "2")
    assert shown.startswith("○ Wren  pseudonymous person")
    said = run(capsys, "sources", "Wren", "--width", "100")
    assert "“I counted the hours”" in said
    assert "Radio Tesk · 6 Jun 2024, 12:15 UTC" in said
    assert records(capsys, "sources", entries[0]["id"])[0]["source"] == entries[0]


def test_decisions_on_sources_are_kept_listed_and_undone(well: Path, capsys: Out) -> None:
    shown = run(capsys, "sources", "split", "Orla Tench", "--in", "r2", "--reason", "her daughter")
    assert shown == "decision 1: split. To take it back: firsthand undo 1 --reason WHY\n"
    assert cli.main(["sources", "Orla Tench"]) == cli.UNREAD
    assert "2 sources are called Orla Tench" in capsys.readouterr().err
    assert run(capsys, "undo", "1", "--reason", "one after all") == "decision 2: decision 1 is taken back\n"
    assert "in 2 reports" in run(capsys, "sources", "Orla Tench")
    assert [line.split(" · ")[:2] for line in run(capsys, "sources", "decisions").splitlines()] == [
        ["1", "split (taken back)"],
        ["2", "undo of 1"],
    ]
    assert cli.main(["undo", "7", "--reason", "no"]) == cli.UNREAD


@pytest.mark.parametrize(
    "arguments",
    [
        ["sources", "merge", "Orla Tench", "--reason", "x"],
        ["sources", "merge", "Orla Tench", "Orla Tench", "--reason", "x"],
        ["sources", "split", "Orla Tench", "--reason", "x"],
        ["sources", "split", "Orla Tench", "--in", "r1"],
        ["sources", "split", "Orla Tench", "--in", "r1", "r2", "--reason", "x"],
        ["outlets", "add"],
    ],
)
def test_a_decision_that_is_none_is_wrong_usage(well: Path, capsys: Out, arguments: list[str]) -> None:
    run(capsys, *arguments, code=cli.USAGE)
    assert run(capsys, "sources", "decisions") == ""


def test_show_has_the_ledger_the_aligned_words_and_the_custody(samples: None, capsys: Out) -> None:
    shown = run(capsys, "show", "nt-3306", "--width", "100")
    assert "── Statements ─" in shown
    made_from = shown[shown.index("── Made from ─") :]
    assert "copy  urn:northernwire.example" in made_from
    assert re.search(r"verbatim  \d+–\d+ from \d+–\d+", made_from)
    custody = made_from[made_from.index("── In the archive ─") :]
    assert "report 9, nt-3306" in custody
    assert re.search(r"collected .+ by orla \(file\) from .*6-three-followers.jsonl", " ".join(custody.split()))
    assert re.search(r"SHA-256 of the bytes: [0-9a-f]{64}", custody)
    (file,) = records(capsys, "show", "nt-3306")
    assert file["reading"]["report"]["id"] == "nt-3306"


def test_show_can_give_the_bytes_themselves(well: Path) -> None:
    command = [sys.executable, "-m", "firsthand.cli", "show", "r1", "--bytes"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == well.read_bytes().splitlines()[0]


def test_search_shows_the_words_in_their_sentences(samples: None, capsys: Out) -> None:
    shown = run(capsys, "search", "chlorine", "--outlet", "Northern Wire", "--color", "always")
    assert re.search(r"\x1b\[1;4mchlorine\x1b", shown)
    assert re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()[-1] == "1 found."
    hits = records(capsys, "search", "valve", "--from", "2024-06-06", "--to", "2024-06-06", "--limit", "50")
    assert {hit["filed"]["published"][:10] for hit in hits} == {"2024-06-06"}
    assert run(capsys, "search", "zeppelin", code=cli.UNREAD) == ""
    assert cli.main(["search", "valve", "--from", "last week"]) == cli.UNREAD


def test_verify_is_clean_and_finds_what_was_changed(well: Path, capsys: Out) -> None:
    import sqlite3

    head = run(capsys, "log", "--head").strip()
    assert "Everything is as it was put there" in run(capsys, "verify", "--head", head)
    with sqlite3.connect("firsthand.db") as connection:
        connection.execute("UPDATE reports SET title = 'Another' WHERE key = 'r1'")
    connection.close()
    assert re.search("reports, row 1.*title", run(capsys, "verify", code=cli.UNREAD))
    wrong = f"1:{'0' * 64}"
    assert "expected" in run(capsys, "verify", "--head", wrong, code=cli.UNREAD)


def test_log_is_one_line_an_entry(well: Path, capsys: Out) -> None:
    lines = run(capsys, "log").splitlines()
    entries = records(capsys, "log")
    assert len(lines) == len(entries) > 4
    assert run(capsys, "log", "--head").strip() == f"{entries[-1]['seq']}:{entries[-1]['hash']}"
    assert [e["action"] for e in entries[-4:]] == ["add", "read", "add", "read"]


def test_outlets_are_added_imported_found_and_exported(well: Path, capsys: Out, tmp_path: Path) -> None:
    run(capsys, "outlets", "add", "Marrow Gazette", "--domain", "gazette.example", "--owner", "Marrow Media")
    mine = tmp_path / "mine.tsv"
    mine.write_text("name\tdomains\nHill Radio\thillradio.example\n")
    assert run(capsys, "outlets", "import", str(mine), "--reason", "ours") == "1 entry added: decision 2\n"
    assert run(capsys, "outlets").splitlines()[0].startswith("Marrow Gazette · outlet · owned by Marrow Media")
    assert "Hill Radio" in run(capsys, "outlets", "find", "https://hillradio.example/news/1")
    assert run(capsys, "outlets", "find", "nobody.example", code=cli.UNREAD) == ""
    names = {json.loads(line)["name"] for line in run(capsys, "outlets", "export").splitlines()}
    assert {"Marrow Gazette", "Hill Radio", "Reuters"} <= names
    mine.write_text("name\tdomains\nHill Radio\tnot a domain\n")
    assert cli.main(["outlets", "import", str(mine)]) == cli.UNREAD
    assert f"{mine}, line 2" in capsys.readouterr().err


def test_reread_leaves_alone_what_these_weights_read(well: Path, capsys: Out) -> None:
    assert run(capsys, "reread") == "0 reports read again\n"


@pytest.mark.parametrize("command", ["claims", "sources", "verify", "log", "reread", "outlets", "show x", "trace x"])
def test_without_an_archive_there_is_nothing_to_show(command: str, capsys: Out) -> None:
    run(capsys, *command.split(), code=cli.NO_ARCHIVE)
    assert not Path("firsthand.db").exists()


def test_a_file_that_is_no_archive_is_left_alone(tmp_path: Path, capsys: Out) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Notes, and no archive, long enough to be something else.\n" * 40)
    run(capsys, "add", str(feed(tmp_path, REPORTS)), "--archive", str(other), code=cli.NO_ARCHIVE)
    assert other.read_text().startswith("Notes")


@pytest.mark.parametrize("command", ["claims", "sources", "sources Wren", "show nt-3306", "search valve"])
@pytest.mark.parametrize("width", [40, 72, 130])
def test_the_width_is_obeyed_and_nothing_is_colored_in_a_pipe(
    samples: None, capsys: Out, command: str, width: int
) -> None:
    shown = run(capsys, *command.split(), "--width", str(width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    assert "\x1b" not in shown


def test_reading_does_not_load_the_archive() -> None:
    code = "import sys, firsthand.cli as c; c.main(['read', '-', '--json']); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], input=b"The tern is back, said Zo.", capture_output=True, check=True
    )
    assert not {"sqlalchemy", "firsthand.desk", "firsthand.linking"} & set(ran.stdout.decode().split())
