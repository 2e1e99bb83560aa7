"""Citations in Typst: `@key`, `@key[p. 3]`, `#cite(<key>)` and `#cite(label("key"))`.

Source: Typst reference, "cite", "ref" and "label". A key that is also a label of the document
(`<key>` outside a call) is a cross-reference. Comments and raw text are not searched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citare.documents.base import Cite, Mask, Mode, Syntax, split_locator

_LABEL: Final = r"[\w\-](?:[\w\-.:]*[\w\-])?"
_REFERENCE: Final = re.compile(rf"(?<!\\)@(?P<key>{_LABEL})(?:\[(?P<supplement>[^\[\]\n]*)\])?")
_CALL: Final = re.compile(
    r"""(?<![\w-])cite\(\s*(?:<(?P<label>[\w\-.:]+)>
        |label\(\s*"(?P<quoted>(?:[^"\\]|\\.)+)"\s*\))(?P<rest>[^()]*(?:\([^()]*\)[^()]*)*)\)""",
    re.VERBOSE,
)
_DEFINED: Final = re.compile(r"(?<!\\)<([\w\-.:]+)>")
_CALLED: Final = re.compile(r"(?:\b(?:cite|ref|link|locate|query|counter|footnote)\(\s*|,\s*)\Z")
_SUPPLEMENT: Final = re.compile(r"supplement:\s*(?:\[(?P<content>[^\[\]]*)\]|\"(?P<text>[^\"]*)\")")
_FORM: Final = re.compile(r"form:\s*(?:\"(?P<form>\w+)\"|(?P<none>none))")
_SKIPPED: Final = re.compile(
    r"""(?P<escape>\\.)|(?P<ticks>`{3,}).*?(?:(?P=ticks)|\Z)|`[^`]*(?:`|\Z)
      |(?P<url>https?://[^\s\])]*)|//[^\n]*|/\*.*?(?:\*/|\Z)""",
    re.VERBOSE | re.DOTALL,
)


_INCLUDE: Final = re.compile(r"#?\binclude\s*(?:\(\s*)?\"([^\"\n]+)\"")


def includes(text: str) -> tuple[str, ...]:
    """The files of `#include "..."`."""
    mask = Mask([m.span() for m in _SKIPPED.finditer(text) if m.lastgroup != "escape"])
    return tuple(m[1] for m in _INCLUDE.finditer(text) if m.start() not in mask)


def cites(text: str) -> tuple[Cite, ...]:
    """The citations of a Typst document."""
    mask = _mask(text)
    defined = _labels(text)
    calls = [m for m in _CALL.finditer(text) if m.start() not in mask]
    found = [_from_call(match) for match in calls]
    for match in _REFERENCE.finditer(text):
        if match.start() in mask or match["key"] in defined or _is_address(text, match):
            continue
        label, locator, rest = split_locator(match["supplement"] or "")
        start, end = match.span("key")
        found.append(
            Cite(match["key"], start, end, "normal", "", rest, label, locator, match.span())
        )
    return tuple(sorted(found, key=lambda cite: cite.start))


def _mask(text: str) -> Mask:
    return Mask([m.span() for m in _SKIPPED.finditer(text) if m.lastgroup != "escape"])


@lru_cache(maxsize=4)
def _labels(text: str) -> frozenset[str]:
    """The labels that a document defines: `@label` refers to those, whatever is cited."""
    mask = _mask(text)
    return frozenset(
        match[1]
        for match in _DEFINED.finditer(text)
        if match.start() not in mask and not _CALLED.search(text, 0, match.start())
    )


def _is_address(text: str, match: re.Match[str]) -> bool:
    """`me@example.org`, as strings and links have it."""
    before = text[match.start() - 1 : match.start()]
    return "." in match["key"] and before.isalnum()


def _from_call(match: re.Match[str]) -> Cite:
    """A call's key; the span is the whole label, so that another key can be spelled freely."""
    if match["label"] is not None:
        key = match["label"]
        start, end = match.start("label") - 1, match.end("label") + 1
    else:
        key = re.sub(r"\\(.)", r"\1", match["quoted"])
        start, end = match.start("quoted") - 1, match.end("quoted") + 1
    rest = match["rest"]
    supplement = _SUPPLEMENT.search(rest)
    note = (supplement["content"] or supplement["text"] or "") if supplement else ""
    label, locator, suffix = split_locator(note)
    form = _FORM.search(rest)
    mode: Mode = "normal"
    if form and form["none"]:
        mode = "nocite"
    elif form and form["form"] == "prose":
        mode = "in-text"
    elif form and form["form"] == "year":
        mode = "suppress-author"
    return Cite(key, start, end, mode, "", suffix, label, locator, match.span())


def spell(key: str, cite: Cite, text: str) -> str | None:
    """A key in the place of another; None where `@` cannot spell it."""
    old = text[cite.start : cite.end]
    if old.startswith('"'):
        return _quoted(key)
    if old.startswith("<"):
        return f"<{key}>" if re.fullmatch(r"[\w\-.:]+", key) else f"label({_quoted(key)})"
    after = text[cite.end : cite.end + 1]
    if not re.fullmatch(_LABEL, key) or re.match(r"[\w\-]", after) or key in _labels(text):
        return None
    return key


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


TYPST: Final = Syntax("typst", (".typ",), cites, spell, includes)
