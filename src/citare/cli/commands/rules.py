"""`citare rules`: the rules of check, and the whole text of one."""

from __future__ import annotations

import difflib
from typing import Any

import click

from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import with_app
from citare.errors import NotFoundError
from citare.lint.base import Rule
from citare.lint.registry import EXPLAINED


@click.command("rules", epilog="Example:  citare rules page-range")
@click.argument("names", nargs=-1, shell_complete=completion.rules)
@with_app
def command(app: App, names: tuple[str, ...]) -> None:
    """List the rules of `citare check`, or explain those NAMED (codes or groups)."""
    chosen = [rule for rule in EXPLAINED if not names or {rule.code, rule.group} & set(names)]
    groups = list(dict.fromkeys(rule.group for rule in EXPLAINED))
    known = [*(rule.code for rule in EXPLAINED), *groups]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "`citare rules` lists them"
            raise NotFoundError(f"no rule is called {name!r}", hint=hint)

    def text() -> None:
        if names:
            output.data("\n".join(_explained(rule) for rule in chosen).rstrip("\n"))
            return
        for group in groups:
            output.data(f"{group}:")
            for rule in chosen:
                if rule.group == group:
                    output.data(f"  {rule.code:24} {_marks(rule):18} {rule.title}")

    app.report({"rules": [_as_json(rule) for rule in chosen]}, text=text)


def _marks(rule: Rule) -> str:
    parts = [str(rule.severity)]
    if rule.fix != "none":
        parts.append(f"fix {rule.fix}" if rule.fix == "unsafe" else "fix")
    if not rule.default:
        parts.append("off")
    return ", ".join(parts)


def _explained(rule: Rule) -> str:
    on = "on" if rule.default else "off unless selected"
    return f"{rule.code} ({rule.group}, {rule.severity}, {on})\n\n{rule.doc.strip()}\n"


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "group": rule.group,
        "severity": str(rule.severity),
        "default": rule.default,
        "fix": rule.fix,
        "title": rule.title,
        "text": rule.doc.strip(),
    }
