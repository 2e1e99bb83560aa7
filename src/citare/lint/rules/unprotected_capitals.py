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

from citare.bibtex.grammar import Span
from citare.findings import Edit, Fix, Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import loose_words
from citare.text.casing import is_english
from citare.text.numerals import roman_value

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_OPENS = re.compile(r"(?:^|[:?!.;“”\"‘(\[–—|]|--|``)[\s~`'‘“\"({]*$")
_COMPOUND = re.compile(r"(?:[-‐‑][A-ZÀ-ÖØ-Þ][^\W\d_]+)+")
_SMALL_ENOUGH = 0.6  # the share of small words that makes a title sentence case


def check(record: Record) -> Iterator[Violation]:
    """Words in title and subtitle that need braces."""
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
        nouns = _proper_nouns(field, words) if english else []
        chosen = sorted({*acronyms, *_with_compounds(field.value, nouns)})
        if chosen:
            yield _violation(field, chosen, safe=not nouns)


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
    if not _CAPITAL.search(text.lstrip("0123456789")[1:]) or text[-2:] in {"'S", "’S"}:
        return False
    if 0 < roman_value(text) < 40:
        return len(text) > 1
    if re.fullmatch(r"[A-Z][’'ʼ][A-Z][a-zß-ÿ]+|Ma?c[A-Z][a-z]+", text):
        return True
    return not field.value[: word.start].endswith(("\\", "@"))


def _proper_nouns(field: OwnField, words: Sequence[Span]) -> list[Span]:
    """Words with a capital in a title that is otherwise in sentence case."""
    inner = [
        w
        for w in words
        if len(w.text) > 2 and w.text[0].isalpha() and not _opens(field.value, w.start)
    ]
    long = [w for w in inner if len(w.text) > 3]
    small = sum(w.text[0].islower() for w in long)
    capital = [w for w in inner if w.text[0].isupper() and w.text[1:].islower()]
    if len(long) < 3 or small < _SMALL_ENOUGH * len(long):
        return []
    return [w for w in capital if field.value[w.start - 1 : w.start] not in {"-", "\x00"}]


def _opens(value: str, at: int) -> bool:
    """Whether a word begins the title or a part of it."""
    return _OPENS.search(value[max(0, at - 12) : at]) is not None


def _with_compounds(value: str, nouns: Sequence[Span]) -> list[Span]:
    """A noun with the parts that hyphens join to it: Proto-Pama-Nyungan is one name."""
    spans = []
    for noun in nouns:
        rest = _COMPOUND.match(value, noun.end)
        end = rest.end() if rest else noun.end
        spans.append(Span(noun.start, end, value[noun.start : end]))
    return spans


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
    record=check,
)
