"""Modules that are imported late, by name, are there."""

from __future__ import annotations

import ast
from pathlib import Path

from citare import _HOMES
from citare.lazy import load

SRC = Path(__file__).parent.parent / "src" / "citare"


def test_every_name_that_is_loaded_late_exists() -> None:
    loaded = []
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                given = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if node.func.id == "load" and len(given) == 2:
                    loaded.append((str(given[0]), str(given[1])))
    assert len(loaded) > 20
    for module, name in loaded:
        assert load(module, name)


def test_every_name_of_the_front_door_has_a_home() -> None:
    for name, home in _HOMES.items():
        module, _, attribute = home.partition(":")
        assert load(module, attribute or name)
