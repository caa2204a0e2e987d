"""What intake promises of web archives: every page in them, where and when it was captured, and no harm done."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from firsthand.errors import InputError
from firsthand.intake import Capture, captures_from_bytes, load

DATE = "2024-03-05T09:00:00Z"
WALL = """<html><head><title>Wall falls at Ostervik harbour</title>
<meta property="og:site_name" content="Ostervik Post"></head>
<body><article><p>The harbour wall at Ostervik fell on Monday morning, and the pier of the ferry with it.</p>
<p>“Nobody was told,” said Ilse Marrow, who runs the café.</p></article></body></html>""".encode()
WELL = "<html><body><p>Der Brunnen am Marktplatz führt wieder Wasser, sagte die Stadt.</p></body></html>"


class Archive:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed)
        self.digests: dict[str, str] = {}

    def add(self, url: str, body: bytes, kind: str = "text/html", *, status: str = "200 OK", **headers: str) -> Archive:
        http = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
        record = self.writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, http, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": DATE},
        )
        self.writer.write_record(record)
        self.digests[url] = record.rec_headers.get_header("WARC-Payload-Digest")
        return self

    def again(self, url: str, digest: str, date: str = "2024-03-06T09:00:00Z") -> Archive:
        record = self.writer.create_revisit_record(
            url, digest=digest, refers_to_uri=url, refers_to_date=DATE, warc_headers_dict={"WARC-Date": date}
        )
        self.writer.write_record(record)
        return self

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def sample(*, packed: bool) -> bytes:
    archive = Archive(packed=packed)
    archive.writer.write_record(archive.writer.create_warcinfo_record("x.warc", {"software": "none"}))
    archive.add("https://post.example/wall", WALL)
    archive.add("https://post.example/logo.png", b"\x89PNG", "image/png")
    archive.add("https://post.example/robots.txt", b"User-agent: *", "text/plain")
    archive.add("https://post.example/gone", WALL, status="404 Not Found")
    archive.add("https://bote.example/b", WELL.encode("latin-1"), "text/html; charset=ISO-8859-1")
    archive.add("https://post.example/note", b"The ferry is off.", "text/plain")
    return archive.again("https://post.example/wall", archive.digests["https://post.example/wall"]).data


def captured(data: bytes, name: str = "crawl.warc") -> list[Capture]:
    items = list(captures_from_bytes(data, name))
    assert all(isinstance(item, Capture) for item in items), items
    return [item for item in items if isinstance(item, Capture)]


FORMS = {
    "plain": sample(packed=False),
    "member by member": sample(packed=True),
    "packed whole": gzip.compress(sample(packed=False)),
}


@pytest.mark.parametrize("form", FORMS)
def test_pages_and_texts_become_reports_with_where_and_when(form: str) -> None:
    wall, well, note, again = captured(FORMS[form])
    report = wall.report
    assert (report.url, report.captured, report.outlet) == ("https://post.example/wall", DATE, "Ostervik Post")
    assert report.text.endswith("“Nobody was told,” said Ilse Marrow, who runs the café.")
    assert (wall.how, wall.data, report.sha256) == ("warc", WALL, sha256(WALL).hexdigest())
    assert wall.detail["record"].startswith("urn:uuid:")
    assert wall.detail["payload_digest"].startswith("sha1:")
    assert (wall.detail["target_uri"], wall.detail["date"]) == (report.url, DATE)
    assert "führt wieder Wasser" in well.report.text  # in the encoding that the HTTP header names
    assert note.report.text == "The ferry is off."
    assert (again.report.text, again.data) == (report.text, wall.data)  # unchanged, a day later
    assert (again.report.url, again.report.captured) == (report.url, "2024-03-06T09:00:00Z")
    assert again.detail["record"] != wall.detail["record"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(WALL), {"Content_Encoding": "gzip"}),
        (b"%x\r\n" % len(WALL) + WALL + b"\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        (WALL, {"Content_Encoding": "gzip"}),  # unpacked by whoever wrote the archive
        (WALL, {"Content_Encoding": "br"}),
    ],
)
def test_the_page_is_kept_as_its_readers_got_it(body: bytes, headers: dict[str, str]) -> None:
    (capture,) = captured(Archive(packed=True).add("https://post.example/wall", body, **headers).data)
    assert capture.data == WALL


def test_a_revisit_of_a_page_that_is_not_there_is_reported() -> None:
    (error,) = captures_from_bytes(Archive(packed=False).again("https://post.example/x", "sha1:AAAA").data, "c.warc")
    assert isinstance(error, InputError)
    assert error.part == "record 1"
    assert "https://post.example/x was unchanged" in error.cause


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_was_changed_is_refused(form: str) -> None:
    whole = FORMS[form] if form == "plain" else gzip.decompress(FORMS[form])
    forged = whole.replace(b"Nobody was told", b"We were all told")[: len(whole) + 1].replace(b"We were", b"We wer", 1)
    first, *_ = captures_from_bytes(forged, "crawl.warc")
    assert isinstance(first, InputError)
    assert (first.part, "digest" in first.cause) == ("record 2", True)


@pytest.mark.parametrize("packed", [False, True])
def test_damage_in_one_record_leaves_the_others(packed: bool) -> None:
    archive = Archive(packed=packed)
    ends = [len(archive.add(f"https://post.example/{n}", WALL).data) for n in range(5)]
    damaged = bytearray(archive.data)
    damaged[ends[1] + 60 : ends[1] + 200] = b"\xff" * 140
    found = list(captures_from_bytes(bytes(damaged), "crawl.warc"))
    assert [item.report.url for item in found if isinstance(item, Capture)] == [
        f"https://post.example/{n}" for n in (0, 1, 3, 4)
    ]
    errors = [item for item in found if isinstance(item, InputError)]
    assert errors
    assert all("damaged" in error.cause for error in errors)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_gives_what_it_holds(packed: bool) -> None:
    archive = Archive(packed=packed)
    archive.add("https://post.example/0", WALL)
    archive.add("https://post.example/1", WALL)
    first, *errors = captures_from_bytes(archive.data[:-100], "crawl.warc")
    assert isinstance(first, Capture)
    assert any("cut off" in str(error) for error in errors)


def test_a_page_that_unpacks_to_too_much_is_refused() -> None:
    bomb = gzip.compress(b"<p>" + b"\0" * (80 << 20))
    archive = Archive(packed=False).add("https://post.example/bomb", bomb, Content_Encoding="gzip")
    error, page = captures_from_bytes(archive.add("https://post.example/wall", WALL).data, "crawl.warc")
    assert "unpacks to more than 64 MiB" in str(error)
    assert isinstance(page, Capture)


def wacz(members: dict[str, bytes], *, title: str = "Der Brunnen") -> bytes:
    page = {"url": "https://bote.example/b", "ts": DATE, "title": title}
    pages = b'{"format": "json-pages-1.0"}\n' + json.dumps(page).encode()
    digests = [
        {"path": path, "hash": f"sha256:{sha256(data).hexdigest()}", "bytes": len(data)}
        for path, data in members.items()
    ]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, data in {**members, "pages/pages.jsonl": pages}.items():
            archive.writestr(path, data)
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": digests}))
    return file.getvalue()


def test_wacz_has_titles_and_says_which_file_a_page_is_from() -> None:
    wall, well, _, again = captured(wacz({"archive/data.warc.gz": FORMS["member by member"]}), "crawl.wacz")
    assert (wall.report.title, well.report.title) == ("Wall falls at Ostervik harbour", "Der Brunnen")
    assert wall.detail["member"] == again.detail["member"] == "archive/data.warc.gz"
    assert again.report.text == wall.report.text


def test_wacz_from_a_pipe() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    reports = list(load(["-"], Pipe(wacz({"archive/data.warc.gz": FORMS["member by member"]}))))
    assert len(reports) == 4


def test_a_wacz_member_that_was_changed_is_named() -> None:
    data = wacz({"archive/data.warc": FORMS["plain"]})
    other = FORMS["plain"].replace(b"The ferry is off.", b"The ferry is on!!")
    assert len(other) == len(FORMS["plain"])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, other if info.filename.startswith("archive/") else old.read(info))
    first, *rest = captures_from_bytes(file.getvalue(), "crawl.wacz")
    assert isinstance(first, InputError)
    assert (first.part, "digest in datapackage.json" in first.cause) == ("archive/data.warc", True)
    assert sum(isinstance(item, Capture) for item in rest) == 3  # the changed record is refused by its own digest


@pytest.mark.parametrize("path", ["../evil.warc", "/etc/evil.warc", "archive/../../evil.warc", "C:\\evil.warc"])
def test_names_that_lead_out_of_the_archive_are_refused(path: str) -> None:
    data = wacz({path: b"x", "archive/data.warc": FORMS["plain"]})
    errors = [item for item in captures_from_bytes(data, "crawl.wacz") if isinstance(item, InputError)]
    assert any("leads out of the archive" in error.cause for error in errors)


def test_a_wacz_bomb_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", b"WARC/1.0\r\n" + b"\0" * (50 << 20))
    refused, nothing = captures_from_bytes(file.getvalue(), "crawl.wacz")
    assert "far more than it takes" in str(refused)
    assert "no WARC file" in str(nothing)


@settings(max_examples=60)
@given(st.sampled_from(sorted(FORMS)), st.integers(0, 3500), st.binary(max_size=8), st.integers(0, 300))
def test_any_damage_gives_reports_or_errors(form: str, at: int, piece: bytes, gone: int) -> None:
    data = FORMS[form]
    found = list(captures_from_bytes(data[:at] + piece + data[at + gone :], "crawl.warc.gz"))
    assert found
    for item in found:
        assert isinstance(item, InputError) or item.report.sha256 == sha256(item.data).hexdigest()


@settings(max_examples=60)
@given(st.integers(0, 5000), st.binary(max_size=8), st.integers(0, 300))
def test_any_damage_to_a_wacz_gives_reports_or_errors(at: int, piece: bytes, gone: int) -> None:
    data = wacz({"archive/data.warc.gz": FORMS["member by member"]})
    assert list(captures_from_bytes(data[:at] + piece + data[at + gone :], "crawl.wacz"))
