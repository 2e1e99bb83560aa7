"""CSL text case: lowercase, uppercase, capitalize-first, capitalize-all, sentence and title.

The rules are those of CSL 1.0.2, "Text-case". Where the specification is silent (words joined by
slashes, restarts after "?" and "!", single letters, initials, stop words that open a compound)
the official test suite and the processors in use decide.

Text comes as one string or as segments `(text, protected)`: runs of one field, cut where markup
begins or ends. A protected segment (a `nocase` span, small capitals, super- and subscript) is
never changed, but its words count, so that a field is cased as one text however it is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

Segment: TypeAlias = tuple[str, bool]
Ranges: TypeAlias = tuple[tuple[int, int], ...]

CASES: Final = frozenset(
    {"lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"}
)

# CSL schema, stop-words.json, word by word; then the articles and conjunctions that it leaves
# out, and the particles and abbreviations that processors keep lowercase.
_STOP_WORD_LINES = """
    across afore after against along alongside amid amidst among amongst anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides
    between beyond but by circa despite down during except for forenenst from given in inside
    into lest like modulo near next notwithstanding of off on onto out over per plus pro qua sans
    since than through throughout thru thruout till to toward towards under underneath until unto
    up upon v versus via vs with within without
    a an the and or nor so yet about above
    al c ca d de et van von y
"""
STOP_WORDS: Final = frozenset(_STOP_WORD_LINES.split())

_APOSTROPHES = "'’`ʼ"
_NOT_BEFORE_CAPITAL = frozenset("@#$~_=*\\")  # @user, #tag, $variable, file_name
_HYPHENS = frozenset("-\u2010\u2011")
_JOINERS = _HYPHENS | {"/"}

ADDRESS: Final = r"(?:https?|ftp)://\S+|www\.\S+|doi:\S+|10\.\d{4,9}/\S+"
_TOKEN: Final = re.compile(
    rf"(?P<address>{ADDRESS})"
    # A full stop joins single letters ("e.g."); a longer part is a word of its own ("node.js").
    r"|(?P<word>[^\W_][\w\u0300-\u036f]*"
    rf"(?:\.[^\W_](?![\w\u0300-\u036f])|[·{_APOSTROPHES}][^\W_][\w\u0300-\u036f]*)*)"
    r"|[:?!]"
)
_WORD: Final = re.compile(rf"[^\W_](?:[\w\u0300-\u036f{_APOSTROPHES}]*[\w\u0300-\u036f])?")


def is_english(language: str, default_locale: str = "") -> bool:
    """Whether title case applies to an item (CSL 1.0.2, "Non-English Items").

    An item is of the style's language unless its own `language` says otherwise; a style without
    `default-locale` is English.
    """
    tag = (language or default_locale).strip().lower()
    if tag[:2] != "en":
        return not tag
    return not tag[2:3].isalpha() or tag.startswith("english")


def change_case(text: str, case: str, language: str = "") -> str:
    """`text` in one of `CASES`; an unknown case leaves it as it is."""
    if not text:
        return text
    if case == "title":
        return title_case(text)
    if case == "lowercase":
        return lowercase(text, language)
    if case == "uppercase":
        return uppercase(text, language)
    if case in CASES:
        return change_case_segments(((text, False),), case, language)[0]
    return text


def change_case_segments(segments: Sequence[Segment], case: str, language: str = "") -> list[str]:
    """The texts of `segments` in one of `CASES`, as if they were one text."""
    texts = [text for text, _ in segments]
    if case == "lowercase":
        return [t if kept else lowercase(t, language) for t, kept in segments]
    if case == "uppercase":
        return [t if kept else uppercase(t, language) for t, kept in segments]
    if case not in CASES:
        return texts
    whole = "".join(texts)
    if case == "sentence" and _is_shouted(whole):
        texts = [t if kept else lowercase(t, language) for t, kept in segments]
        whole = "".join(texts)
    kept_ranges = _kept_ranges(segments, texts)
    if case == "title":
        places = _title_places(whole, kept_ranges)
    elif case == "capitalize-all":
        places = _all_places(whole, kept_ranges)
    else:
        places = _first_place(whole, kept_ranges)
    if not places:
        return texts
    if len(texts) == 1:
        return [_capitalize_at(whole, places, language)]
    result = []
    start = 0
    for text in texts:
        end = start + len(text)
        here = tuple(p - start for p in places if start <= p < end)
        result.append(_capitalize_at(text, here, language) if here else text)
        start = end
    return result


@lru_cache(maxsize=8192)
def title_case(text: str) -> str:
    """English title case; whether a text is English is the caller's to decide."""
    return _capitalize_at(text, _title_places(text, ()), "")


