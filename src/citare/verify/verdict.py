"""A verdict on one reference, and the findings a report is made of.

Four answers and no fifth: confirmed, differs, not found, not checked; each with the evidence and
its date. What could not be asked is "not checked": never a pass, never a fault."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from citare.errors import ExitCode
from citare.findings import Finding, Place, Severity
from citare.model.item import Item
from citare.model.standing import Standing
from citare.model.summary import summary
from citare.sources import doi_org
from citare.sources.base import Found, NotAsked, NotFound
from citare.sources.registry import title_of, why_no_record
from citare.sources.status import GRAVE, UNKNOWN_STATUS, Notice, Status
from citare.verify.mismatch import Mismatch


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


class Result(StrEnum):
    """What is known of a reference after asking."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"


NOWHERE = Place()

# Each code with its severity: the names under which findings are selected and suppressed.
SEVERITIES: dict[str, Severity] = {
    "retracted": Severity.ERROR,
    "withdrawn": Severity.ERROR,
    "removed": Severity.ERROR,
    "concern": Severity.WARNING,
    "corrected": Severity.INFO,
    "reinstated": Severity.INFO,
    "new-version": Severity.INFO,
    "contradictory-status": Severity.WARNING,
    "cites-notice": Severity.INFO,
    "superseded-preprint": Severity.WARNING,
    "alias-doi": Severity.INFO,
    "mismatch": Severity.WARNING,
    "another-work": Severity.ERROR,
    "unregistered-doi": Severity.ERROR,
    "no-record": Severity.WARNING,
    "not-in-registries": Severity.INFO,
    "not-checked": Severity.WARNING,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about one reference.

    `source` answered on `asked`; `reason` says why nothing could be said. `prime` is the
    registry's own identifier where the one cited is an alias of it. `another` says that the
    record is of another work, and `suggested` is the DOI that a search for the entry's own found.
    """

    key: str
    result: Result
    identifier: str = ""
    source: str = ""
    asked: str = ""
    reason: str = ""
    mismatches: tuple[Mismatch, ...] = ()
    status: Status = UNKNOWN_STATUS
    prime: str = ""
    existence: Existence | None = None
    another: str = ""
    suggested: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """0 confirmed or in no registry by its words, 1 differs or not found, 4 not checked."""
        if self.result is Result.NOT_CHECKED:
            return ExitCode.NOT_ASKED
        if self.existence is not None and self.existence.code == "not-in-registries":
            return ExitCode.OK
        sound = self.result is Result.CONFIRMED and not self.status.grave
        return ExitCode.OK if sound else ExitCode.FINDINGS


def confirmed_or_differs(
    key: str,
    identifier: str,
    source: str,
    asked: str,
    mismatches: tuple[Mismatch, ...],
    status: Status,
    prime: str = "",
) -> Verdict:
    """The verdict when a record was found."""
    result = Result.DIFFERS if mismatches else Result.CONFIRMED
    alias = prime if prime.lower() != identifier.lower() else ""
    return Verdict(key, result, identifier, source, asked, "", mismatches, status, alias)


def from_existence(key: str, identifier: str, existence: Existence) -> Verdict:
    """The verdict when no record was found or no one could be asked."""
    result = Result.NOT_CHECKED if existence.unknown else Result.NOT_FOUND
    asked = existence.asked
    return Verdict(key, result, identifier, "", asked, existence.message, existence=existence)


def of_another_work(key: str, identifier: tuple[str, str], answer: Found) -> Verdict:
    """The verdict when the record is plainly of another work: nothing of it is compared."""
    return Verdict(
        key,
        Result.DIFFERS,
        identifier[1],
        answer.source,
        answer.asked,
        another=belongs_elsewhere(identifier, answer.item),
    )


_LABELS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv id", "isbn": "ISBN"}


def belongs_elsewhere(identifier: tuple[str, str], item: Item) -> str:
    """That an identifier is another work's, in words."""
    kind, value = identifier
    return f"the {_LABELS.get(kind, kind)} {value} belongs to another work: {summary(item)}"


def findings(verdict: Verdict, place: Place = NOWHERE) -> tuple[Finding, ...]:
    """The verdict as findings; a confirmed, sound reference has none."""
    found: list[Finding] = []

    def add(code: str, message: str, hint: str = "", field: str = "") -> None:
        where = place if not field else _in_field(place, field)
        found.append(Finding(code, SEVERITIES[code], message, where, hint))

    by = _said_by(verdict)
    if verdict.result is Result.NOT_CHECKED:
        add("not-checked", verdict.reason or "not checked", "run again when the source answers")
    if verdict.existence is not None and not verdict.existence.unknown:
        add(verdict.existence.code, verdict.existence.message, verdict.existence.hint)
    if verdict.another:
        hint = "correct the identifier"
        if verdict.suggested:
            hint = f"the entry's own DOI is {verdict.suggested}"
        add("another-work", f"{verdict.another}{by}", hint, "doi")
    for mismatch in verdict.mismatches:
        add("mismatch", f"{mismatch}{by}", "", mismatch.field)
    for notice in verdict.status.notices:
        add(_CODES[notice.standing], _notice_message(notice, by), _HINTS.get(notice.standing, ""))
    if verdict.status.contradiction:
        add("contradictory-status", f"{verdict.status.contradiction}{by}", "read both notices")
    if verdict.status.notice_of:
        about = ", ".join(verdict.status.notice_of)
        add("cites-notice", f"this is a notice about {about}, not the work itself{by}")
    if verdict.status.published_as:
        doi = verdict.status.published_as
        add("superseded-preprint", f"this preprint was published as {doi}{by}", "citare upgrade")
    if verdict.prime:
        add("alias-doi", f"{verdict.identifier} is an alias of {verdict.prime}{by}", field="doi")
    return tuple(found)


_CODES = {
    Standing.RETRACTED: "retracted",
    Standing.WITHDRAWN: "withdrawn",
    Standing.REMOVED: "removed",
    Standing.CONCERN: "concern",
    Standing.CORRECTED: "corrected",
    Standing.REINSTATED: "reinstated",
    Standing.NEW_VERSION: "new-version",
}
_HINTS = {
    Standing.RETRACTED: "do not cite it as evidence; if you must cite it, say that it is retracted",
    Standing.WITHDRAWN: "do not cite it as evidence; if you must cite it, say that it is withdrawn",
    Standing.CONCERN: "read the notice before you rely on it",
    Standing.CORRECTED: "see whether the correction touches what you cite",
}


def _in_field(place: Place, field: str) -> Place:
    return Place(
        place.file, place.line, place.column, place.end_line, place.end_column, place.key, field
    )


def _said_by(verdict: Verdict) -> str:
    said = " on ".join(p for p in (title_of(verdict.source), verdict.asked[:10]) if p)
    return f" ({said})" if said else ""


def grave_lines(status: Status) -> list[str]:
    """What a reader must know of a work, a line a notice: that it is retracted, withdrawn, ..."""
    return [_notice_message(n, "") for n in status.notices if n.standing in GRAVE]


def _notice_message(notice: Notice, source: str) -> str:
    words = {
        Standing.RETRACTED: "retracted",
        Standing.WITHDRAWN: "withdrawn",
        Standing.REMOVED: "removed",
        Standing.CONCERN: "under an expression of concern",
        Standing.CORRECTED: "corrected",
        Standing.REINSTATED: "reinstated",
        Standing.NEW_VERSION: "replaced by a newer version",
    }[notice.standing]
    when = f" on {notice.date}" if notice.date else ""
    by = f", according to {' and '.join(notice.said_by)}" if notice.said_by else ""
    see = f": see {notice.identifier}" if notice.identifier else ""
    return f"{words}{when}{by}{see}{source}"
