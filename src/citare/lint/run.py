"""Running rules over a library, and fixing what they find until there is nothing more to fix."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from citare.bibtex.editing import Patch, revise
from citare.bibtex.nodes import Document
from citare.changes import FileChange
from citare.errors import UnsafeEdit, UsageError
from citare.findings import Finding
from citare.library.library import Library
from citare.lint.base import Context, Rule
from citare.lint.registry import BY_CODE, GROUPS, RULES
from citare.lint.suppress import Suppression, in_document
from citare.lint.syntax_fixes import with_fix

ROUNDS = 12


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run. Names are codes, groups or `all`; UsageError for an unknown one."""
    select, ignore = tuple(select), tuple(ignore)
    for name in (*select, *ignore):
        if name not in BY_CODE and name not in GROUPS and name != "all":
            near = difflib.get_close_matches(name, [*BY_CODE, *GROUPS], n=1)
            hint = f"did you mean {near[0]}?" if near else "`citare rules` lists them"
            raise UsageError(f"no rule or group is called {name!r}", hint=hint)

    def named(rule: Rule, names: tuple[str, ...]) -> bool:
        return rule.code in names or rule.group in names or "all" in names

    return tuple(
        rule
        for rule in RULES
        if (named(rule, select) if select else rule.default) and not named(rule, ignore)
    )


def run(
    library: Library, rules: Sequence[Rule], context: Context | None = None
) -> tuple[Finding, ...]:
    """All findings of the rules (and of the parser, as far as chosen), in the files' order."""
    context = context or Context()
    documents = library.documents
    codes = {rule.code for rule in rules}
    order = {document.file: number for number, document in enumerate(documents)}
    findings = [
        with_fix(document, finding)
        for document in documents
        for finding in document.findings
        if finding.code in codes or finding.code not in BY_CODE
    ]
    for rule in rules:
        findings += [rule.finding(one) for one in rule.violations(library, context)]
    return tuple(
        sorted(findings, key=lambda f: (order[f.place.file], f.place.line, f.place.column, f.code))
    )


@dataclass(frozen=True, slots=True)
class Fixed:
    """The library after fixing, what became of each file, and what was fixed (as found)."""

    library: Library
    files: Mapping[str, FileChange]
    fixed: tuple[Finding, ...]


def apply_fixes(
    library: Library,
    rules: Sequence[Rule],
    context: Context | None = None,
    *,
    unsafe: bool = False,
    suppressions: Sequence[Suppression] = (),
) -> Fixed:
    """Apply fixes, round by round, until none is left. Overlapping ones wait for the next round.

    Only a file that changed is looked at again. `suppressions` are those of the settings; the
    files' own are read each round.
    """
    rules = tuple(rule for rule in rules if rule.fix == "safe" or (unsafe and rule.fix == "unsafe"))
    done: list[Finding] = []
    finished: list[Document] = []
    files: dict[str, FileChange] = {}
    for document in library.documents:
        change = FileChange.edited(document.text, ())
        for _ in range(ROUNDS):
            allowed = (*suppressions, *in_document(document))
            wanted = [
                finding
                for finding in run(Library([document]), rules, context)
                if finding.fix is not None
                and (finding.fix.safe or unsafe)
                and not any(one.covers(finding) for one in allowed)
            ]
            applied = _apart(wanted)
            before = document.text
            document, applied = _apply(document, applied)
            if not applied:
                break
            edits = [edit for finding in applied if finding.fix for edit in finding.fix.edits]
            change = change.then(FileChange.edited(before, edits))
            done += applied
        finished.append(document)
        files[document.file] = change
    return Fixed(library.with_documents(finished), files, tuple(done))


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    """Those whose fixes do not touch each other, earlier ones first."""
    chosen: list[Finding] = []
    reached = -1
    for finding in sorted(findings, key=lambda f: _range(f)):
        start, end = _range(finding)
        if start > reached or (start == reached and start != end and chosen):
            chosen.append(finding)
            reached = max(end, start)
    return chosen


def _range(finding: Finding) -> tuple[int, int]:
    edits = finding.fix.edits if finding.fix else ()
    return min(e.start for e in edits), max(e.end for e in edits)


def _apply(document: Document, findings: list[Finding]) -> tuple[Document, list[Finding]]:
    """The document with the fixes in; fixes that would change anything else are left out.

    Where all at once will not do, the later half is tried, then the earlier one: edits further
    up keep their offsets.
    """
    if not findings:
        return document, []
    edits = tuple(edit for finding in findings if finding.fix for edit in finding.fix.edits)
    try:
        return revise(document, [Patch(edits)]).document, findings
    except UnsafeEdit:
        if len(findings) < 2:
            return document, []
    middle = len(findings) // 2
    document, later = _apply(document, findings[middle:])
    document, earlier = _apply(document, findings[:middle])
    return document, earlier + later
