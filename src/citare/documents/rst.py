"""Citations in reStructuredText and MyST: the roles of sphinxcontrib-bibtex.

    :cite:p:`ning2025,feigerlova2025`    :cite:t:`{see}ning2025{p. 3}`    :footcite:`ning2025`
    {cite:p}`ning2025`                   (the same in MyST)

Source: sphinxcontrib-bibtex, "Roles and directives". Comments, literal blocks and inline literals
are not searched.
"""

from __future__ import annotations

import re
from typing import Final

from citare.documents.base import Cite, Mask, Mode, Spans, Syntax, split_locator

_NAME: Final = r"(?P<name>(?:foot)?(?:full)?cite(?::[a-z]+)?)"
_BODY: Final = r"`(?P<body>[^`]+)`"
_RST_ROLE: Final = re.compile(rf"(?<![\w:]):{_NAME}:{_BODY}", re.IGNORECASE)
_MYST_ROLE: Final = re.compile(rf"\{{{_NAME}\}}{_BODY}", re.IGNORECASE)
_PART: Final = re.compile(
    r"\s*(?:\{(?P<prefix>[^{}]*)\})?\s*(?P<key>[^\s,{}`]+)\s*(?:\{(?P<suffix>[^{}]*)\})?\s*(?:,|\Z)"
)
_SKIPPED: Final = re.compile(
    r"""``(?!`).+?``(?!`)
      |^\.\.[ \t]+(?![\w-]+(?::[\w-]+)*::|_|\[|\|)[^\n]*
        (?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n[ \t])))*""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_LITERAL: Final = re.compile(
    r"(?:::|^\.\.[ \t]+(?:code|code-block|sourcecode|highlight|parsed-literal)::[^\n]*)[ \t]*\n"
    r"(?:[ \t]*\n)*(?P<block>(?P<indent>[ \t]+)\S[^\n]*(?:\n(?:(?P=indent)[^\n]*|[ \t]*(?=\n)))*)",
    re.MULTILINE,
)


def cites(text: str) -> tuple[Cite, ...]:
    """The citations of a reStructuredText document."""
    if "cite" not in text:
        return ()
    spans: Spans = [match.span() for match in _SKIPPED.finditer(text)]
    spans += [match.span("block") for match in _LITERAL.finditer(text)]
    return role_cites(text, _RST_ROLE, Mask(_disjoint(spans)))


def myst_cites(text: str, mask: Mask) -> tuple[Cite, ...]:
    """The roles of a MyST document, outside of what `mask` holds."""
    return role_cites(text, _MYST_ROLE, mask)


def role_cites(text: str, role: re.Pattern[str], mask: Mask) -> tuple[Cite, ...]:
    """The cites of a role wherever it begins outside of what is not searched."""
    found: list[Cite] = []
    for match in role.finditer(text):
        if match.start() not in mask:
            found += _cites_of(match)
    return tuple(found)


def _cites_of(match: re.Match[str]) -> list[Cite]:
    body, start = match["body"], match.start("body")
    mode = _mode(match["name"].lower())
    found: list[Cite] = []
    position = 0
    while position < len(body) and (part := _PART.match(body, position)):
        label, locator, rest = split_locator(part["suffix"] or "")
        found.append(
            Cite(
                part["key"],
                start + part.start("key"),
                start + part.end("key"),
                mode if not found else "normal" if mode == "in-text" else mode,
                (part["prefix"] or "").strip(),
                rest,
                label,
                locator,
                match.span(),
            )
        )
        position = part.end()
    return found


def _mode(name: str) -> Mode:
    """sphinxcontrib-bibtex's forms: t and ct are textual, author is a name, year a year."""
    form = name.partition(":")[2]
    if form.startswith(("t", "ct", "author")):
        return "in-text"
    return "suppress-author" if form.startswith("year") else "normal"


def _disjoint(spans: Spans) -> Spans:
    """Spans without those that begin inside another."""
    kept: Spans = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def spell(key: str, cite: Cite, text: str) -> str | None:  # noqa: ARG001 - the protocol's shape
    """A key as it is; None for one that a role cannot hold."""
    return key if re.fullmatch(r"[^\s,{}`]+", key) else None


RST: Final = Syntax("restructuredtext", (".rst", ".rest"), cites, spell)
