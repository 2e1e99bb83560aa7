"""Which variables take part when an entry meets a registry's record, and which never do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from citare.compare.values import Value
from citare.model.item import Item

# What registries know better than memory does, in the order a person reads a reference.
COMMON: tuple[str, ...] = (
    "author",
    "title",
    "container-title",
    "editor",
    "translator",
    "issued",
    "volume",
    "issue",
    "page",
    "number",
    "collection-title",
    "collection-number",
    "edition",
    "event-title",
    "publisher",
    "publisher-place",
    "ISSN",
    "ISBN",
    "DOI",
    "PMID",
    "PMCID",
)

# What a source says badly or not at all is not taken from it.
BY_SOURCE: Mapping[str, tuple[str, ...]] = {
    "crossref": tuple(v for v in COMMON if v not in ("PMID", "PMCID", "publisher-place")),
    "datacite": tuple(v for v in COMMON if v not in ("PMID", "PMCID", "publisher-place")),
    "pubmed": tuple(v for v in COMMON if v not in ("publisher", "publisher-place")),
    "arxiv": ("author", "title", "issued", "number", "DOI"),
    "openlibrary": (
        "author",
        "title",
        "editor",
        "issued",
        "publisher",
        "publisher-place",
        "edition",
        "ISBN",
    ),
    "openalex": ("author", "title", "container-title", "issued", "volume", "issue", "page", "DOI"),
}

# The person's own: no record ever touches them.
NEVER: frozenset[str] = frozenset(
    [
        "abstract",
        "accessed",
        "annote",
        "citation-key",
        "citation-label",
        "keyword",
        "language",
        "note",
        "title-short",
        "URL",
        "year-suffix",
    ]
)


def variables_of(source: str) -> tuple[str, ...]:
    """The variables that take part in a sync with `source`, in reading order."""
    return BY_SOURCE.get(source, COMMON)


def values_of(item: Item, source: str) -> dict[str, Value]:
    """An item's values for the variables that take part; empty ones are left out."""
    found: dict[str, Value] = {}
    for variable in variables_of(source):
        if variable == "publisher" and item.type.startswith("article-"):
            continue  # no style prints it, and registries name holdings, not imprints
        value: Value | None = (
            item.names.get(variable) or item.dates.get(variable) or item.text.get(variable)
        )
        if isinstance(value, tuple):
            value = tuple(replace(name, orcid="") for name in value)
        if value:
            found[variable] = value
    return found
