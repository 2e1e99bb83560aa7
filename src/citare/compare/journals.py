"""Is one journal name an abbreviation of another? By rule, not by list.

ISO 4 shortens each word of a title by cutting its end ("Journal" to "J.", "Physics" to "Phys.")
or, rarely, its middle ("National" to "Natl."), drops articles, prepositions and conjunctions,
and keeps the order. NLM does the same without stops. Readers also use initialisms (JACS).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from citare.text.similarity import STOP_WORDS, strip_markup, words

# Words that do not count in a journal's name; a single letter is a section (Physica A).
_NOISE = frozenset(w for w in STOP_WORDS if len(w) > 1)
# No journal has more words in its name.
_LONGEST = 60
_SECTION = re.compile(r"(?<=[\w.]{2} )([A-Z])$")
_SUBTITLE = re.compile(r"\s*(?:[:;=/(\[]|\s[-–—]\s|,\s).*", re.DOTALL)


def shortens(short: str, word: str) -> bool:
    """`short` is `word` with its end or its middle cut away ("phys", "natl", "dtsch")."""
    if word.startswith(short):
        return True
    if len(short) < 3 or len(short) > len(word) - 2 or short[:1] != word[:1]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in short) and short[-1] in word[len(short) :]


def _matches(short: Sequence[str], full: Sequence[str]) -> bool:
    """Every word of `full` but stop words is met, in order, by a word of `short`."""
    at = 0
    for number, token in enumerate(short):
        start = at
        while at < len(full) and not shortens(token, full[at]):
            # A stop word may be left out; any other word may not.
            if full[at] not in _NOISE:
                return token in _NOISE and _matches(short[number + 1 :], full[start:])
            at += 1
        if at == len(full):
            return token in _NOISE and _matches(short[number + 1 :], full[start:])
        at += 1
    return all(word in _NOISE for word in full[at:])


def initialism(name: str) -> str:
    """The first letters of the words that count: "jacs"."""
    return "".join(w[0] for w in words(name) if w not in _NOISE)


@lru_cache(maxsize=16384)
def _forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The name's words, whole and without what follows a colon, bracket or dash."""
    whole = words(name)
    head = words(_SUBTITLE.sub("", strip_markup(name)))
    return (whole,) if head == whole or not head else (whole, head)


def abbreviated(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs (short, full) of names of which the first abbreviates the second.

    Each short name comes once, with the first full one. Only names whose first two words, or
    first and last words, begin alike are compared, so that the cost grows with the number of names.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    known = list(dict.fromkeys(names))
    for name in known:
        for block in _blocks(name):
            blocks[block].append(name)
    for name in known:
        tokens = words(name)
        keys = [tokens[0]] if len(tokens) == 1 else _blocks(name)
        near = (full for key in keys for full in blocks.get(key, ()))
        full = next((full for full in near if abbreviates(name, full)), None)
        if full is not None:
            yield name, full


def _blocks(name: str) -> list[str]:
    """Under what a name is compared: the first two initials, the first and the last, and all.

    "Am" is a word of "Am J Physiol" and a German article: the ends count with and without it.
    """
    letters, every = initialism(name), "".join(w[0] for w in words(name))
    ends = (letters[:1] + letters[-1:], every[:1] + every[-1:])
    return list(dict.fromkeys((letters[:2], *ends, letters)))


def abbreviates(short: str, full: str) -> bool:
    """One journal's name under two forms, of which the first is the shorter one.

    The same abbreviation without its stops is shorter, too: "Phys Rev Lett".
    """
    if "." in full and "." not in short and words(short) == words(full):
        return True
    a, b = (sum(len(w) for w in words(n) if w not in _NOISE) for n in (short, full))
    return a < b and same_journal(short, full)


@lru_cache(maxsize=65536)
def same_journal(a: str, b: str) -> bool:
    """The two names are one journal's: equal words, or one abbreviates the other.

    A shared beginning before a colon counts only for an abbreviation: "J. Phys. A" is
    "Journal of Physics A: Mathematical and General", but "Nature" is not "Nature: Physics".
    """
    x, y = words(a), words(b)
    if not x or not y:
        return False
    keep_x, keep_y = _kept(x), _kept(y)
    if keep_x == keep_y or "".join(x) == "".join(y):
        return True
    if max(len(x), len(y)) > _LONGEST or _section(a) != _section(b):
        return False
    short, full = (a, b) if len("".join(keep_x)) <= len("".join(keep_y)) else (b, a)
    if _abbreviates(short, full):
        return True
    letters = "".join(words(short))
    return len(letters) >= 3 and len(words(short)) == 1 and letters == initialism(full)


def _section(name: str) -> str:
    """The lone letter that ends a name, a journal's section: "Phys. Rev. A" is not "Phys. Rev.
    Applied". The A of "U S A" is not one."""
    found = _SECTION.search(name.partition(":")[0].rstrip())
    return found[1] if found else ""


def _abbreviates(short: str, full: str) -> bool:
    tokens = words(short)
    if len(tokens) == 1 and len(_forms(full)[0]) > 1 and tokens[0] != "".join(_forms(full)[-1]):
        return False
    if not any(len(t) > 2 for t in tokens) and len(tokens) < 3:
        return False
    forms = _forms(full)
    if _kept(tokens) == _kept(forms[-1]) and ":" in full and len(tokens[-1]) > 1:
        return False  # "Journal of Materials Science: Materials in Electronics" is another one
    return any(_matches(tokens, form) for form in forms)


def _kept(tokens: Sequence[str]) -> list[str]:
    return [word for word in tokens if word not in _NOISE]


def journal_in(tokens: Sequence[str], name: str) -> tuple[int, int] | None:
    """Where `name`, whole or abbreviated, is among a citation's words, or None.

    Returns the half-open range of the longest run that is the journal's name. One-word names
    must be whole.
    """
    best: tuple[int, int] | None = None
    for form in _forms(name):
        kept = [w for w in form if w not in _NOISE] or list(form)
        for start, token in enumerate(tokens):
            if not shortens(token, kept[0]):
                continue
            end = _run(tokens, start, kept)
            if end is not None and (best is None or end - start > best[1] - best[0]):
                best = (start, end)
        if best:
            return best
    return best


def _run(tokens: Sequence[str], start: int, kept: Sequence[str]) -> int | None:
    """Where the run begun at `start` ends that meets every kept word, or None."""
    at, whole = start, 0
    for word in kept:
        while at < len(tokens) and tokens[at] in _NOISE and not word.startswith(tokens[at]):
            at += 1
        if at >= len(tokens) or not shortens(tokens[at], word):
            return None
        whole += tokens[at] == word
        at += 1
    if len(kept) == 1 and not whole:
        return None
    return at
