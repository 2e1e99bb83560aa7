"""`citare check`: what is wrong with the library, and `--fix` for what rules can fix."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citare.actions.citations import citation_producer
from citare.actions.lint import Fixing, LintOptions, LintResult, lint, merged, threshold
from citare.bibtex.nodes import Document
from citare.changes import FileChange
from citare.cli import completion, output
from citare.cli import findings_report as report
from citare.cli.app import App
from citare.cli.options import dry_run_option, network_options, with_app
from citare.disk.documents import documents_under
from citare.disk.standard_streams import STDIN
from citare.documents.registry import syntax_for
from citare.errors import ExitCode, InputError, UsageError
from citare.lazy import load
from citare.library.library import Library
from citare.lint.base import FileEncoding
from citare.lint.baseline import Baseline, baseline_of, read_baseline, write_baseline
from citare.lint.document_rules import DOCUMENT_RULES, UNUSED_ENTRY
from citare.lint.verdict_rules import VERDICTS
from citare.project import BIB_ENDINGS

VERDICT_CODES = frozenset(rule.code for rule in VERDICTS)

if TYPE_CHECKING:
    from citare.actions.verify import RegistryFindings, Verified
    from citare.disk.files import BibFiles


@click.command("check", epilog="Example:  citare check --fix refs/library.bib")
@click.argument("files", nargs=-1)
@click.option(
    "--select",
    multiple=True,
    shell_complete=completion.rules,
    metavar="RULES",
    help="Only these rules or groups.",
)
@click.option(
    "--ignore",
    multiple=True,
    shell_complete=completion.rules,
    metavar="RULES",
    help="All but these rules or groups.",
)
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
@click.option("--statistics", is_flag=True, help="Show how many findings each rule has.")
@click.option("--quiet", "-q", is_flag=True, help="Show only findings that fail (--fail-on).")
@click.option("--baseline", metavar="FILE", help="Leave out findings that FILE knows.")
@click.option("--update-baseline", is_flag=True, help="Write the present findings to FILE.")
@click.option("--since", metavar="FILE", help="Show what is new since the run that wrote FILE.")
@click.option("--links", is_flag=True, help="Ask web addresses whether they answer.")
@dry_run_option
@network_options
@with_app
def command(
    app: App,
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    form: str,
    fail_on: str | None,
    verify: bool | None,
    statistics: bool,
    quiet: bool,
    baseline: str | None,
    update_baseline: bool,
    since: str | None,
    links: bool,
) -> ExitCode:
    """Check FILES (default: the library; - is standard input) against rules and registries.

    Files of the library are checked together, others folder by folder. In Markdown, LaTeX and
    Typst documents the citations are checked: each key must be in the library, or in the .bib
    files named with them.
    Findings go to standard output as file:line:column: severity code message; the counts to
    standard error. Ends with 1 if there is a finding of the severity --fail-on or worse, and
    with 4 if something could not be asked about. With --since, a job that runs each week tells
    only what changed, and writes FILE for the next time.
    """
    app.override(select=_split(select), ignore=_split(ignore), fail_on=fail_on, verify=verify)
    limit = app.settings.text("fail-on")
    threshold(limit)
    fixes = fix or unsafe_fixes or diff
    if since and (baseline or fixes):
        raise UsageError("--since goes with neither --baseline nor --fix")
    earlier = _read_baseline(since) if since and Path(since).is_file() else Baseline()
    baseline = baseline or since
    _refuse_contradictions(app, fixes, form, statistics, baseline, update_baseline)
    write = fixes and not diff and not app.dry_run
    documents = [name for name in files if syntax_for(name)]
    named = [name for name in files if name not in documents]
    selection = app.select(named, only_files=True)
    bib_files = app.readable(selection)
    all_options = replace(
        _options(app, bib_files),
        baseline=_known(baseline, since, earlier, update=update_baseline),
        name_of=partial(_beside, baseline or ""),
    )
    options = _without_document_rules(all_options)
    fixing = replace(options, fixing=_fixing(fixes, unsafe_fixes))
    library = Library.load(bib_files)
    _check_kinds(library)
    only_documents = (documents and not named) or (all_options.select and not options.select)
    checked = [] if only_documents else _libraries(app, library, selection.named)
    with _registries(app, bib_files, links) as registries:
        producers = [registries.producer] if registries else []
        results = [lint(one, fixing if write else options, producers) for one in checked]
    results += _citations(app, documents, library, all_options)
    result = merged(results)
    fixed = result
    if fixes and not write and checked:
        fixed = merged([lint(one, fixing) for one in checked])
    _write(bib_files, fixed, write=write)
    verified = registries.verified if registries else None
    form = "json" if app.as_json else form
    if diff and form != "json":
        output.diff(fixed.changes)
    elif statistics and form != "json":
        report.show_statistics(result)
    else:
        to_stderr = STDIN in bib_files.paths() and write
        report.show(result, form, verified, to_stderr=to_stderr, least=limit if quiet else "")
    if not quiet:
        _say_counts(result, verified, would_fix=0 if write else len(fixed.fixed))
    if since:
        _write_since(app, since, result, earlier)
    code = _ending(app, result, limit, baseline if update_baseline else None)
    return ExitCode.first_of([app.say_unread(), code])


def _say_counts(result: LintResult, verified: Verified | None, *, would_fix: int) -> None:
    """The counts of findings and of verdicts, for a person."""
    output.say(report.summary(result, would_fix=would_fix))
    if verified is not None:
        output.say(report.registry_summary(verified))


def _known(
    path: str | None, since: str | None, earlier: Baseline, *, update: bool
) -> Baseline | None:
    """The findings that are not to be shown; None if all are."""
    if since:
        return earlier
    return _read_baseline(path) if path and not update else None


def _write_since(app: App, path: str, result: LintResult, earlier: Baseline) -> None:
    """Write what is found now. Of what could not be asked about, what was known stays."""
    found = (*result.every, *result.known)
    known = baseline_of((f for f in found if f.code != "not-checked"), partial(_beside, path))
    unasked = {(_beside(path, f.place.file), f.place.key) for f in found if f.code == "not-checked"}
    for mark, count in earlier.items():
        file, code, key, _ = mark
        if (file, key) in unasked and code in VERDICT_CODES:
            known[mark] = max(known[mark], count)
    app.write_output(path, write_baseline(known), (".json",))


def _ending(app: App, result: LintResult, limit: str, new_baseline: str | None) -> ExitCode:
    """The exit code, after writing the new baseline if there is one."""
    if new_baseline:
        known = baseline_of(result.every, partial(_beside, new_baseline))
        app.write_output(new_baseline, write_baseline(known), (".json",))
        output.say(f"wrote {len(result.every)} findings to {new_baseline}")
    elif result.fails(limit):
        return ExitCode.FINDINGS
    return ExitCode.NOT_ASKED if result.not_checked else ExitCode.OK


def _refuse_contradictions(
    app: App, fixes: bool, form: str, statistics: bool, baseline: str | None, update: bool
) -> None:
    """UsageError for options that cannot both be meant."""
    for both, what in (
        (app.as_json and form not in ("text", "json"), f"--json and --format {form}"),
        (statistics and form not in ("text", "json"), f"--statistics and --format {form}"),
        (app.settings.flag("offline") and app.refresh, "--offline and --refresh"),
        (update and fixes, "--update-baseline and --fix"),
    ):
        if both:
            raise UsageError(f"{what} contradict each other", hint="leave one of them out")
    if update and not baseline:
        raise UsageError("--update-baseline needs --baseline FILE")


def _read_baseline(path: str) -> Baseline:
    if not Path(path).is_file():
        raise InputError(f"{path} is not there", hint="make it with --update-baseline")
    return read_baseline(Path(path).read_text(encoding="utf-8", errors="replace"), path)


def _beside(baseline: str, file: str) -> str:
    """A file's name as seen from the baseline's folder: the same wherever citare runs."""
    return Path(os.path.relpath(file, Path(baseline).parent)).as_posix()


def _without_document_rules(options: LintOptions) -> LintOptions:
    """The options for the rules that look at .bib files alone."""
    codes = {rule.code for rule in DOCUMENT_RULES}
    select, ignore = (
        tuple(name for name in names if name not in codes)
        for names in (options.select, options.ignore)
    )
    return replace(options, select=select, ignore=ignore)


def _check_kinds(library: Library) -> None:
    """InputError for a file that is not BibTeX: that nothing is found there says nothing."""
    for document in library.documents:
        bib = document.file.lower().endswith((*BIB_ENDINGS, STDIN))
        if not bib and not document.entries and document.text.strip():
            raise InputError(f"{document.file}: there is no BibTeX entry in it")


def _libraries(app: App, library: Library, named: bool) -> list[Library]:
    """The libraries that the files make up: the project's own, and one for each other folder.

    Keys of one paper mean nothing in the next.
    """
    if not named:
        return [library]
    groups: dict[str, list[Document]] = {}
    own = {Path(path).resolve() for path in app.library_paths}
    for document in library.documents:
        path = Path(document.file)
        group = "" if path.resolve() in own else f"{path.parent}/"
        groups.setdefault(group, []).append(document)
    return [Library(documents) for documents in groups.values()]


def _citations(
    app: App, documents: list[str], library: Library, options: LintOptions
) -> list[LintResult]:
    """The result for documents: those named, or the project's if a rule about them is selected."""
    wanted = {rule.code for rule in DOCUMENT_RULES} & set(options.select)
    if not documents and not wanted:
        return []
    paths = documents or [app.shown(path) for path in documents_under(app.root)]
    reader = app.files([])
    texts = {path: reader.read(path) for path in paths}
    producer = citation_producer(texts, library, unused=UNUSED_ENTRY.code in options.select)
    chosen = tuple(name for name in options.select if name in {*producer.codes, "all"})
    if options.select and not chosen:
        return []
    ignored = tuple(name for name in options.ignore if name in producer.codes)
    plain = replace(options, select=chosen or tuple(producer.codes), ignore=ignored, suppress={})
    found = lint(Library(()), plain, [producer])
    unchanged = {path: FileChange.edited(text, ()) for path, text in texts.items()}
    return [replace(found, files=unchanged, documents=len(texts))]


