"""Files are written whole or not at all, under a lock, and never over somebody's work."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from citare.disk.encoding import digest
from citare.disk.files import BibFiles
from citare.disk.undo import UndoLog
from citare.errors import ChangedUnderneath, InputError, NotFoundError

TEXT = "@misc{a, x = {1}}\r\n@misc{b}\n"


def opened(tmp_path: Path, data: bytes = TEXT.encode()) -> tuple[Path, BibFiles]:
    path = tmp_path / "refs.bib"
    path.write_bytes(data)
    files = BibFiles([path], tmp_path / "state", "test")
    assert files.read(str(path)) == data.decode("latin-1")
    return path, files


def test_line_ends_are_never_translated(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    assert files.write(str(path), TEXT.replace("1", "2"))
    assert path.read_bytes() == TEXT.replace("1", "2").encode()


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    before = path.stat()
    assert not files.write(str(path), TEXT)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert UndoLog(tmp_path / "state").last() is None


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    path.write_bytes(b"somebody else's")
    with pytest.raises(ChangedUnderneath):
        files.write(str(path), "mine")
    assert path.read_bytes() == b"somebody else's"
    path.unlink()
    with pytest.raises(ChangedUnderneath):
        files.write(str(path), "mine")
    assert not path.exists()


def test_a_file_that_was_not_read_is_not_overwritten(tmp_path: Path) -> None:
    path, _ = opened(tmp_path)
    with pytest.raises(ChangedUnderneath):
        BibFiles([path], tmp_path / "state").write(str(path), "mine")


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "refs" / "new.bib"
    files = BibFiles([path], tmp_path / "state")
    assert not files.exists(str(path))
    assert files.write(str(path), "ß\n")
    assert path.read_bytes() == "ß\n".encode()
    assert files.write(str(path), "ss\n")


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(path.name)
    files.read(str(link))
    assert files.write(str(link), "new")
    assert link.is_symlink() and path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    files.write(str(path), "new")
    assert {p.name for p in tmp_path.iterdir()} == {"refs.bib", "state"}


def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, files = opened(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        files.write(str(path), "new")
    assert path.read_bytes() == TEXT.encode()
    assert {p.name for p in tmp_path.iterdir()} == {"refs.bib", "state"}


def test_a_second_writer_waits_and_then_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, files = opened(tmp_path)
    monkeypatch.setattr("citare.disk.files._PATIENCE", 0.05)
    locks = tmp_path / "state" / "locks"
    locks.mkdir(parents=True)
    name = digest(os.fsencode(str(path.resolve())))[:32]
    with FileLock(locks / f"{name}.lock"), pytest.raises(InputError, match="another citare"):
        files.write(str(path), "new")
    assert path.read_bytes() == TEXT.encode()


def test_what_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    files = BibFiles([], tmp_path / "state")
    for path in (tmp_path / "none.bib", tmp_path):
        with pytest.raises(InputError):
            files.read(str(path))


def test_where_the_state_folder_cannot_be_made_a_temporary_one_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    path, nowhere = tmp_path / "refs.bib", tmp_path / "file" / "state"
    path.write_text("% old\n")
    nowhere.parent.write_text("a file, no folder")
    files = BibFiles([path], nowhere)
    files.read(str(path))
    assert files.write(str(path), "% new\n")
    BibFiles([path], nowhere).undo()
    assert path.read_text() == "% old\n"


def test_undo_takes_back_all_files_of_the_last_run(tmp_path: Path) -> None:
    path, files = opened(tmp_path, b"old")
    new = tmp_path / "new.bib"
    files.write(str(path), "one")
    files.write(str(path), "two")
    files.write(str(new), "three")
    done = files.undo()
    assert done.command == "test" and len(done.writes) == 3
    assert path.read_bytes() == b"old" and not new.exists()
    with pytest.raises(NotFoundError):
        files.undo()


def test_undo_goes_back_run_by_run(tmp_path: Path) -> None:
    path, _ = opened(tmp_path, b"0")
    for text in "12":
        files = BibFiles([path], tmp_path / "state", text)
        files.read(str(path))
        files.write(str(path), text)
    files = BibFiles([path], tmp_path / "state")
    assert files.undo().command == "2" and path.read_bytes() == b"1"
    assert files.undo().command == "1" and path.read_bytes() == b"0"


def test_undo_never_takes_back_somebody_elses_change(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    files.write(str(path), "mine")
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedUnderneath):
        files.undo()
    assert path.read_bytes() == b"theirs"


def test_fifty_operations_a_project_are_kept(tmp_path: Path) -> None:
    one, _ = opened(tmp_path, b"0")
    for project in ("a", "b"):
        for n in range(60):
            files = BibFiles([], tmp_path / "state", "c", project)
            files.read(str(one))
            files.write(str(one), f"{project}{n}")
    for project in ("a", "b"):
        log = UndoLog(tmp_path / "state", project)
        assert len(log.operations()) == 50
        assert len([p for p in log.folder.iterdir() if len(p.name) == 64]) == 50
