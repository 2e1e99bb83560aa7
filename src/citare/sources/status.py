"""What became of a work after it was published: retracted, corrected, superseded.

Crossref's `updated-by` is on the work and `update-to` on its notice, each
`{DOI, type, label, source, updated, record-id}` (REST API, "update-to"; Retraction Watch data
since 2025). One notice may be listed once per source; publishers who retract in place point at the
work itself. PubMed says it by publication types and CommentsCorrections, publishers by a prefix
of the title, arXiv and preprint servers by a link to the published version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citare.model.standing import Standing, title_standing

_ORDER = list(Standing)
GRAVE = frozenset([Standing.RETRACTED, Standing.WITHDRAWN, Standing.REMOVED, Standing.CONCERN])

# Crossref's update types (Crossmark documentation) and the spellings found in records.
_TYPES = {
    "retraction": Standing.RETRACTED,
    "partial_retraction": Standing.RETRACTED,
    "retract": Standing.RETRACTED,
    "withdrawal": Standing.WITHDRAWN,
    "removal": Standing.REMOVED,
    "expression_of_concern": Standing.CONCERN,
    "concern": Standing.CONCERN,
    "reinstatement": Standing.REINSTATED,
    "correction": Standing.CORRECTED,
    "corrigendum": Standing.CORRECTED,
    "erratum": Standing.CORRECTED,
    "err": Standing.CORRECTED,
    "addendum": Standing.CORRECTED,
    "clarification": Standing.CORRECTED,
    "publisher_note": Standing.CORRECTED,
    "new_version": Standing.NEW_VERSION,
    "new_edition": Standing.NEW_VERSION,
}
# What an unlisted type or a label says. Of a correction or an update nothing is to be feared.
_SPOKEN = (
    (re.compile(r"re-?instat"), Standing.REINSTATED),
    (re.compile(r"retract"), Standing.RETRACTED),
    (re.compile(r"withdraw"), Standing.WITHDRAWN),
    (re.compile(r"remov"), Standing.REMOVED),
    (re.compile(r"concern"), Standing.CONCERN),
    (re.compile(r"correct|corrig|errat"), Standing.CORRECTED),
)

_WHOLE_BOOKS = frozenset(["book", "monograph", "edited-book", "reference-book", "book-set"])
_SOURCES = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: what it does, its own identifier and date, and who says so."""

    standing: Standing
    identifier: str = ""
    date: str = ""
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """All notices, gravest first; a contradiction in words; what a notice or preprint points to."""

    notices: tuple[Notice, ...] = ()
    contradiction: str = ""
    notice_of: tuple[str, ...] = ()
    published_as: str = ""

    @property
    def grave(self) -> bool:
        """Retracted, withdrawn, removed or doubted."""
        return any(n.standing in GRAVE for n in self.notices)

    @property
    def standing(self) -> Standing | None:
        """The gravest thing said, or None."""
        return self.notices[0].standing if self.notices else None


UNKNOWN_STATUS = Status()


def status_from_updates(record: Mapping[str, Any], title: str) -> Status:
    """The status of a work by Crossref's update notices, and by its title."""
    doi = str(record.get("DOI") or "").lower()
    to = list(_entries(record.get("update-to"), doi))
    said = _deduplicated([*_entries(record.get("updated-by"), doi), *_of_itself(to)])
    about = tuple(dict.fromkeys(e.identifier for e in to if e.identifier))
    notices = tuple(said)
    if not about and record.get("type") not in _WHOLE_BOOKS:
        notices = with_title(notices, title)
    return Status(
        notices=notices,
        contradiction=_contradiction(said),
        notice_of=() if any(e.standing is Standing.NEW_VERSION for e in to) else about,
        published_as=_published_as(record),
    )


def _of_itself(updates: Iterable[Notice]) -> list[Notice]:
    """The updates of the work itself: a publisher's record that retracts in place."""
    return [update for update in updates if not update.identifier]


