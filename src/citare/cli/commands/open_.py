"""`citare open`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import with_app
from citare.errors import InputError, NotFoundError
from citare.library.library import Library, Record
from citare.model.identifiers import doi_url

_DOCUMENTS = (
    *(".pdf", ".epub", ".djvu", ".txt", ".md", ".docx", ".odt"),
    *(".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"),
)


@click.command("open", epilog="Example:  citare open ning2025 --print")
@click.argument("key", shell_complete=completion.keys)
@click.option("--file", "own_file", is_flag=True, help="The entry's file instead of its address.")
@click.option("--print", "only_print", is_flag=True, help="Print the address and open nothing.")
@with_app
def command(app: App, key: str, own_file: bool, only_print: bool) -> None:
    """Open KEY's DOI, address or file.

    Only web addresses are opened, and documents (PDF, EPUB, text, images) inside the project.
    """
    record = Library.load(app.library).record(key)
    address = "" if own_file else _address(record)
    address = address or _file(record, app.root)
    if not address:
        lacks = "no file that is there" if own_file else "no DOI, no address and no file"
        raise NotFoundError(f"{record.key} has {lacks}")

    def show() -> None:
        if only_print:
            output.data(address)
        else:
            _check_harmless(address, app.root)
            output.say(f"opening {address}")
            click.launch(address)

    app.report({"key": record.key, "address": address}, text=show)


def _address(record: Record) -> str:
    item = record.item
    if item.get("DOI"):
        return doi_url(item.get("DOI"))
    if item.get("URL").startswith(("http://", "https://")):
        return item.get("URL")
    if item.get("PMID"):
        return f"https://pubmed.ncbi.nlm.nih.gov/{item.get('PMID')}/"
    return ""


def _check_harmless(address: str, root: Path) -> None:
    """InputError for a file that may be anything: an entry can name any file, and programs too."""
    if address.startswith(("http://", "https://")):
        return
    path = Path(address).resolve()
    if not path.is_relative_to(root.resolve()):
        raise InputError(f"{path} is outside of the project", hint="open it yourself")
    if path.suffix.lower() not in _DOCUMENTS:
        kinds = " ".join(_DOCUMENTS)
        raise InputError(f"{path} is not a document", hint=f"only these are opened: {kinds}")


def _file(record: Record, root: Path) -> str:
    """The first file that is there; `file` as JabRef writes it is `description:path:type`."""
    for part in record.fields.get("file", "").split(";"):
        pieces = part.replace("\\:", "\0").split(":")
        for piece in (part, *(pieces[1:2])):
            name = piece.replace("\0", ":").replace("\\", "/").strip()
            if name and (root / name).is_file():
                return str(root / name)
    return ""
