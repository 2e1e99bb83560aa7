"""The network port: a client with the settings' addresses, cache and manners."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from citare.cli.context import App
from citare.sources.registry import SOURCES, title_of
from citare.web.cache import Cache
from citare.web.client import Client, Progress


class ProgressBar:
    """Shown while requests are under way, on a terminal only; gone before anything is asked."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task = TaskID(0)

    def show(self, state: Progress) -> None:
        """Take the client's word of how far it is."""
        if not sys.stderr.isatty():
            return
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
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


@contextmanager
def client(app: App, *, refresh: bool = False) -> Iterator[Client]:
    """A client for one command."""
    settings = app.settings
    bar = ProgressBar()
    keys = {s.name: settings.text(f"{s.name}-api-key") for s in SOURCES if s.key_parameter}
    for name in list(keys):  # a key goes only where you have sent it, not where a repository says
        of_project = settings.set_by_project(f"{name}-api-key")
        if settings.set_by_project(f"{name}-url") and not of_project:
            del keys[name]
    made = Client(
        {s.name: settings.text(f"{s.name}-url").rstrip("/") for s in SOURCES},
        mailto=settings.text("mailto"),
        api_keys={name: key for name, key in keys.items() if key},
        cache=Cache(app.cache, timedelta(days=settings.number("max-age"))),
        offline=settings.flag("offline"),
        refresh=refresh,
        timeout=settings.number("timeout"),
        retries=int(settings.number("retries")),
        on_progress=bar.show,
    )
    try:
        with made:
            yield made
    finally:
        bar.stop()
