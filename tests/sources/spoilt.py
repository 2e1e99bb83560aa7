"""Recorded answers with a value or two replaced by what should not be there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

DATA = Path(__file__).parent.parent / "data"
WRONG = ["null", "3", '"x"', "[]", "{}", "[null]", '["x"]', "[{}]", '{"a": null}', "true", "[[]]"]


@st.composite
def records(draw: st.DrawFn, source: str) -> dict[str, Any]:
    """A record of tests/data/<source>, spoilt somewhere."""
    (path,) = (DATA / source).glob("*.jsonl")
    record = json.loads(draw(st.sampled_from(path.read_text("utf-8").splitlines())))
    for _ in range(draw(st.integers(1, 3))):
        _spoil(draw, record)
    assert isinstance(record, dict)
    return record


def _spoil(draw: st.DrawFn, value: Any) -> None:
    """Replace a member somewhere inside."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = draw(st.sampled_from(keys))
    if isinstance(value[key], dict | list) and value[key] and draw(st.booleans()):
        _spoil(draw, value[key])
    else:
        value[key] = json.loads(draw(st.sampled_from(WRONG)))
