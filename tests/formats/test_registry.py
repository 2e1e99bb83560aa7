"""The registry of output formats."""

from __future__ import annotations

from pathlib import Path

import pytest

import citare.formats
from citare.formats.base import Layout
from citare.formats.registry import FORMATS
from citare.text.rich import Span, Style


def test_no_format_is_forgotten() -> None:
    """Each module of the room is registered under the name that it gives itself."""
    folder = Path(citare.formats.__path__[0])
    modules = {p.stem for p in folder.glob("*.py")} - {"__init__", "base", "metadata", "registry"}
    assert {type(f).__module__.rsplit(".", 1)[1] for f in FORMATS.values()} == modules
    assert {name: f.name for name, f in FORMATS.items()} == {name: name for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_every_style(name: str) -> None:
    """No style is lost, and documents end with a line end."""
    entry = tuple(Span(style, (f"x{i}x",), "https://a.org/") for i, style in enumerate(Style))
    body = FORMATS[name].bibliography([entry, ("last",)], Layout(hanging_indent=True))
    for i in range(len(entry)):
        assert f"x{i}x" in body
    assert not body.endswith("\n")
    assert FORMATS[name].document(body, "Title").endswith("\n")
    assert FORMATS[name].extension.startswith(".")


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_link_within_a_link_is_one_link(name: str) -> None:
    inner = Span(Style.LINK, ("shown",), "https://example.org/a")
    both = Span(Style.LINK, (inner,), "https://example.org/b")
    assert FORMATS[name].inline((both,)) == FORMATS[name].inline((inner,))
