"""Capitals that must stay are in braces.

What: Words in a title whose capitals a style would take away: acronyms and mixed case (DNA,
mRNA, LaTeX) in any title, and in a title that is otherwise in sentence case the words that begin
with a capital all the same (proper nouns). Titles that are wholly in braces, in capitals or in
another language than English are left alone.

Why: Most BibTeX styles and sentence-case styles lower every letter but the first: "Dna in
alzheimer's disease".

Example:
    title = {Repair of DNA in mammals}
Rather:
    title = {Repair of {DNA} in mammals}

Fix: Safe for words with two capitals or more: braces are put around them. Unsafe for proper
nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citare.bibtex.grammar import Span
from citare.findings import Edit, Fix, Severity
from citare.library.library import Library, OwnField, Record
from citare.lint.base import Context, Rule, Violation, in_field
from citare.lint.values import loose_words
from citare.text.casing import is_english
from citare.text.numerals import roman_value

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_OPENS = re.compile(r"(?:^|[:?!.;“”\"‘(\[–—|]|--|``)[\s~`'‘“\"({]*$")
_JOIN = r"(?:--?|[‐‑–])"
_COMPOUND = re.compile(rf"[^\W\d_]+(?:{_JOIN}[^\W\d_]+)+")
_PART_END = re.compile(r"[:?!;(]\s?|\s[-–—]+\s|--|—")
_SMALL_WORD = re.compile(r"(?<![\w\\])[a-zß-ÿ]{3,}(?!\w)")
_GROUPED = re.compile(r"\([A-Za-z]\)$")
_NUMERAL_BEFORE = re.compile(r"\b(?:part|volume|book|phase|type|class|act|world war)[\s~]+$", re.I)
_NUMERAL_AFTER = re.compile(r"\s*(?:[:.,;]|$|--|–|—)")
_SMALL_ENOUGH = 0.6  # the share of small words that makes a title sentence case


def check(library: Library, _: Context) -> Iterator[Violation]:
    """Words in title and subtitle that need braces."""
    common = _common_words(library)
    for record in library.entries:
        yield from _check_record(record, common)


def _common_words(library: Library) -> frozenset[str]:
    """Words that the library's titles also have in small letters: a capital is then the author's
    taste, not a proper noun."""
    return frozenset(
        word
        for record in library.entries
        for name in ("title", "subtitle", "booktitle")
        if (field := record.own.get(name)) is not None
        for word in _SMALL_WORD.findall(field.value)
    )


def _check_record(record: Record, common: frozenset[str]) -> Iterator[Violation]:
    language = record.value("langid") or record.value("language") or record.value("hyphenation")
    english = is_english(language) or language.lower() in {"american", "british", "usenglish"}
    for name in ("title", "subtitle"):
        field = record.own.get(name)
        if field is None or field.inner is None:
            continue
        words = [w for w in loose_words(field.value) if any(c.isalpha() for c in w.text)]
        if len(words) < 2 or _is_shouted(words):
            continue
        acronyms = [w for w in words if _keeps_capitals(field, w)]
        plain = english and _is_sentence_case(field.value, words)
        nouns = _proper_nouns(field.value, words) if plain else []
        nouns = [w for w in nouns if w.text.lower() not in common]
        chosen = _whole(field.value, words, {*acronyms, *nouns}, every=plain)
        if chosen:
            yield _violation(
                field, chosen, safe={w.text for w in chosen} <= {w.text for w in acronyms}
            )


def _is_shouted(words: Sequence[Span]) -> bool:
    """Whether the title, or a long part of it, is in capitals."""
    if all(w.text.isupper() for w in words):
        return True
    long = [w.text.isupper() for w in words if len(w.text) > 3]
    if len(long) > 2 and sum(long) > len(long) / 2:
        return True
    upper = [w.text.isupper() and len(w.text) > 3 for w in words]
    return any(all(upper[i : i + 3]) for i in range(len(upper) - 2))


def _keeps_capitals(field: OwnField, word: Span) -> bool:
    """Two capitals, or one within the word; `X-ray` and section numbers are not meant."""
    text = word.text
    if re.fullmatch(r"\d+[A-Z]|[IVX]", text):
        return len(text) > 1 or _is_numeral(field.value, word)
    if not _CAPITAL.search(text.lstrip("0123456789")[1:]) or text[-2:] in {"'S", "’S"}:
        return False
    if 0 < roman_value(text) < 40:
        return len(text) > 1
    if re.fullmatch(r"[A-Z][’'ʼ][A-Z][a-zß-ÿ]+|Ma?c[A-Z][a-z]+", text):
        return True
    if re.fullmatch(r"(?:[cdjlmnst]|qu)[’'][A-ZÀ-ÖØ-Þ][a-zß-ÿ]+", text):  # l'Informatique
        return False
    return not field.value[: word.start].endswith(("\\", "@"))


def _is_sentence_case(value: str, words: Sequence[Span]) -> bool:
    """Whether most of a title's words begin with a small letter."""
    long = [w for w in _inner(value, words) if len(w.text) > 3]
    small = sum(w.text[0].islower() for w in long)
    return len(long) >= 3 and small >= _SMALL_ENOUGH * len(long)


