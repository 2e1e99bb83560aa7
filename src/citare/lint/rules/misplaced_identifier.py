"""Each identifier is in its own field.

What: A DOI in url, note, howpublished or pages while doi is empty; an arXiv number in journal,
note or howpublished while eprint is empty; an ISSN in isbn or an ISBN in issn.

Why: Styles cannot link it, and citare, Zotero or a registry cannot find the work by it.

Example:
    journal = {arXiv preprint arXiv:1706.03762}
Rather:
    eprint = {1706.03762}, archiveprefix = {arXiv}

Fix: Unsafe where a url is nothing but a DOI (it becomes doi); none otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Edit, Fix, Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field
from citare.model.identifiers import (
    arxiv_in,
    doi_in,
    normalise_arxiv,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
)

_DOI_FIELDS = ("url", "howpublished", "note", "pages", "number", "eprint", "ee")
_ARXIV_FIELDS = ("journal", "journaltitle", "booktitle", "howpublished", "note", "publisher", "url")
_RESOLVER = re.compile(r"\s*(?:\\url\{)?https?://(?:www\.|dx\.)?doi\.org/(10\.\S+?)\}?\s*", re.I)
_ONLY_ARXIV = re.compile(r"^(?:https?://)?(?:arxiv\b|corr\b)|arxiv\.org/", re.IGNORECASE)


def check(record: Record) -> Iterator[Violation]:
    """Identifiers in fields of another kind."""
    if not record.has("doi"):
        yield from _dois(record)
    if not record.has("eprint", "arxiv", "arxivid"):
        yield from _arxiv(record)
    isbn, issn = record.own.get("isbn"), record.own.get("issn")
    if isbn and "-" in isbn.value and not record.has("issn") and normalise_issn(isbn.value):
        yield in_field(isbn, f"{isbn.value.strip()!r} is an ISSN", hint="name the field issn")
    if issn and not record.has("isbn") and normalise_isbn(issn.value):
        yield in_field(issn, f"{issn.value.strip()!r} is an ISBN", hint="name the field isbn")


def _dois(record: Record) -> Iterator[Violation]:
    for name in _DOI_FIELDS:
        field = record.own.get(name)
        if field is None or "10." not in field.value:
            continue
        resolver = _RESOLVER.fullmatch(field.value)
        if resolver is None and not re.search(r"\bdoi\b", field.value, re.IGNORECASE):
            continue
        doi = normalise_doi(resolver[1]) if resolver else doi_in(field.value)
        if not doi or doi.startswith("10.48550/arxiv"):
            continue
        yield in_field(
            field,
            f"the field {name} holds a DOI",
            hint=f"put it into the doi field: doi = {{{doi}}}",
            fix=_rename(field, resolver[1]) if resolver and name in ("url", "ee") else None,
        )
        return


def _rename(field: OwnField, doi: str) -> Fix | None:
    if field.inner is None or "%" in doi:
        return None
    name = Edit(field.node.start, field.node.name_end, "doi")
    return Fix("make it the doi field", (name, Edit(*field.inner, doi)), safe=False)


def _arxiv(record: Record) -> Iterator[Violation]:
    if normalise_doi(record.value("doi")).startswith("10.48550/arxiv"):
        return
    for name in _ARXIV_FIELDS:
        field = record.own.get(name)
        if field is None or not _ONLY_ARXIV.search(field.value.strip()):
            continue
        number = arxiv_in(field.value) or normalise_arxiv(field.value)
        if number:
            yield in_field(
                field,
                f"the field {name} holds an arXiv number",
                hint=f"write eprint = {{{number}}}, archiveprefix = {{arXiv}}",
            )
            return


RULE = Rule(
    code="misplaced-identifier",
    group="identifiers",
    severity=Severity.INFO,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
