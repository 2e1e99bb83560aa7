"""Is there such a work at all? Worded as what was asked and answered, never as an accusation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citare.sources.base import Answer, Found, NotAsked, NotFound
from citare.sources.doi_org import Agency
from citare.sources.registry import title_of


@dataclass(frozen=True, slots=True)
class Existence:
    """Why no record stands behind a reference. `unknown`: someone could not be asked.

    `code` is the finding's; empty when nothing is to be said.
    """

    code: str
    message: str
    unknown: bool = False
    hint: str = ""
    asked: str = ""


def of_doi(doi: str, answers: Sequence[Answer], agency: Agency | None = None) -> Existence | None:
    """What the answers for one DOI amount to; None when a record was found.

    A DOI is called unregistered only when doi.org says that it does not exist. A DOI of an
    agency that has no record to give is not checked.
    """
    if any(isinstance(a, Found) for a in answers):
        return None
    if agency is not None and agency.exists is False:
        return Existence(
            "unregistered-doi",
            f"the DOI {doi} is not registered with any agency, says doi.org",
            hint="look for a typing error, or search by the title",
            asked=agency.asked,
        )
    silent = [a for a in answers if isinstance(a, NotAsked)]
    if silent:
        return _unknown(f"could not ask {_names(silent)}: {silent[0].reason}")
    if agency is not None and agency.exists is None:
        return _unknown(f"could not ask doi.org: {agency.reason or 'no answer'}")
    owner = agency.agency if agency is not None else ""
    missing = [a for a in answers if isinstance(a, NotFound)]
    owner = owner or next((a.agency for a in missing if a.agency), "")
    if owner:
        return _unknown(f"{doi} is registered with {owner}, which gave no record")
    if not missing:
        return _unknown("nobody was asked")
    return Existence(
        "no-record",
        f"no record of {doi} found by {_names(missing)}",
        hint="look for a typing error in the DOI, or search by the title",
        asked=missing[0].asked,
    )


def _unknown(message: str) -> Existence:
    return Existence("not-checked", message, unknown=True)


def _names(answers: Sequence[NotAsked | NotFound]) -> str:
    return _listed([title_of(a.source) for a in answers])


def _listed(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    return " and ".join([", ".join(unique[:-1]), unique[-1]] if len(unique) > 1 else unique)