def _inner(value: str, words: Sequence[Span]) -> list[Span]:
    """The words that neither begin a part of the title nor follow a hyphen."""
    return [
        w
        for w in words
        if len(w.text) > 2
        and w.text[0].isalpha()
        and not _opens(value, w.start)
        and value[w.start - 1 : w.start] not in {"-", "\x00"}
    ]


def _proper_nouns(value: str, words: Sequence[Span]) -> list[Span]:
    """Words with a capital in a title that is otherwise in sentence case.

    A part of the title whose words all begin with a capital ("Stellar Command: a planetarium")
    is written in title case, and tells nothing.
    """
    cuts = [0, *(found.end() for found in _PART_END.finditer(value)), len(value)]
    found: list[Span] = []
    for start, end in pairwise(cuts):
        part = [w for w in words if start <= w.start < end]
        long = [w for w in part if len(w.text) > 3]
        if len(long) > 1 and len(cuts) > 2 and all(w.text[0].isupper() for w in long):
            continue
        found += [w for w in _inner(value, part) if w.text[0].isupper() and w.text[1:].islower()]
    return found


def _opens(value: str, at: int) -> bool:
    """Whether a word begins the title or a part of it."""
    return _OPENS.search(value[max(0, at - 12) : at]) is not None


def _is_numeral(value: str, word: Span) -> bool:
    """Whether a single I, V or X counts ("equations I: gases", "part V") and is not a letter."""
    before, after = value[: word.start], value[word.end :]
    return bool(_NUMERAL_BEFORE.search(before)) or (
        bool(before.strip()) and bool(_NUMERAL_AFTER.match(after))
    )


def _whole(value: str, words: Sequence[Span], found: set[Span], *, every: bool) -> list[Span]:
    """The words to protect. Half of a name is never protected alone: Navier--Stokes and
    Proto-Pama-Nyungan are one name each, (O)RAS one acronym. `every`: compounds of names too."""
    for compound in _COMPOUND.finditer(value):
        parts = [w for w in words if compound.start() <= w.start and w.end <= compound.end()]
        # The title's own first letter is kept anyway; a capital after the hyphen is not.
        names = [w for w in parts if w.text[0].isupper() and len(w.text) > 1]
        joins = "--" in compound[0] or "–" in compound[0]  # of two people, whatever the case
        meant = every or (joins and any(w in found for w in parts))
        if len(names) == len(parts) > 1 and (meant or all(w in found for w in parts)):
            found -= set(parts)
            found.add(Span(compound.start(), compound.end(), compound[0]))
    return sorted(_with_group(value, word) for word in found)


def _with_group(value: str, word: Span) -> Span:
    """A word with the letter in parentheses directly before it."""
    group = _GROUPED.search(value, max(0, word.start - 3), word.start)
    start = group.start() if group else word.start
    return Span(start, word.end, value[start : word.end])


def _violation(field: OwnField, chosen: Sequence[Span], *, safe: bool) -> Violation:
    fix = None
    if field.inner is not None:
        base = field.inner[0]
        edits = []
        for word in chosen:
            edits.append(Edit(base + word.start, base + word.start, "{"))
            edits.append(Edit(base + word.end, base + word.end, "}"))
        fix = Fix("put braces around the words", tuple(edits), safe)
    listed = ", ".join(dict.fromkeys(word.text for word in chosen))
    return in_field(
        field,
        f"a style may lower the capitals of {listed}",
        span=(chosen[0].start, chosen[-1].end),
        hint="put the words in braces",
        fix=fix,
    )


RULE = Rule(
    code="unprotected-capitals",
    group="titles",
    severity=Severity.INFO,
    doc=__doc__ or "",
    fix="safe",
    library=check,
)
