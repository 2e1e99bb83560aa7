"""Keys being typed and keys pointed at, in each kind of document."""

from __future__ import annotations

import pytest

from citare.library.library import Library
from citare.lsp.features import target_at, typing_at

BIB = (
    "@book{Parent, editor = {Doe, J.}, title = {The book}, year = 2001}\n"
    "@incollection{child, author = {Li, A. and Wu, B. and Xu, C.}, title = {Part},\n"
    "  crossref = {Parent}}\n"
)
LIBRARY = Library.of({"a.bib": BIB})


@pytest.mark.parametrize(
    ("path", "before", "prefix"),
    [
        ("x.md", "As @ch", "ch"),
        ("x.md", "As [see @a; @ch", "ch"),
        ("x.md", "As [-@", ""),
        ("x.md", "As [@{ch", "ch"),
        ("x.md", "mail me@ch", None),
        ("x.md", "no key", None),
        ("x.tex", "\\cite{ch", "ch"),
        ("x.tex", "\\parencite[see][p. 2]{a, ch", "ch"),
        ("x.tex", "\\textcite{a,\n  ch", "ch"),
        ("x.tex", "\\cite{a} ch", None),
        ("x.tex", "\\ref{ch", None),
        ("x.typ", "As @ch", "ch"),
        ("x.typ", "#cite(<ch", "ch"),
        ("a.bib", "@misc{a, crossref = {Pa", "Pa"),
        ("a.bib", "@misc{a, title = {Pa", None),
        ("x.txt", "@ch", None),
    ],
)
def test_a_key_being_typed_is_seen(path: str, before: str, prefix: str | None) -> None:
    found = typing_at(path, before + " more", len(before))
    assert (found.prefix if found else None) == prefix
    if found:
        assert found.start == len(before) - len(found.prefix)


@pytest.mark.parametrize(
    ("path", "text", "key"),
    [
        ("x.md", "As [see @child, p. 3] says", "child"),
        ("x.tex", "As \\cite[3]{other,child} says", "child"),
        ("x.typ", "As @child says", "child"),
        ("x.typ", "As #cite(<child>) says", "child"),
    ],
)
def test_the_entry_of_a_cited_key_is_found(path: str, text: str, key: str) -> None:
    offset = text.index("child") + 2
    target = target_at(path, text, offset, LIBRARY)
    assert target is not None
    assert target.record.key == key
    assert text[target.start : target.end].strip("<>") == "child"
    assert target_at(path, text, 1, LIBRARY) is None
    assert target_at(path, text.replace("child", "nobody"), offset, LIBRARY) is None


def test_in_a_bib_file_heads_name_themselves_and_links_their_parents() -> None:
    link = target_at("a.bib", BIB, BIB.index("{Parent}}") + 3, LIBRARY)
    head = target_at("a.bib", BIB, BIB.index("child"), LIBRARY)
    assert link is not None
    assert head is not None
    assert (link.record.key, head.record.key) == ("Parent", "child")
    assert target_at("a.bib", BIB, BIB.index("Part"), LIBRARY) is None
