"""Scanning the head of an entry: its citation key and the comma behind it."""

from __future__ import annotations

from citare.bibtex import tokens
from citare.bibtex.nodes import Problem
from citare.bibtex.values import Patience, Unclean
from citare.findings import Severity


def skip_space(text: str, pos: int) -> int:
    while pos < len(text) and text[pos].isspace():
        pos += 1
    return pos


def trimmed(text: str, start: int, end: int) -> int:
    """`end` without the white space before it, at least `start`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def read_key(
    text: str, inside: int, limit: int, closer: str, patience: Patience
) -> tuple[int, int, int, Problem | None]:
    """Span of the key, where the fields begin, and what is wrong with the key."""
    found = tokens.KEY.match(text, inside, limit)
    if found:
        start, end = found.span(1)
        return start, end, found.end(), None
    start = skip_space(text, inside)
    if start >= limit:
        start = limit
    missing = Problem(
        "missing-key",
        start,
        start,
        "expected a citation key",
        "give the entry a key, so that it can be cited",
        Severity.WARNING,
    )
    if start >= limit or text[start] == closer:
        return start, start, start, missing
    if text[start] == ",":
        return start, start, start + 1, missing
    if tokens.NO_KEY.match(text, start, limit):
        return _impatient(patience, (start, start, start, missing))
    pattern = tokens.KEY_IN_BRACES if closer == "}" else tokens.KEY_IN_PARENS
    found = pattern.match(text, start, limit)
    if found is None:
        return _impatient(patience, (start, start, start, missing))
    end = found.end()
    behind = skip_space(text, end)
    if text.startswith(",", behind, limit):
        return start, end, behind + 1, None
    if text.startswith(closer, behind, limit):
        return start, end, behind, None
    return _impatient(patience, _spaced_key(text, start, end, behind, limit, closer))


def _spaced_key(
    text: str, start: int, end: int, behind: int, limit: int, closer: str
) -> tuple[int, int, int, Problem | None]:
    """A key that white space ends and no comma follows."""
    rest = tokens.REST_OF_KEY.match(text, behind, limit)
    if rest and "\n" not in text[end:behind]:
        key_end = trimmed(text, end, rest.end())
        problem = Problem(
            "space-in-key",
            start,
            key_end,
            f"the key {text[start:key_end]!r} holds white space: no program can cite it",
            "remove the space",
            key=text[start:key_end],
        )
        return start, key_end, rest.end() + 1, problem
    key = text[start:end]
    if closer == ")" and key.endswith(")") and len(key) > 1:
        return start, end - 1, end - 1, None
    problem = Problem(
        "missing-comma", end, end, f"expected a comma behind the key {key}", "add it", key=key
    )
    return start, end, behind, problem


def _impatient(
    patience: Patience, found: tuple[int, int, int, Problem | None]
) -> tuple[int, int, int, Problem | None]:
    if patience is Patience.STRICT:
        raise Unclean
    return found
