"""Exceptions for "cannot go on"; problems in a user's data are findings instead.

CitareError                exit code, a message and a hint; shown in one place (cli/main)
├── UsageError         2   the call asks for something that cannot be
├── InputError         3   an input could not be read
│   ├── EncodingError      bytes that no stated encoding explains
│   ├── ChangedUnderneath  the file changed since it was read
│   ├── UnsafeEdit         the edited text would not say exactly what was meant
│   └── StyleError         a CSL style or locale that cannot be used
├── CouldNotAsk        4   a source did not answer; says nothing about the reference
└── NotFoundError      5   what was asked for is not there
"""

from __future__ import annotations


class CitareError(Exception):
    """Base of all expected errors. `exit_code` ends the process; `hint` says what to do."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CitareError):
    """The call asks for something that cannot be."""

    exit_code = 2


class InputError(CitareError):
    """An input could not be read or may not be written."""

    exit_code = 3


class EncodingError(InputError):
    """Bytes that no stated encoding explains."""


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

    exit_code = 4

    def __init__(self, source: str, reason: str, *, hint: str = "") -> None:
        super().__init__(f"could not ask {source}: {reason}", hint=hint)
        self.source = source
        self.reason = reason


class NotFoundError(CitareError):
    """What was asked for is not there."""

    exit_code = 5