def _entries(value: object, own: str) -> Iterator[Notice]:
    """What the update entries say: a list of them, or a single one.

    Publishers who retract in place point at the work itself, and Retraction Watch knows notices
    without a DOI: both count. A version that points at itself says nothing.
    """
    for entry in (
        [value] if isinstance(value, Mapping) else value if isinstance(value, list) else []
    ):
        if not isinstance(entry, Mapping):
            continue
        doi = str(entry.get("DOI") or "").lower()
        standing = _standing(entry)
        if standing is None or (standing is Standing.NEW_VERSION and (not doi or doi == own)):
            continue
        if doi in ("", own) and standing in (Standing.CORRECTED, Standing.REINSTATED):
            continue
        source = str(entry.get("source") or "publisher")
        notice = "" if doi == own else doi
        yield Notice(standing, notice, _date(entry.get("updated")), (_SOURCES.get(source, source),))


def _standing(entry: Mapping[str, Any]) -> Standing | None:
    """What an update does, by its type; an unlisted type, by what type and label speak of."""
    kind = str(entry.get("type") or "").lower().replace("-", "_").replace(" ", "_")
    if kind in _TYPES:
        return _TYPES[kind]
    spoken = f"{kind} {entry.get('label') or ''}".lower()
    return next((standing for pattern, standing in _SPOKEN if pattern.search(spoken)), None)


def _date(value: object) -> str:
    """The date of an update entry; a date-time as `2010-02-02T00:00:00Z` or date-parts."""
    if not isinstance(value, Mapping):
        return ""
    stamp = value.get("date-time")
    if isinstance(stamp, str) and stamp:
        return stamp[:10]
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [n for n in parts[0] if isinstance(n, int)]
        return "-".join(f"{n:02d}" for n in numbers)
    return ""


def _deduplicated(entries: Iterable[Notice]) -> list[Notice]:
    """One notice for each identifier and standing, with everyone who says it; gravest first."""
    merged: dict[tuple[str, Standing], Notice] = {}
    for entry in entries:
        key = (entry.identifier, entry.standing)
        known = merged.get(key)
        if known:
            said_by = tuple(dict.fromkeys((*known.said_by, *entry.said_by)))
            date = min(d for d in (known.date, entry.date) if d) if known.date or entry.date else ""
            entry = Notice(entry.standing, entry.identifier, date, said_by)
        merged[key] = entry
    return sorted(merged.values(), key=lambda n: (_ORDER.index(n.standing), n.date, n.identifier))


def _contradiction(notices: list[Notice]) -> str:
    """One notice called two grave or unlike things, or a work both retracted and reinstated."""
    by_notice: dict[str, list[Notice]] = {}
    for notice in notices:
        if notice.identifier:
            by_notice.setdefault(notice.identifier, []).append(notice)
    for identifier, said in by_notice.items():
        if len(said) > 1 and any(n.standing in GRAVE for n in said):
            told = "; ".join(f"{' and '.join(n.said_by)} call it a {n.standing}" for n in said)
            return f"the sources contradict each other about {identifier}: {told}"
    kinds = {n.standing for n in notices}
    if Standing.REINSTATED in kinds and kinds & {Standing.RETRACTED, Standing.WITHDRAWN}:
        return "it is called both retracted and reinstated"
    return ""


def with_title(notices: tuple[Notice, ...], title: str) -> tuple[Notice, ...]:
    """The notices, and what the title itself says if no notice says so."""
    said = title_standing(title)
    grave = {n.standing for n in notices} & GRAVE - {Standing.CONCERN}
    if said is None or said in {n.standing for n in notices} or (said in GRAVE and grave):
        return notices
    own = Notice(said, said_by=("its title",))
    return gravest_first((*notices, own))


def gravest_first(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices in the order of what they do."""
    return tuple(sorted(notices, key=lambda n: _ORDER.index(n.standing)))


def _published_as(record: Mapping[str, Any]) -> str:
    """The DOI a preprint was published under (Crossref: `relation`, "is-preprint-of")."""
    relation = record.get("relation")
    if not isinstance(relation, Mapping):
        return ""
    own = str(record.get("DOI") or "").lower()
    names = ["is-preprint-of"]
    if record.get("type") == "posted-content":
        names += ["is-same-as", "is-identical-to", "has-version", "is-version-of"]
    for name in names:
        for target in relation.get(name) or []:
            doi = str(target.get("id") or "").lower() if isinstance(target, Mapping) else ""
            doi = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", doi)
            if doi.startswith("10.") and doi != own and (name == names[0] or _elsewhere(doi, own)):
                return doi
    return ""


def _elsewhere(doi: str, own: str) -> bool:
    """Under another prefix: versions of one preprint share theirs."""
    return doi.partition("/")[0] != own.partition("/")[0]
