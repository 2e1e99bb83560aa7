"""Identifiers of works and people: find, check, normalise.

A `normalise_*` takes a text that is meant to be one identifier, in any of the forms people
write, and gives its one normal form, or "" when it is not one. A `*_in` finds them in running
text. Normal forms are bare (no `doi:`, no URL); DOIs are lower case, since DOIs are equal
regardless of the case of ASCII letters (DOI Handbook, 2.4).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from citare.model.check_digits import isbn10_check, isbn13_check, issn_check, orcid_check

Kind: TypeAlias = Literal[
    "doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "orcid", "bibcode", "url", "text"
]

# --- DOI -------------------------------------------------------------------------------------

DOI_SHAPE: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
"""A bare DOI, whatever punctuation it ends with."""
_DOI_SCHEME: Final = re.compile(
    r"(?:(?:https?:)?//)?(?:www\.|dx\.)?doi\.org[:/]+|(?:urn:|info:)?doi\s*[:=/]?\s*", re.IGNORECASE
)
# A Serial Item and Contribution Identifier, the one form in which DOIs hold `<` and `>`.
_SICI: Final = r"<[^<>\s]{1,40}>[\d.]{1,4}\.?(?:CO|TX);?\d(?:-[\w+#*])?"
_IN_TEXT: Final = re.compile(
    r"(?<![\w.])(10\.\d{4,9}(?:\.\d+)*(?:/|%2F))"
    rf"((?:{_SICI}|(?![;,]\s*(?:https?:|doi:|10\.\d{{4}}))[^\s\"“”„«»<>{{}}|\\^`。，；、）】》」』\u200b\u2060\ufeff])+)",
    re.IGNORECASE,
)
_DASHES: Final = str.maketrans("‐‑‒–−", "-----")
_CLOSING: Final = {")": "(", "]": "[", "}": "{", ">": "<"}
_PAGE_OF_ARTICLE: Final = re.compile(
    r"(?:/(?:full|abstract|abs|pdf|epdf|html|meta|summary|fulltext|full-text|epub|download|references|"
    r"figures|metrics|citation|tables|suppl_file.*)(?:/.*)?|\.(?:pdf|full|abstract|short)(?:\.\w+)*)$",
    re.IGNORECASE,
)
_PREPRINT_VERSION: Final = re.compile(
    r"(10\.(?:1101|64898)/[\d.]+)v\d+(?:\..*|/.*)?$", re.IGNORECASE
)


_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_MARKUP_AFTER: Final = re.compile(r"(?<=[\w.)])(?:</[A-Za-z]|<br\b|\}\}|\]\]).*$", re.DOTALL)


def _without_invisible(text: str) -> str:
    """Without the soft hyphens and zero-width characters that copying brings along."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def without_scheme(text: str) -> str:
    """A DOI as written, without `doi:` or the resolver's address before it."""
    match = _DOI_SCHEME.match(text.strip())
    return text.strip()[match.end() :].strip() if match else text.strip()


def normalise_doi(text: str) -> str:
    """The DOI that `text` is, bare and in lower case, or "".

    Takes `doi:`, `https://doi.org/` and percent-encoded forms, HTML and LaTeX escapes, a full
    stop at the end, and a publisher's URL with the DOI in it. A slash at the end is part of it.
    """
    text = _without_invisible(text).strip().strip("<>{}").strip()
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = re.sub(r"\\([_%&#{}$/])", r"\1", text).replace("{_}", "_")
    if match := _DOI_SCHEME.match(text):
        resolver = "doi.org" in match[0].lower()
        text = text[match.end() :].strip()
        if resolver:
            text = unquote(_cut(text, r"[?#]"))
    elif "://" in text:
        return doi_in(text)
    if "%" in text:
        text = _unquoted(text)
    text = _trim(_MARKUP_AFTER.sub("", text.translate(_DASHES)))
    while (shorter := _trim(text.strip("<>{}"))) != text:  # what trimming has laid bare
        text = shorter
    return text.lower() if DOI_SHAPE.fullmatch(text) else ""


def doi_as_written(text: str) -> str:
    """The DOI that `text` is with the punctuation at its end, or "" if it ends without any.

    A few registered DOIs end with a full stop (10.5488/cmp.): where the trimmed one is unknown,
    this is the one to ask for.
    """
    written = without_scheme(_without_invisible(text).strip("<>{}")).lower()
    trimmed = normalise_doi(text)
    if not trimmed or not written.startswith(trimmed) or not DOI_SHAPE.fullmatch(written):
        return ""
    after = written[len(trimmed) :]
    return written if after and not after.strip(".,;:!?*)]>") else ""


