"""The weights as they ship, and what is said of weights that are missing, damaged or of another version."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand.errors import FirsthandError, WeightsError
from firsthand.reading import reader as reader_module
from firsthand.reading.attributions import Weighing
from firsthand.reading.confidence import FEATURES
from firsthand.reading.encoder import Model, load_model
from firsthand.reading.pointers import BUCKETS, HEAD_SIZES
from firsthand.reading.reader import Reader

WEIGHTS = Path(firsthand.__file__).parent / "weights"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped weights; the network itself is only linked."""
    (tmp_path / "encoder.onnx").symlink_to(WEIGHTS / "encoder.onnx")
    (tmp_path / "model.json").write_bytes((WEIGHTS / "model.json").read_bytes())
    return tmp_path


def test_the_shipped_weights_are_what_this_version_expects(folder: Path) -> None:
    model = load_model(1, folder)
    assert model.settings["heads"] == HEAD_SIZES
    assert {name: table.shape for name, table in model.tables.items()} == {
        "cue_of": (BUCKETS,),
        "source_of": (BUCKETS,),
        "antecedent": (BUCKETS,),
        "tags": (HEAD_SIZES["tags"], HEAD_SIZES["tags"]),
    }
    assert set(model.settings["weighing"]) == set(Weighing._fields)
    fitted = model.settings["confidence"]
    assert len(fitted["weights"]) == len(FEATURES)
    assert all(math.isfinite(x) for x in [fitted["constant"], *fitted["weights"]])
    assert fitted["weights"][0] > 0, "a likelier attribution must not be trusted less"


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        settings = json.loads((folder / "model.json").read_text("utf-8"))
        change(settings)
        (folder / "model.json").write_text(json.dumps(settings), "utf-8")

    return apply


def with_file(name: str, content: bytes) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).write_bytes(content)

    return apply


def cut_short(folder: Path) -> None:
    (folder / "encoder.onnx").unlink()
    (folder / "encoder.onnx").write_bytes((WEIGHTS / "encoder.onnx").read_bytes()[:100_000])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / "model.json").unlink(), id="no settings"),
        pytest.param(lambda folder: (folder / "encoder.onnx").unlink(), id="no network"),
        pytest.param(cut_short, id="network cut short"),
        pytest.param(with_file("encoder.onnx", b"not a network"), id="no network in it"),
        pytest.param(with_file("encoder.onnx", b""), id="network empty"),
        pytest.param(with_file("model.json", b"{"), id="settings cut short"),
        pytest.param(with_file("model.json", b"\xff\xfe"), id="settings no text"),
        pytest.param(with_file("model.json", b"[]"), id="settings no object"),
        pytest.param(with_file("model.json", b"{}"), id="settings empty"),
        pytest.param(changed(lambda s: s["heads"].update(tags=9)), id="other heads"),
        pytest.param(changed(lambda s: s["heads"].pop("vector")), id="a head less"),
        pytest.param(changed(lambda s: s.pop("tables")), id="no tables"),
        pytest.param(changed(lambda s: s["tables"]["cue_of"].pop()), id="a distance less"),
    ],
)
def test_weights_that_do_not_fit_are_an_error_with_a_remedy(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    with pytest.raises(WeightsError) as caught:
        load_model(1, folder)
    assert isinstance(caught.value, FirsthandError)
    assert str(folder) in str(caught.value)
    assert "nstall" in str(caught.value)


@pytest.mark.parametrize("missing", ["weighing", "confidence"])
def test_a_reader_needs_what_tuning_sets(missing: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model(1, folder)
    settings = {k: v for k, v in model.settings.items() if k != missing}

    def unfinished(threads: int | None) -> Model:
        return model._replace(settings=settings)

    monkeypatch.setattr(reader_module, "load_model", unfinished)
    with pytest.raises(WeightsError, match="Install"):
        Reader()


def test_weights_of_another_versions_weighing_are_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model(1, folder)
    settings = {**model.settings, "weighing": {"outside": 0.0}}
    monkeypatch.setattr(reader_module, "load_model", lambda threads: model._replace(settings=settings))
    with pytest.raises(WeightsError, match="Install"):
        Reader()


def test_weights_load_once(folder: Path) -> None:
    assert load_model(1, folder) is load_model(1, folder)
