"""Findings as text, JSON, SARIF 2.1.0 and GitHub annotations.

The JSON is one object: `schema_version`, `files`, `entries`, `findings`, `suppressed`, `fixed`,
`not_checked`, `known` (findings that the baseline has), `summary` (counts by severity),
`statistics` (counts by rule) and `verdicts` (what registries answered). A finding
has `code`, `severity` (error, warning, info), `message`, `hint`, `file`, `line`, `column`,
`end_line`, `end_column` (from 1; 0 is unknown; the end is exclusive), `key`, `field`, `count` (of
all of its kind in the file, for matters of house style), and `fix`: null or
`{"title", "safe", "edits": [{"start", "end", "text"}]}` with offsets in characters of the file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from citare import __version__
from citare.actions.lint import ORDER, LintResult, threshold
from citare.cli import output
from citare.findings import Finding, Severity
from citare.lazy import load
from citare.lint.registry import EXPLAINED

if TYPE_CHECKING:
    from citare.actions.verify import Verified
    from citare.library.library import Record
    from citare.verify.verdict import Verdict

FORMATS = ("text", "json", "sarif", "github")
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_EXPLAINED = {rule.code: rule for rule in EXPLAINED}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def show(
    result: LintResult,
    form: str,
    verified: Verified | None = None,
    *,
    to_stderr: bool = False,
    least: str = "",
) -> None:
    """Write the findings in one of FORMATS; as text also to standard error.

    `least`: as text only those of that severity (as --fail-on names it) or a worse one.
    """
    findings = result.findings
    if least:
        limit = threshold(least)
        findings = tuple(f for f in findings if ORDER.index(f.severity) < limit)
    if form == "json":
        output.json_object(json_report(result, verified))
    elif form == "sarif":
        output.json_document(sarif_report(result))
    elif form == "github":
        output.runner_commands(github_lines(findings))
    elif sys.stdout.isatty() and not to_stderr:
        load("citare.cli.terminal", "show_findings")(map(_parts, findings))
    else:
        for line in text_lines(findings):
            (output.say if to_stderr else output.data)(line)


def show_statistics(result: LintResult) -> None:
    """How many findings each rule has, the most frequent first."""
    for code, severity, count in result.statistics:
        rule = _EXPLAINED.get(code)
        title = rule.title if rule else ""
        output.data(f"{count:>7}  {severity:<7}  {code:<24}  {title}".rstrip())


def text_lines(findings: Iterable[Finding]) -> list[str]:
    """`file:line:col: severity code message`, each hint on a line of its own below."""
    lines = []
    for finding in findings:
        place, severity, code, message, hint = _parts(finding)
        lines.append(f"{place}{severity} {code} {message}")
        if hint:
            lines.append(f"    hint: {hint}")
    return lines


def _parts(finding: Finding) -> tuple[str, str, str, str, str]:
    """Place, severity, code, message with the key, and hint."""
    key = f" [{finding.place.key}]" if finding.place.key else ""
    place = f"{finding.place}: " if str(finding.place) else ""
    return place, finding.severity, finding.code, f"{finding.message}{key}", finding.hint


def summary(result: LintResult, *, would_fix: int = 0) -> str:
    """The counts in one line, for the person."""
    counts = [_counted(result.count(severity), str(severity)) for severity in Severity]
    parts = [", ".join(counts) if result.findings else "no findings"]
    fixable = sum(1 for f in result.every if f.fix is not None and f.fix.safe)
    unsafe = sum(1 for f in result.every if f.fix is not None and not f.fix.safe)
    if fixable:
        parts.append(f"{fixable} fixable with --fix")
    if unsafe:
        parts.append(
            f"{unsafe} more with --unsafe-fixes"
            if fixable
            else f"{unsafe} fixable with --unsafe-fixes"
        )
    if would_fix:
        parts.append(f"{would_fix} would be fixed")
    if result.fixed:
        parts.append(f"{len(result.fixed)} fixed")
    if result.suppressed:
        parts.append(f"{len(result.suppressed)} suppressed")
    if result.known:
        parts.append(f"{len(result.known)} in the baseline")
    if result.not_checked:
        parts.append(f"{result.not_checked} not checked")
    checked = [_counted(result.entries, "entry", "entries")] if result.entries else []
    checked += [_counted(result.documents, "document")] if result.documents else []
    return f"{' and '.join(checked) or 'no entry'}: " + "; ".join(parts)


def _counted(number: int, one: str, many: str = "") -> str:
    if one == "info":
        return f"{number} info"
    return f"{number} {one if number == 1 else many or one + 's'}"


def finding_json(one: Finding) -> dict[str, Any]:
    """A finding as JSON (see the module)."""
    fix = None
    if one.fix is not None:
        edits = [{"start": e.start, "end": e.end, "text": e.text} for e in one.fix.edits]
        fix = {"title": one.fix.title, "safe": one.fix.safe, "edits": edits}
    place = one.place
    return {
        "code": one.code,
        "severity": str(one.severity),
        "message": one.message,
        "hint": one.hint,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "key": place.key,
        "field": place.field,
        "fix": fix,
        "count": one.count,
    }


def json_report(result: LintResult, verified: Verified | None = None) -> dict[str, Any]:
    """The whole result as JSON (see the module)."""
    return {
        "files": list(result.files),
        "entries": result.entries,
        "findings": [finding_json(one) for one in result.findings],
        "suppressed": len(result.suppressed),
        "fixed": len(result.fixed),
        "not_checked": result.not_checked,
        "summary": {str(severity): result.count(severity) for severity in Severity},
        "statistics": [
            {"code": code, "severity": str(severity), "count": count}
            for code, severity, count in result.statistics
        ],
        "known": len(result.known),
        "verdicts": [_verdict_json(*pair) for pair in (verified.verdicts if verified else ())],
    }


def registry_summary(verified: Verified) -> str:
    """How many references are confirmed, and so on, in one line."""
    counts = Counter(str(verdict.result) for _, verdict in verified.verdicts)
    parts = [f"{count} {result}" for result, count in sorted(counts.items())]
    return f"registries: {', '.join(parts) or 'nothing to ask about'}"


def _verdict_json(record: Record, verdict: Verdict) -> dict[str, Any]:
    """A verdict with its evidence and the date of it."""
    return {
        "key": record.key,
        "file": record.file,
        "verdict": verdict.result,
        "identifier": verdict.identifier,
        "source": verdict.source,
        "asked": verdict.asked,
        "reason": verdict.reason,
        "mismatches": [
            {"field": m.field, "mine": m.mine, "theirs": m.theirs, "similarity": m.similarity}
            for m in verdict.mismatches
        ],
        "notices": [
            {"kind": n.standing, "doi": n.identifier, "date": n.date, "said_by": list(n.said_by)}
            for n in verdict.status.notices
        ],
        "published_as": verdict.status.published_as,
        "alias_of": verdict.prime,
    }


def sarif_report(
    result: LintResult, uri: Callable[[str], str] = lambda path: path
) -> dict[str, Any]:
    """SARIF 2.1.0 (OASIS). `uri` makes a file's name one: relative ones stay relative."""
    codes = list(dict.fromkeys(one.code for one in (*result.findings, *result.suppressed)))
    numbers = {code: number for number, code in enumerate(codes)}
    texts = {name: change.after for name, change in result.files.items()}
    results = [_sarif_result(one, numbers, texts, uri) for one in result.findings]
    for one in result.suppressed:
        kept = _sarif_result(one, numbers, texts, uri)
        results.append({**kept, "suppressions": [{"kind": "inSource"}]})
    driver = {
        "name": "citare",
        "version": __version__,
        "rules": [_sarif_rule(code) for code in codes],
    }
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": not result.not_checked}],
                "results": results,
            }
        ],
    }


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = _EXPLAINED.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.doc.strip()},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(
    one: Finding, numbers: Mapping[str, int], texts: Mapping[str, str], uri: Callable[[str], str]
) -> dict[str, Any]:
    place = one.place
    said: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": numbers[one.code],
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": one.message + (f" ({one.hint})" if one.hint else "")},
    }
    if place.file:
        location: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file)}}
        if place.line:
            location["region"] = _region(one)
        said["locations"] = [{"physicalLocation": location}]
    if place.key:
        said["partialFingerprints"] = {"entry/v1": f"{place.key}:{place.field}:{one.code}"}
    if one.fix is not None and place.file in texts:
        replacements = [
            {
                "deletedRegion": {"charOffset": e.start, "charLength": e.end - e.start},
                "insertedContent": {"text": e.text},
            }
            for e in one.fix.edits
        ]
        change = {"artifactLocation": {"uri": uri(place.file)}, "replacements": replacements}
        said["fixes"] = [{"description": {"text": one.fix.title}, "artifactChanges": [change]}]
    return said


def _region(one: Finding) -> dict[str, int]:
    place = one.place
    region = {"startLine": place.line, "startColumn": max(place.column, 1)}
    if (place.end_line, place.end_column) >= (place.line, place.column) and place.end_column:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return region


def github_lines(findings: Iterable[Finding]) -> list[str]:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    lines = []
    for one in findings:
        place = one.place
        values = {"file": place.file, "title": one.code}
        if place.line:
            values |= {"line": str(place.line), "col": str(place.column)}
        if place.end_line >= place.line > 0:
            values |= {"endLine": str(place.end_line)}
        if place.end_line == place.line > 0:
            values |= {"endColumn": str(place.end_column)}
        listed = ",".join(f"{name}={_escaped(v, ':,')}" for name, v in values.items() if v)
        message = one.message + (f" ({one.hint})" if one.hint else "")
        lines.append(f"::{_GITHUB_LEVELS[one.severity]} {listed}::{_escaped(message)}")
    return lines


def _escaped(text: str, more: str = "") -> str:
    """As GitHub's toolkit escapes: %, line ends, and `:` and `,` in properties."""
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
