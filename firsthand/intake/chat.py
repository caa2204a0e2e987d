"""Exports of chat channels: Telegram Desktop's ``result.json``, DiscordChatExporter's JSON, and Slack's day files.

Each message with words is a report. Messages without words (a picture alone) and those that the service itself writes
("… joined the group") are passed over. Words stay as the export has them, with the service's own marks in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from firsthand.errors import InputError
from firsthand.intake.capture import Capture
from firsthand.intake.dates import stated_time
from firsthand.intake.jsonparts import Part, parts_of
from firsthand.intake.stated import Stated, make_report, one_line
from firsthand.schema import Report

_SPOKEN = ("Default", "Reply")
"""The types of Discord messages that people write; the others are the service's."""


def is_chat(value: dict[str, Any]) -> bool:
    """Whether a JSON object is the export of one chat, by Telegram Desktop or by DiscordChatExporter."""
    if not isinstance(value.get("messages"), list) or "text" in value:
        return False
    return ("type" in value and "id" in value) or (isinstance(value.get("channel"), dict) and "guild" in value)


def is_slack_message(value: dict[str, Any]) -> bool:
    """Whether a JSON object is a message of a Slack export."""
    return value.get("type") == "message" and isinstance(value.get("ts"), str) and "id" not in value


def captures_from_chat(
    stream: BinaryIO, name: str, known: dict[str, Any] | None = None
) -> Iterator[Capture | InputError]:
    """The messages of a chat's export, one at a time: memory does not grow with their number.

    ``known`` is the whole export where it has been read already. Raises ``InputError`` where the JSON is at fault.
    """
    chat: dict[str, Any] = dict(known or {})
    for part in parts_of(stream, name, "messages"):
        if not part.number:
            chat[part.key] = part.value
            continue
        raw = part.words.encode("utf-8", "replace")
        try:
            yield from _captures(part, chat, raw, name)
        except InputError as error:
            yield error


def report_from_slack_message(value: dict[str, Any], raw: bytes, name: str, line: int) -> Report | None:
    """The report of a Slack message; ``None`` when it holds no words or the service wrote it.

    A Slack export names the channel only by the folder its files lie in, so the report has no outlet.
    """
    text = value.get("text")
    if value.get("subtype") not in (None, "me_message", "thread_broadcast", "file_share") or not _spoken(text):
        return None
    profile = value.get("user_profile")
    author = _named(profile, "real_name", "display_name", "name") or _string(value.get("username"))
    edited = value.get("edited")
    stated = Stated(
        id=_joined(value.get("channel"), value.get("client_msg_id") or value["ts"]),
        published=stated_time(value["ts"]),
        modified=stated_time(edited.get("ts")) if isinstance(edited, dict) else None,
        author=author or _string(value.get("user")),
    )
    if stated.published is None:
        raise InputError(
            name, f"the message's time cannot be read ({value['ts'][:40]!r})", line=line, remedy="Export it again"
        )
    return make_report(stated, str(text), raw, name)


def _captures(part: Part, chat: dict[str, Any], raw: bytes, name: str) -> Iterator[Capture | InputError]:
    message = part.value
    if not isinstance(message, dict):
        raise InputError(
            name, "it is no object", part=f"message {part.number}", line=part.line, remedy="Export it again"
        )
    discord = isinstance(chat.get("channel"), dict)
    text = _discord_words(message) if discord else _telegram_words(message)
    if text is None:
        return
    stated = _discord(message, chat) if discord else _telegram(message, chat)
    detail = {"service": "Discord" if discord else "Telegram", "message": str(message.get("id", part.number))}
    detail |= {"chat": str(chat["id"])} if isinstance(chat.get("id"), int) else {}
    yield Capture(report=make_report(stated, text, raw, name), data=raw, how="chat", detail=detail)


def _telegram_words(message: dict[str, Any]) -> str | None:
    """The words: a string, or a list of strings and of objects with the words that carry a link or a style."""
    if message.get("type", "message") != "message":
        return None
    text = message.get("text")
    if isinstance(text, list):
        text = "".join(str(_words_of(piece)) for piece in text)
    return text if _spoken(text) else None


def _words_of(piece: Any) -> str:
    words = piece.get("text") if isinstance(piece, dict) else piece
    return words if isinstance(words, str) else ""


def _telegram(message: dict[str, Any], chat: dict[str, Any]) -> Stated:
    outlet = _string(chat.get("name"))
    sender = _string(message.get("from"))
    return Stated(
        id=_joined(chat.get("id"), message.get("id")),
        outlet=outlet,
        published=stated_time(_string(message.get("date_unixtime"))) or stated_time(_string(message.get("date"))),
        modified=stated_time(_string(message.get("edited_unixtime"))) or stated_time(_string(message.get("edited"))),
        author=_string(message.get("author")) or (sender if sender != outlet else None),
        forwarded_from=_string(message.get("forwarded_from")),
    )


def _discord_words(message: dict[str, Any]) -> str | None:
    text = message.get("content")
    return text if message.get("type", "Default") in _SPOKEN and _spoken(text) else None


def _discord(message: dict[str, Any], chat: dict[str, Any]) -> Stated:
    # Every server has a channel "general": only both names say which.
    server, channel = _named(chat.get("guild"), "name"), _named(chat["channel"], "name")
    return Stated(
        id=_joined(chat["channel"].get("id"), message.get("id")),
        outlet=" #".join(name for name in (server, channel) if name) or None,
        published=stated_time(_string(message.get("timestamp"))),
        modified=stated_time(_string(message.get("timestampEdited"))),
        author=_named(message.get("author"), "nickname", "name"),
    )


def _spoken(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _named(value: Any, *keys: str) -> str | None:
    """The first of an object's members that is a name."""
    found = (_string(value.get(key)) for key in keys) if isinstance(value, dict) else ()
    return next((name for name in found if name), None)


def _joined(*numbers: Any) -> str | None:
    """A message's number after its chat's: alone it names nothing."""
    if numbers[-1] is None:
        return None
    return one_line("/".join(str(number) for number in numbers if isinstance(number, str | int)))


def _string(value: Any) -> str | None:
    return one_line(value) if isinstance(value, str) else None
