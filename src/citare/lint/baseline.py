"""A baseline: the findings that a library has already, so that only new ones are told.

It is a JSON file to keep beside the library: for each file, rule, entry and field how many
findings there are. Lines do not count, so that an edit elsewhere brings nothing back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias

from citare.errors import InputError
from citare.findings import Finding

Baseline: TypeAlias = Counter[tuple[str, str, str, str]]
"""How often a finding is known: by file, code, key and field."""

VERSION = 1


def baseline_of(findings: Iterable[Finding], name_of: Callable[[str], str]) -> Baseline:
    """What is found now. `name_of` gives a file's name as the baseline knows it."""
    return Counter(_mark(finding, name_of) for finding in findings)


def _mark(finding: Finding, name_of: Callable[[str], str]) -> tuple[str, str, str, str]:
    place = finding.place
    return name_of(place.file) if place.file else "", finding.code, place.key, place.field


def new_findings(
    findings: Iterable[Finding], baseline: Baseline, name_of: Callable[[str], str]
) -> tuple[Finding, ...]:
    """The findings that a baseline does not know, or knows fewer times."""
    left = Counter(baseline)
    found: list[Finding] = []
    for finding in findings:
        mark = _mark(finding, name_of)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            found.append(finding)
    return tuple(found)


def read_baseline(text: str, file: str) -> Baseline:
    """A baseline's text. InputError if it is not one."""
    try:
        data = json.loads(text)
        if data["schema_version"] != VERSION:
            raise ValueError
        return Counter(
            {
                (str(one["file"]), str(one["code"]), str(one["key"]), str(one["field"])): int(
                    one["count"]
                )
                for one in data["findings"]
            }
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{file} is not a baseline of citare", hint="make one with --update-baseline"
        ) from error


def write_baseline(baseline: Baseline) -> str:
    """The text of a baseline: one finding a line, sorted, so that a diff shows what changed."""
    names = ("file", "code", "key", "field")
    rows = [
        json.dumps({**dict(zip(names, mark, strict=True)), "count": count}, ensure_ascii=False)
        for mark, count in sorted(baseline.items())
        if count
    ]
    listed = ",\n".join(f"  {row}" for row in rows)
    body = f"[\n{listed}\n]" if rows else "[]"
    return f'{{"schema_version": {VERSION}, "findings": {body}}}\n'
