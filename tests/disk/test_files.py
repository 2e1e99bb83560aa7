"""Files are written whole or not at all, under a lock, and never over somebody's work."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from citare.disk.encoding import digest
from citare.disk.files import BibFiles
from citare.disk.undo import UndoLog
from citare.errors import ChangedUnderneath, InputError, NotFoundError

WRITE = {"path": "/a", "before": "", "after": ""}
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


def test_undo_leaves_alone_what_a_person_has_taken_back_already(tmp_path: Path) -> None:
    path, files = opened(tmp_path, b"old")
    other = tmp_path / "other.bib"
    files.write(str(path), "one")
    files.write(str(other), "two")
    path.write_bytes(b"old")
    assert BibFiles([path], tmp_path / "state").undo().command == "test"
    assert path.read_bytes() == b"old" and not other.exists()


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


def test_a_save_by_an_editor_during_the_write_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is compared once more directly before it is replaced."""
    path, files = opened(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"% saved in an editor"))
    with pytest.raises(ChangedUnderneath) as caught:
        files.write(str(path), "mine")
    assert path.read_bytes() == b"% saved in an editor"
    assert "nothing was written" in caught.value.hint


def test_all_files_are_checked_before_the_first_is_replaced(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bib", tmp_path / "two.bib"
    files = BibFiles([one, two], tmp_path / "state")
    for path in (one, two):
        path.write_bytes(b"old")
        files.read(str(path))
    two.chmod(0o444)
    with pytest.raises(InputError, match=r"two\.bib is read-only") as caught:
        files.write_all({str(one): Changed("new"), str(two): Changed("new")})
    assert one.read_bytes() == two.read_bytes() == b"old"
    assert caught.value.hint == "nothing was written"
    two.chmod(0o644)
    assert files.write_all({str(one): Changed("new"), str(two): Changed("new")})
    assert one.read_bytes() == two.read_bytes() == b"new"
    assert files.undo().writes[0].path == str(one)
    assert one.read_bytes() == two.read_bytes() == b"old"


def test_the_owner_the_group_and_attributes_stay(tmp_path: Path) -> None:
    path, files = opened(tmp_path)
    if os.getuid() == 0:
        os.chown(path, 65534, 65534)
    with contextlib.suppress(OSError):
        os.setxattr(path, "user.mine", b"x")
    before = path.stat(), os.listxattr(path)
    files.write(str(path), "new")
    now = path.stat(), os.listxattr(path)
    assert (now[0].st_uid, now[0].st_gid, now[1]) == (before[0].st_uid, before[0].st_gid, before[1])


def test_that_a_hard_link_keeps_the_old_text_is_said(tmp_path: Path) -> None:
    path, _ = opened(tmp_path)
    said: list[str] = []
    files = BibFiles([path], tmp_path / "state", say=said.append)
    files.read(str(path))
    os.link(path, tmp_path / "other.bib")
    files.write(str(path), "new")
    assert (tmp_path / "other.bib").read_bytes() == TEXT.encode()
    assert len(said) == 1 and "hard link" in said[0]


@pytest.mark.parametrize("damage", [b"", b"@misc{a, x", TEXT.encode() + b" "])
def test_undo_never_restores_what_is_not_exactly_what_was_there(
    tmp_path: Path, damage: bytes
) -> None:
    path, files = opened(tmp_path)
    files.write(str(path), "new")
    folder = UndoLog(tmp_path / "state").folder
    kept = folder / digest(TEXT.encode())
    kept.write_bytes(damage)
    with pytest.raises(InputError, match="lost or damaged"):
        files.undo()
    assert path.read_bytes() == b"new"
    files.read(str(path))
    files.write(str(path), TEXT)
    files.write(str(path), "newer")
    assert kept.read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        json.dumps({"number": 9, "command": "c", "time": "t", "writes": 5}).encode(),
        json.dumps({"number": 9, "command": "c", "time": "t", "writes": [[1]]}).encode(),
        *(
            json.dumps(
                {"number": 9, "command": "c", "time": "t", "writes": [{**WRITE, name: value}]}
            ).encode()
            for name, value in (
                *(("path", 5), ("path", "/a\0b"), ("path", "relative"), ("before", "../../x")),
                *(("before", 5), ("after", None), ("more", 1)),
            )
        ),
    ],
)
@pytest.mark.parametrize("name", ["9a.json", "00000009.json", "pending.json"])
def test_what_is_not_a_record_blocks_nothing(tmp_path: Path, record: bytes, name: str) -> None:
    path, files = opened(tmp_path)
    files.write(str(path), "one")
    (UndoLog(tmp_path / "state").folder / name).write_bytes(record)
    again = BibFiles([path], tmp_path / "state")
    again.read(str(path))
    again.write(str(path), "two")
    assert again.undo() and path.read_bytes() == b"one"
    assert (name in again.damage()) == (name == "00000009.json")
    assert again.undo() and path.read_bytes() == TEXT.encode()


def test_a_log_within_the_project_is_not_believed_about_files_outside(tmp_path: Path) -> None:
    project, victim = tmp_path / "project", tmp_path / "victim.txt"
    project.mkdir()
    victim.write_bytes(b"mine")
    files = BibFiles([], project / "state", "c", str(project))
    files.read(str(victim))
    files.write(str(victim), "citare's")
    with pytest.raises(InputError, match="outside"):
        files.undo()
    assert victim.read_bytes() == b"citare's"
    own = BibFiles([], tmp_path / "state", "c", str(project))
    own.read(str(victim))
    own.write(str(victim), "new")
    own.undo()
    assert victim.read_bytes() == b"citare's"


def test_two_projects_at_once_take_nothing_from_each_other(tmp_path: Path) -> None:
    """Ten writes and undos in each of three projects, side by side: every undo works."""
    script = (
        "import sys; from pathlib import Path; from citare.disk.files import BibFiles\n"
        "root = Path(sys.argv[1]); path = root / 'a.bib'\n"
        "for n in range(10):\n"
        "    path.write_text(f'old {n}')\n"
        "    files = BibFiles([], root.parent / 'state', 'c', str(root))\n"
        "    files.read(str(path)); files.write(str(path), f'new {n}'); files.undo()\n"
        "    assert path.read_text() == f'old {n}'\n"
    )
    running = []
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-c", script, str(tmp_path / name)]
        running.append(subprocess.Popen(command))
    assert [process.wait(60) for process in running] == [0, 0, 0]


@dataclass(frozen=True)
class Changed:
    """A text given as a whole."""

    after: str
    before: str | None = None
    pieces: tuple[str, ...] = ()
