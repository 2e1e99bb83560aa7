"""How alike two texts are: words as they compare, and token and edit distances.

Everything here works on folded words: no marks, no case, no punctuation, no markup. Distances
are RapidFuzz's; 0 is nothing alike, 1 the same.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from citare.text.unicode import UNDIVIDED

# The tags of HTML, JATS and MathML that titles have; "<AB>" is text in angle brackets.
_TAG = re.compile(
    r"</?(?:jats:|mml:)?(?:i|b|u|s|em|strong|italic|bold|sc|scp|small|big|sup|sub|inf|tt|span|font"
    r"|p|br|a|div|title|sec|list|list-item|ext-link|xref|named-content|styled-content|monospace"
    r"|roman|sans-serif|underline|overline|inline-formula|disp-formula|inline-graphic|graphic"
    r"|alternatives|tex-math|math|semantics|annotation|annotation-xml|none"
    r"|m(?:row|i|o|n|s|sub|sup|subsup|text|frac|sqrt|root|over|under|underover|space|fenced|style"
    r"|table|tr|td|multiscripts|prescripts|phantom|padded|error|enclose))(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile("(?<=\\w)['’ʼ`´](?=\\w)")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# Words that say little about which work is meant, in the languages titles are mostly in.
_STOP_WORDS = """
a an and are as at be by for from in into is its of on or over the to under up via was with
der die das den dem des ein eine einer eines im in am an auf aus bei mit nach und von vom zu zum
zur fur uber le la les l un une des du de d et en au aux dans par pour sur el los las del y en
con por para una o il lo gli dei della delle e di da nel nella per su os as do dos das no na em
van het een"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def strip_markup(text: str) -> str:
    """Without tags (JATS, HTML, MathML) and with entities decoded, twice if encoded twice.

    A bare `<` stays: only what looks like a tag goes.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return _TAG.sub("", text) if "<" in text else text


@lru_cache(maxsize=65536)
def fold_text(text: str) -> str:
    """Lower case without marks, markup and invisible characters; punctuation stays."""
    text = strip_markup(text).translate(_SOFT)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold().translate(UNDIVIDED)
    return "".join(c for c in text if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text; an apostrophe inside a word goes, other punctuation parts."""
    return tuple(_WORD.findall(_JOINED.sub("", fold_text(text))))


def content_words(tokens: Sequence[str]) -> tuple[str, ...]:
    """Words that say something: no stop words, no single letters; numbers stay."""
    return tuple(t for t in tokens if t not in STOP_WORDS and (len(t) > 1 or t.isdigit()))


def edit_similarity(a: str, b: str) -> float:
    """1 minus the edit distance over the longer length."""
    return Levenshtein.normalized_similarity(a, b)


def word_likeness(a: str, b: str) -> float:
    """How alike two single words are, tolerant of a slip of the pen, strict on short ones."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 4 or a.isdigit() or b.isdigit():
        return 0.0
    return OSA.normalized_similarity(a, b)


def name_likeness(a: str, b: str) -> float:
    """How alike two family names are (Jaro-Winkler over their letters alone)."""
    x, y = "".join(words(a)), "".join(words(b))
    if x == y:
        return 1.0 if x else 0.0
    return JaroWinkler.similarity(x, y)


def similarity(a: str, b: str) -> float:
    """How alike two titles or the like are: the order of words counts, a lost word costs little.

    The mean of the edit similarity and the word-set similarity over folded words; 1 exactly
    when the folded words are the same.
    """
    x, y = words(a), words(b)
    if x == y:
        return 1.0
    if not x or not y:
        return 0.0
    joined_x, joined_y = " ".join(x), " ".join(y)
    if "".join(x) == "".join(y):
        return 1.0
    edit = fuzz.ratio(joined_x, joined_y) / 100
    tokens = fuzz.token_sort_ratio(joined_x, joined_y) / 100
    return min(0.999, (edit + tokens) / 2)
