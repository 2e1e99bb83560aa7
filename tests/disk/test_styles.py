"""Styles and locales on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.disk.styles import StyleFiles
from citare.errors import StyleError

DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">
<info><title>Child</title><link href="http://www.zotero.org/styles/{parent}"
 rel="independent-parent"/></info></style>"""


def test_a_dependent_style_is_its_parent_in_its_own_language(tmp_path: Path) -> None:
    """The parent's layouts, the child's default locale."""
    (tmp_path / "child.csl").write_text(DEPENDENT.format(parent="apa"), encoding="utf-8")
    style = StyleFiles([tmp_path]).load("child")
    assert style.name == "apa"
    assert style.default_locale == "de-DE"


@pytest.mark.parametrize("parent", ["no-such-parent", "child"])
def test_a_parent_that_is_no_style_is_an_error(tmp_path: Path, parent: str) -> None:
    """A parent that is missing, or dependent itself, is named."""
    (tmp_path / "child.csl").write_text(DEPENDENT.format(parent=parent), encoding="utf-8")
    with pytest.raises(StyleError, match=parent):
        StyleFiles([tmp_path]).load("child")


def test_a_folder_of_ones_own_goes_first(tmp_path: Path) -> None:
    """A file of the same name hides the installed style; a path names a file."""
    own = tmp_path / "apa.csl"
    own.write_text("<x/>", encoding="utf-8")
    files = StyleFiles([tmp_path])
    assert files.path("apa") == files.path(str(own)) == own
    assert files.style("no-such-style") is None
    assert next(iter(files.names())) == "apa"


def test_locales_by_exact_tag() -> None:
    """A locale is found by its whole tag or not at all."""
    assert StyleFiles().locale("de-DE")
    assert StyleFiles().locale("de-XX") is None
