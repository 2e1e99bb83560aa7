"""`check`: findings over a library, after fixes where they are wanted.

Rules are one producer of findings; others (registry verdicts, dead links) are passed in and go
through the same suppression. A producer may leave things "not checked": that is neither a pass
nor a fault, and is counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from citare.bibtex.nodes import Document
from citare.changes import FileChange, FileChanges
from citare.errors import UsageError
from citare.findings import Finding, Fix, Severity
from citare.library.library import Library
from citare.lint.base import Context, FileEncoding
from citare.lint.baseline import Baseline, new_findings
from citare.lint.registry import BY_CODE
from citare.lint.run import apply_fixes, chosen, run
from citare.lint.suppress import in_document, in_settings, misspelt, sift

Fixing = Literal["none", "safe", "unsafe"]
NOT_CHECKED = "not-checked"
ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What another producer found. `not_checked` counts what no answer could be got about."""

    findings: tuple[Finding, ...] = ()
    not_checked: int = 0


@dataclass(frozen=True, slots=True)
class Producer:
    """Another source of findings: the codes it may give, and how to ask it."""

    codes: frozenset[str]
    ask: Callable[[Library], Verdicts]


@dataclass(frozen=True, slots=True)
class LintOptions:
    """What to look for. `suppress` is the settings' table, `origin` the file it is in.

    `baseline` are the findings that are known; `name_of` gives a file's name in it.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fixing: Fixing = "none"
    suppress: Mapping[str, Any] = field(default_factory=dict)
    origin: str = "citare.toml"
    today: str = ""
    encodings: Mapping[str, FileEncoding] = field(default_factory=dict)
    baseline: Baseline | None = None
    name_of: Callable[[str], str] = str


@dataclass(frozen=True)
class LintResult:
    """What was found, in the order of files and lines.

    `every` has all findings; `findings` those to show: matters of house style once a file.
    `known` are those that the baseline has, which are in neither, `selected` the names in
    --select.
    `files` has every file that was checked; `findings` are about the texts after fixing, `fixed`
    were about those before.
    """

    files: Mapping[str, FileChange]
    every: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    entries: int
    not_checked: int
    known: tuple[Finding, ...] = ()
    documents: int = 0
    selected: frozenset[str] = frozenset()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings to show: of house style the first of each file, with their number."""
        return told_once(self.every, self.selected)

    @property
    def statistics(self) -> tuple[tuple[str, Severity, int], ...]:
        """Code, severity and number of all findings, the most frequent first."""
        counts = Counter((finding.code, finding.severity) for finding in self.every)
        rows = [(code, severity, count) for (code, severity), count in counts.items()]
        return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))

    @property
    def changes(self) -> FileChanges:
        """The files that fixes changed."""
        return FileChanges(self.files)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return Counter(finding.severity for finding in self.every)[severity]

    def fails(self, fail_on: str) -> bool:
        """Whether there is a finding of that severity or a worse one; never for "never"."""
        limit = threshold(fail_on)
        return any(
            ORDER.index(finding.severity) < limit
            for finding in self.every
            if finding.code != NOT_CHECKED  # neither a pass nor a fault
        )


def threshold(fail_on: str) -> int:
    """How many of the severities, worst first, count. UsageError for an unknown word."""
    words = {"never": 0, "error": 1, "warning": 2, "info": 3}
    if fail_on not in words:
        raise UsageError(f"fail-on must be one of {', '.join(words)}, not {fail_on!r}")
    return words[fail_on]


