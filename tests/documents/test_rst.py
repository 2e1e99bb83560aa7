"""Citations in reStructuredText and MyST, as sphinxcontrib-bibtex reads them."""

from __future__ import annotations

import pytest

from citare.documents.base import replace_keys
from citare.documents.markdown import MARKDOWN
from citare.documents.rst import RST, cites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As :cite:t:`a` says :cite:p:`b,c`.", ["a", "b", "c"]),
        (":cite:`a` :footcite:`b` :footcite:t:`c` :cite:year:`d`", ["a", "b", "c", "d"]),
        (":cite:p:`{see}a{p. 3}, b`", ["a", "b"]),
        ("``:cite:`a```", []),
        (".. comment :cite:`a`\n   more :cite:`b`\n\n:cite:`c`", ["c"]),
        (".. note:: See :cite:`a`", ["a"]),
        ("Code::\n\n    :cite:`a`\n\nText :cite:`b`", ["b"]),
        (".. code-block:: rst\n\n   :cite:`a`\n   :cite:`b`\n\n:cite:`c`", ["c"]),
    ],
)
def test_roles_are_found(text: str, expected: list[str]) -> None:
    """Every key of a role, in order; comments and literal text hold none."""
    assert [cite.key for cite in cites(text)] == expected


def test_parts_of_a_role() -> None:
    """Prefix, locator and suffix are in braces; the role's form is the mode."""
    first, second = cites(":cite:t:`{see}a{p. 3}` :cite:p:`b`")
    assert (first.prefix, first.label, first.locator, first.mode) == ("see", "page", "3", "in-text")
    assert second.mode == "normal"


def test_keys_are_replaced_in_roles() -> None:
    """Only the key changes; one that a role cannot hold is reported."""
    assert replace_keys(":cite:`a,b{p. 1}`", RST, {"b": "c"}).text == ":cite:`a,c{p. 1}`"
    assert replace_keys(":cite:`a`", RST, {"a": "x y"}).impossible
    assert replace_keys("{cite:p}`a` [@a]", MARKDOWN, {"a": "b,c"}).text == "{cite:p}`a` [@{b,c}]"


def test_roles_of_myst_are_citations_of_markdown() -> None:
    """MyST's roles and pandoc's syntax can be in one document; code holds neither."""
    text = "As {cite:t}`a` says [@b] `{cite}`x`` {cite}`c, d`"
    assert [cite.key for cite in MARKDOWN.cites(text)] == ["a", "b", "c", "d"]
