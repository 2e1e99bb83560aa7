"""Is there such a work at all? Worded as what was asked and answered, never as an accusation."""

from __future__ import annotations

from dataclasses import dataclass

from citare.sources import doi_org
from citare.sources.base import NotAsked, NotFound
from citare.sources.registry import title_of, why_no_record


@dataclass(frozen=True, slots=True)
class Existence:
    """Why there is no record of a reference. `unknown`: a source could not be asked.

    `code` is the finding's; empty when nothing is to be said.
    """

    code: str
    message: str
    unknown: bool = False
    hint: str = ""
    asked: str = ""


def existence_of(identifier: str, answer: NotFound | NotAsked) -> Existence:
    """What an answer without a record amounts to.

    A DOI is called unregistered only when doi.org says that it does not exist. A DOI of an
    agency that has no record to give is not checked.
    """
    if isinstance(answer, NotAsked):
        return Existence("not-checked", why_no_record(answer), unknown=True)
    if answer.source == doi_org.NAME:
        return Existence(
            "unregistered-doi",
            f"the DOI {identifier} is not registered with any agency, says doi.org",
            hint="look for a typing error, or search by the title",
            asked=answer.asked,
        )
    return Existence(
        "no-record",
        f"no record of {identifier} found by {title_of(answer.source)}",
        hint="look for a typing error, or search by the title",
        asked=answer.asked,
    )
