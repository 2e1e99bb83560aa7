"""Bind an element's affixes, formatting, quotes, text case and display into one function.

CSL 1.0.2, "Affixes": they stand outside formatting, quotes, strip-periods and text-case of
the same element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from citare.csl import codes, textcase
from citare.csl.fields import inline_markup, superscripts
from citare.csl.punctuation import STOPS

Decorate = Callable[[str, str], str]
TextCase = Callable[[str, str], str]


_PERIOD = re.compile(r"\.(?![a-z])|(?<![a-z])\.")


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_ENTITY = re.compile(r"&(?:#(\d+)|(amp|lt|gt|quot|nbsp));")  # escaped twice in some styles
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": "\u00a0"}


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1])) if match[1] else _NAMED[match[2]]


def edge(text: str) -> str:
    """An affix or delimiter with a seam before it when it may meet what stands there."""
    if text and text[0] in STOPS + " \u00a0":
        return codes.SEAM + text
    return text


def delimiter(text: str) -> str:
    """A delimiter as working text."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    text = text.replace("  ", "\u00a0 ")
    return codes.JOINT + text if text and text[0] in STOPS + " \u00a0" else text


def typographic(text: str) -> str:
    """A term or value of a style: what is escaped twice decoded, apostrophes curled."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return _APOSTROPHE.sub("’", text) if "'" in text else text


def affix(text: str, *, fixed: bool = True) -> str:
    """An affix as working text (inline markup becomes marks, quotation marks stay).

    `fixed`: of two spaces the first does not break.
    """
    text = typographic(text)
    if "<" in text:
        text = inline_markup(text)
    if fixed and "  " in text:
        text = text.replace("  ", "\u00a0 ")
    return edge(superscripts(text))


def opening(attributes: Mapping[str, str]) -> str:
    """Opening marks of an element's formatting attributes."""
    out = ""
    for name in ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style"):
        value = attributes.get(name)
        if value:
            out += codes.FORMATTING.get((name, value), "")
    return out


_DECORATING = frozenset(
    [
        *("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style"),
        *("text-case", "strip-periods", "quotes", "prefix", "suffix", "display"),
    ]
)
_CASES: dict[str, TextCase] = {
    "lowercase": textcase.lowercase,
    "uppercase": textcase.uppercase,
    "capitalize-first": textcase.capitalize_first,
    "capitalize-all": textcase.capitalize_all,
    "sentence": textcase.sentence,
    "title": textcase.title,
}


def text_case(name: str) -> TextCase | None:
    """The function of a `text-case` value."""
    return _CASES.get(name)


def decorate(
    attributes: Mapping[str, str],
    *,
    affixes: bool = True,
    case: bool = True,
    normal: bool = True,
    leaf: bool = True,
) -> tuple[Callable[[str, str], str] | None, str, str]:
    """(change, before, after): rendering is `before + change(text, language) + after`.

    `change` is None when nothing but constant text surrounds the element.
    """
    if _DECORATING.isdisjoint(attributes):
        return None, "", ""
    change: TextCase | None = _CASES.get(attributes.get("text-case", "")) if case else None
    if attributes.get("strip-periods") == "true":
        inner = change

        def strip(text: str, language: str) -> str:
            if inner:
                text = inner(text, language)
            return _PERIOD.sub("", text)

        change = strip
    marks = opening(attributes)
    if not normal:
        marks = "".join(m for m in marks if m not in codes.NORMALS)
    before, after = marks, codes.CLOSE * len(marks)
    if attributes.get("quotes") == "true":
        before, after = codes.QUOTE_OPEN + before, after + codes.QUOTE_CLOSE
    if affixes:
        prefix = affix(attributes.get("prefix", ""), fixed=leaf)
        suffix = affix(attributes.get("suffix", ""), fixed=leaf and not before)
        if prefix[:1] == codes.SEAM:
            prefix = codes.PREFIX + prefix[1:]
        if leaf and suffix[:1] == codes.SEAM:
            suffix = (codes.HARD if before else codes.LEAF) + suffix[1:]
        before, after = prefix + before, after + suffix
    display = codes.DISPLAY.get(attributes.get("display", ""))
    if display:
        before, after = display + before, after + codes.CLOSE
    return change, before, after
