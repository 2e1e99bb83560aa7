"""Identifiers are found in any form people write them in, checked, and made uniform."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citare.model.check_digits import isbn10_check, isbn13_check, issn_check
from citare.model.identifiers import (
    Clue,
    clue,
    doi_in,
    doi_url,
    dois_in,
    is_doi,
    normalise_arxiv,
    normalise_bibcode,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)

SICI = "10.1002/(sici)1097-4628(20000222)75:8<999::aid-app4>3.0.co;2-q"
DOIS = st.builds(
    "10.{}/{}{}".format,
    st.integers(1000, 99999),
    st.text("abcdefghij0123456789()[];,:._-/#<>+", max_size=20),
    st.sampled_from(["a", "9", "z", "0/"]),
)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1186/S12909-025-06719-5", "10.1186/s12909-025-06719-5"),
        ("doi:10.2196/58161", "10.2196/58161"),
        ("DOI: 10.2196/58161.", "10.2196/58161"),
        ("https://doi.org/10.2196/58161", "10.2196/58161"),
        ("http://dx.doi.org/10.2196/58161", "10.2196/58161"),
        ("doi.org/10.2196/58161", "10.2196/58161"),
        ("https://doi.org/10.2196%2F58161", "10.2196/58161"),
        ("https://doi.org/10.2196/58161?utm_source=x", "10.2196/58161"),
        ("info:doi/10.2196/58161", "10.2196/58161"),
        ("urn:doi:10.2196/58161", "10.2196/58161"),
        (SICI.upper(), SICI),
        (doi_url(SICI), SICI),
        (SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI),
        (r"10.1007/978-3-642-00590-9\_7", "10.1007/978-3-642-00590-9_7"),
        (r"10.1007/978-3-642-00590-9{\_}7", "10.1007/978-3-642-00590-9_7"),
        ("10.1890/15‐0688", "10.1890/15-0688"),
        ("10.1000/abc/", "10.1000/abc/"),
        ("10.1000/abc#def", "10.1000/abc#def"),
        ("10.1000/abc%23def", "10.1000/abc#def"),
        ("10.6532/JNTM.201712_70(3;4).01", "10.6532/jntm.201712_70(3;4).01"),
        ("10.1016/s0021-8782(01)90009-4,10", "10.1016/s0021-8782(01)90009-4,10"),
        ("10.1061/(ASCE)0733-9445(2001)127:11(1257)", "10.1061/(asce)0733-9445(2001)127:11(1257)"),
        ("http://doi.acm.org/10.1145/1064979.1064998", "10.1145/1064979.1064998"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1111/jofi.12345", "10.1111/jofi.12345"),
        (
            "https://www.tandfonline.com/doi/full/10.1080/01.2020.1?needAccess=t",
            "10.1080/01.2020.1",
        ),
        ("https://www.frontiersin.org/articles/10.3389/fpsyg.2020.1/full", "10.3389/fpsyg.2020.1"),
        (
            "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
            "10.1101/2020.01.01.123456",
        ),
        ("https://journals.plos.org/a?id=10.1371/journal.pone.1&type=x", "10.1371/journal.pone.1"),
        ("https://link.springer.com/content/pdf/10.1007/s1-2.pdf", "10.1007/s1-2"),
        ("12.1000/abc", ""),
        ("10.1000", ""),
        ("10.1000/", ""),
        ("", ""),
        ("https://example.org/", ""),
        ("10.10/abc", ""),
    ],
)
def test_a_doi_is_read_in_every_form(text: str, doi: str) -> None:
    assert normalise_doi(text) == doi
    assert normalise_doi(doi) == doi


@pytest.mark.parametrize(
    ("text", "dois"),
    [
        ("See doi:10.1000/a, and (https://doi.org/10.1000/b).", ("10.1000/a", "10.1000/b")),
        ("[10.1000/a(b)c]", ("10.1000/a(b)c",)),
        (f"In J Appl ({SICI.upper()}), 2000.", (SICI,)),
        ("10.1000/a,10.1000/b;10.1000/c", ("10.1000/a", "10.1000/b", "10.1000/c")),
        ("<i>10.1000/a</i>", ("10.1000/a",)),
        ("[x](https://doi.org/10.1000/a)", ("10.1000/a",)),
        ("“10.1000/a”", ("10.1000/a",)),
        ("version 10.1000 / no", ()),
        ("见 doi：10.1000/a。另见（10.1000/b）。", ("10.1000/a", "10.1000/b")),
        ("https://doi.org/10.1000/a\u200b", ("10.1000/a",)),
        (f"In J Appl, {doi_url(SICI)}.", (SICI,)),
        ("110.1000/a", ()),
    ],
)
def test_dois_are_found_in_running_text(text: str, dois: tuple[str, ...]) -> None:
    assert dois_in(text) == dois


@given(DOIS)
def test_a_normal_doi_stays_itself_and_survives_its_url(doi: str) -> None:
    normal = normalise_doi(doi)
    assert normalise_doi(normal) == normal
    if normal:
        assert is_doi(normal)
        assert normalise_doi(doi_url(normal)) == normal


@given(st.text())
def test_no_text_makes_a_finder_raise(text: str) -> None:
    for doi in dois_in(text):
        assert is_doi(doi)
    found = clue(text)
    assert found.kind == "text" or found.value


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("2301.12345", "2301.12345"),
        ("arXiv:2301.12345v2", "2301.12345v2"),
        ("arXiv: 0704.0001 [hep-ph]", "0704.0001"),
        ("https://arxiv.org/abs/2301.12345", "2301.12345"),
        ("https://arxiv.org/pdf/2301.12345v1.pdf", "2301.12345v1"),
        ("http://xxx.arxiv.org/pdf/hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("10.48550/arXiv.2301.12345", "2301.12345"),
        ("https://doi.org/10.48550/ARXIV.2301.12345", "2301.12345"),
        ("2313.12345", ""),
        ("foo/9901001", ""),
        ("2301.123", ""),
    ],
)
def test_an_arxiv_id_is_read_in_every_form(text: str, arxiv: str) -> None:
    assert normalise_arxiv(text) == arxiv


def test_ids_of_pubmed_are_read_in_every_form() -> None:
    for text in ("39871336", "PMID: 39871336", "https://pubmed.ncbi.nlm.nih.gov/39871336/"):
        assert normalise_pmid(text) == "39871336"
    for text in (
        "PMC11773843",
        "pmcid: PMC11773843",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC11773843/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC11773843",
    ):
        assert normalise_pmcid(text) == "PMC11773843"
    assert normalise_pmid("abc") == normalise_pmcid("12345") == ""


def test_isbn_issn_and_orcid_are_checked_by_their_check_digits() -> None:
    assert normalise_isbn("0-306-40615-2") == "9780306406157"
    assert normalise_isbn("ISBN: 978-0-306-40615-7") == "9780306406157"
    assert normalise_isbn("080442957X") == "9780804429573"
    assert normalise_isbn("978-0-306-40615-8") == ""
    assert normalise_issn("14726920") == "1472-6920"
    assert normalise_issn("1472-6921") == ""
    assert normalise_issn("ISSN 2434-561x") == "2434-561X"
    assert normalise_orcid("https://orcid.org/0000-0002-1694-233X") == "0000-0002-1694-233X"
    assert normalise_orcid("0000-0002-1825-0098") == ""
    assert normalise_bibcode("1974AJ.....79..819H") == "1974AJ.....79..819H"


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11))
def test_one_wrong_digit_is_always_noticed(digits: str, place: int) -> None:
    wrong = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
    assert isbn13_check(digits) != isbn13_check(wrong)
    if place < 9:
        assert isbn10_check(digits[:9]) != isbn10_check(wrong[:9])
    if place < 7:
        assert issn_check(digits[:7]) != issn_check(wrong[:7])


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.2196/58161", "doi", "10.2196/58161"),
        ("https://doi.org/10.48550/arXiv.2301.12345", "arxiv", "2301.12345"),
        ("39912237", "pmid", "39912237"),
        ("PMC11773843", "pmcid", "PMC11773843"),
        ("9780306406157", "isbn", "9780306406157"),
        ("1472-6920", "issn", "1472-6920"),
        ("0000-0002-1694-233X", "orcid", "0000-0002-1694-233X"),
        ("1974AJ.....79..819H", "bibcode", "1974AJ.....79..819H"),
        ("https://example.org/paper", "url", "https://example.org/paper"),
        ("Smith J. A title. 2020. doi: 10.1000/abc.", "doi", "10.1000/abc"),
        ("Deep learning in medicine", "text", "Deep learning in medicine"),
    ],
)
def test_a_clue_says_what_a_text_is(text: str, kind: str, value: str) -> None:
    assert clue(text) == Clue(kind, value)  # type: ignore[arg-type]


@pytest.mark.shared
def test_every_registered_doi_is_found_in_a_sentence_and_stays_itself() -> None:
    folder = Path(os.environ.get("CITARE_SHARED", "../shared")) / "crossref" / "works"
    if not folder.is_dir():
        pytest.skip("needs the recorded works")
    dois = set()
    for path in folder.glob("*.json"):
        dois.update(re.findall(r'"DOI": ?"([^"\\]+)"', path.read_text(encoding="utf-8")))
    assert len(dois) > 300
    odd = {d.lower() for d in dois if "\u2010" in d or d[-1] in ".,;" or " " in d}
    for doi in {d.lower() for d in dois} - odd:
        assert normalise_doi(doi) == doi
        assert doi_in(f"Some work ({doi}), 2020.") == doi


@pytest.mark.parametrize(
    "piece", ["-", "--", "1", "1.", "A.B", "_", "2020", "978-", "10.", "arxiv"]
)
def test_a_hostile_clue_takes_no_long_time(piece: str) -> None:
    started = time.process_time()
    clue(piece * 5_000)
    assert time.process_time() - started < 2


@given(st.text("10./a{}<>,.;)%&-", max_size=20))
@example("18{{{{{{{{{{{{{,,,")
def test_a_normal_doi_is_its_own_normal_form(end: str) -> None:
    """Normalising twice is the same as once."""
    once = normalise_doi(f"doi:10.1000/{end}")
    assert normalise_doi(once) == once
