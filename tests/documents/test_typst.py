"""Citations in Typst, as its compiler finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.documents.base import replace_keys
from citare.documents.typst import TYPST, cites


def keys(text: str) -> list[str]:
    return [cite.key for cite in cites(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a and @b[p. 3]. #cite(<c>) @d: (@e) @a.b.c.", ["a", "b", "c", "d", "e", "a.b.c"]),
        ('#cite(label("odd/key")) #cite(<d>, supplement: [p. 7], form: "prose")', ["odd/key", "d"]),
        ("x@b and $@f$", ["b", "f"]),
        ('*@i* "@h" @g\'s', ["i", "h", "g"]),
    ],
)
def test_citations_are_found(text: str, expected: list[str]) -> None:
    """Both syntaxes are found."""
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "// @a",
        "/* @b */",
        "`@c` and ```\n@d\n```",
        r"\@e",
        "me@example.org",
        "https://x.y/@e",
        "= Head <intro>\n@intro",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    """Comments, raw text, addresses and the document's own labels are no citations."""
    assert keys(text) == []


def test_parts_of_a_citation() -> None:
    """The supplement is the locator."""
    first, second = cites('@a[pp. 3--5] #cite(<b>, form: "prose", supplement: [ch. 2])')
    assert (first.label, first.locator) == ("page", "3--5")
    assert (second.mode, second.label, second.locator) == ("in-text", "chapter", "2")


def test_a_key_that_no_label_can_hold() -> None:
    """A call takes any key; `@` reports the one it cannot spell."""
    done = replace_keys("#cite(<a>) @a", TYPST, {"a": "x/y"})
    assert done.text == '#cite(label("x/y")) @a'
    assert [cite.key for cite in done.impossible] == ["a"]


_pieces = st.lists(
    st.sampled_from(
        ["@k1", "@k2[p. 3]", "#cite(<k3>)", "`@k1`", "//", "\n", " ", "/*", "*/", "<k9>", '"', "]"]
    ),
    max_size=20,
).map("".join)


@given(_pieces)
def test_replacing_keys_changes_nothing_else(text: str) -> None:
    """Replacing is undone by its inverse, and done again it changes nothing."""
    there = {"k1": "first1", "k2": "second-2", "k3": "third_3"}
    back = {new: old for old, new in there.items()}
    once = replace_keys(text, TYPST, there)
    assert [there.get(c.key, c.key) for c in cites(text)] == keys(once.text)
    assert replace_keys(once.text, TYPST, there).text == once.text
    assert replace_keys(once.text, TYPST, back).text == text


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    cites(text)


def test_a_key_that_is_a_label_of_the_document_cannot_be_spelled_with_at() -> None:
    """`@intro` would be a cross-reference then; a call names the bibliography's key."""
    text = "= Intro <intro>\nSee @old and #cite(<old>).\n"
    replaced = replace_keys(text, TYPST, {"old": "intro"})
    assert replaced.text == "= Intro <intro>\nSee @old and #cite(<intro>).\n"
    assert [cite.key for cite in replaced.impossible] == ["old"]
