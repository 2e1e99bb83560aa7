"""Fixtures for all tests, and how hypothesis looks for counter-examples.

The same examples are tried on every run, so that a failure is always the fault of a change.
`CITARE_RANDOM_SEEDS=1` (or `--hypothesis-profile=random`) looks for new ones: the workflow does so
in a job of its own. What it finds becomes an `@example` of the test that found it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.servers.fixtures import client, crossref, crossref_works, registries

__all__ = ["client", "crossref", "crossref_works", "registries"]

# A slow machine is not a failure.
settings.register_profile(
    "random", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("same", settings.get_profile("random"), derandomize=True)
settings.load_profile("random" if os.environ.get("CITARE_RANDOM_SEEDS") else "same")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """An interrupt reaches this process and those it starts, even where the shell ignores it.

    A shell without job control starts background jobs with SIGINT ignored, and a child inherits
    that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
