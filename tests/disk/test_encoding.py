"""Every byte that nobody changed comes back, whatever the encoding."""

from __future__ import annotations

import codecs
import contextlib
import difflib
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.changes import splice
from citare.disk.encoding import decode, differences, encode
from citare.errors import EncodingError, UnsafeEdit
from citare.findings import Edit

ENTRY = "@misc{k, title = {Über Würde}, note = {x}}\n"


@given(st.binary(max_size=60))
def test_any_bytes_come_back(data: bytes) -> None:
    try:
        found = decode(data)
    except EncodingError:
        return
    assert encode(found.text, found) == data
    if found.text:
        grown = encode(found.text + "x", found)
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
    assert bool(found.mark) == data.startswith(codecs.BOM_UTF8)
    assert encode(found.text, found) == data
    assert not found.text.startswith("\ufeff")


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_with_a_mark_come_back_byte_for_byte(mark: str) -> None:
    data = ("\ufeff" + ENTRY.replace("\n", "\r\n")).encode(mark)
    found = decode(data)
    assert found.text == ENTRY.replace("\n", "\r\n")
    assert encode(found.text, found) == data
    changed = found.text.replace("{x}", "{Łódź 本}")
    assert encode(changed, found) == ("\ufeff" + changed).encode(mark)


@pytest.mark.parametrize(
    "data",
    [ENTRY.encode("utf-16-le"), ENTRY.encode("utf-16-be"), codecs.BOM_UTF16_LE + b"a\0b"],
    ids=["no mark", "no mark, big end first", "half a character"],
)
def test_wide_encodings_without_a_mark_or_damaged_are_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data, "refs.bib")
    assert "refs.bib" in caught.value.message and "iconv" in caught.value.hint


def test_a_few_foreign_bytes_stay_in_a_utf8_file_through_any_change() -> None:
    data = "@misc{a, x = {Würde – ".encode() + b"\xe9\x81" + "}}\n@misc{b, y = {ß}}\n".encode()
    found = decode(data)
    assert "é" in found.text and found.encoding == "utf-8"
    text = found.text.replace("{ß}", "{Straße}").replace("@misc{a", "@book{aa")
    expected = data.replace("{ß}".encode(), "{Straße}".encode()).replace(b"@misc{a", b"@book{aa")
    assert encode(text, found) == expected
    assert encode("% new\n" + found.text, found) == b"% new\n" + data


def test_a_character_that_the_encoding_lacks_is_written_as_latex() -> None:
    head = "% Encoding: Cp1252\n"
    old = decode((head + ENTRY).encode("cp1252"))
    data = encode(old.text.replace("{x}", "{Łódź}"), old)
    assert b"note = {{\\L}\xf3d{\\'{z}}}" in data  # the encoding has an o with an acute
    assert decode(data).encoding == "cp1252"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("iso8859-2", "Łódź żółw"),
        ("koi8-r", "Привет"),
        ("shift_jis", "日本語のタイトル"),
        ("gbk", "中文标题"),
        ("latin-1", "Über Würde"),
    ],
)
def test_new_letters_in_a_guessed_encoding_are_ascii_and_the_old_ones_stay(
    encoding: str, title: str
) -> None:
    """A guess puts no letter of another alphabet into a file."""
    data = f"@misc{{k, title = {{{title}}}, note = {{x}}}}\n".encode(encoding)
    old = decode(data)
    assert not old.stated
    new = encode(old.text.replace("{x}", "{Núñez}"), old)
    assert new.decode(encoding).startswith(f"@misc{{k, title = {{{title}}}, note = ")
    assert new.replace(b"N{\\'{u}}{\\~{n}}ez", b"x") == data


def test_a_file_that_would_be_read_differently_afterwards_is_refused() -> None:
    """Without its two good letters, three odd bytes would make the file Windows-1252."""
    data = "@misc{k, t = {é é}, a = {ü}, note = {".encode() + b"\xe9\xe9" + b"}}\n"
    old = decode(data)
    assert old.encoding == "utf-8"
    with pytest.raises(UnsafeEdit, match="another encoding"):
        encode(old.text.replace("é é", "x"), old)
    with pytest.raises(UnsafeEdit, match="another encoding"):
        old = decode(b"% Encoding: iso8859-2\n@misc{k, t = {\xb3}}\n")
        encode(old.text.replace("% Encoding: iso8859-2", "%"), old)


LINE = st.sampled_from(["a\n", "b\n", "é\n", "\n", "c c c\n", "é"])


@given(st.lists(LINE, max_size=12).map("".join), st.lists(LINE, max_size=12).map("".join))
def test_differences_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    assert splice(before, list(differences(before, after))) == after


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_bytes_outside_the_edits_stay_in_a_file_with_foreign_bytes(places: list[int]) -> None:
    """Edits that are known are followed exactly: the same lines over and over are no obstacle."""
    data = b"".join(b"x = {\xc3\xa4\xc3\xb6 \xe9}\n" for _ in range(40))
    old = decode(data)
    at = sorted({place * 10 + n * 11 for n, place in enumerate(places)} - {0})
    at = [place for place in at if place < len(old.text)]
    edits = [Edit(place, place, "ß") for place in at]
    pieces: list[str | tuple[int, int]] = []
    for start, end in itertools.pairwise([0, *at, len(old.text)]):
        pieces += [(start, end), "ß"]
    pieces.pop()
    offset = [len(encode_prefix(old.text, place)) for place in at]
    expected = splice(data.decode("latin-1"), [Edit(o, o, "\xc3\x9f") for o in offset])
    assert encode(splice(old.text, edits), old, "", pieces) == expected.encode("latin-1")


def encode_prefix(text: str, place: int) -> bytes:
    """The bytes before a place: é is one byte in these files, other letters two."""
    return text[:place].replace("é", "e").encode()


def test_a_stray_byte_does_not_slow_a_write() -> None:
    """Two thousand changed entries take no closer comparison than two hundred: counted."""
    counts = []
    for size in (100, 200, 400):
        text = "".join(
            f"@article{{k{n},\n  author = {{Müller, J}},\n  title = {{T}},\n}}\n"
            for n in range(size)
        )
        old = decode(text.encode() + b"% caf\xe9\n")
        new = old.text.replace("title = {T}", "title = {T},\n  keywords = {t}")
        with counted_comparisons() as compared:
            data = encode(new, old)
        assert data.endswith(b"% caf\xe9\n")
        counts.append(compared[0])
    assert counts[1] <= 2.2 * counts[0] and counts[2] <= 2.2 * counts[1]


@contextlib.contextmanager
def counted_comparisons() -> Iterator[list[int]]:
    """Counts the characters and lines that are given to the close comparison."""
    compared = [0]

    class Counting(difflib.SequenceMatcher):  # type: ignore[type-arg]
        def __init__(self, junk: None, a: Any, b: Any, autojunk: bool) -> None:
            compared[0] += len(a) * len(b)
            super().__init__(junk, a, b, autojunk)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("citare.disk.encoding.SequenceMatcher", Counting)
        yield compared


def test_a_key_that_the_encoding_lacks_is_refused() -> None:
    old = decode(ENTRY.encode("cp1252"))
    with pytest.raises(UnsafeEdit):
        encode(old.text.replace("{k,", "{Ł,"), old, "refs.bib")


def test_a_new_file_is_utf8() -> None:
    assert encode("ß\r\n") == "ß\r\n".encode()
