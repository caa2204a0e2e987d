"""The desk: an archive as its users work with it from Python, on the samples and on a small feed of our own."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest

import firsthand.desk.archive
from firsthand import Archive, ArchiveError, InputError, NotInArchiveError
from firsthand.archive.filters import Filters
from firsthand.archive.parts import Added
from firsthand.outlets import Outlet
from firsthand.reading.reader import Reader
from firsthand.schema import Claim
from tests.desk_reports import MAIN, REPORTS, feed, report


@pytest.fixture(scope="module")
def sampled(samples_db: Path, reader: Reader) -> Iterator[Archive]:
    """The samples; no test changes them."""
    with Archive(samples_db, create=False, reader=reader) as archive:
        yield archive


@pytest.fixture
def archive(reader: Reader, tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "well.db", by="orla", reader=reader) as made:
        yield made


def outcomes(items: Iterator[Added | InputError]) -> list[str]:
    return ["unread" if isinstance(item, InputError) else item.outcome for item in items]


def pump(archive: Archive) -> Claim:
    """The claim that all of the small feed's reports make."""
    (claim,) = (claim for claim in archive.claims() if "twice since spring" in claim.gist)
    return claim


def test_eleven_reports_three_outlets_that_were_there_one_source(sampled: Archive) -> None:
    first = next(sampled.claims())
    assert first.because == MAIN
    assert (first.independent_sources, first.channels) == (1, 3)
    assert [origin.name for origin in first.origins] == ["Wren"]
    assert set(first.origins[0].outlets) == {"Hallowmere Chronicle", "Carrow Courier", "Radio Tesk"}
    assert len({statement.report for statement in first.statements}) == 11


def test_a_trace_has_the_words_of_every_span_that_it_names(sampled: Archive) -> None:
    first = next(sampled.claims())
    (trace,) = sampled.trace(first.id)
    assert trace.claim == first
    quoted = {(q.report, q.start, q.end): q.words for q in trace.quotes}
    for statement in first.statements:
        text = sampled.show(statement.report).reading.report.text
        for span in statement.content:
            assert quoted[statement.report, span.start, span.end] == text[span.start : span.end] != ""
    assert {filed.key for filed in trace.reports} >= {s.report for s in first.statements}
    inside = {filed.key for filed in trace.reports}
    assert trace.derivations
    assert all({d.report, d.source_report} <= inside for d in trace.derivations)


def test_any_sentence_finds_the_claim_that_says_so(sampled: Archive) -> None:
    found = sampled.trace("For two nights the valve of the settling tank was open.")
    assert found[0].claim == next(sampled.claims())
    assert 0 < (found[0].likeness or 0) <= 1
    assert sampled.trace("The bishop won the egg and spoon race.") == []


def test_findings_are_all_that_the_parts_hold(sampled: Archive) -> None:
    findings = sampled.findings()
    counts = sampled.counts()
    assert len(findings.claims) == counts["claims"] == len({claim.id for claim in sampled.claims()})
    assert len(findings.derivations) == counts["derivations"] > 5
    assert list(findings.conflicts) == sampled.conflicts()
    assert all(claim.independent_sources >= 2 for claim in sampled.claims(2))
    assert len(list(sampled.claims(2))) < len(findings.claims)


def test_a_source_has_all_it_said_in_every_report(sampled: Archive) -> None:
    wren = sampled.source("Wren")
    assert wren.source.id in {entry.id for entry in sampled.sources()}
    assert wren.source.kind == "pseudonymous"
    assert wren.source.reports == len({saying.report.key for saying in wren.sayings}) > 5
    assert wren.source.statements == len(wren.sayings)
    assert sampled.source(wren.source.id) == wren
    assert next(sampled.claims()).id in {claim for saying in wren.sayings for claim in saying.claims}
    published = [saying.report.published for saying in wren.sayings if saying.report.published]
    assert published == sorted(published)


def test_a_report_shows_what_it_was_made_from_with_the_aligned_words(sampled: Archive) -> None:
    copy = sampled.show("nt-3306")
    (link,) = copy.made_from
    assert link.derivation.kind == "copy"
    assert len(link.quotes) == len(link.derivation.passages) > 0
    for ours, theirs in link.quotes:
        assert copy.reading.report.text[ours.start : ours.end] == ours.words
        assert theirs.report == link.derivation.source_report
    origin = sampled.show(link.derivation.source_report)
    assert "nt-3306" in {link.derivation.report for link in origin.went_into}
    assert sampled.show("nt-33") == copy
    assert b"Northbound Today" in sampled.bytes_of("nt-3306")


def test_search_finds_by_words_and_filters(sampled: Archive) -> None:
    page = sampled.search("chlorine", Filters(outlet="northern wire"))
    assert [hit.filed.outlet for hit in page.hits] == ["Northern Wire"]
    assert all(page.hits[0].text[s.start : s.end].casefold() == "chlorine" for s in page.hits[0].text_spans)


def test_what_is_not_there_is_said(sampled: Archive, tmp_path: Path) -> None:
    for ask in (lambda: sampled.claim("c0"), lambda: sampled.show("nobody"), lambda: sampled.source("Nobody At All")):
        with pytest.raises(NotInArchiveError):
            ask()
    with pytest.raises(ArchiveError):
        Archive(tmp_path / "missing.db", create=False)


