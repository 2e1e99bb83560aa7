"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
dry_run_option = click.option(
    "--dry-run", "-n", is_flag=True, help="Say what would be written, and write nothing."
)
project_option = click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False),
    help="The project's folder (default: found upward from here).",
)
offline_option = click.option("--offline", is_flag=True, help="Ask nobody; use cached answers.")
refresh_option = click.option("--refresh", is_flag=True, help="Ask again what is cached.")
mailto_option = click.option("--mailto", help="Your e-mail address, for the polite pools.")


def common(function: F) -> F:
    """--project and --json."""
    return project_option(json_option(function))


def network(function: F) -> F:
    """--offline, --refresh and --mailto."""
    return offline_option(refresh_option(mailto_option(function)))


def query_option(function: F) -> F:
    """--query."""
    return click.option(
        "-q", "--query", default="", help="Only those that match: 'author:ning year:2020..'."
    )(function)
