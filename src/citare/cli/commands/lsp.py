"""`citare lsp`: the language server for editors."""

from __future__ import annotations

import importlib
import os

import click

from citare.cli.options import folder_option
from citare.errors import UsageError


@click.command("lsp", epilog="Example:  citare lsp  (started by the editor)")
@folder_option
def command() -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    Findings with quick fixes in .bib files; references on hover, completion of keys and go to
    entry in Markdown, LaTeX, Typst and reStructuredText. Needs the extra:
    pip install 'citare[lsp]'.
    """
    try:
        server = importlib.import_module("citare.lsp.server")
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        raise UsageError(
            "the language server needs pygls", hint="pip install 'citare[lsp]'"
        ) from error
    # The server closes its streams at the end: it gets ones of its own.
    code = 0
    try:
        with os.fdopen(os.dup(0), "rb") as taken, os.fdopen(os.dup(1), "wb") as given:
            server.build().start_io(taken, given)
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else 0
    os._exit(code)  # a check that is under way is of no more use
