"""Asks web servers as a polite guest: by its name, within robots.txt, one request at a time and with pauses between.

https://www.rfc-editor.org/rfc/rfc9309 (robots.txt, read by ``urllib.robotparser``), RFC 9110 section 10.2.3
(Retry-After).
"""

from __future__ import annotations

import email.utils
import importlib.metadata
import time
from collections.abc import Collection, Iterable, Mapping
from types import TracebackType
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import httpx

from firsthand.errors import FirsthandError
from firsthand.schema import Record
from firsthand.watching.addresses import RefusedError, web_address
from firsthand.watching.connection import GuardedTransport
from firsthand.watching.memory import HostRules

NAME = "firsthand"
"""What robots.txt calls us."""
LARGEST = 16 << 20
"""Bytes of one answer."""
_MOST_REDIRECTS = 5
_SECONDS = 60.0
_STEP_SECONDS = 20.0
_ROBOTS_SIZE = 500 << 10  # RFC 9309, 2.5: at least so much must be read
_DAY = 86_400
_REST = 900
"""Seconds for which a host whose robots.txt cannot be had is left alone."""
_LONGEST_PAUSE = 300.0
_LONGEST_REST = 7 * _DAY
_EVERYTHING = "User-agent: *\nDisallow: /"
_FOR_EVER = (301, 308)
_ELSEWHERE = (301, 302, 303, 307, 308)
_LATER = (429, 503)


class FailedError(FirsthandError):
    """An answer could not be had. ``passing``: it may be had later; ``rest``: not for so many seconds."""

    def __init__(self, cause: str, *, passing: bool = True, rest: int = 0) -> None:
        self.passing, self.rest = passing, rest
        super().__init__(cause)


class Answer(Record, frozen=True, kw_only=True):
    """What a server answered, its Content-Encoding undone."""

    url: str
    """Where it came from in the end."""
    moved: str | None
    """The address that stands for the one asked for from now on."""
    status: int
    headers: dict[str, str]
    """By names in small letters."""
    data: bytes