def is_doi(text: str) -> bool:
    """Whether `text` is a bare well-formed DOI as written."""
    return bool(DOI_SHAPE.fullmatch(text)) and _trim(text) == text


def doi_in(text: str) -> str:
    """The first DOI in running text or in a URL, or ""."""
    return next(_dois(text), "")


def dois_in(text: str) -> tuple[str, ...]:
    """All DOIs in running text, each once, in order."""
    return tuple(dict.fromkeys(_dois(text)))


def doi_url(doi: str) -> str:
    """The address of a DOI (Crossref display guidelines), with what URLs cannot hold encoded."""
    return "https://doi.org/" + re.sub(
        r"[^A-Za-z0-9._~!$&'()*+,;=:@/\-]",
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()),
        doi,
    )


_PLAIN_DOI: Final = re.compile(r"10\.\d{4,9}/[a-z0-9._()/:;-]+")  # nothing to decode or encode


def identifier_url(variable: str, value: str) -> str:
    """The address that a DOI, PMID, PMCID or URL names (CSL 1.0.2, appendix VI), or ""."""
    if variable == "DOI":
        if _PLAIN_DOI.fullmatch(value):
            return "https://doi.org/" + value
        doi = normalise_doi(value)
        return doi_url(doi) if doi else ""
    if variable == "PMID":
        pmid = normalise_pmid(value)
        return f"https://www.ncbi.nlm.nih.gov/pubmed/{pmid}" if pmid else ""
    if variable == "PMCID":
        pmcid = normalise_pmcid(value)
        return f"https://www.ncbi.nlm.nih.gov/pmc/articles/{pmcid}" if pmcid else ""
    return value.strip() if variable == "URL" else ""


def _dois(text: str) -> Iterator[str]:
    if "10." not in text:
        return
    if "&" in text:
        text = re.sub(r"&(?:lt|gt|amp|#\d+|#x[0-9a-fA-F]+);", lambda m: html.unescape(m[0]), text)
    if "%3c" in text.lower():
        text = re.sub(
            r"(?i)10\.\d{4,9}(?:/|%2f)(?=\S{0,100}%3c)\S+", lambda m: _unquoted(m[0]), text
        )
    for match in _IN_TEXT.finditer(text):
        doi = match[0]
        before = re.split(r"[\s\"<>{}|]", text[max(0, match.start() - 200) : match.start()])[-1]
        if "://" in before:
            doi = _from_url(doi, before)
        elif "%" in doi:
            doi = _unquoted(doi)
        doi = _trim(doi.translate(_DASHES))
        if DOI_SHAPE.fullmatch(doi):
            yield doi.lower()


def _from_url(doi: str, before: str) -> str:
    doi = unquote(_cut(doi, "[&#]" if "?" in before else "[?#]"))
    if "doi.org/" in before:
        return doi
    doi = re.sub(_PREPRINT_VERSION, r"\1", doi)
    return re.sub(_PAGE_OF_ARTICLE, "", doi)


def _cut(doi: str, ends: str) -> str:
    """Without the query or fragment of its URL; a SICI may end in `;2-#`."""
    return re.split(rf"(?<!;\d-){ends}", doi, maxsplit=1)[0]


