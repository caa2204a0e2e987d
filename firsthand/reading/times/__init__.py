"""Time expressions: found, and reckoned against the report's own clock. The room's one door."""

from firsthand.reading.times.days import Day
from firsthand.reading.times.finding import clock_of, find_times
from firsthand.reading.times.resolving import ReportClock
from firsthand.reading.times.values import is_timex3

__all__ = ["Day", "ReportClock", "clock_of", "find_times", "is_timex3"]
