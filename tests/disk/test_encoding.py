"""Every byte that nobody changed comes back, whatever the encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.changes import FileChange
from citare.disk.encoding import decode, encode
from citare.errors import EncodingError, UnsafeEdit
from citare.findings import Edit

ENTRY = "@misc{k, title = {Über Würde}, note = {x}}\n"


@given(st.binary(max_size=60))
def test_any_bytes_come_back(data: bytes) -> None:
    try:
        found = decode(data)
    except EncodingError:
        return
    assert encode(FileChange.whole(found.text, found.text), found) == data
    if found.text:
        grown = encode(FileChange.whole(found.text, found.text + "x"), found)
        assert grown == data + b"x"


@pytest.mark.parametrize(
    ("data", "encoding", "stated"),
    [
        (ENTRY.encode(), "utf-8", True),
        (codecs.BOM_UTF8 + ENTRY.encode(), "utf-8", True),
        (ENTRY.encode("cp1252"), "cp1252", False),
        (ENTRY.encode("latin-1") + b"\x81", "latin-1", False),
        (b"% Encoding: ISO8859_2\n" + ENTRY.encode("iso8859-2"), "iso8859-2", True),
        (b"% Encoding: Cp1252\nascii", "cp1252", True),
        (b"% -*- coding: koi8-r -*-\n" + "Мир".encode("koi8-r"), "koi8-r", True),
        (b"% Encoding: UTF-8\n" + ENTRY.encode("cp1252"), "cp1252", False),
        (b"% Encoding: nonsense\n" + ENTRY.encode("cp1252"), "cp1252", False),
        (b"% Encoding: hex\n" + ENTRY.encode("cp1252"), "cp1252", False),
        (b"", "utf-8", True),
    ],
)
def test_the_encoding_is_known_or_its_guess_is_told(
    data: bytes, encoding: str, stated: bool
) -> None:
    found = decode(data)
    assert (found.encoding, found.stated) == (encoding, stated)
    assert found.bom == data.startswith(codecs.BOM_UTF8)
    assert encode(FileChange.whole(found.text, found.text), found) == data
    assert not found.text.startswith("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused_with_a_hint(encoding: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(ENTRY.encode(encoding), "refs.bib")
    assert "refs.bib" in caught.value.message and "iconv" in caught.value.hint


def test_a_few_foreign_bytes_stay_in_a_utf8_file_through_any_change() -> None:
    data = "@misc{a, x = {Würde – ".encode() + b"\xe9\x81" + "}}\n@misc{b, y = {ß}}\n".encode()
    found = decode(data)
    assert "é" in found.text and found.encoding == "utf-8"
    word, head = found.text.index("ß"), found.text.index("misc{a")
    edits = [Edit(head, head + 6, "book{aa"), Edit(word, word + 1, "Straße")]
    expected = data.replace("{ß}".encode(), "{Straße}".encode()).replace(b"@misc{a", b"@book{aa")
    assert encode(FileChange.edited(found.text, edits), found) == expected
    assert encode(FileChange.whole(found.text, "% new\n" + found.text), found) == b"% new\n" + data


def test_a_character_that_the_encoding_lacks_is_written_as_latex() -> None:
    old = decode(ENTRY.encode("cp1252"))
    data = encode(FileChange.whole(old.text, old.text.replace("{x}", "{Łódź}")), old)
    head, _, tail = data.partition(b"note = {")
    assert head + b"note = {" == ENTRY.encode("cp1252").partition(b"x}}")[0]
    assert tail.startswith(b"{\\L}\xf3d{\\'")  # the encoding has an o with an acute
    assert decode(data).encoding == "cp1252"


def test_a_key_that_the_encoding_lacks_is_refused() -> None:
    old = decode(ENTRY.encode("cp1252"))
    with pytest.raises(UnsafeEdit):
        encode(FileChange.whole(old.text, old.text.replace("{k,", "{Ł,")), old, "refs.bib")


def test_a_new_file_is_utf8() -> None:
    assert encode(FileChange.whole(None, "ß\r\n")) == "ß\r\n".encode()
