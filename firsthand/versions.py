"""The version of the model that ships with the package."""

from __future__ import annotations

import json
from pathlib import Path

_CARD = Path(__file__).parent / "weights" / "model.json"


def model_version() -> str | None:
    """The version that the weights' card states; ``None`` when there is no card, or it cannot be read."""
    try:
        return str(json.loads(_CARD.read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
