"""Which variables take part when an entry meets a registry's record, and which never do."""

from __future__ import annotations

from dataclasses import replace

from citare.compare.values import Value
from citare.model.item import Item
from citare.sources.registry import source_named

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
    return source_named(source).trusted


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
