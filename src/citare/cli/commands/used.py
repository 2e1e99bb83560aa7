"""`citare used`."""

from __future__ import annotations

import click

from citare.actions.citations import cited_keys, undefined_keys
from citare.actions.subset import subset
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import force_option, output_option, with_app
from citare.disk.documents import expand, with_included
from citare.documents.base import EVERY_KEY
from citare.documents.registry import syntax_for
from citare.errors import ExitCode, InputError
from citare.lazy import load
from citare.library.library import Library


@click.command("used", epilog="Example:  citare used thesis.tex -o thesis.bib")
@click.argument("documents", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "-b",
    "--bibliography",
    multiple=True,
    type=click.Path(exists=True),
    help="Where the entries are (default: the library).",
)
@click.option("--keys", "only_keys", is_flag=True, help="Print the keys that are cited instead.")
@output_option("Write the .bib text to a file.")
@force_option
@with_app
def command(
    app: App,
    documents: tuple[str, ...],
    bibliography: tuple[str, ...],
    only_keys: bool,
    target: str | None,
    force: bool,
) -> ExitCode:
    """Print the entries that DOCUMENTS cite, as they are in the library, as one .bib text.

    Files that a document takes in (\\input, #include, Quarto's include) are read too. With the
    entries come those that they refer to and the @string definitions that they use. Ends with 1
    if a cited key is missing.
    """
    paths = expand(documents)
    unknown = [path for path in paths if syntax_for(path) is None]
    if unknown:
        raise InputError(
            f"{unknown[0]} is not a kind of document that citare reads citations in",
            hint="Markdown, LaTeX, Typst and reStructuredText are, by the endings of their names",
        )
    texts = with_included(paths, app.files([]).read)
    of: type[Library] = load("citare.library.library", "Library")
    library = of.load(app.readable(app.select(bibliography, only_files=True)))
    app.unread += library.unread
    cited = cited_keys(texts)
    missing = undefined_keys(library, cited)
    keys = list(dict.fromkeys(one.key for one in cited if one.key != EVERY_KEY))
    every = any(one.key == EVERY_KEY for one in cited)
    part = subset(library, list(library.by_key) if every else keys)
    if target:
        app.write_output(target, part.text, [".bib"], force=force)

    def text() -> None:
        if only_keys:
            for key in keys:
                output.data(key)
        elif not target:
            output.document(part.text.removesuffix("\n"))

    absent = list(dict.fromkeys(finding.place.key for finding in missing))
    app.report(
        {"keys": keys, "entries": list(part.keys), "missing": absent, "bibtex": part.text},
        text=text,
        summary=lambda: output.say_findings(missing),
    )
    found = ExitCode.FINDINGS if missing else ExitCode.OK
    return ExitCode.first_of([app.say_unread(), found])
