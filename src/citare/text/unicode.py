"""Text to compare, to sort and to spell in ASCII, without ICU.

`fold` makes two spellings of one text equal. `collation_key` orders texts as readers expect,
after the Unicode Collation Algorithm's first level: no case, no accents, no punctuation, numbers
by value, with the letters that some languages count as their own. `to_ascii` is for citation
keys and file names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from citare.text.collation_tables import (
    AFTER,
    CONTRACTIONS,
    CYRILLIC,
    DOUBLE_A,
    FIRST_SCRIPT,
    SURNAMES,
    TAILORED,
    TONES,
)

_SPACE = re.compile(r"\s+")
_DIGITS = re.compile(r"0*(\d+)")

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb\u02b9\u00b4\u2039\u203a`"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_PLAIN = str.maketrans(
    _DASHES + _SINGLE_QUOTES + _DOUBLE_QUOTES,
    "-" * len(_DASHES) + "'" * len(_SINGLE_QUOTES) + '"' * len(_DOUBLE_QUOTES),
    _INVISIBLE,
)
UNDIVIDED = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ß": "ss",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ɛ": "e",
        "ɔ": "o", "ʋ": "v", "ƴ": "y", "ƙ": "k", "ς": "σ",
    }
)  # fmt: skip
"""Small letters that do not decompose, as what they are compared as (after casefold)."""
_FOLD = {**UNDIVIDED, ord("…"): "..."}
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
"""Small letters as two letters each, as German authors write them where they must."""
_GERMAN = str.maketrans(UMLAUTS | {a.upper(): b.capitalize() for a, b in UMLAUTS.items()})
_HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f])")

_FIRST = "\x01"  # before all else
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])(.)")  # written before the consonant it follows
_COMMON_LETTERS = {
    **{letter: text for letter, text in UNDIVIDED.items() if chr(letter) not in "ŋĸς"},
    ord("ı"): "i" + AFTER,
    ord("þ"): "z\U0010ffff",
}
_KANA = {0x30A1 + i: 0x3041 + i for i in range(86)}


def fold(text: str) -> str:
    """Text for comparing: no case, accents or invisible characters; plain dashes and quotes;
    single spaces. Letters that do not decompose become those they are read as (ß ss, ø o)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold().translate(_FOLD)
        text = "".join([c for c in text if not unicodedata.combining(c)])
    else:
        text = text.lower()
    return " ".join(text.split())


@lru_cache(maxsize=32768)
def collation_key(text: str, language: str = "") -> str:
    """A key whose order is the order of texts for readers of `language` (a language tag).

    Texts that differ by case, accents or punctuation alone have the same key (CSL 1.0.2,
    "Sorting": case-insensitive; the rest as readers and other processors do), so that the next
    sort key decides. Spaces count and come first; numbers in digits sort by value. The script of
    the language comes before others; for readers of Chinese, Han characters sort by pinyin
    (CLDR, "zh"; GB/T 7714).
    """
    tag = language[:2].lower()
    if tag in {"tr", "az"}:
        text = text.replace("I", "ı").replace("İ", "i")
    if tag == "zh" and _HAN.search(text):
        return _FIRST * bool(_HAN.match(text)) + collation_key(_pinyin(text))
    if tag in FIRST_SCRIPT and not text.isascii():
        first, last = FIRST_SCRIPT[tag]
        letter = next((char for char in text if char.isalnum()), "")
        if first <= letter <= last:
            return _FIRST + _letters_key(text, tag)
    return _letters_key(text, tag)


def _pinyin(text: str) -> str:
    """Han characters as they are read, a surname at the beginning as a surname."""
    surname = SURNAMES.get(text[0], "")
    return f"{surname} {to_ascii(text[1:])}" if surname else to_ascii(text)


def _letters_key(text: str, tag: str) -> str:
    key = text.casefold()
    if tag in DOUBLE_A:
        key = key.replace("aa", "å")
    if tag == "th":
        key = _LEADING_VOWEL.sub(r"\2\1", key)
    if tag == "vi" and not key.isascii():
        key = unicodedata.normalize("NFD", key).translate(TONES)
    if not key.isascii():
        key = unicodedata.normalize("NFC", key)
    for group, weight in CONTRACTIONS.get(tag, ()):
        key = key.replace(group, weight)
    if tag in TAILORED:
        key = key.translate(TAILORED[tag])
    if not key.isascii():
        if _IS_CYRILLIC.search(key):
            key = key.translate(CYRILLIC)
        key = unicodedata.normalize("NFKD", key).translate(_COMMON_LETTERS).translate(_KANA)
    key = "".join(map(_weight, key))
    if not key.isalpha():
        key = _DIGITS.sub(_number, key)
        key = _SPACE.sub(" ", key).strip()
    return key


@lru_cache(maxsize=4096)
def _weight(char: str) -> str:
    """What a character adds to a key: itself, a space, something below all digits, or nothing."""
    if char.isalnum() or char >= AFTER:
        return char
    kind = unicodedata.category(char)
    if kind[0] == "Z" or char.isspace():
        return " "
    if kind[0] == "S" and char not in "`´":
        return "!" + char  # symbols come after spaces and before digits
    return ""


def _number(found: re.Match[str]) -> str:
    """Digits so that longer numbers come later: "2" before "10"."""
    digits = found.group(1)
    return f"0{chr(0x40 + len(digits))}{digits}" if len(digits) < 0x1000 else digits


@lru_cache(maxsize=8192)
def to_ascii(text: str, language: str = "") -> str:
    """Text in ASCII: accents go, every script is romanised (anyascii), Han by syllables.

    In German (`language` "de...") ä is ae. A character that has no spelling is left out.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if language[:2].lower() == "de":
        text = text.translate(_GERMAN)
    if _HAN.search(text):
        text = " ".join(_HAN.sub(r" \1 ", text).split())
    return anyascii(text)
