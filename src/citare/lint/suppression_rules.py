"""What is said about suppressions themselves; `lint/suppress.py` finds them."""

from __future__ import annotations

from citare.findings import Severity
from citare.lint.base import Rule

SUPPRESSION: tuple[Rule, ...] = (
    Rule(
        code="unused-suppression",
        group="suppression",
        severity=Severity.INFO,
        doc="""A suppression suppresses something.

What: An `allow` in the .bib file or a line in citare.toml's `suppress` table that no finding
answers to, or that names no rule.

Why: The trouble is gone, or the code is mistyped: what is left would hide the next one.

Example:
    % citare: allow page-range because the publisher prints it so
    @misc{a, title = {A}}
Rather:
    @misc{a, title = {A}}

Fix: None: take the line out.
""",
    ),
    Rule(
        code="suppression-without-reason",
        group="suppression",
        severity=Severity.INFO,
        doc="""A suppression says why.

What: An `allow` without `because`, or an empty reason in citare.toml's `suppress` table.

Why: Whoever comes next cannot know whether it still holds.

Example:
    % citare: allow page-range
    @misc{a, title = {A}, pages = {12-14}}
Rather:
    % citare: allow page-range because the publisher prints it so
    @misc{a, title = {A}, pages = {12-14}}

Fix: None.
""",
    ),
)
