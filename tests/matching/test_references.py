"""Pasted lists come apart into their citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.matching.references import clues_in, clues_of, split_references
from citare.model.identifiers import doi_in

A = "Feigerlova E, Hani H, Hothersall-Davies E. A systematic review. BMC Med Educ. 2025;25(1):129."
B = "Gazquez-Garcia J. AI in the Health Sector. JMIR Med Educ. 2025;11:e58161."
C = "Ning Y, Ong J. How can artificial intelligence transform training? Lancet Digit Health. 2025."


def wrapped(text: str, indent: str = "") -> str:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 38:
            lines.append(indent)
        lines[-1] += (" " if lines[-1].strip() else "") + word
    return "\n".join(lines)


LISTS = {
    "numbered": f"1. {A}\n2. {B}\n3. {C}\n",
    "brackets": f"[1] {A}\n[2] {B}\n[3] {C}",
    "round brackets": f"(1) {A}\n(2) {B}\n(3) {C}",
    "half brackets": f"1) {A}\n2) {B}\n3) {C}",
    "from another number": f"17. {A}\n18. {B}\n19. {C}",
    "heading": f"References\n\n1. {A}\n2. {B}\n3. {C}",
    "Markdown heading": f"## References\n\n- {A}\n- {B}\n- {C}",
    "bullets": f"• {A}\n• {B}\n• {C}",
    "stars": f"* {A}\n* {B}\n* {C}",
    "blank lines": f"{A}\n\n{B}\n\n\n{C}\n",
    "one a line": f"{A}\n{B}\n{C}",
    "wrapped and numbered": f"1. {wrapped(A)}\n2. {wrapped(B)}\n3. {wrapped(C)}",
    "wrapped with blank lines": f"{wrapped(A)}\n\n{wrapped(B)}\n\n{wrapped(C)}",
    "hanging": f"{wrapped(A, '    ')}\n{wrapped(B, '    ')}\n{wrapped(C, '    ')}",
    "numbered, hanging": f"1. {wrapped(A, '   ')}\n2. {wrapped(B, '   ')}\n3. {wrapped(C, '   ')}",
    "labels": f"[Fei25] {A}\n[Gaz25] {B}\n[Nin25] {C}",
    "on one line": f"[1] {A} [2] {B} [3] {C}",
    "Windows line ends": f"1. {A}\r\n2. {B}\r\n3. {C}\r\n",
    "LaTeX": f"\\bibitem{{a}} {A}\n\\bibitem[N(2)]{{b}} {wrapped(B)}\n\\bibitem{{c}} {C}",
    "wrapped without a sign": f"{wrapped(A)}\n{wrapped(B)}\n{wrapped(C)}",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_every_way_of_listing_gives_the_three_citations(text: str) -> None:
    assert split_references(text) == (A, B, C)


def test_one_citation_stays_one() -> None:
    assert split_references(A) == (A,)
    assert split_references(wrapped(A)) == (A,)
    assert split_references(f"1. {A}") == (A,)
    assert split_references("") == ()


def test_a_number_at_the_start_of_a_wrapped_line_begins_nothing() -> None:
    text = "1. Smith J. On things. J Things. 2001;\n37. 2(3):4-5.\n2. Doe A. On others. 2002."
    assert len(split_references(text)) == 2


@given(st.text())
def test_any_text_is_split_without_error_and_splitting_again_changes_nothing(text: str) -> None:
    for part in split_references(text):
        assert "\n" not in part


REED = "Sivertsen, A. (2012). Reeds by the water of the northern lakes. Plants, 1, 3-9."
RUSH = "Rormoen, B. (2014). Rushes in the marsh behind the old mill. Plants, 3, 30-39."


@pytest.mark.parametrize(
    ("text", "clues"),
    [
        ("10.5555/reed.1, 10.5555/rush.2\n", ("10.5555/reed.1", "10.5555/rush.2")),
        ("10.5555/reed.1 10.5555/rush.2", ("10.5555/reed.1", "10.5555/rush.2")),
        ("doi:10.5555/reed.1; doi:10.5555/rush.2", ("doi:10.5555/reed.1", "doi:10.5555/rush.2")),
        (f"<ol>\n<li>{REED}</li>\n<li>{RUSH}</li>\n</ol>", (REED, RUSH)),
        (f"<p>{REED}</p><p>{RUSH}</p>", (REED, RUSH)),
        (f"{REED} {RUSH}", (REED, RUSH)),
        (f"1. Quay School\n2. Hill College\n\n1. {REED}\n2. {RUSH}",
         ("Quay School", "Hill College", REED, RUSH)),
        (f"{REED}\n\n{RUSH}\n", (REED, RUSH)),
        ("Doe, J. (1999). Only one, Two and Three. Plants, 1, 3-9.",
         ("Doe, J. (1999). Only one, Two and Three. Plants, 1, 3-9.",)),
    ],
)  # fmt: skip
def test_each_reference_of_a_pasted_text_is_a_clue(text: str, clues: tuple[str, ...]) -> None:
    assert clues_in(text) == clues


def test_each_doi_among_words_gives_a_clue() -> None:
    """Where citations cannot be told apart, no DOI is lost."""
    text = f"{REED} doi:10.5555/reed.1 as noted by others doi:10.5555/rush.2 and so on"
    assert [doi_in(clue) for clue in clues_of(text)] == ["10.5555/reed.1", "10.5555/rush.2"]


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_be_cut(text: str) -> None:
    assert all(isinstance(clue, str) for clue in clues_in(text))
