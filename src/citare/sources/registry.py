"""Every source, once. A new one: its module, and a line here.

A source is a module with these names: `NAME` (whose pace and address apply), `TITLE` (for
people), `KINDS` (of identifiers that it looks up), and `lookup`.
"""

from __future__ import annotations

from typing import Protocol

from citare.sources import (
    arxiv,
    crossref,
    datacite,
    doi_content,
    openalex,
    openlibrary,
    pubmed,
)
from citare.sources.base import Answer, Task


class Source(Protocol):
    """What every source can be asked."""

    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def TITLE(self) -> str: ...  # noqa: N802
    @property
    def KINDS(self) -> tuple[str, ...]: ...  # noqa: N802

    def lookup(self, identifier: str, /) -> Task[Answer]:
        """The record of an identifier."""


SOURCES: tuple[Source, ...] = (
    crossref,
    datacite,
    doi_content,
    pubmed,
    arxiv,
    openlibrary,
    openalex,
)
