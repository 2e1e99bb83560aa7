"""A work is in a library once.

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
from citare.library.library import Library
from citare.lint.base import Context, Rule, Violation, at_entry
from citare.matching.duplicates import find_duplicates


def check(library: Library, _: Context) -> Iterator[Violation]:
    """The later entry of each pair; pairs with one key are duplicate-key's to report."""
    records = library.records
    items = [record.own_item.with_(id=str(n)) for n, record in enumerate(records)]
    for pair in find_duplicates(items):
        first, second = records[int(pair.first)], records[int(pair.second)]
        if first.key == second.key:
            continue
        where = first.document.place(first.entry.start)
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
    library=check,
)
