"""Several files are one operation, whenever it is killed and whatever fails."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from tests.torture.operations import Sandbox, check_finishing, failures, kills

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="faults are injected on Linux")


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk takes most of the time and shows nothing here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.parametrize("work", ["write", "undo"])
def test_after_a_kill_each_file_is_old_or_new_and_the_next_command_sees_it(
    tmp_path: Path, work: str
) -> None:
    seen = list(kills(Sandbox(tmp_path / "box"), work))
    assert len(seen) > 20 and {"old", "new", "mixed"} == set(seen)


def test_a_half_done_operation_can_be_finished(tmp_path: Path) -> None:
    check_finishing(Sandbox(tmp_path / "box"))


@pytest.mark.parametrize("work", ["write", "undo"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_what_fails_is_put_back_whole(tmp_path: Path, work: str, code: int) -> None:
    said = list(failures(Sandbox(tmp_path / "box"), work, code))
    assert len(said) > 20
    assert all("nothing was written" in text for text in said if text), said
