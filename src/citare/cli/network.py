"""The network port: a client with the settings' addresses, cache and manners."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from citare.cli.context import App
from citare.web.cache import Cache
from citare.web.client import DEFAULT_URLS, Client, Progress


@contextmanager
def client(app: App, *, refresh: bool = False) -> Iterator[Client]:
    """A client for one command. Shows progress on a terminal only."""
    settings = app.settings
    bar = Bar(
        TextColumn("asking {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    shown: dict[str, object] = {}

    def progress(state: Progress) -> None:
        if state.source not in shown:
            shown[state.source] = bar.add_task(state.source)
        bar.update(shown[state.source], completed=state.done, total=state.total)  # type: ignore[arg-type]

    keys = {"pubmed": settings.text("pubmed-api-key")}
    with (
        bar,
        Client(
            {name: settings.text(f"{name}-url").rstrip("/") for name in DEFAULT_URLS},
            mailto=settings.text("mailto"),
            api_keys={name: key for name, key in keys.items() if key},
            cache=Cache(app.cache, timedelta(days=settings.number("max-age"))),
            offline=settings.flag("offline"),
            refresh=refresh,
            timeout=settings.number("timeout"),
            retries=int(settings.number("retries")),
            on_progress=progress,
        ) as made,
    ):
        yield made