def _unquoted(text: str) -> str:
    """Percent-decoded where every `%` begins an escape: then a tool has encoded the DOI."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return text
    return unquote(text)


def _trim(doi: str) -> str:
    """Without the punctuation of the sentence around it."""
    while doi:
        last = doi[-1]
        if last in ".,;:!?'*’…" or (
            last in _CLOSING and doi.count(last) > doi.count(_CLOSING[last])
        ):
            doi = doi[:-1]
        else:
            break
    return doi


# --- PubMed, arXiv, ADS -------------------------------------------------------------------------

_PMID: Final = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/)"
    r"(\d{1,8})(?:[/?#.].*)?|(?:(?:info:)?pmid\s*[:/]?\s*)?(\d{1,8})\.?",
    re.IGNORECASE,
)
_PMCID: Final = re.compile(
    r"(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|"
    r"europepmc\.org/(?:article/PMC|articles))/(?:articles/)?(?:PMC)?(\d{3,9})(?:[/?#.].*)?"
    r"|(?:(?:info:)?pmc(?:id)?\s*[:/]?\s*)(?:PMC)?(\d{3,9})(?:\.\d+)?\.?",
    re.IGNORECASE,
)
_ARCHIVES: Final = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_ARXIV: Final = re.compile(
    rf"(\d\d(?:0[1-9]|1[0-2])\.\d{{4,5}}|(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/\d\d(?:0[1-9]|1[0-2])\d{{3}})"
    r"(v\d{1,3})?",
    re.IGNORECASE,
)
_ARXIV_PREFIX: Final = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/|arxiv\s*:\s*|"
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.",
    re.IGNORECASE,
)
# Where it may be anywhere: no optional parts before it, which a search would try everywhere.
_ARXIV_MARK: Final = re.compile(
    r"arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/|arxiv\s*:\s*|10\.48550/arxiv\.",
    re.IGNORECASE,
)
_ARXIV_END: Final = re.compile(
    r"(?:\.pdf|\.ps|\.html)?/?(?:[?#].*)?(?:\s*\[[\w.-]+(?:,\s*[\w.-]+)*\])?\.?"
)
_ARXIV_DOI: Final = "10.48550/arxiv."
_BIBCODE: Final = re.compile(r"(?:1[5-9]|20)\d\d[A-Za-z][A-Za-z0-9&.]{13}[A-Za-z.:]")


def normalise_pmid(text: str) -> str:
    """The PubMed id that `text` is (digits), or ""."""
    match = _PMID.fullmatch(text.strip())
    return (match[1] or match[2]).lstrip("0") if match else ""


def normalise_pmcid(text: str) -> str:
    """The PubMed Central id that `text` is (`PMC` and digits), or ""."""
    match = _PMCID.fullmatch(text.strip())
    return f"PMC{match[1] or match[2]}" if match else ""


def normalise_arxiv(text: str) -> str:
    """The arXiv id that `text` is, with its version if it has one, or "".

    Both schemes (https://info.arxiv.org/help/arxiv_identifier.html), URLs, `arXiv:` and the DOIs
    that arXiv registers.
    """
    text = text.strip()
    if prefix := _ARXIV_PREFIX.match(text):
        text = text[prefix.end() :]
    match = _ARXIV.match(text)
    if not match or not _ARXIV_END.fullmatch(text, match.end()):
        return ""
    archive, slash, number = match[1].rpartition("/")
    if slash:
        archive = archive.split(".")[0].lower()  # `math.GT/0309136` is `math/0309136`
    return archive + slash + number + (match[2] or "").lower()


def arxiv_in(text: str) -> str:
    """The first arXiv id in running text that is marked as one, or ""."""
    for mark in _ARXIV_MARK.finditer(text):
        if match := _ARXIV.match(text, mark.end()):
            return normalise_arxiv(match[0])
    return ""


def normalise_bibcode(text: str) -> str:
    """The ADS bibcode that `text` is, or ""."""
    text = text.strip()
    return text if _BIBCODE.fullmatch(text) and re.search(r"\.|\d{3}", text[9:]) else ""


# --- ISBN, ISSN, ORCID -------------------------------------------------------------------------

_ISBN: Final = re.compile(
    r"(?:isbn(?:-1[03])?\s*:?\s*)?([\d][\d\s‐‑–-]{8,20}[\dXx])", re.IGNORECASE
)
_ISSN: Final = re.compile(r"(?:e?-?issn\s*:?\s*)?(\d{4})[-‐‑–]?(\d{3}[\dXx])", re.IGNORECASE)
ISSN_SHAPE: Final = re.compile(r"(?<![\w-])\d{4}-?\d{3}[\dXx](?![\w-])")
"""What looks like an ISSN, its check digit right or wrong."""
ISBN_SHAPE: Final = re.compile(r"(?<![\w-])(?:(?:97[89]-?)?(?:\d-?){9}[\dXx])(?![\w-])")
"""What looks like an ISBN, its check digit right or wrong."""
_ORCID: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:?\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?",
    re.IGNORECASE,
)


_REMARK: Final = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]]|\s*:?\s*(?:pbk|hbk|pb|hb|ebook)\.?)+\s*$")


def normalise_isbn(text: str) -> str:
    """The valid ISBN that `text` is, as 13 digits without hyphens, or ""."""
    match = _ISBN.fullmatch(_REMARK.sub("", _without_invisible(text)).strip())
    digits = re.sub(r"[\s‐‑–-]", "", match[1]).upper() if match else ""
    if len(digits) == 10 and digits[:9].isdecimal() and isbn10_check(digits[:9]) == digits[9]:
        return "978" + digits[:9] + isbn13_check("978" + digits[:9])
    if len(digits) == 13 and digits.isdecimal() and digits.startswith(("978", "979")):
        return digits if isbn13_check(digits[:12]) == digits[12] else ""
    return ""


def normalise_issn(text: str) -> str:
    """The valid ISSN that `text` is, as `1234-567X`, or ""."""
    match = _ISSN.fullmatch(text.strip())
    if not match:
        return ""
    digits = (match[1] + match[2]).upper()
    return f"{digits[:4]}-{digits[4:]}" if issn_check(digits[:7]) == digits[7] else ""


def normalise_orcid(text: str) -> str:
    """The valid ORCID iD that `text` is, bare with hyphens, or "" (ISO 7064 mod 11-2)."""
    match = _ORCID.fullmatch(text.strip())
    if not match:
        return ""
    digits = "".join(match.groups()).upper()
    if orcid_check(digits[:15]) != digits[15]:
        return ""
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


def orcid_in(text: str) -> str:
    """The first ORCID iD in a text, bare with hyphens, its check digit right or wrong, or ""."""
    match = re.search(r"(?<!\d)\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?!\d)", text)
    return match[0].upper() if match else ""


# --- in running text -----------------------------------------------------------------------------

_MENTIONS: Final = (
    re.compile(
        r"\b(?:doi|DOI)\b:?\s*(?:https?://\S+|10\.\d{4,9}/\S+(?:\s-\d+)?)|\b10\.\d{4,9}/\S+"
        r"|https?://(?:dx\.)?doi\.org/\S+"
    ),
    re.compile(r"\bPMID:?\s*(\d{4,9})\b", re.IGNORECASE),
    re.compile(r"\bPMC(?:ID)?[\s:]{0,2}(?:PMC)?(\d{4,9})\b"),
    re.compile(
        r"\[?\s*\b(?:arXiv:?\s*)?(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})\b\s*\]?"
    ),
)


def without_identifiers(text: str) -> str:
    """Running text without the DOIs, PubMed and arXiv ids it mentions, a space for each."""
    for mention in _MENTIONS:
        text = mention.sub(" ", text)
    return text


def pmid_in(text: str) -> str:
    """The first PubMed id in running text that is marked as one, or ""."""
    match = _MENTIONS[1].search(text)
    return match[1] if match else ""


def pmcid_in(text: str) -> str:
    """The first PubMed Central id in running text, or ""."""
    match = _MENTIONS[2].search(text)
    return f"PMC{match[1]}" if match else ""


# --- what an identifier names --------------------------------------------------------------------

_NORMALISE: Final[dict[str, Callable[[str], str]]] = {
    "doi": normalise_doi,
    "pmid": normalise_pmid,
    "pmcid": normalise_pmcid,
    "arxiv": normalise_arxiv,
    "isbn": normalise_isbn,
    "issn": normalise_issn,
    "orcid": normalise_orcid,
}


def identity(scheme: str, text: str) -> tuple[str, str] | None:
    """What an identifier names, as (scheme, normal form); None if it is not a valid one.

    Equal for two spellings of one identifier. An arXiv id, each of its versions, its addresses
    and the DOI that arXiv registers for it (10.48550/arXiv.ID) are one identity.
    """
    scheme = scheme.lower()
    value = _NORMALISE[scheme](text) if scheme in _NORMALISE else ""
    if scheme == "doi" and value.startswith(_ARXIV_DOI):
        scheme, value = "arxiv", normalise_arxiv(value) or value
    if scheme == "arxiv":
        value = re.sub(r"v\d+$", "", value)
    return (scheme, value) if value else None


# --- what a text is ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clue:
    """What a person has given: the `kind` of identifier and its normal form, a URL, or text."""

    kind: Kind
    value: str


def clue(text: str) -> Clue:
    """Classify what a person has given: an identifier, an address with one in it, or words."""
    text = _without_invisible(text).strip()
    for kind, normalise in (
        ("arxiv", normalise_arxiv),
        ("doi", normalise_doi),
        ("pmcid", normalise_pmcid),
        ("isbn", normalise_isbn),
        ("issn", lambda t: normalise_issn(t) if "-" in t or t[:1] in "eEiI" else ""),
        ("orcid", lambda t: normalise_orcid(t) if "-" in t else ""),
        ("pmid", normalise_pmid),
        ("bibcode", normalise_bibcode),
    ):
        if value := normalise(text):
            return Clue(kind, value)  # type: ignore[arg-type]
    if doi := doi_in(text):
        return Clue("doi", doi)
    if arxiv := arxiv_in(text):
        return Clue("arxiv", arxiv)
    if match := re.search(r"\bPMID\s*:?\s*(\d{1,8})\b", text, re.IGNORECASE):
        return Clue("pmid", match[1])
    if re.fullmatch(r"https?://\S+", text, re.IGNORECASE):
        return Clue("url", text)
    return Clue("text", text)
