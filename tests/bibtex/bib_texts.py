"""Texts to scan: the sample files, other people's files where they are, and hostile ones."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import strategies as st

from citare.disk.encoding import decode
from citare.errors import EncodingError

DATA = Path(__file__).parent.parent / "data" / "bib"
ODD = (DATA / "odd.bib").read_bytes().decode("utf-8")
BROKEN = (DATA / "broken.bib").read_bytes().decode("utf-8")

_WORDS = [
    "@article{key,", "@string{", "@comment{", "@preamble{", "@", "{", "}", "(", ")", '"', "#", "=",
    ",", "%", "\n", "\r\n", " ", "\t", "title", "= {A}", 'year = "1990",', "jan", "12",
    "\\", "\ufeff",
    "\n@book(b, title = {", "\n}\n", "author = {A and B},\n", "@{", "\x00", "é",
]  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Any text, and text of the words that .bib files are made of."""
    pieces = st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=5)), max_size=40)
    return st.one_of(st.text(), pieces.map("".join), mutated(ODD), mutated(BROKEN))


def mutated(text: str) -> st.SearchStrategy[str]:
    """A real text with a few stretches cut, doubled or replaced."""
    cut = st.tuples(
        st.integers(0, len(text)), st.integers(0, 30), st.sampled_from(["", *_WORDS]), st.booleans()
    )
    return st.lists(cut, min_size=1, max_size=4).map(lambda cuts: mutate(text, cuts))


def mutate(text: str, cuts: list[tuple[int, int, str, bool]]) -> str:
    """Apply cuts: place, length, what comes instead, whether the stretch stays as well."""
    for place, length, instead, stays in cuts:
        gone = text[place : place + length] if stays else ""
        text = text[:place] + gone + instead + text[place + length :]
    return text


def shared_folder() -> Path:
    """The folder of other people's .bib files; skips the test where it is not."""
    base = os.environ.get("CITARE_SHARED", str(Path(__file__).parents[3] / "shared"))
    folder = Path(base) / "bibtex"
    if not folder.is_dir():
        pytest.skip(f"no {folder}: set CITARE_SHARED to the folder of larger corpora")
    return folder


def shared_texts(count: int, seed: int, longest: int = 200_000) -> Iterator[tuple[str, str]]:
    """Name and text of some of other people's files, the same ones for one seed."""
    folder = shared_folder()
    paths = sorted(p for p in folder.rglob("*.bib*") if p.stat().st_size <= longest)
    for path in random.Random(seed).sample(paths, min(count, len(paths))):
        try:
            yield path.relative_to(folder).as_posix(), decode(path.read_bytes()).text
        except EncodingError:
            continue
