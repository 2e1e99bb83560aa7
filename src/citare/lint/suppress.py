"""Suppressions: findings that the person has looked at and allows, with a reason.

Three places, one wording, `allow CODE[, CODE ...] because REASON`:

- a field of the entry, `citare = {allow page-range because ...}` (several separated by `;`).
  BibTeX, biber and JabRef keep or ignore unknown fields, so it goes with the entry wherever it
  is moved or sorted;
- a remark before the entry, `% citare: allow page-range because ...`; with `allow-in-file` it
  holds for the whole file;
- citare.toml: `[suppress]` with `"key:code" = "reason"`; `*` in either stands for anything.

A code may also be a group of rules (`names`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from citare.bibtex.nodes import Comment, Document, Entry, Junk
from citare.findings import Finding, Place, Severity
from citare.lint.registry import BY_CODE, EXPLAINED, GROUPS

_REMARK = re.compile(r"\bcitare:[ \t]*(allow(?:-in-file)?\b[^\n\r}]*)")
_OTHER_WORD = re.compile(
    r"\bcitare:[ \t]*((?:ignore|disable|suppress|skip|except|permit|noqa|off)\b[^\n\r}]*)"
)
_ALLOW = re.compile(r"\s*allow(-in-file)?\s+(.+?)(?:\s+because\s+(.*?))?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Suppression:
    """What one `allow` covers: `codes` of findings with `key`, or in `lines` of `file`."""

    codes: tuple[str, ...]
    reason: str
    place: Place
    key: str = ""
    file: str = ""
    lines: tuple[int, int] = (0, 0)

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is allowed."""
        if not any(fits(code, finding.code) for code in self.codes):
            return False
        if self.file and self.file != finding.place.file:
            return False
        first, last = self.lines
        if last and first <= finding.place.line <= last:
            return True
        return bool(self.key) and fnmatchcase(finding.place.key, self.key)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings left, findings suppressed, and what is to be said about the suppressions."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def fits(pattern: str, code: str) -> bool:
    """Whether a code, group or `*` pattern means a finding's code."""
    rule = BY_CODE.get(code)
    return fnmatchcase(code, pattern) or (rule is not None and rule.group == pattern)


def in_document(document: Document) -> Iterator[Suppression]:
    """The suppressions in a .bib file."""
    if "citare" not in document.text:
        return
    last_line = document.position(len(document.text))[0]
    waiting: list[tuple[re.Match[str], Place]] = []
    for segment in document.segments:
        if isinstance(segment, Junk | Comment):
            for found in _REMARK.finditer(document.text, segment.start, segment.end):
                allow = _ALLOW.fullmatch(found[1])
                place = document.place(*found.span(1))
                if allow and allow[1]:
                    yield _make(allow, place, "", (1, last_line))
                elif allow:
                    waiting.append((allow, place))
        elif isinstance(segment, Entry):
            lines = (document.position(segment.start)[0], document.position(segment.end)[0])
            for allow, place in waiting:
                yield _make(allow, place, segment.key, lines)
            waiting = []
            yield from _in_entry(document, segment, lines)
    for allow, place in waiting:
        yield _make(allow, place, "", (0, 0))


def _in_entry(document: Document, entry: Entry, lines: tuple[int, int]) -> Iterator[Suppression]:
    field = entry.field("citare")
    if field is None:
        return
    place = document.place(field.start, field.value_end, key=entry.key, field="citare")
    for part in entry.content("citare").split(";"):
        allow = _ALLOW.fullmatch(part)
        if allow:
            yield _make(allow, place, entry.key, lines)


def misspelt(document: Document) -> Iterator[Finding]:
    """What looks like a suppression and is none: `ignore page-range` allows nothing."""
    if "citare" not in document.text:
        return
    for segment in document.segments:
        if isinstance(segment, Junk | Comment):
            for found in _OTHER_WORD.finditer(document.text, segment.start, segment.end):
                yield _misspelt(found[1], document.place(*found.span(1)))
        elif isinstance(segment, Entry) and (field := segment.field("citare")) is not None:
            place = document.place(field.start, field.value_end, key=segment.key, field="citare")
            for part in segment.content("citare").split(";"):
                if part.strip() and not _ALLOW.fullmatch(part):
                    yield _misspelt(part, place)


def _misspelt(text: str, place: Place) -> Finding:
    shown = " ".join(text.split())[:60]
    hint = "write `allow CODE because ...`"
    return Finding("unused-suppression", Severity.INFO, f"{shown!r} allows nothing", place, hint)


def _make(allow: re.Match[str], place: Place, key: str, lines: tuple[int, int]) -> Suppression:
    codes = tuple(code for code in re.split(r"[,\s]+", allow[2]) if code)
    return Suppression(codes, (allow[3] or "").strip(), place, key, place.file, lines)


def in_settings(table: Mapping[str, object], origin: str = "citare.toml") -> Iterator[Suppression]:
    """The suppressions of the settings' `suppress` table."""
    for name, reason in table.items():
        key, _, code = name.rpartition(":")
        yield Suppression((code,), str(reason).strip(), Place(origin), key or "*")


def sift(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], ran: Iterable[str]
) -> Sifted:
    """Part findings by suppressions. `ran` are the codes that were looked for in this run."""
    kept: list[Finding] = []
    gone: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        covering = [i for i, one in enumerate(suppressions) if one.covers(finding)]
        used.update(covering)
        (gone if covering else kept).append(finding)
    ran = set(ran)
    remarks = [
        remark
        for i, one in enumerate(suppressions)
        for remark in _remarks(one, i in used, ran)
        if remark.code in ran
    ]
    return Sifted(tuple(kept), tuple(gone), tuple(remarks))


def _remarks(one: Suppression, used: bool, ran: set[str]) -> Iterator[Finding]:
    listed = ", ".join(one.codes)
    if not one.reason:
        yield Finding(
            "suppression-without-reason",
            Severity.INFO,
            f"the suppression of {listed} gives no reason",
            one.place,
            "write `allow CODE because ...`",
        )
    if used:
        return
    known = [*(rule.code for rule in EXPLAINED), *GROUPS, *ran]
    for code in one.codes:
        if "*" not in code and code not in known:
            near = difflib.get_close_matches(code, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "`citare rules` lists them"
            yield Finding(
                "unused-suppression", Severity.INFO, f"no rule is called {code}", one.place, hint
            )
            return
    if all(any(fits(code, other) for other in ran) for code in one.codes):
        yield Finding(
            "unused-suppression",
            Severity.INFO,
            f"nothing is suppressed by allowing {listed}" + (f" for {one.key}" if one.key else ""),
            one.place,
            "take it out",
        )