def test_adding_again_adds_nothing_and_a_new_text_is_a_revision(archive: Archive, tmp_path: Path) -> None:
    path = feed(tmp_path, REPORTS)
    assert outcomes(archive.add(path)) == ["new", "new"]
    before = archive.head()
    assert outcomes(archive.add(path)) == ["known", "known"]
    assert archive.head() == before
    changed = {**REPORTS[1], "text": "Orla Tench told Hill Radio that the pump had failed three times."}
    assert outcomes(archive.add(feed(tmp_path, [changed], "later.jsonl"))) == ["revision"]
    assert [filed.key for filed in archive.show("r2~2").revisions] == ["r2", "r2~2"]
    assert archive.verify() == []


def test_each_report_is_kept_before_the_next_is_read_and_the_rest_is_linked_later(
    archive: Archive, tmp_path: Path
) -> None:
    path = feed(tmp_path, REPORTS)
    assert isinstance(next(archive.add(path)), Added)  # as if the run had been interrupted then
    assert [filed.key for filed in archive.reports()] == ["r1"]
    assert not archive.is_linked()
    assert outcomes(archive.add()) == []
    assert archive.is_linked()
    assert outcomes(archive.add(path)) == ["known", "new"]
    claim = pump(archive)
    assert claim.channels == 2


def test_what_cannot_be_read_stands_in_its_place(archive: Archive, tmp_path: Path) -> None:
    path = feed(tmp_path, REPORTS[:1])
    with path.open("a") as file:
        file.write("{broken\n")
    assert outcomes(archive.add(tmp_path / "missing.txt", path)) == ["unread", "new", "unread"]


def test_two_sources_are_merged_and_the_merge_is_undone(archive: Archive, tmp_path: Path) -> None:
    other = report(3, "The pump had failed twice since spring, said Maud Ferrier, who lives by the well.", "The Site")
    list(archive.add(feed(tmp_path, [*REPORTS, other])))
    before = pump(archive)
    assert before.independent_sources == 2
    decision = archive.merge("Orla Tench", "Maud Ferrier", reason="her married name")
    merged = pump(archive)
    assert merged.independent_sources == 1
    assert archive.source("Maud Ferrier").source.id == archive.source("Orla Tench").source.id
    archive.undo(decision.number, reason="they are cousins")
    after = pump(archive)
    assert after == before
    assert [d.in_force for d in archive.decisions("merge", in_force=False)] == [False]
    with pytest.raises(ValueError, match="two"):
        archive.merge("Orla Tench", "Orla Tench", reason="nothing")


def test_a_source_is_split_where_it_is_somebody_else(archive: Archive, tmp_path: Path) -> None:
    list(archive.add(feed(tmp_path, REPORTS)))
    whole = archive.source("Orla Tench")
    assert whole.source.reports == 2
    decision = archive.split("Orla Tench", "r2", reason="her daughter")
    apart = {entry.id for entry in archive.sources() if entry.name == "Orla Tench"}
    assert len(apart) == 2
    with pytest.raises(NotInArchiveError, match="2 sources are called"):
        archive.source("Orla Tench")
    archive.undo(decision.number, reason="no")
    assert archive.source("Orla Tench").source == whole.source
    with pytest.raises(ValueError, match="not all"):
        archive.split("Orla Tench", "r1", "r2", reason="all")


def test_outlets_of_ones_own_change_who_is_a_channel(archive: Archive, tmp_path: Path) -> None:
    list(archive.add(feed(tmp_path, REPORTS)))
    before = pump(archive)
    assert before.channels == 2
    entry = Outlet(name="Marrow Gazette", aliases=("Hill Radio",))
    (decision,) = archive.add_outlets([entry], reason="one newsroom")
    assert [outlet.name for outlet in archive.own_outlets()] == ["Marrow Gazette"]
    assert entry in archive.outlets()
    folded = pump(archive)
    assert folded.channels == 1
    archive.undo(decision.number, reason="two after all")
    assert pump(archive) == before


def test_what_other_weights_read_is_read_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("firsthand.desk.adding.model_version", lambda: "1999.1")
        list(archive.add(feed(tmp_path, REPORTS)))
    found = archive.findings()
    assert [again.key for again in archive.reread()] == ["r1", "r2"]
    assert list(archive.reread()) == []
    assert archive.findings() == found
    assert [e.action for e in archive.log()].count("read") == 4
    assert archive.verify() == []


def test_the_log_names_who_worked_here_and_a_head_proves_it(archive: Archive, tmp_path: Path) -> None:
    list(archive.add(feed(tmp_path, REPORTS)))
    head = archive.head()
    assert {entry.actor for entry in archive.log()} == {"orla", "firsthand"}
    assert archive.verify(head) == []
    assert [entry.seq for entry in archive.log(head.seq - 1)] == [head.seq]


def test_the_example_in_the_help_is_true() -> None:
    failed, tried = doctest.testmod(firsthand.desk.archive)
    assert tried > 5
    assert failed == 0
