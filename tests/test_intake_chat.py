"""What intake promises of chat exports: each message with words is a report of the channel."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputError
from firsthand.intake import Capture, captures_from_bytes, load
from firsthand.schema import Report

TELEGRAM: dict[str, Any] = {
    "name": "Harbour Watch",
    "type": "public_channel",
    "id": 4711,
    "messages": [
        {"id": 1, "type": "service", "date_unixtime": "1709629200", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2024-03-05T12:00:00",
            "date_unixtime": "1709632800",
            "edited": "2024-03-05T13:00:00",
            "edited_unixtime": "1709636400",
            "from": "Harbour Watch",
            "author": "Ilse M.",
            "forwarded_from": "Ostervik Post",
            "text": ["The wall ", {"type": "bold", "text": "fell"}, ".\n\n", {"type": "hashtag", "text": "#wall"}],
        },
        {"id": 3, "type": "message", "date_unixtime": "1709632900", "photo": "p.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2024-03-05T12:10:00", "photo": "q.jpg", "text": "“Пирс цел” 🚢"},
    ],
}
DISCORD: dict[str, Any] = {
    "guild": {"id": "9", "name": "Ostervik", "iconUrl": "x"},
    "channel": {"id": "77", "type": "GuildTextChat", "category": None, "name": "general"},
    "dateRange": {"after": None, "before": None},
    "messages": [
        {
            "id": "5",
            "type": "Default",
            "timestamp": "2024-03-05T10:00:00+01:00",
            "timestampEdited": "2024-03-05T10:05:00+01:00",
            "content": "Water is rising.",
            "author": {"id": "1", "name": "otto", "nickname": "Otto T."},
        },
        {"id": "6", "type": "GuildMemberJoin", "content": "Joined the server.", "author": {"name": "x"}},
        {"id": "7", "type": "Reply", "timestamp": "2024-03-05T10:01:00+01:00", "content": "Where?"},
    ],
    "messageCount": 3,
}


def encoded(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


def captures(data: bytes) -> list[Capture]:
    items = list(captures_from_bytes(data, "result.json"))
    assert all(isinstance(item, Capture) for item in items), items
    return [item for item in items if isinstance(item, Capture)]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_telegram_channel(indent: int | None) -> None:
    first, second = captures(encoded(TELEGRAM, indent))
    report = first.report
    assert report.text == "The wall fell.\n\n#wall"
    assert (report.id, report.outlet, report.author) == ("4711/2", "Harbour Watch", "Ilse M.")
    assert report.forwarded_from == "Ostervik Post"
    assert (report.published, report.modified) == ("2024-03-05T10:00:00Z", "2024-03-05T11:00:00Z")
    assert report.title is report.url is report.captured is report.agency is None
    assert (second.report.text, second.report.forwarded_from) == ("“Пирс цел” 🚢", None)
    assert second.report.published == "2024-03-05T12:10:00"  # no zone is stated
    assert first.how == "chat"
    assert json.loads(first.data) == TELEGRAM["messages"][1]
    assert report.sha256 == sha256(first.data).hexdigest()


def test_in_a_group_the_sender_is_the_author() -> None:
    message = {"id": 1, "type": "message", "from": "Otto T.", "text": "Water is rising."}
    (capture,) = captures(encoded({"name": "Pier 4", "type": "private_group", "id": 8, "messages": [message]}))
    assert (capture.report.outlet, capture.report.author) == ("Pier 4", "Otto T.")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_discord_channel(indent: int | None) -> None:
    first, second = captures(encoded(DISCORD, indent))
    report = first.report
    assert (report.id, report.outlet, report.author) == ("77/5", "Ostervik #general", "Otto T.")
    assert (report.published, report.modified) == ("2024-03-05T10:00:00+01:00", "2024-03-05T10:05:00+01:00")
    assert (report.text, second.report.text) == ("Water is rising.", "Where?")
    assert second.report.author is None


def test_a_day_of_a_slack_channel() -> None:
    profile = {"real_name": "Otto Teal"}
    messages = [
        {
            "client_msg_id": "m-1",
            "type": "message",
            "text": "It fell <@U2>",
            "ts": "1709632800.1",
            "user_profile": profile,
        },
        {"type": "message", "subtype": "channel_join", "text": "<@U2> has joined", "ts": "1709632801.0"},
        {"type": "message", "user": "U3", "text": "Again", "ts": "never"},
    ]
    good, bad = captures_from_bytes(encoded(messages, 1), "2024-03-05.json")
    assert isinstance(good, Capture)
    assert (good.report.id, good.report.text, good.report.author) == ("m-1", "It fell <@U2>", "Otto Teal")
    assert (good.report.published, good.report.outlet) == ("2024-03-05T10:00:00Z", None)
    assert "never" in str(bad)


def test_what_is_damaged_is_named_and_the_rest_is_read() -> None:
    messages = [TELEGRAM["messages"][1], 7, TELEGRAM["messages"][3]]
    data = encoded({**TELEGRAM, "messages": messages}, 1)
    first, error, last = captures_from_bytes(data, "result.json")
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert isinstance(error, InputError)
    assert error.part == "message 2"
    assert data.decode().splitlines()[(error.line or 0) - 1].strip() == "7,"
    whole, _, cut = captures_from_bytes(data[: data.index(b"7,") + 40], "result.json")
    assert isinstance(whole, Capture)
    assert "cut off" in str(cut)


def test_an_export_without_words_says_so() -> None:
    (error,) = captures_from_bytes(encoded({**TELEGRAM, "messages": []}), "result.json")
    assert "no report" in str(error)


class LongChat(io.RawIOBase):
    """An export of many messages that is never whole anywhere."""

    def __init__(self, messages: int) -> None:
        self._pieces, self._left = self._made(messages), b""

    def _made(self, messages: int) -> Iterator[bytes]:
        yield b'{"name": "Harbour Watch", "type": "public_channel", "id": 1, "messages": ['
        for number in range(messages):
            text = f"Wave {number} broke over the wall. " * 400
            yield (b"," if number else b"") + encoded({"id": number, "type": "message", "text": text})
        yield b"]}"

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def test_memory_does_not_grow_with_the_number_of_messages() -> None:
    tracemalloc.start()
    count = sum(isinstance(item, Report) for item in load(["-"], LongChat(800)))  # pyright: ignore[reportArgumentType]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 800  # about 10 MB
    assert peak < 4 << 20


@settings(max_examples=100)
@given(st.integers(0, 900), st.binary(max_size=8), st.integers(0, 30), st.sampled_from([TELEGRAM, DISCORD]))
def test_any_damage_gives_reports_or_errors(at: int, piece: bytes, gone: int, chat: dict[str, Any]) -> None:
    data = encoded(chat, 1)
    found = list(captures_from_bytes(data[:at] + piece + data[at + gone :], "result.json"))
    assert found
    for item in found:
        assert isinstance(item, InputError) or item.report.sha256 == sha256(item.data).hexdigest()
