"""What a command works with: the project, the options that commands share, and the report.

Commands get an `App` by `with_app` (cli/options). It reads what the arguments name, and writes a
result as text or as JSON: both from one value, in one place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citare.changes import FileChange
from citare.cli import output
from citare.errors import ExitCode, InputError
from citare.findings import Finding, Place, Severity
from citare.lazy import load
from citare.project import Project, Selection

if TYPE_CHECKING:
    from citare.disk.files import BibFiles
    from citare.library.library import Library, Record
    from citare.web.client import Client


@dataclass(frozen=True, slots=True)
class Shared:
    """The values of the options that commands share. A command without one has its default."""

    as_json: bool = False
    dry_run: bool = False
    offline: bool = False
    refresh: bool = False
    mailto: str | None = None


class App(Project):
    """The project of one command."""

    def __init__(self, shared: Shared, command: str = "citare") -> None:
        options = {"offline": shared.offline or None, "mailto": shared.mailto}
        super().__init__(None, options, command=command, say=_warn)
        self.as_json = shared.as_json
        self.dry_run = shared.dry_run
        self.refresh = shared.refresh
        self.unread: list[Finding] = []

    def override(self, **settings: Any) -> None:
        """Let options of the command overrule settings: `fail_on` is the setting `fail-on`.

        None and () overrule nothing.
        """
        self._options |= {name.replace("_", "-"): value for name, value in settings.items()}
        self.__dict__.pop("settings", None)

    @property
    def asks(self) -> bool:
        """Whether there is a person to ask: a terminal on both sides, and no --json."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.as_json

    # Reading

    def readable(self, selection: Selection) -> BibFiles:
        """Those of the selected files that can be read; `unread` names the others.

        InputError for a file that was named, or if none can be read.
        """
        files = self.files(selection.paths)
        if selection.named:
            return files
        good: list[str] = []
        for path in selection.paths:
            try:
                files.read(path)
            except InputError as error:
                last = error
                self.unread.append(_unreadable(path, error))
            else:
                good.append(path)
        if not good:
            raise last
        return files if len(good) == len(selection.paths) else self.files(good)

    def read(self, arguments: Sequence[str], query: str = "") -> tuple[Library, tuple[Record, ...]]:
        """The library and the records that arguments and query mean.

        NotFoundError for an unknown key. What cannot be read is left out, and noted in `unread`.
        """
        selection = self.select(arguments)
        library: Library = load("citare.library.library", "Library").load(self.readable(selection))
        self.unread += library.unread
        return library, library.select(selection.words, query)

    @contextmanager
    def network(self) -> Iterator[Client]:
        """A client for this command, with a progress bar on a terminal."""
        bar = load("citare.cli.terminal", "ProgressBar")() if sys.stderr.isatty() else None
        self._on_progress = bar.show if bar else None
        try:
            with self.client(refresh=self.refresh) as client:
                yield client
        finally:
            if bar:
                bar.stop()

    # Reporting

    def report(
        self,
        value: Mapping[str, Any],
        *,
        text: Callable[[], None] | None = None,
        changed: Mapping[str, FileChange] | None = None,
        summary: Callable[[], None] | None = None,
    ) -> None:
        """Write a command's result: as JSON with --json, else as `text` writes it.

        `changed` is what became of files: JSON names them, and --dry-run shows the diff, between
        `text` and `summary`.
        """
        if self.as_json:
            extra = {} if changed is None else {"files": list(changed), "dry_run": self.dry_run}
            output.json_object({**value, **extra})
            return
        if text:
            text()
        if self.dry_run and changed:
            output.diff(changed)
        if summary:
            summary()

    def say_unread(self) -> ExitCode:
        """Name what could not be read. The exit code: an entry is never left out in silence."""
        output.say_findings(self.unread)
        return ExitCode.INPUT if self.unread else ExitCode.OK

    def warn_of_retractions(self, records: Iterable[Record]) -> None:
        """Name the entries that the lock knows to be retracted, withdrawn or doubted."""
        files = self.files([])
        if not files.exists(self.lock) or "\n@status = " not in files.read(self.lock):
            return
        known = load("citare.actions.lock", "known_retractions")(files, self.lock, records)
        for key, status in known.items():
            _warn(f"{key}: the registry has a notice of {status}; `citare check` shows it")


def app_of(shared: Mapping[str, Any], command: str) -> App:
    """The App of a command with these values of shared options."""
    return App(Shared(**shared), command)


def _warn(message: str) -> None:
    output.say(f"citare: warning: {message}")


def _unreadable(path: str, error: InputError) -> Finding:
    message = error.message.removeprefix(f"{path}: ").replace(f"{path} ", "it ", 1)
    return Finding("unreadable-file", Severity.ERROR, message, Place(path), error.hint)


def loss(findings: Iterable[Finding]) -> ExitCode:
    """The exit code of an output that some reference is missing from."""
    lost = any(finding.severity is Severity.ERROR for finding in findings)
    return ExitCode.FINDINGS if lost else ExitCode.OK
