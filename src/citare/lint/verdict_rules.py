"""What registries and servers say of a reference, explained like the rules.

The findings come from `verify/verdict.py` and from links, and only when those were asked.
"""

from __future__ import annotations

from citare.findings import Severity
from citare.lint.base import Rule


def _rule(code: str, severity: Severity, title: str, what: str, why: str, do: str) -> Rule:
    doc = f"{title}\n\nWhat: {what}\n\nWhy: {why}\n\nFix: None: {do}\n"
    return Rule(code=code, group="registry", severity=severity, doc=doc)


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_READ = "read the notice."

VERDICTS: tuple[Rule, ...] = (
    _rule(
        "mismatch", _W, "An entry says what its record says.",
        "Title, first author, year, container, volume or pages differ in meaning from the record.",
        "Readers look for the work by what you print; a misquoted title is not found.",
        "compare the two; `citare sync --take FIELD` takes the record's value, `--keep` yours.",
    ),
    _rule(
        "another-work", _E, "An identifier is the cited work's own.",
        "The record of the entry's DOI has another title and other authors than the entry.",
        "Readers are led to another work, and a sync would mix the two: it fills nothing here.",
        "correct the DOI; where a search finds the entry's own work, its DOI is suggested.",
    ),
    _rule(
        "unregistered-doi", _E, "A DOI exists.",
        "doi.org says that no agency has registered the DOI.",
        "It leads nowhere: mistyped, cut off, or invented.",
        "look for a typing error, or search by the title.",
    ),
    _rule(
        "no-record", _W, "A registry knows the work.",
        "The registries asked have no record of the entry's identifier, or a search by its words"
        " finds records of which none is certain to be the work.",
        "The reference may be misquoted or invented; it may also be a work that is not registered.",
        "check where the reference comes from.",
    ),
    _rule(
        "not-in-registries", _I, "A work without an identifier is found by its words.",
        "A search by the entry's words found nothing that comes near.",
        "Four in ten sound references are to works that no registry holds: it says little.",
        "check where the reference comes from.",
    ),
    _rule(
        "not-checked", _W, "Everyone who had to be asked answered.",
        "A registry or a web server could not be asked, or is not the one to ask.",
        "Nothing is known about the reference then: this is neither a pass nor a fault.",
        "run again when the source answers; the exit code is 4.",
    ),
    _rule(
        "retracted", _E, "A cited work is not retracted.",
        "The publisher or Retraction Watch says that the work is retracted.",
        "Its findings are no longer vouched for.",
        "cite something else, or say in the text that it is retracted.",
    ),
    _rule(
        "withdrawn", _E, "A cited work was not withdrawn.",
        "The registry knows a notice of withdrawal.", "Its authors or publisher took it back.",
        _READ,
    ),
    _rule(
        "removed", _E, "A cited work is still there.",
        "The registry knows a notice that the work was removed.", "Nobody can read it.", _READ,
    ),
    _rule(
        "concern", _W, "No concern is expressed about a cited work.",
        "The registry knows an expression of concern.", "Its editors doubt part of it.", _READ,
    ),
    _rule(
        "corrected", _I, "Corrections of a cited work are known to you.",
        "The registry knows a correction, an erratum or a corrigendum.",
        "What you rely on may be what was corrected.", _READ,
    ),
    _rule(
        "reinstated", _I, "A reinstated work counts again.",
        "The registry knows a retraction and its reversal.", "An earlier verdict is outdated.",
        _READ,
    ),
    _rule(
        "new-version", _I, "The version cited is the latest.",
        "The registry knows a new version or edition of the work.", "The later one may differ.",
        "cite the one that you used.",
    ),
    _rule(
        "contradictory-status", _W, "Notices about a work agree.",
        "Two notices about the same work say different things.", "Only reading them tells.",
        "read both notices.",
    ),
    _rule(
        "cites-notice", _I, "The work is cited, not the notice about it.",
        "The identifier is that of a retraction, correction or other notice.",
        "A list of results often shows the notice first.", "cite the work if that is meant.",
    ),
    _rule(
        "superseded-preprint", _W, "A preprint gives way to what it became.",
        "The registry knows the published version of a preprint.",
        "The published version was reviewed, and is what others cite.",
        "`citare upgrade KEY` moves the entry there and keeps the preprint's identifier.",
    ),
    _rule(
        "alias-doi", _I, "A DOI is the one its agency goes by.",
        "The DOI is an alias of another, the primary one.", "Two entries may be one work.",
        "take the primary DOI.",
    ),
    _rule(
        "dead-link", _W, "A web address leads somewhere (with --links).",
        "The server says that the page is not there (404) or gone (410).",
        "Readers cannot follow it.", "look for its new address, or a copy in a web archive.",
    ),
    _rule(
        "moved-link", _I, "A web address is the page's own (with --links).",
        "The server says that the page moved for good (301, 308).",
        "Such hints do not stay for ever.", "take the new address.",
    ),
)  # fmt: skip
