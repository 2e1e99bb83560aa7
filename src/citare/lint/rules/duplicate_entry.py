"""A work stands once in a library.

What: Two entries with one DOI (PMID, PMCID, arXiv number), or with near-equal titles and the
same authors, year or place. A preprint and its article, chapters of one book, parts and notices
are told apart. One DOI under two different titles is an info: chapters often carry their book's.

Why: The reference list shows the work twice, with two numbers.

Example:
    @article{a, author = {Li, A}, title = {On the origin}, year = 2020, doi = {10.1000/182}}
    @article{b, author = {Li, A}, title = {On the origin}, year = 2020, doi = {10.1000/182}}
Rather:
    @article{a, author = {Li, A}, title = {On the origin}, year = 2020, doi = {10.1000/182}}

Fix: None here: `citare dedupe` merges entries and shows what differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import NO_REFERENCES, without_inherited_identifiers
from citare.lint.base import Hit, Rule, at_entry
from citare.lint.view import Collection
from citare.mapping.reading import to_item
from citare.matching.duplicates import find_duplicates


def check(collection: Collection) -> Iterator[Hit]:
    """The later entry of each pair; pairs with one key are duplicate-key's to report."""
    records = [r for r in collection.records if r.type not in NO_REFERENCES]
    items = [
        without_inherited_identifiers(to_item(r.type, str(n), r.resolved)[0], r.origins)
        for n, r in enumerate(records)
    ]
    for pair in find_duplicates(items):
        first, second = records[int(pair.first)], records[int(pair.second)]
        if first.key == second.key:
            continue
        where = first.file.document.place(first.entry.start)
        yield at_entry(
            second,
            f"the same work as {first.key or 'the entry'} at {where}: {pair.reason}",
            hint="`citare dedupe` merges them",
            severity=None if "differ" not in pair.reason else Severity.INFO,
        )


RULE = Rule(
    code="duplicate-entry",
    group="library",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    collection=check,
)
