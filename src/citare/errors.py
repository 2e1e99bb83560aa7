"""Exceptions for "cannot go on"; problems in a user's data are findings instead.

CitareError                exit code, a message and a hint; shown in one place (cli/main)
├── UsageError         2   the call cannot be carried out as given
├── InputError         3   an input could not be read
│   ├── EncodingError      bytes that do not decode in any encoding the file may have
│   ├── ChangedUnderneath  the file changed since it was read
│   ├── UnsafeEdit         the new text would change more or less than was asked
│   └── StyleError         a CSL style or locale that cannot be used
├── CouldNotAsk        4   a source did not answer; says nothing about the reference
└── NotFoundError      5   what was asked for is not there
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended. Scripts and CI rely on these numbers; README lists them."""

    OK = 0
    FINDINGS = 1
    """Findings, differences or duplicates; something needs a decision."""
    USAGE = 2
    INPUT = 3
    NOT_ASKED = 4
    NOT_FOUND = 5
    INTERNAL = 70
    INTERRUPTED = 130

    @classmethod
    def first_of(cls, codes: Iterable[ExitCode]) -> ExitCode:
        """The code of a run in which all of these happened: what is known comes first."""
        met = set(codes)
        return next((code for code in _PRECEDENCE if code in met), cls.OK)


_PRECEDENCE = (
    ExitCode.INPUT,
    ExitCode.FINDINGS,
    ExitCode.USAGE,
    ExitCode.NOT_FOUND,
    ExitCode.NOT_ASKED,
)


class CitareError(Exception):
    """Base of all expected errors. `exit_code` ends the process; `hint` says what to do."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CitareError):
    """The call cannot be carried out as given: a wrong option, name or combination."""

    exit_code = ExitCode.USAGE


class InputError(CitareError):
    """An input could not be read or may not be written."""

    exit_code = ExitCode.INPUT


class EncodingError(InputError):
    """Bytes that do not decode in any encoding the file may have."""


class ChangedUnderneath(InputError):
    """A file changed between reading and writing; nothing was written."""


class UnsafeEdit(InputError):
    """An edit would have changed more (or less) than was meant; nothing was written."""


class StyleError(InputError):
    """A CSL style or locale that cannot be used; names the style and, where known, the line."""


class CouldNotAsk(CitareError):
    """A source did not answer. Never a statement about the reference.

    `source` is the source's name, `reason` a few words ("timed out", "HTTP 504").
    """

    exit_code = ExitCode.NOT_ASKED

    def __init__(self, source: str, reason: str, *, hint: str = "") -> None:
        super().__init__(f"could not ask {source}: {reason}", hint=hint)
        self.source = source
        self.reason = reason


class NotFoundError(CitareError, LookupError):
    """What was asked for is not there. A LookupError too, as Python's own look-ups raise."""

    exit_code = ExitCode.NOT_FOUND
