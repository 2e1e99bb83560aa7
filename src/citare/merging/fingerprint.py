"""A short hash of what a value means: the same for every spelling of one value."""

from __future__ import annotations

import hashlib

from citare.merging.compare import Value, as_text
from citare.merging.compare_texts import meaning


def fingerprint(value: Value) -> str:
    """Twelve hexadecimal digits; spelling, marks, spaces and dashes do not move it."""
    text = meaning(value) if isinstance(value, str) else as_text(value)
    if isinstance(value, tuple):
        text = ";".join(meaning(part) for part in text.split(";"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
