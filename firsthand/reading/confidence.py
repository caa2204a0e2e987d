"""How likely a statement is right, calibrated on held-out articles.

A logistic model over what is known of an attribution (Platt 1999). Its coefficients are fitted by ``training`` and
ship in the weights' settings.
"""

from __future__ import annotations

import math
from typing import Any

from firsthand.reading.parts import Attribution
from firsthand.schema import Mode

FEATURES = ("score", "has_source", "direct", "mixed", "words")


def features_of(text: str, attribution: Attribution, mode: Mode) -> tuple[float, ...]:
    """The values of ``FEATURES`` for one attribution, each of about unit size."""
    score = min(max(attribution.score, 1e-4), 1 - 1e-4)
    words = sum(len(text[s.start : s.end].split()) for s in attribution.content)
    return (
        math.log(score / (1 - score)),
        float(bool(attribution.source)),
        float(mode == "direct"),
        float(mode == "mixed"),
        math.log1p(words) / 3,
    )


def confidence_of(text: str, attribution: Attribution, mode: Mode, settings: dict[str, Any]) -> float:
    """The probability that content and cue are right, to two decimals."""
    fitted = settings["confidence"]
    values = features_of(text, attribution, mode)
    total = fitted["constant"] + sum(w * v for w, v in zip(fitted["weights"], values, strict=True))
    return round(1 / (1 + math.exp(-total)), 2)
