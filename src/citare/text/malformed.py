"""What a reader of JSON, YAML or XML says of a text that is not well-formed."""

from __future__ import annotations


class Malformed(ValueError):
    """A text, or a part of it, that could not be read: why, at which line, and what was read."""

    def __init__(self, message: str, line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint
