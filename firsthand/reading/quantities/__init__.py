"""Counts, measures, money, percentages and shares: how many, of what, how exactly.

A trigger finds the numbers; what stands around each decides whether it counts anything (years, ages, scores, house
numbers and names do not), what it counts, and how firmly it is stated ("about", "at least", "up to").
"""

from __future__ import annotations

from firsthand.reading.quantities.finding import find_quantities

__all__ = ["find_quantities"]