def _options(app: App, files: BibFiles) -> LintOptions:
    settings = app.settings
    decoded = {name: files.decoded(name) for name in files.paths()}
    return LintOptions(
        select=settings.list("select"),
        ignore=settings.list("ignore"),
        suppress=settings.table("suppress"),
        origin=settings.values["suppress"].origin,
        today=app.today.isoformat(),
        encodings={n: FileEncoding(d.encoding, d.stated, d.foreign) for n, d in decoded.items()},
    )


@contextmanager
def _registries(app: App, files: BibFiles, links: bool) -> Iterator[RegistryFindings | None]:
    """What else gives findings: the registries (unless --local) and, with --links, addresses."""
    verdicts = app.settings.flag("verify")
    if not verdicts and not links:
        yield None
        return
    make = load("citare.actions.verify", "RegistryFindings")
    with app.network() as fetch:
        yield make(files, fetch, app.lock, verdicts=verdicts, links=links)


def _split(names: tuple[str, ...]) -> tuple[str, ...]:
    """`--select names,pages` is as good as giving the option twice."""
    return tuple(name for given in names for name in given.split(",") if name)


def _fixing(fixes: bool, unsafe: bool) -> Fixing:
    if not fixes:
        return "none"
    return "unsafe" if unsafe else "safe"


def _write(files: BibFiles, result: LintResult, *, write: bool) -> None:
    """Write what was fixed. Standard input's text goes to standard output, changed or not."""
    if write:
        files.write_all(result.files)
        return
    for name in result.changes:
        output.say(f"would write {name}")
