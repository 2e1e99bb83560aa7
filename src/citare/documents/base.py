"""Citations inside a document: where each cited key is, and other keys in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from citare.changes import splice
from citare.findings import Edit

Mode: TypeAlias = Literal["normal", "in-text", "suppress-author", "nocite"]
Spans: TypeAlias = list[tuple[int, int]]

EVERY_KEY: Final = "*"
"""The key of a citation of the whole library (`\\nocite{*}`, `@*`)."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One cited key.

    `text[start:end]` is the key as it is spelled (in Markdown with its braces, if it has any);
    `group` is the span of the whole citation it belongs to. `label` is a CSL locator term.
    """

    key: str
    start: int
    end: int
    mode: Mode = "normal"
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    group: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Citation:
    """The cites of one place: `text[start:end]` is the whole citation.

    `mode` is "in-text" if the first cite's authors are part of the sentence, "nocite" if nothing
    is printed there.
    """

    start: int
    end: int
    cites: tuple[Cite, ...]
    mode: Literal["normal", "in-text", "nocite"] = "normal"


def citations_of(cites: Iterable[Cite]) -> tuple[Citation, ...]:
    """Cites gathered into the citations they belong to, in document order."""
    groups: dict[tuple[int, int], list[Cite]] = {}
    for cite in cites:
        groups.setdefault(cite.group, []).append(cite)
    return tuple(
        Citation(
            *group,
            tuple(members),
            members[0].mode if members[0].mode in ("in-text", "nocite") else "normal",
        )
        for group, members in sorted(groups.items())
    )


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a kind of document spells its citations.

    `cites` finds the citations in document order. `spell(key, cite, text)` is the text for
    `text[cite.start:cite.end]` that cites another key; None if this syntax cannot. `includes`
    names the files that a document takes in, as it spells them.
    """

    name: str
    extensions: tuple[str, ...]
    cites: Callable[[str], tuple[Cite, ...]]
    spell: Callable[[str, Cite, str], str | None]
    includes: Callable[[str], tuple[str, ...]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """The new text, an edit for each citation changed, and the cites that could not be changed."""

    text: str
    edits: tuple[Edit, ...]
    impossible: tuple[Cite, ...] = ()

    @property
    def count(self) -> int:
        """How many citations changed."""
        return len(self.edits)


def replace_keys(text: str, syntax: Syntax, keys: Mapping[str, str]) -> Replaced:
    """The document citing `keys[old]` wherever it cited `old`; nothing else changes."""
    impossible: list[Cite] = []
    edits: list[Edit] = []
    for cite in syntax.cites(text):
        new = keys.get(cite.key, cite.key)
        if new == cite.key or cite.key == EVERY_KEY:
            continue
        spelled = syntax.spell(new, cite, text)
        if spelled is None:
            impossible.append(cite)
            continue
        edits.append(Edit(cite.start, cite.end, spelled))
    return Replaced(splice(text, edits), tuple(edits), tuple(impossible))


class Mask:
    """Disjoint spans of a text in which nothing is a citation."""

    def __init__(self, spans: Spans) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def __contains__(self, position: int) -> bool:
        return self.at(position) is not None

    def at(self, position: int) -> tuple[int, int] | None:
        """The span that holds a position, or None."""
        index = bisect_right(self.starts, position) - 1
        if index >= 0 and position < self.spans[index][1]:
            return self.spans[index]
        return None


_TERMS: Final = {
    "book": "books book bks bk",
    "chapter": "chapters chapter chaps chap ch",
    "column": "columns column cols col",
    "figure": "figures figure figs fig",
    "folio": "folios folio fols fol",
    "issue": "numbers number nos no",
    "line": "lines line",
    "note": "notes note nn n",
    "opus": "opera opus opp op",
    "page": "pages page pp p",
    "paragraph": "paragraphs paragraph paras para ¶¶ ¶",
    "part": "parts part pts pt",
    "section": "sections section secs sec §§ §",
    "sub-verbo": "sub-verbis sub-verbo svv sv",
    "verse": "verses verse vv v",
    "volume": "volumes volume vols vol",
}
_LABELS: Final = {word: label for label, words in _TERMS.items() for word in words.split()}
_ALTERNATIVES: Final = "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
_LOCATOR: Final = re.compile(
    rf"""[\s,]*
    (?:\{{(?P<braced>[^{{}}]*)\}}
      |(?:(?P<term>{_ALTERNATIVES})(?:\.(?:[ ~\u00a0])?|(?<=[¶§])\s?|[\s~\u00a0]+))?
       (?P<value>[ivxlcdm]+\b|[^\s,;{{}}]*\d[^\s,;{{}}]*
          (?:\s*(?:[-–—,&]|and)\s*(?:[ivxlcdm]+\b|[^\s,;{{}}]*\d[^\s,;{{}}]*))*)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL_FIRST: Final = re.compile(rf"(?P<term>{_ALTERNATIVES})\b\.?\s*", re.IGNORECASE)


def split_locator(suffix: str) -> tuple[str, str, str]:
    """A cite's suffix as (label, locator, rest), by pandoc's rule: `, pp. 33-35 and passim`.

    A locator needs a digit or is a roman numeral; without a term it is a page; braces hold
    what the rule would not see (`{p. a and b}`).
    """
    match = _LOCATOR.match(suffix)
    if not match:
        return "", "", suffix.strip()
    rest = suffix[match.end() :]
    if match["braced"] is not None:
        inner = match["braced"].strip()
        term = _LABEL_FIRST.match(inner)
        label = _LABELS[term["term"].lower()] if term else "page"
        return (label if inner else ""), inner[term.end() :] if term else inner, rest.strip()
    if match["term"] is None and not re.search(r"\d", match["value"]):
        return "", "", suffix.strip()  # a lone roman numeral is a word, too ("mix", "civil")
    label = _LABELS[match["term"].lower()] if match["term"] else "page"
    return label, match["value"].strip(), rest.strip()