def lowercase(text: str, language: str = "") -> str:
    """All letters small, by the rules of Turkish and Azerbaijani where `language` names them."""
    if language[:2] in {"tr", "az"}:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def uppercase(text: str, language: str = "") -> str:
    """All letters capital, by the rules of Turkish, Azerbaijani and Greek where named."""
    tag = language[:2]
    if tag in {"tr", "az"}:
        text = text.replace("i", "İ")
    elif tag == "el":  # Greek capitals carry no accent, but keep a diaeresis
        parted = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", parted.replace("\u0301", ""))
    return text.upper()


def capitalize_first(text: str, language: str = "") -> str:
    """The first letter of the first word capital, if that word is lowercase."""
    return change_case_segments(((text, False),), "capitalize-first", language)[0]


def _kept_ranges(segments: Sequence[Segment], texts: Sequence[str]) -> Ranges:
    ranges = []
    start = 0
    for (_, kept), text in zip(segments, texts, strict=True):
        end = start + len(text)
        if kept and text:
            ranges.append((start, end))
        start = end
    return tuple(ranges)


def _is_shouted(text: str) -> bool:
    """An uppercase text of more than one word; a lone word in capitals is an acronym."""
    return text.isupper() and len(_WORD.findall(text)) > 1


def _capitalize_at(text: str, places: Sequence[int], language: str) -> str:
    """`text` with the letters at `places` capital ("ß" and ligatures may grow)."""
    if not places:
        return text
    pieces: list[str] = []
    last = 0
    tag = language[:2]
    for place in places:
        width = 1
        letter = text[place]
        if letter == "i" and tag in {"tr", "az"}:
            capital = "İ"
        elif tag == "nl" and text[place : place + 2] == "ij":
            capital, width = "IJ", 2
        else:
            capital = letter.title()
        pieces += (text[last:place], capital)
        last = place + width
    pieces.append(text[last:])
    return "".join(pieces)


def _inside(place: int, ranges: Ranges) -> bool:
    return any(start <= place < end for start, end in ranges)


def _loose_part(start: int, end: int, kept: Ranges) -> int:
    """Where the part of a word that may change ends: at the first kept segment within it."""
    for kept_start, _ in kept:
        if start < kept_start < end:
            return kept_start
    return end


def _first_place(text: str, kept: Ranges) -> tuple[int, ...]:
    found = _WORD.search(text)
    if found is None:
        return ()
    start = found.start()
    word = text[start : _loose_part(start, found.end(), kept)]
    return (start,) if word.islower() and not _inside(start, kept) else ()


def _all_places(text: str, kept: Ranges) -> tuple[int, ...]:
    return tuple(
        found.start()
        for found in _WORD.finditer(text)
        if text[found.start() : _loose_part(found.start(), found.end(), kept)].islower()
        and not _inside(found.start(), kept)
    )


def _title_places(text: str, kept: Ranges) -> tuple[int, ...]:
    """The places that title case makes capital."""
    tokens = list(_TOKEN.finditer(text))
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].lastgroup), -1)
    places = []
    opens = True  # at the start, and after a colon, question or exclamation mark
    previous = ""
    for number, token in enumerate(tokens):
        if token.lastgroup is None:
            opens = True
            continue
        if token.lastgroup == "word":
            start, end = token.span()
            if kept:
                end = _loose_part(start, end, kept)
            word = text[start:end]
            if (
                word.islower()
                and not (kept and _inside(start, kept))
                and _takes_capital(text, start, word, opens, number == last, previous)
            ):
                places.append(start)
            previous = word
        opens = False
    return tuple(places)


def _takes_capital(
    text: str, start: int, word: str, opens: bool, is_last: bool, previous: str
) -> bool:
    """Whether title case gives a lowercase word a capital."""
    before = text[start - 1 : start]
    if before in _NOT_BEFORE_CAPITAL:
        return False
    # Single letters ("p value"), initials ("e.g.") and elided articles ("l'homme").
    lone = len(word) == 1 or (word[1] in "." + _APOSTROPHES)
    if not lone and word not in STOP_WORDS:
        return True
    if lone and "Ͱ" <= word[0] <= "Ͽ":  # "β-carotene" is not "Beta-carotene"
        return False
    if opens:
        return True
    after = start + len(word)
    if text[after : after + 1] in _HYPHENS and before not in _JOINERS:
        return text[after + 1 : after + 2].isalnum()  # "In-Depth", "Pro-Environmental"
    return is_last and not lone and not (word == "al" and previous == "et")
