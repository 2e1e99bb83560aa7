"""Fixtures for all tests, and how hypothesis looks for counter-examples."""

import os

from hypothesis import HealthCheck, settings

from tests.servers.fixtures import client, crossref, crossref_works, registries

__all__ = ["client", "crossref", "crossref_works", "registries"]

# Slow machines are no failures; in CI the same examples are tried every time.
settings.register_profile(
    "usual", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("usual"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "usual")
