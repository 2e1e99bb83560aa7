"""`citare check`: what is wrong with the library, and `--fix` for what rules can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citare.actions.lint import LintOptions, LintResult, Mending, lint, threshold
from citare.cli import findings_report as report
from citare.cli import output
from citare.cli.bib_texts import STDIN, BibTexts, read_texts
from citare.cli.context import App
from citare.cli.diff import unified
from citare.cli.lazy import load
from citare.cli.options import common, dry_run_option, network
from citare.lint.view import Reading

if TYPE_CHECKING:
    from citare.actions.verify import Verified

FOUND = 1
NOT_CHECKED = 4


@click.command("check", epilog="Example:  citare check --fix refs/library.bib")
@click.argument("files", nargs=-1)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules or groups.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these rules or groups.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, and change nothing else.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply the unsafe fixes too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(report.FORMATS),
    default="text",
    help="How to print the findings.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "never")),
    help="The least severity that ends with 1 (default: warning).",
)
@click.option(
    "--verify/--local",
    default=None,
    help="Ask the registries too (default), or only look at the files.",
)
@click.option("--links", is_flag=True, help="See whether web addresses are alive.")
@dry_run_option
@network
@common
def command(
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    form: str,
    fail_on: str | None,
    verify: bool | None,
    links: bool,
    dry_run: bool,
    offline: bool,
    refresh: bool,
    mailto: str | None,
    project: str | None,
    as_json: bool,
) -> int:
    """Check FILES (default: the library; - is standard input) against rules and registries.

    Findings go to standard output as file:line:column: severity code message; the counts to
    standard error. Ends with 1 if there is a finding of the severity --fail-on or worse, and
    with 4 if something could not be asked about.
    """
    given = {
        "select": _split(select),
        "ignore": _split(ignore),
        "fail-on": fail_on,
        "verify": verify,
        "offline": offline or None,
        "mailto": mailto,
    }
    app = App(project, given)
    settings = app.settings
    threshold(settings.text("fail-on"))
    texts = read_texts(app, files)
    mends = fix or unsafe_fixes or diff
    options = LintOptions(
        select=settings.list("select"),
        ignore=settings.list("ignore"),
        mending=_mending(mends, unsafe_fixes),
        suppress=settings.table("suppress"),
        origin=settings.values["suppress"].origin,
        today=app.today.isoformat(),
        readings={
            name: Reading(one.encoding, one.stated, one.foreign)
            for name, one in texts.decoded.items()
        },
    )
    verdicts: list[Verified] = []
    asking = settings.flag("verify") or links
    ask = []
    if asking:
        producer = load("citare.cli.registry_findings", "producer")
        ask = [producer(app, links=links, refresh=refresh, told=verdicts.append)]
    result = lint(texts.texts, options, ask)
    _write(texts, result, write=mends and not diff and not dry_run)
    to_stderr = STDIN in texts.texts and mends and not diff and not dry_run
    _print(result, verdicts, "json" if as_json else form, diff=diff, quiet=to_stderr)
    output.say(report.summary(result))
    if verdicts:
        output.say(load("citare.cli.registry_findings", "summary_of")(verdicts[0]))
    if result.fails(settings.text("fail-on")):
        return FOUND
    return NOT_CHECKED if result.not_checked else 0


def _split(names: tuple[str, ...]) -> tuple[str, ...]:
    """`--select names,pages` is as good as giving the option twice."""
    return tuple(name for given in names for name in given.split(",") if name)


def _mending(mends: bool, unsafe: bool) -> Mending:
    if not mends:
        return "none"
    return "unsafe" if unsafe else "safe"


def _write(texts: BibTexts, result: LintResult, *, write: bool) -> None:
    """Write what was mended. Standard input's text goes to standard output, changed or not."""
    if write:
        texts.write_all(result.files)
        return
    for name in result.changes:
        output.say(f"would write {name}")


def _print(
    result: LintResult, verdicts: list[Verified], form: str, *, diff: bool, quiet: bool
) -> None:
    """The findings; with --diff the changes instead."""
    show = output.say if quiet else output.data
    if diff:
        text = unified(result.changes)
        if text:
            output.document(text.rstrip("\n"))
    elif form == "json":
        told = _told(verdicts) if verdicts else []
        output.json_data({**report.json_report(result), "verdicts": told})
    elif form == "sarif":
        output.json_data(report.sarif_report(result))
    else:
        lines = report.text_lines if form == "text" else report.github_lines
        for line in lines(result.findings):
            show(line)


def _told(verdicts: list[Verified]) -> list[object]:
    """What registries said, as JSON. Loaded late, with all that asks them."""
    in_json = load("citare.cli.registry_findings", "verdicts_json")
    return [verdict for verified in verdicts for verdict in in_json(verified)]
