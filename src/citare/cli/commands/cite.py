"""`citare cite`."""

from __future__ import annotations

import click

from citare.actions.cite import CitedDocument, CiteOptions, cite_markdown
from citare.changes import FileChange, FileChanges
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, force_option, output_option, with_app
from citare.csl.style import Style
from citare.disk.documents import expand
from citare.documents.front_matter import FrontMatter, read_front_matter
from citare.errors import ExitCode, InputError, UsageError
from citare.findings import Severity
from citare.lazy import load
from citare.library.library import Library
from citare.lint.document_rules import UNDEFINED_KEY
from citare.project import STANDARD_INPUT

HTML = (".html", ".htm")
MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")


@click.command("cite", epilog="Example:  citare cite post.md --style ama --in-place")
@click.argument("documents", nargs=-1, required=True)
@click.option("-s", "--style", help="A style's name, short name (apa, ama, ...) or file.")
@click.option("-l", "--locale", help="Language of the output, such as de-DE.")
@click.option(
    "-b",
    "--bibliography",
    multiple=True,
    type=click.Path(exists=True),
    help="Where the entries are (default: what the document names, else the library).",
)
@click.option("-i", "--in-place", is_flag=True, help="Write each document where it is.")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if something would change.")
@click.option("--final", is_flag=True, help="Print without the sources that the next run needs.")
@click.option(
    "-t",
    "--to",
    "form",
    type=click.Choice(("markdown", "html")),
    help="Output format (default: what the name of the output says, else Markdown).",
)
@click.option("--fragment", is_flag=True, help="With HTML: the body alone, no page around it.")
@click.option("--links", is_flag=True, help="Citations of one work are links to its entry.")
@click.option("--heading", help="Above a list without a place of its own ('' for none).")
@output_option("Write the document to a file.")
@force_option
@dry_run_option
@with_app
def command(
    app: App,
    documents: tuple[str, ...],
    style: str | None,
    locale: str | None,
    bibliography: tuple[str, ...],
    in_place: bool,
    check: bool,
    final: bool,
    form: str | None,
    fragment: bool,
    links: bool,
    heading: str | None,
    target: str | None,
    force: bool,
) -> ExitCode:
    """Print the citations and the references of Markdown DOCUMENTS (- is standard input).

    Citations are written as for pandoc: [@ning2025, p. 3], @ning2025 [p. 3], [-@ning2025]. Each
    keeps its source beside what is printed, so that the next run renews it; a list of references
    goes between two comments, at the end if there are none. Everything else stays as it is.
    Ends with 1 if a key is missing.
    """
    paths = expand(documents)
    html = form == "html" or (not form and (target or "").lower().endswith(HTML))
    _check_use(paths, in_place=in_place, check=check, final=final or html, target=target)
    app.override(locale=locale)
    options = CiteOptions(
        not final,
        app.settings.text("locale"),
        heading,
        app.settings.text("title-case") == "sentence",
        "html" if html else "markdown",
        fragment,
        links,
        app.settings.text("links"),
    )
    sources = _Sources(app, style, bibliography)
    files = app.files([path for path in paths if path != STANDARD_INPUT])
    made: dict[str, CitedDocument] = {}
    changed: dict[str, FileChange] = {}
    for path in paths:
        source = output.stdin_text() if path == STANDARD_INPUT else files.read(path)
        front = read_front_matter(source)
        library, chosen = sources.library(path, front), sources.style(path, front)
        made[path] = cite_markdown(source, path, library, chosen, app.styles, options)
        if made[path].text != source:
            changed[path] = FileChange.whole(source, made[path].text)
    if in_place and not (check or app.dry_run):
        files.write_all(FileChanges(changed))
    elif target and not app.dry_run:
        app.write_output(target, made[paths[0]].text, HTML if html else MARKDOWN, force=force)
    printed = "" if in_place or check or target or app.dry_run else made[paths[0]].text
    app.report(
        {"documents": [_as_json(path, one, path in changed) for path, one in made.items()]},
        text=lambda: output.document(printed.removesuffix("\n")) if printed else None,
        changed=changed if in_place or app.dry_run else None,
        summary=lambda: _say(made, changed, check=check),
    )
    wrong = any(f.severity is Severity.ERROR for one in made.values() for f in one.findings)
    found = ExitCode.FINDINGS if wrong or (check and changed) else ExitCode.OK
    return ExitCode.first_of([app.say_unread(), found])


def _check_use(
    paths: list[str], *, in_place: bool, check: bool, final: bool, target: str | None
) -> None:
    """UsageError for options that contradict each other."""
    if in_place and target:
        raise UsageError("--in-place and --output contradict each other")
    if final and (in_place or check):
        raise UsageError(
            "--final and HTML go to --output or standard output",
            hint="a document that is written in place keeps its sources",
        )
    if STANDARD_INPUT in paths and (in_place or len(paths) > 1):
        raise UsageError("standard input (-) is read alone and printed to standard output")
    if len(paths) != 1 and not in_place and not check:
        raise UsageError(
            f"{len(paths)} documents have no single output",
            hint="--in-place writes each where it is, --check only looks",
        )


class _Sources:
    """The entries and the style of each document; what several documents share is read once."""

    def __init__(self, app: App, style: str | None, bibliography: tuple[str, ...]) -> None:
        self.app = app
        self.asked_style = style
        self.asked_files = bibliography
        self.libraries: dict[tuple[str, ...], Library] = {}
        self.styles: dict[str, Style] = {}

    def style(self, path: str, front: FrontMatter) -> Style:
        """The style asked for, else the one that the metadata names (a file beside it, or a
        name), else the setting."""
        named = "" if self.asked_style else front.text("csl", "citation-style")
        name = self.asked_style or (self.app.named_by(path, named) or named if named else "")
        if name not in self.styles:
            self.styles[name] = self.app.style(name)
        return self.styles[name]

    def library(self, path: str, front: FrontMatter) -> Library:
        """The entries asked for, those that the document names, else the library's."""
        named = self.asked_files or self._named(path, front)
        if named not in self.libraries:
            of: type[Library] = load("citare.library.library", "Library")
            library = of.load(self.app.readable(self.app.select(named, only_files=True)))
            self.app.unread += library.unread
            self.libraries[named] = library
        return self.libraries[named]

    def _named(self, path: str, front: FrontMatter) -> tuple[str, ...]:
        found = []
        for name in front.texts("bibliography") if path != STANDARD_INPUT else ():
            file = self.app.named_by(path, name)
            if file is None:
                raise InputError(
                    f"{path}: the bibliography {name} is not a file of this project",
                    hint="name it with --bibliography",
                )
            found.append(file)
        return tuple(found)


def _as_json(path: str, one: CitedDocument, changed: bool) -> dict[str, object]:
    missing = [finding.place.key for finding in one.findings if finding.code == UNDEFINED_KEY.code]
    return {
        "document": path,
        "keys": list(one.keys),
        "missing": list(dict.fromkeys(missing)),
        "changed": changed,
        "text": one.text,
    }


def _say(made: dict[str, CitedDocument], changed: dict[str, FileChange], *, check: bool) -> None:
    for path, one in made.items():
        output.say_findings(one.findings)
        if check and path in changed:
            output.say(f"{path} would change")
    keys = output.counted(sum(len(one.keys) for one in made.values()), "reference")
    output.say(f"{output.counted(len(made), 'document')}, {keys} cited")