class Client:
    """One guest for all hosts. What it was told (robots.txt, when to come again) it keeps as long as it lives.

    ``pause`` are the seconds between two requests to one host, where its robots.txt does not ask for more.
    ``allow_private`` names hosts that may be on this machine or in its own network. It is there so that tests can run
    against a server of their own; no command passes it, since whoever writes a feed could then reach those hosts.
    """

    def __init__(self, *, pause: float = 2.0, allow_private: Collection[str] = ()) -> None:
        self.pause = pause
        self._rules: dict[str, HostRules] = {}
        self._learned: list[HostRules] = []
        self._asked: dict[str, float] = {}
        self._resting: dict[str, float] = {}
        self._transport = GuardedTransport(frozenset(allow_private))
        self._http = httpx.Client(
            transport=self._transport,
            trust_env=False,
            timeout=_STEP_SECONDS,
            headers={"User-Agent": f"{NAME}/{importlib.metadata.version(NAME)} (reads news feeds)"},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends it; it cannot ask any more."""
        self._http.close()

    def recall(self, rules: Iterable[HostRules]) -> None:
        """Tells it what hosts asked for earlier, so that they are not asked again before it is too old."""
        for known in rules:
            self._rules.setdefault(known.origin, known)

    def learned(self) -> tuple[HostRules, ...]:
        """What hosts have asked for since this was last called."""
        learned, self._learned = tuple(self._learned), []
        return learned

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer at ``url`` after at most five redirects, whatever its status.

        Raises ``RefusedError`` where it must not be asked for, ``FailedError`` where it cannot be had.
        """
        return self._followed(url, headers or {}, LARGEST, robots=True)

    def _followed(self, url: str, headers: Mapping[str, str], largest: int, *, robots: bool) -> Answer:
        moved: str | None = None
        for_ever = True
        for _ in range(_MOST_REDIRECTS + 1):
            if robots and not self._may(url):
                raise RefusedError(f"the robots.txt of {web_address(url).hostname} asks not to fetch {url}")
            answer = self._ask(url, headers, largest, cut=not robots)
            target = answer.headers.get("location")
            if answer.status not in _ELSEWHERE or not target:
                return Answer(url=url, moved=moved, status=answer.status, headers=answer.headers, data=answer.data)
            url = urljoin(url, target)
            for_ever = for_ever and answer.status in _FOR_EVER
            moved = url if for_ever else moved
        raise FailedError(f"it leads on to other addresses more than {_MOST_REDIRECTS} times", passing=False)

    def _may(self, url: str) -> bool:
        return _parsed(self._rules_for(url)).can_fetch(NAME, url)

    def _rules_for(self, url: str) -> HostRules:
        parts = web_address(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        known, now = self._rules.get(origin), int(time.time())
        if known is None or not known.fetched <= now < known.until:
            known = self._fetched_rules(origin, now)
            self._rules[origin] = known
            self._learned.append(known)
        return known

    def _fetched_rules(self, origin: str, now: int) -> HostRules:
        """The rules of a host: where it has none, all is allowed, and where we are turned away, nothing, as
        ``urllib.robotparser`` has it. While they cannot be had, nothing is (RFC 9309, 2.3.1.4)."""
        try:
            answer = self._followed(f"{origin}/robots.txt", {}, _ROBOTS_SIZE, robots=False)
            if answer.status >= 500:
                raise FailedError(f"its server answered {answer.status}")
        except FailedError as error:
            rest = max(error.rest, _REST)
            self._resting[web_address(origin).netloc] = time.monotonic() + rest
            raise FailedError(f"the robots.txt of {origin} cannot be had ({error})", rest=rest) from None
        text = ""
        if answer.status in (401, 403):
            text = _EVERYTHING
        elif 200 <= answer.status < 300:
            text = answer.data.decode("utf-8", "replace").replace("\0", "")
        return HostRules(origin=origin, text=text, fetched=now, until=now + _DAY)

    def _ask(self, url: str, headers: Mapping[str, str], largest: int, *, cut: bool) -> Answer:
        host = web_address(url).netloc
        left = self._resting.get(host, 0.0) - time.monotonic()
        if left > 0:
            raise FailedError(f"{host} asked not to be asked for {round(left)} seconds", rest=round(left))
        self._wait(url, host)
        self._transport.end_at(time.monotonic() + _SECONDS)
        try:
            with self._http.stream("GET", url, headers=dict(headers), follow_redirects=False) as response:
                data = _body(response, largest, cut=cut)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            cause = str(error) or type(error).__name__
            raise FailedError(f"{host} cannot be read ({cause})") from None
        finally:
            self._asked[host] = time.monotonic()
        named = {key.lower(): value for key, value in response.headers.items()}
        if response.status_code in _LATER:
            rest = _retry_after(named.get("retry-after"))
            self._resting[host] = time.monotonic() + rest
            raise FailedError(f"{host} asks to come again later ({response.status_code})", rest=rest)
        return Answer(url=url, moved=None, status=response.status_code, headers=named, data=data)

    def _wait(self, url: str, host: str) -> None:
        parts = web_address(url)
        rules = self._rules.get(f"{parts.scheme}://{parts.netloc}")
        pause = max(self.pause, _delay(_parsed(rules)) if rules else 0.0)
        wait = self._asked.get(host, 0.0) + pause - time.monotonic()
        if host in self._asked and wait > 0:
            time.sleep(wait)


def _body(response: httpx.Response, largest: int, *, cut: bool) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        pieces.append(piece)
        if size > largest:
            if cut:
                break
            raise FailedError(f"the answer is larger than {largest >> 20} MiB", passing=False)
    return b"".join(pieces)[:largest]


def _parsed(rules: HostRules) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(rules.text.splitlines())
    return parser


def _delay(robots: RobotFileParser) -> float:
    """Seconds between two requests that robots.txt asks for, five minutes at most."""
    rate = robots.request_rate(NAME)
    asked = (robots.crawl_delay(NAME), rate.seconds / rate.requests if rate and rate.requests else None)
    return min(_LONGEST_PAUSE, max(float(delay) for delay in (*asked, 0) if delay is not None))


def _retry_after(given: str | None) -> int:
    """Seconds to wait: the header's number, or until its date; a minute where it says nothing. A week at most."""
    given = (given or "").strip()
    seconds = 60
    if given.isdecimal() and len(given) < 10:
        seconds = int(given)
    elif given:
        try:
            seconds = int(email.utils.parsedate_to_datetime(given).timestamp() - time.time())
        except (ValueError, TypeError, OverflowError):
            seconds = 60
    return min(max(seconds, 1), _LONGEST_REST)
