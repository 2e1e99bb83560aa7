"""Citations in Markdown, as pandoc 3 reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.documents.base import replace_keys
from citare.documents.markdown import MARKDOWN, cites


def keys(text: str) -> list[str]:
    return [cite.key for cite in cites(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As @smith2020 says [@jones; see -@doe:1999, p. 3].", ["smith2020", "jones", "doe:1999"]),
        ("[@{odd,key}] @{https://x.org/?a=1}.", ["odd,key", "https://x.org/?a=1"]),
        ("@foo--bar @foo-bar. @foo_bar: @10.1000/x.", ["foo", "foo-bar", "foo_bar", "10.1000/x"]),
        ("@a: @b. @c, (@d; @e) @f?", ["a", "b", "c", "d", "e", "f"]),
        ('*@f* **@g** _@h_ @i\'s "@j"', ["f", "g", "h_", "i", "j"]),
        ("^[note @a] and\n\n[^1]: see @b", ["a", "b"]),
        ("# Head @a\n\n> quote @b\n\n| @c | [@d] |\n|---|---|\n", ["a", "b", "c", "d"]),
        ("---\ntitle: x\nnocite: |\n  @n1, @n2\n---\n\n@b", ["n1", "n2", "b"]),
        ("@Über2020 @é", ["Über2020", "é"]),
        ("@*", ["*"]),
    ],
)
def test_citations_are_found(text: str, expected: list[str]) -> None:
    """Every key that pandoc cites is found, in order."""
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "me@example.com, a.b@c.org",
        r"\@escaped and \@ref(fig:x)",
        "`@code` and ``a `@x` b``",
        "```\n@fenced\n```",
        "~~~ {.r}\n@fenced\n~~~",
        "```{r}\n@never closed",
        "para\n\n    @indented\n    @block\n",
        "$x@y$ and $@a$ and $$\n@b\n$$",
        "<!-- @comment -->",
        "<https://z.org/@c> [text](http://x.y/@b) https://medium.com/@user/post",
        "[ref]: http://x.y/@z",
        "see @fig-one, @tbl-two and [@sec-three]",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    """Code, math, comments, addresses, escapes and Quarto's cross-references are no citations."""
    assert keys(text) == []


def test_indented_text_in_a_list_is_no_code() -> None:
    """A list item's continuation may be indented by four."""
    assert keys("- item\n\n    @a continued\n\npara\n\n    @code") == ["a"]


def test_parts_of_a_citation() -> None:
    """Prefix, mode, locator and suffix are pandoc's."""
    first, second, third = cites("[see @a, pp. 33-35, *passim*; -@b ch. 3; @c {p. x}]")
    assert (first.prefix, first.label, first.locator, first.suffix) == (
        "see",
        "page",
        "33-35",
        ", *passim*",
    )
    assert (second.mode, second.locator) == ("suppress-author", "3")
    assert (third.label, third.locator) == ("page", "x")
    (inline,) = cites("@a [chap. 3] says")
    assert (inline.mode, inline.label, inline.locator) == ("in-text", "chapter", "3")


def test_new_keys_are_braced_where_needed() -> None:
    """A key that would not be read whole is put in braces; an impossible one is reported."""
    assert replace_keys("[@a, p. 3] @b.", MARKDOWN, {"a": "x y", "b": "b."}).impossible
    assert replace_keys("[@a, p. 3] @b.", MARKDOWN, {"a": "q,r", "b": "b."}).text == (
        "[@{q,r}, p. 3] @{b.}."
    )


_pieces = st.lists(
    st.sampled_from(
        [
            "@k1",
            "[@k1; see @k2, p. 3]",
            "-@k3",
            "`@k1`",
            "x@k1.org",
            "\n\n",
            "    ",
            "- ",
            " ",
            "$",
            "```\n",
            "word",
            "[",
            "]",
            "(",
            ")",
            ";",
            "@{k2}",
            "<!--",
            "-->",
            "\\",
            "é",
            "*",
            "_",
        ]
    ),
    max_size=25,
).map("".join)


@given(_pieces)
def test_replacing_keys_changes_nothing_else(text: str) -> None:
    """Replacing is undone by its inverse, and done again it changes nothing."""
    there = {"k1": "first:1", "k2": "second/2", "k3": "third_3"}
    back = {new: old for old, new in there.items()}
    before = cites(text)
    once = replace_keys(text, MARKDOWN, there)
    assert [there.get(c.key, c.key) for c in before] == [c.key for c in cites(once.text)]
    assert replace_keys(once.text, MARKDOWN, there).text == once.text
    again = replace_keys(once.text, MARKDOWN, back)
    assert again.text == text


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text raises, and each span holds its key."""
    for cite in cites(text):
        assert text[cite.start : cite.end].strip("{}") == cite.key.strip("{}")
