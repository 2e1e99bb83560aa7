"""The map (src/README.md): what it names is there, and its recipes are complete.

Each recipe is followed in a copy of the source, with one new file and one line in a registry (a
command has two files), and nothing else. Then the new thing is used from the command line.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "citare"
MAP = (ROOT / "src" / "README.md").read_text(encoding="utf-8")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[a-z_]+(?:/[a-z_]+)*/?(?:\.\w+)*")


def _exists(name: str, *folders: Path) -> bool:
    """Whether a path, a module, or a name in a module is there, from one of the folders."""
    for folder in folders:
        path = folder / name
        module, _, attribute = name.rpartition(".")
        if path.exists() or path.with_suffix(".py").exists():
            return True
        source = folder / f"{module}.py"
        if (
            attribute
            and source.exists()
            and re.search(
                rf"^(?:class|def) {attribute}\b|^{attribute}\b", source.read_text("utf-8"), re.M
            )
        ):
            return True
    return False


def _rows() -> Iterator[tuple[list[str], list[str]]]:
    """Each row of the table of rooms: the rooms, and the names in its text."""
    for row in re.findall(r"^\| (`.*?) \| (.*) \|$", MAP, re.MULTILINE):
        yield _CODE.findall(row[0]), _CODE.findall(row[1])


def test_each_path_that_the_map_names_exists() -> None:
    table = re.compile(r"^\|.*$", re.MULTILINE)
    paths = [n for n in _CODE.findall(table.sub("", MAP)) if "/" in n and _PATH.fullmatch(n)]
    paths = [n for n in paths if Path(n).stem != "x"]  # x is the recipes' new thing
    assert len(paths) > 20
    assert [n for n in paths if not _exists(n, SRC, ROOT, ROOT / "src")] == []


def test_each_module_that_the_map_names_is_in_its_room() -> None:
    missing = []
    for rooms, names in _rows():
        folders = [SRC / room for room in rooms]
        assert [folder for folder in folders if not folder.is_dir()] == []
        missing += [
            f"{rooms}: {n}" for n in names if _PATH.fullmatch(n) and not _exists(n, *folders)
        ]
    assert missing == []


def test_each_room_is_on_the_map() -> None:
    """In the table, or in the drawing above it (actions)."""
    rooms = {f"{path.name}/" for path in SRC.iterdir() if (path / "__init__.py").exists()}
    table = {room for rooms, _ in _rows() for room in rooms}
    drawing = set(re.findall(r"\b\w+/", MAP.split("```")[1]))
    assert rooms - {"actions/"} == table
    assert rooms <= drawing


@dataclass
class House:
    """A copy of the source in which a recipe is followed, and a project to try it in."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        """A new file of the recipe."""
        path = self.folder / "src" / "citare" / name
        assert not path.exists()
        path.write_text(text, encoding="utf-8")

    def line(self, name: str, before: str, line: str) -> None:
        """The line in a registry, before one that is there."""
        path = self.folder / "src" / "citare" / name
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{name} has no line {before!r}"
        path.write_text(text.replace(before, line + before, 1), encoding="utf-8")

    def run(self, *arguments: str, code: int = 0, settings: Mapping[str, str] = {}) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "citare", *arguments],
            cwd=self.folder / "project",
            env={
                **os.environ,
                "PYTHONPATH": str(self.folder / "src"),
                "CITARE_CACHE_DIR": str(self.folder / "cache"),
                "CITARE_STATE_DIR": str(self.folder / "state"),
                **settings,
            },
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def house(tmp_path: Path) -> House:
    shutil.copytree(SRC, tmp_path / "src" / "citare", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "project" / "refs").mkdir(parents=True)
    entry = "@book{ng2020,\n  author = {Ng, Ada},\n  title = {Teh Book},\n  year = {2020},\n}\n"
    (tmp_path / "project" / "refs" / "a.bib").write_text(entry, encoding="utf-8")
    return House(tmp_path)


def test_the_recipe_of_a_source_is_complete(house: House, httpserver: HTTPServer) -> None:
    house.write(
        "sources/shelf.py",
        '''"""Shelf: books by ISBN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citare.model.identifiers import normalise_isbn
from citare.model.item import Item
from citare.sources.base import Answer, Found, NotFound, Reply, Request, Task
from citare.sources.base import json_of, lookup_batched
from citare.sources.status import Status, status_from_updates

NAME = "shelf"


