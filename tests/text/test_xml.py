"""XML that is not trusted: read within bounds, or refused with the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.malformed import Malformed
from citare.text.xml import read_xml, recover_xml


def test_elements_keep_their_order_attributes_and_lines() -> None:
    """Mixed content is in order, names are local, an element knows its line."""
    root = read_xml('<r xmlns:m="u">a<m:b c="1">x</m:b>\n<d/>z</r>')
    assert [part if isinstance(part, str) else part.tag for part in root.content] == [
        *("a", "b", "\n", "d", "z")
    ]
    assert root.text == "a\nz"
    assert root.all_text() == "ax\nz"
    assert [(e.tag, e.line) for e in root.walk()] == [("r", 1), ("b", 1), ("d", 2)]
    assert root.children[0].get("c") == "1"


def test_paths_lead_to_elements() -> None:
    """A path names children; `*` is any of them."""
    root = read_xml("<r><a><x>1</x></a><b><x>2</x><y/></b></r>")
    assert [e.text for e in root.findall("*/x")] == ["1", "2"]
    assert root.find("b/y") is root.children[1].children[1]
    assert root.find("b/z") is None


@pytest.mark.parametrize("doctype", [True, False])
def test_entities_of_its_own_are_refused(doctype: bool) -> None:
    """A document that declares entities can grow without end, or name a file."""
    for declared in ('"c"', 'SYSTEM "file:///etc/passwd"'):
        bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b {declared}>]><a>&b;</a>'
        with pytest.raises(Malformed, match="document type"):
            read_xml(bomb, doctype=doctype)


def test_a_document_type_elsewhere_is_never_fetched() -> None:
    """Where a document type is allowed, HTML's entities are characters and others stay text."""
    text = '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:9/x.dtd"><a>caf&eacute; &odd;</a>'
    assert read_xml(text, doctype=True).text == "café &odd;"
    with pytest.raises(Malformed):
        read_xml(text)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<a>", "not well-formed"),
        ("", "not well-formed"),
        ("<a>\x00</a>", "not well-formed"),
        ("<a>" * 300 + "</a>" * 300, "nested more than"),
        ("<a>" + "x" * 200 + "</a>", "larger than"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "XML"),
    ],
)
def test_what_is_wrong_is_said(source: str | bytes, says: str) -> None:
    """Whatever is wrong raises Malformed, a ValueError."""
    with pytest.raises(Malformed, match=says):
        read_xml(source, max_bytes=150 if says == "larger than" else 1_000_000)


def test_a_broken_text_is_recovered_as_far_as_it_goes() -> None:
    """Stray signs are text, an unclosed element ends with the one around it."""
    root = recover_xml('<t>p<0.05 & R&D</t><b><i>x</b><u>y</n></u><c d="1"/>')
    assert [(e.tag, e.all_text()) for e in root.children] == [
        *(("t", "p<0.05 & R&D"), ("b", "x"), ("u", "y"), ("c", ""))
    ]


@given(st.text(alphabet="<>/ab &;=\"'!-[]?", max_size=60))
def test_recovery_never_raises_and_loses_no_letter(text: str) -> None:
    """Any text gives a tree; what is no tag is in it."""
    tree = recover_xml(text)
    assert len(tree.all_text()) <= len(text)


@given(st.recursive(st.text("xy<&", max_size=5), lambda inner: st.lists(inner, max_size=3)))
def test_recovery_reads_well_formed_text_as_the_parser_does(tree: object) -> None:
    """Of a text without faults both readers see the same."""

    def written(node: object) -> str:
        if isinstance(node, list):
            return f"<e>{''.join(map(written, node))}</e>"
        return str(node).replace("&", "&amp;").replace("<", "&lt;")

    text = written([tree])
    (recovered,) = recover_xml(text).children
    assert recovered.all_text() == read_xml(text).all_text()
    assert [e.tag for e in recovered.walk()] == [e.tag for e in read_xml(text).walk()]
