"""One file, replaced whole: a draft beside it, flushed to the disk, then renamed.

A reader sees the old file or the new one. Permissions, owner, group and extended attributes stay.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from citare.errors import InputError

Say = Callable[[str], None]


def check_writable(path: Path) -> None:
    """InputError if the file cannot be replaced or, where it does not exist, made."""
    try:
        found = path.stat()
    except FileNotFoundError:
        folder = next((parent for parent in path.parents if parent.exists()), path.parent)
    except OSError as error:
        raise as_input_error(path, error) from error
    else:
        folder = path.parent
        if not stat.S_ISREG(found.st_mode):
            raise InputError(f"{path} is not a regular file")
        # Root may write a read-only file; that it is one was still meant.
        if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise InputError(f"{path} is read-only")
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(f"the folder {folder} is read-only")


def write_draft(draft: Path, target: Path, data: bytes, say: Say) -> None:
    """Write what is to take a file's place, with that file's permissions. Raises OSError."""
    handle = os.open(
        draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        _take_over(file.fileno(), target, say)
        os.fsync(file.fileno())


def _take_over(handle: int, target: Path, say: Say) -> None:
    """Give a draft the mode, owner, group and attributes of the file that it replaces."""
    try:
        old = target.stat()
    except FileNotFoundError:
        os.chmod(handle, 0o666 & ~_umask())
        return
    if hasattr(os, "fchown"):
        new = os.fstat(handle)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            try:
                os.fchown(handle, old.st_uid, old.st_gid)
            except OSError:
                with contextlib.suppress(OSError):
                    os.fchown(handle, -1, old.st_gid)
                say(f"{target} belongs to another user: it is yours now")
    for name in os.listxattr(target) if hasattr(os, "listxattr") else ():
        with contextlib.suppress(OSError):
            os.setxattr(handle, name, os.getxattr(target, name))
    os.chmod(handle, stat.S_IMODE(old.st_mode))
    if old.st_nlink > 1:
        say(f"{target} has other names (hard links): they keep the text from before")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make new names in a folder last through a crash, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def store(path: Path, data: bytes) -> None:
    """Write a file of citare's own, whole or not at all. Raises OSError."""
    draft = path.with_name(path.name + ".tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def as_input_error(path: Path | str, error: OSError, hint: str = "") -> InputError:
    """An error of the system, in our words."""
    return InputError(f"{path}: {error.strerror or error}", hint=hint)
