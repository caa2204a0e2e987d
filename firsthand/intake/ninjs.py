"""IPTC ninjs, news in JSON: versions 1.x (``headline``, ``body_text``) and 2.x or 3.x (``headlines``, ``bodies``).

https://www.iptc.org/std/ninjs/userguide/. Publishing status (``canceled``, ``withheld``) and ``located`` have no place
in a ``Report``; an item that carries them is read like any other.
"""

from __future__ import annotations

from typing import Any

from firsthand.errors import InputError
from firsthand.intake.dates import stated_time
from firsthand.intake.stated import Stated, make_report, one_line
from firsthand.schema import Report

# Who made the words known here, best first, and who supplied them. A party without a role originated the information
# (NewsML-G2, infoSource): http://cv.iptc.org/newscodes/infosourcerole/.
_OUTLET_ROLES = ("distributed", "distributor", "modified", "aggregated", "aggregator")
_AGENCY_ROLES = ("supplied", "supplier", "originated", "originator", "")
_MARKUP = ("text/html", "application/xhtml+xml")
_REMEDY = "A ninjs report has its words in body_text, body_xhtml or bodies"


def is_ninjs(value: dict[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item rather than a report with our own keys."""
    if not isinstance(value.get("uri"), str) or "text" in value or "html" in value:
        return False
    return any(
        key in ("headline", "headlines", "bodies", "versioncreated", "pubstatus") or key.startswith("body_")
        for key in value
    )


def report_from_ninjs(value: dict[str, Any], raw: bytes, name: str, line: int) -> Report:
    """The report of a ninjs item. Raises ``InputError`` when it has no words, or a value of the wrong type."""
    text = _text(value, name, line)
    outlet, agency = _outlet_and_agency(value, name, line)
    uri = one_line(value["uri"])
    url = one_line(_string(value, "url", name, line)) or (
        uri if uri and uri.startswith(("http://", "https://")) else None
    )
    first, version = (stated_time(_string(value, key, name, line)) for key in ("firstcreated", "versioncreated"))
    published = first or version
    stated = Stated(
        id=uri,
        url=url,
        outlet=outlet,
        title=_headline(value, name, line),
        published=published,
        modified=version if version != published else None,
        language=one_line(_string(value, "language", name, line)),
        author=one_line(_string(value, "byline", name, line) or _string(value, "by", name, line)),
        agency=agency,
    )
    return make_report(stated, text, raw, name)


def _headline(value: dict[str, Any], name: str, line: int) -> str | None:
    named = one_line(_string(value, "headline", name, line))
    if named:
        return named
    headlines = _objects(value, "headlines", name, line)
    main = [item for item in headlines if item.get("role") == "main"]
    for item in main + headlines:
        if isinstance(item.get("value"), str):
            return one_line(item["value"])
    return one_line(_string(value, "title", name, line))


def _text(value: dict[str, Any], name: str, line: int) -> str:
    """The item's words: plain text exactly as given where there is some, else the words of its markup."""
    plain = [_string(value, "body_text", name, line)]
    markup = [
        _string(value, key, name, line) for key in sorted(value) if key.startswith("body_") and key.endswith("html")
    ]
    for body in _objects(value, "bodies", name, line):
        content, kind = body.get("value"), body.get("contenttype")
        if not isinstance(content, str):
            continue
        if kind in _MARKUP or (kind is None and content.lstrip().startswith("<")):
            markup.append(content)
        elif kind in (None, "text/plain"):
            plain.append(content)
    for content in plain:
        if content and content.strip():
            return content
    for content in markup:
        if content and content.strip():
            from firsthand.intake.html import words_of_fragment  # slow to import: only for markup

            text = words_of_fragment(content)
            if text:
                return text
    raise InputError(name, "the ninjs item has no text", line=line, remedy=_REMEDY)


def _outlet_and_agency(value: dict[str, Any], name: str, line: int) -> tuple[str | None, str | None]:
    """Who published the item and who supplied it, as far as its parties say."""
    parties: dict[str, str] = {}
    for party in _objects(value, "infosources", name, line) or _objects(value, "infosource", name, line):
        role, who = party.get("role", ""), party.get("name") or party.get("literal")
        if isinstance(role, str) and isinstance(who, str) and one_line(who):
            parties.setdefault(role.replace(":", "/").rpartition("/")[2].lower(), one_line(who) or who)
    supplier = next((parties[role] for role in _AGENCY_ROLES if role in parties), None)
    outlet = _provider(value, name, line) or next((parties[role] for role in _OUTLET_ROLES if role in parties), None)
    if outlet is None:
        return supplier, None
    return outlet, supplier if supplier != outlet else None


def _provider(value: dict[str, Any], name: str, line: int) -> str | None:
    given = value.get("provider")
    if isinstance(given, dict):
        given = given.get("name") or given.get("literal")
        return one_line(given) if isinstance(given, str) else None
    return one_line(_string(value, "provider", name, line))


def _string(value: dict[str, Any], key: str, name: str, line: int) -> str | None:
    given = value.get(key)
    if given is None or isinstance(given, str):
        return given
    raise InputError(name, f"{key} of the ninjs item is no string", line=line, remedy=_REMEDY)


def _objects(value: dict[str, Any], key: str, name: str, line: int) -> list[dict[str, Any]]:
    given = value.get(key)
    if given is None:
        return []
    if isinstance(given, list) and all(isinstance(item, dict) for item in given):
        return given
    raise InputError(name, f"{key} of the ninjs item is no array of objects", line=line, remedy=_REMEDY)
