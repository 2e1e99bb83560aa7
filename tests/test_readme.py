"""README says what is so."""

from __future__ import annotations

import pytest

from tests.readme_examples import DATE, PYTHON, README, failures, registries, run_session, sessions

BLOCKS = sessions(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.splitlines()[0][2:60])
def test_every_example_prints_what_readme_shows(block: str) -> None:
    with registries() as settings:
        assert DATE.sub("", run_session(block, settings)) == DATE.sub("", block)


def test_the_python_session_gives_what_readme_shows() -> None:
    (block,) = PYTHON.findall(README.read_text(encoding="utf-8"))
    with registries() as settings:
        assert failures(block, settings) == ""
