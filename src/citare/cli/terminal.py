"""What a terminal gets and a pipe does not: tables, colour, side by side values, progress.

The only user of rich, and imported only when there is a terminal: rich knows its width, its
colours (NO_COLOR, Windows) and how wide a character is. Values go in as `Text`, never as markup.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from citare.cli.output import visible
from citare.sources.registry import title_of
from citare.web.client import Progress

_MOST_AUTHORS = 32
_SEVERITIES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def _text(value: str, style: str = "") -> Text:
    return Text(visible(value), style=style)


def show_references(rows: Sequence[tuple[str, str, str, str]]) -> None:
    """Key, year, authors and title in columns that fit the terminal. Keys are never cut.

    More than a screen goes through the pager ($PAGER).
    """
    console = Console(highlight=False)
    if len(rows) < console.height:
        _show_rows(console, rows)
        return
    os.environ.setdefault("LESS", "FRX")  # as git does: colours, and no screen of its own
    with console.pager(styles=True):
        _show_rows(console, rows)


def _show_rows(console: Console, rows: Sequence[tuple[str, str, str, str]]) -> None:
    shown = [tuple(map(visible, row)) for row in rows]
    keys, years, authors = (max(cell_len(row[column]) for row in shown) for column in range(3))
    authors = min(authors, _MOST_AUTHORS, max(8, (console.width - keys - years) // 3))
    for key, year, names, title in shown:
        line = Text(f"{set_cell_size(key, keys)}  ", "bold cyan")
        line.append(f"{year:>{years}}  ", "dim")
        line.append(f"{_cut(names, authors)}  {title}", "not bold default")
        line.truncate(max(console.width, keys), overflow="ellipsis")
        console.print(line, soft_wrap=True)


def _cut(text: str, width: int) -> str:
    """The text padded or cut to a width in terminal cells."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…"


def show_diff(text: str) -> None:
    """A unified diff in colour."""
    console = Console(highlight=False, soft_wrap=True)
    for line in text.splitlines():
        console.print(_text(line, _diff_style(line)))


def _diff_style(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return "bold"
    return {"@": "cyan", "+": "green", "-": "red"}.get(line[:1], "")


def show_findings(lines: Iterable[tuple[str, str, str, str, str]]) -> None:
    """Findings: place, severity, code, message and hint, each part in its colour."""
    console = Console(highlight=False, soft_wrap=True)
    for place, severity, code, message, hint in lines:
        line = Text()
        line.append_text(_text(place, "bold"))
        line.append_text(_text(f"{severity} ", _SEVERITIES.get(severity, "")))
        line.append_text(_text(f"{code} ", "dim"))
        line.append_text(_text(message))
        console.print(line)
        if hint:
            console.print(_text(f"    hint: {hint}", "dim"))


def show_pair(title: str, left: tuple[str, str], right: tuple[str, str]) -> None:
    """Two named values side by side, on standard error."""
    table = Table(title=_text(title), title_justify="left")
    for name, _ in (left, right):
        table.add_column(_text(name))
    table.add_row(_text(left[1]), _text(right[1]))
    Console(stderr=True).print(table)


class ProgressBar:
    """Shown while requests are under way; gone before anything else is written."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task = TaskID(0)

    def show(self, state: Progress) -> None:
        """Show how far the client is."""
        if self._bar is None:
            self._bar = Bar(
                TextColumn("asking {task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._bar.add_task(title_of(state.source), total=state.total)
            self._bar.start()
        self._bar.update(self._task, completed=state.done, total=state.total)
        if state.done >= state.total:
            self.stop()

    def stop(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
