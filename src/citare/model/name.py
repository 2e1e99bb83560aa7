"""A CSL name variable's member (CSL 1.0.2, "Names"; CSL-JSON schema, "name-variable")."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, `given`, particles, suffix) or an institution (`literal`).

    Text may hold CSL inline markup. `others` marks BibTeX's "and others": it is the last of
    a list and prints as et al.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False
    parse_names: bool = True
    orcid: str = ""
    others: bool = False


OTHERS = Name(others=True)
