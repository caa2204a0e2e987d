"""Watches feeds: looks at them now and then, politely, and gives what is new in them to whoever keeps it.

``watch_once`` and ``poll`` keep nothing themselves: what is to be remembered until the next look is a ``FeedMemory``.
"""

from __future__ import annotations

from firsthand.watching.client import Client
from firsthand.watching.memory import Event, FeedMemory, Polled
from firsthand.watching.polling import EVERY, poll, watch_once

__all__ = ["EVERY", "Client", "Event", "FeedMemory", "Polled", "poll", "watch_once"]