def lookup_many(isbns: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each ISBN, in order."""
    return lookup_batched(NAME, isbns, normalise_isbn, _request, _answers, most=1)


def _request(isbns: Sequence[str]) -> Request:
    return Request(NAME, f"books/{isbns[0]}")


def _answers(batch: Sequence[str], reply: Reply) -> Mapping[str, Answer]:
    book = json_of(reply)
    if not isinstance(book, Mapping):
        return {isbn: NotFound(isbn, NAME) for isbn in batch}
    text = {"title": str(book["title"]), "ISBN": batch[0]}
    return {isbn: Found(Item(isbn, "book", text), isbn, NAME, "2026-01-31", isbn, record=book)
            for isbn in batch}


def status(record: Mapping[str, Any], title: str) -> Status:
    """Shelf says nothing of what became of a book."""
    return status_from_updates(record, title)
''',
    )
    house.line(
        "sources/registry.py",
        '    Source(\n        "openlibrary",',
        '    Source("shelf", "Shelf", "https://shelf.example", "Shelf API",\n'
        '           "citare.sources.shelf", kinds=("isbn",), trusted=("title", "ISBN")),\n',
    )
    httpserver.expect_request("/books/9780306406157").respond_with_json({"title": "Krill Atlas"})
    settings = {"CITARE_SHELF_URL": httpserver.url_for("")}
    assert "shelf-url" in house.run("config")
    told = house.run("add", "9780306406157", "--to", "refs/a.bib", settings=settings)
    assert "Krill Atlas" in told and "Shelf" in told
    assert "Krill Atlas" in (house.folder / "project/refs/a.bib").read_text(encoding="utf-8")
    house.run("sync", "--refresh", "--source", "shelf", settings=settings)


def test_the_recipe_of_a_rule_is_complete(house: House) -> None:
    house.write(
        "lint/rules/teh.py",
        '''"""No title says "teh".

What: The word "teh".

Why: A slip for "the".

Example:
    title = {Teh book}
Rather:
    title = {The book}

Fix: None.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field


def check(record: Record) -> Iterator[Violation]:
    """Titles with the slip."""
    field = record.own.get("title")
    if field and "teh" in field.value.lower():
        yield in_field(field, 'the title says "teh"')


RULE = Rule(
    code="teh", group="titles", severity=Severity.WARNING, doc=__doc__ or "", record=check
)
''',
    )
    house.line("lint/registry.py", "    trailing_punctuation,\n", "    teh,\n")
    house.line("lint/registry.py", "    trailing_punctuation.RULE,\n", "    teh.RULE,\n")
    assert 'A slip for "the"' in house.run("rules", "teh")
    assert 'the title says "teh"' in house.run("check", "--local", "--select", "teh", code=1)


def test_the_recipe_of_an_output_format_is_complete(house: House) -> None:
    house.write(
        "formats/shout.py",
        '''"""Plain text in capitals."""

from __future__ import annotations

from citare.formats.base import one_line, walk
from citare.formats.plain import Plain
from citare.text.rich import Rich


class Shout(Plain):
    """Text in capitals."""

    name = "shout"
    extension = ".shout"

    def inline(self, rich: Rich) -> str:
        return walk(rich, lambda text: one_line(text).upper(), {})
''',
    )
    house.line("formats/registry.py", "\nFORMATS", "from citare.formats.shout import Shout\n")
    house.line("formats/registry.py", '    "rtf": Rtf(),\n', '    "shout": Shout(),\n')
    assert "TEH BOOK" in house.run("render", "--format", "shout")
    house.run("render", "-o", "out.shout")
    assert "TEH BOOK" in (house.folder / "project/out.shout").read_text(encoding="utf-8")


def test_the_recipe_of_an_exchange_format_is_complete(house: House) -> None:
    house.write(
        "exchange/lines.py",
        '''"""A title a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citare.exchange.base import Exported, Format, Imported, checked
from citare.model.item import Item


def read(text: str, file: str = "") -> Imported:
    """An item for each line after the first."""
    return Imported(tuple(Item("", "book", {"title": t}) for t in text.splitlines()[1:] if t))


def write(items: Sequence[Item]) -> Exported:
    """The titles."""
    text = "#lines\\n" + "".join(item.get("title") + "\\n" for item in items)
    return checked("lines", items, text, read)


LINES: Final = Format(
    "lines", "Lines", (".lines",), lambda text: text.startswith("#lines"), read, write
)
''',
    )
    house.line("exchange/registry.py", "\nFORMATS", "from citare.exchange.lines import LINES\n")
    house.line("exchange/registry.py", "    CSV,\n)", "    LINES,\n")
    assert house.run("export", "--format", "lines", code=0).startswith("#lines\nTeh Book\n")
    (house.folder / "project/x.lines").write_text("#lines\nKrill Atlas\n", encoding="utf-8")
    house.run("import", "x.lines")
    assert "Krill Atlas" in house.run("list")


def test_the_recipe_of_a_command_is_complete(house: House) -> None:
    house.write(
        "actions/count.py",
        '''"""Count the references of a library."""

from __future__ import annotations

from citare.changes import Files
from citare.library.library import Library


def count(files: Files) -> int:
    """How many references there are."""
    return len(Library.load(files).records)
''',
    )
    house.write(
        "cli/commands/count.py",
        '''"""`citare count`."""

from __future__ import annotations

import click

from citare.actions.count import count
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import with_app


@click.command("count", epilog="Example:  citare count --json")
@with_app
def command(app: App) -> None:
    """Count the references of the library."""
    number = count(app.library)
    app.report({"count": number}, text=lambda: output.say(f"{number} references"))
''',
    )
    house.line("cli/registry.py", '    "lsp":', '    "count": ("count", "Count references."),\n')
    assert "Count references." in house.run("--help")
    assert '"count": 1' in house.run("count", "--json")
