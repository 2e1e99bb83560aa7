"""Every source of records, once: what it is called, where it answers and how it may be asked.

A new source is a module with `lookup_many` (see `Lookups`) and a `Source` here. The modules are
loaded when they are asked, so that this table costs nothing at start-up.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from citare.lazy import load
from citare.sources.base import NotAsked, NotFound

if TYPE_CHECKING:
    from citare.sources.base import Answer, Task
    from citare.sources.status import Status

# What registries know better than memory does, in the order a person reads a reference.
COMMON: Final = (
    *("author", "title", "container-title", "editor", "translator", "issued", "volume", "issue"),
    *("page", "number", "collection-title", "collection-number", "edition", "event-title"),
    *("publisher", "publisher-place", "ISSN", "ISBN", "DOI", "PMID", "PMCID"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` requests begun in `seconds`, `at_once` of them under way."""

    count: float
    seconds: float = 1.0
    at_once: int = 1


class Lookups(Protocol):
    """What the module of a source does."""

    def lookup_many(self, identifiers: Sequence[str], /) -> Task[list[Answer]]:
        """An answer for each identifier, in order."""

    def status(self, record: Mapping[str, Any], title: str, /) -> Status:
        """What became of a work, by the source's own record of it and the record's title."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: all that is not asking it and reading its answers.

    `name` is its name in settings, locks and reports; `title` is for people. `address` is where
    it answers unless the setting `NAME-url` says otherwise; `about` says what is there. `module`
    asks and reads ("" for a service that others use). `kinds` are the identifiers it looks up;
    of two sources of a kind the first is asked. `agency` is the registration agency whose DOIs
    it has, as doi.org names it. `limits` are its published limits by pool ("" is any pool),
    `limits_with_key` those for users with a key. `mail_parameter` and `key_parameter` carry the
    user's e-mail address and key, `parameters` go with each request; all of them to its own
    host only. `trusted` are the variables that a sync takes from it, in reading order. With
    `option` (the help of a setting of its name) it is asked only if that is set.
    """

    name: str
    title: str
    address: str
    about: str
    module: str = ""
    kinds: tuple[str, ...] = ()
    agency: str = ""
    limits: Mapping[str, Limit] = field(default_factory=dict)
    limits_with_key: Mapping[str, Limit] = field(default_factory=dict)
    mail_parameter: str = ""
    key_parameter: str = ""
    key_about: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    trusted: tuple[str, ...] = COMMON
    option: str = ""

    @property
    def lookups(self) -> Lookups:
        """The module that asks it."""
        return cast(Lookups, importlib.import_module(self.module))


def _without(*variables: str) -> tuple[str, ...]:
    return tuple(variable for variable in COMMON if variable not in variables)


SOURCES: Final[tuple[Source, ...]] = (
    Source(
        "crossref",
        "Crossref",
        "https://api.crossref.org",
        "Crossref REST API",
        "citare.sources.crossref",
        kinds=("doi",),
        agency="Crossref",
        limits={"single": Limit(5), "list": Limit(1)},  # those of its public pool
        mail_parameter="mailto",
        trusted=_without("PMID", "PMCID", "publisher-place"),
    ),
    Source(
        "datacite",
        "DataCite",
        "https://api.datacite.org",
        "DataCite REST API",
        "citare.sources.datacite",
        kinds=("doi",),
        agency="DataCite",
        limits={"": Limit(5, at_once=2)},
        trusted=_without("PMID", "PMCID", "publisher-place"),
    ),
    Source(
        "doi",
        "doi.org",
        "https://doi.org",
        "the DOI resolver",
        "citare.sources.doi_org",
        kinds=("doi",),
        limits={"": Limit(5, at_once=2)},
    ),
    Source(
        "pubmed",
        "PubMed",
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        "PubMed E-utilities",
        "citare.sources.pubmed",
        kinds=("pmid", "pmcid"),
        limits={"": Limit(3)},
        limits_with_key={"": Limit(10, at_once=3)},
        mail_parameter="email",
        key_parameter="api_key",
        key_about="your NCBI key: ten requests a second instead of three",
        parameters=(("tool", "citare"),),
        trusted=_without("publisher", "publisher-place"),
    ),
    Source(
        "pmc",
        "PubMed Central",
        "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1",
        "the PMC identifier converter",
        limits={"": Limit(3)},
        mail_parameter="email",
        parameters=(("tool", "citare"),),
    ),
    Source(
        "arxiv",
        "arXiv",
        "https://export.arxiv.org/api",
        "arXiv API",
        "citare.sources.arxiv",
        kinds=("arxiv",),
        limits={"": Limit(1, 3.0)},
        trusted=("author", "title", "issued", "number", "DOI"),
    ),
    Source(
        "openlibrary",
        "Open Library",
        "https://openlibrary.org",
        "Open Library (ISBN)",
        "citare.sources.openlibrary",
        kinds=("isbn",),
        limits={"": Limit(1)},
        trusted=(
            *("author", "title", "editor", "issued", "publisher", "publisher-place", "edition"),
            "ISBN",
        ),
    ),
    Source(
        "openalex",
        "OpenAlex",
        "https://api.openalex.org",
        "OpenAlex API",
        "citare.sources.openalex",
        kinds=("doi", "pmid"),
        limits={"": Limit(10, at_once=2)},
        mail_parameter="mailto",
        trusted=(
            *("author", "title", "container-title", "issued", "volume", "issue", "page", "DOI"),
        ),
        option="add asks OpenAlex for what no registry gives",
    ),
)
REGISTRIES: Final = tuple(source for source in SOURCES if source.kinds)
_BY_NAME: Final[Mapping[str, Source]] = {source.name: source for source in SOURCES}
_ELSEWHERE: Final = Source("", "", "", "")


def source_named(name: str) -> Source:
    """The source of a name; one without an address or limits for any other host."""
    return _BY_NAME.get(name, _ELSEWHERE)


def title_of(name: str) -> str:
    """A source's name for people: "Crossref" for "crossref"; an unknown one as it is."""
    return source_named(name).title or name


def why_no_record(answer: NotFound | NotAsked) -> str:
    """Why there is no record, for people."""
    if isinstance(answer, NotFound) or answer.agency:
        return answer.reason or "no such record"
    return f"could not ask {title_of(answer.source)}: {answer.reason}"


def status_of(record: Mapping[str, Any], source: str, title: str = "") -> Status:
    """What became of a work, by its source's record; `title` is the record's own.

    Nothing is known of what is not from a registry (a web page).
    """
    known = source_named(source)
    if known.name:
        return known.lookups.status(record, title)
    unknown: Status = load("citare.sources.status", "UNKNOWN_STATUS")
    return unknown


def source_of_kind(kind: str) -> Source | None:
    """The source that looks up identifiers of a kind, or None."""
    return next((s for s in REGISTRIES if kind in s.kinds and not s.option), None)


def source_of_agency(agency: str) -> Source | None:
    """The source that has the DOIs of a registration agency, or None."""
    return next((s for s in SOURCES if agency and s.agency == agency), None)


KINDS: Final = tuple(dict.fromkeys(kind for source in REGISTRIES for kind in source.kinds))
"""The kinds of identifier that some source looks up."""