def lint(library: Library, options: LintOptions, producers: Iterable[Producer] = ()) -> LintResult:
    """Check a library. UsageError for an unknown rule."""
    producers = tuple(producers)
    others = {code for one in producers for code in one.codes}
    own_select = tuple(n for n in options.select if n not in others)
    own_ignore = tuple(n for n in options.ignore if n not in others)
    rules = chosen(own_select, own_ignore) if own_select or not options.select else ()
    context = Context(options.today, options.encodings)
    of_settings = tuple(in_settings(options.suppress, options.origin))
    fixed: tuple[Finding, ...] = ()
    files: Mapping[str, FileChange] = {
        document.file: FileChange.edited(document.text, ()) for document in library.documents
    }
    if options.fixing != "none":
        unsafe = options.fixing == "unsafe"
        done = apply_fixes(library, rules, context, unsafe=unsafe, suppressions=of_settings)
        library, files, fixed = done.library, done.files, done.fixed
    findings = list(run(library, rules, context))
    not_checked = 0
    ran = {rule.code for rule in rules}
    for producer in producers:
        wanted = _wanted(producer, options)
        if not wanted:
            continue
        verdicts = producer.ask(library)
        findings += [f for f in verdicts.findings if f.code in wanted]
        not_checked += verdicts.not_checked
        if not verdicts.not_checked:  # else what was not asked may be what a suppression awaits
            ran |= wanted
    suppressions = [*of_settings, *(s for d in library.documents for s in in_document(d))]
    if "unused-suppression" in ran:
        findings += [f for d in library.documents for f in misspelt(d)]
    sifted = sift(findings, suppressions, ran)
    every = (*sifted.kept, *sifted.remarks)
    known: tuple[Finding, ...] = ()
    if options.baseline is not None:
        new = new_findings(every, options.baseline, options.name_of)
        known = tuple(f for f in every if not any(f is kept for kept in new))
        every = new
    return LintResult(
        files=files,
        every=_sorted(every, library.documents),
        suppressed=sifted.suppressed,
        fixed=fixed,
        entries=len(library.entries),
        not_checked=not_checked,
        known=known,
        selected=frozenset(options.select),
    )


def told_once(findings: Iterable[Finding], selected: Collection[str] = ()) -> tuple[Finding, ...]:
    """The infos of a rule of house style as one finding a file; all others as they are.

    A rule that is selected by its code shows all of its findings.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    shown: list[Finding | tuple[str, str]] = []
    for finding in findings:
        rule = BY_CODE.get(finding.code)
        alone = rule is None or not rule.once or finding.code in selected
        if alone or finding.severity is not Severity.INFO:
            shown.append(finding)
            continue
        kind = (finding.place.file, finding.code)
        if kind not in alike:
            shown.append(kind)
        alike.setdefault(kind, []).append(finding)
    return tuple(_as_one(alike[one]) if isinstance(one, tuple) else one for one in shown)


def _as_one(findings: Sequence[Finding]) -> Finding:
    first = findings[0]
    if len(findings) == 1:
        return first
    message = f"{first.message}; {len(findings) - 1} more like it in this file"
    fixes = [f.fix for f in findings if f.fix is not None]
    fix = None
    if first.fix is not None and len(fixes) == len(findings):
        edits = tuple(edit for one in fixes for edit in one.edits)
        fix = Fix(first.fix.title, edits, all(one.safe for one in fixes))
    return replace(first, message=message, fix=fix, count=len(findings))


def merged(results: Sequence[LintResult]) -> LintResult:
    """The results of several libraries as one. A remark on the settings counts if all make it."""
    if not results:
        return LintResult({}, (), (), (), 0, 0)
    first, *others = results
    if not others:
        return first
    names = {name for result in results for name in result.files}
    everywhere = set(first.every).intersection(*(result.every for result in others))
    findings = [
        finding
        for result in results
        for finding in result.every
        if finding.place.file in names or (result is first and finding in everywhere)
    ]
    return LintResult(
        files={name: change for result in results for name, change in result.files.items()},
        every=tuple(findings),
        suppressed=tuple(f for result in results for f in result.suppressed),
        fixed=tuple(f for result in results for f in result.fixed),
        entries=sum(result.entries for result in results),
        not_checked=sum(result.not_checked for result in results),
        known=tuple(f for result in results for f in result.known),
        selected=first.selected,
        documents=sum(result.documents for result in results),
    )


def _wanted(producer: Producer, options: LintOptions) -> set[str]:
    """The producer's codes that are chosen."""
    codes = set(producer.codes)
    if options.select and "all" not in options.select:
        codes &= set(options.select)
    return codes - set(options.ignore)


def _sorted(findings: Iterable[Finding], documents: Sequence[Document]) -> tuple[Finding, ...]:
    order = {document.file: number for number, document in enumerate(documents)}
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                order.get(f.place.file, len(order)),
                f.place.line,
                f.place.column,
                f.code,
            ),
        )
    )
