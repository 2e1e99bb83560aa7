"""Sentence case for English titles that are in title case, as BibTeX's styles print them.

BibTeX titles are written in title case, with braces around what keeps its capitals (btxdoc, 4;
"Tame the BeaST", 7), and `change.case$` of the styles lowers the rest. Lowering everything loses
the names that people forget to protect, so only what is known to be an ordinary word is lowered:
the list is built by `tests/tools/english_words.py` from SCOWL.

Text has CSL inline markup; nocase spans, small capitals, superscripts and subscripts are
protected.
"""

from __future__ import annotations

import pkgutil
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Final, Literal

from citare.text.casing import ADDRESS, STOP_WORDS
from citare.text.numerals import roman_value

AfterColon = Literal["capital", "as-written", "small"]

# --- words ------------------------------------------------------------------------------------

_PREFIX_LINES: Final = """
    anti astro auto bio cardio chemo co counter cross cyber de dis eco eigen electro epi extra geo
    hetero homo hydro hyper hypo immuno in inter intra iso macro mega meta micro mid mini mis mono
    multi nano neo neuro non off opto out over peri pharmaco photo physico poly post pre pro proto
    pseudo psycho quasi radio re self semi socio sub super tele thermo trans ultra un under uni
"""
_PREFIXES: Final = tuple(_PREFIX_LINES.split())
# Endings that no name has (unlike -ism and -ian).
_ENDING_LINES: Final = """
    ology ologies ological ologically ologist ologists graphy graphies graphic graphical omic omics
    itis ectomy oscopy oscopic otherapy otherapies ization izations isation isations ized ised izing
    ising ability abilities ibility ibilities ness metry metric metrics aemia emia genic genesis
    philic phobic pathy plasty kinetic kinetics dynamic dynamics
"""
_ENDINGS: Final = tuple(_ENDING_LINES.split())


def stems_of(word: str) -> Iterator[str]:
    """What `word` may be a plural, a verb form, an adverb or a comparative of."""
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
    for ending in ("ed", "er", "ing", "est"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield from (stem, stem + "e")
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
    for ending in ("ly", "ally", "ness", "less"):
        if word.endswith(ending):
            yield word[: -len(ending)]


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, str], dict[str, str]]:
    """Ordinary words and names, a text of lines for each first letter.

    Searching a text of some kilobytes costs less than making a set of all words, which most runs
    would use for a few titles.
    """
    # a part of the program, as an imported module is
    packed = pkgutil.get_data("citare.text", "english_words.bin") or b""
    texts = [f"\n{text}\n" for text in zlib.decompress(packed).decode("ascii").split("\n\n")]
    count = len(ascii_lowercase)
    return (
        dict(zip(ascii_lowercase, texts[:count], strict=True)),
        dict(zip(ascii_lowercase, texts[count:], strict=True)),
    )


def _is_listed(word: str, lists: dict[str, str]) -> bool:
    return f"\n{word}\n" in lists.get(word[:1], "")


@lru_cache(maxsize=16384)
def is_ordinary(word: str) -> bool:
    """Whether a word in small letters is an ordinary English word: in the list, a regular form or
    compound of one that is, or with an ending that no name has."""
    words, names = _lists()
    if word in STOP_WORDS or word in _PREFIXES or _is_listed(word, words):
        return True
    if _is_listed(word, names):
        return False
    if _is_form(word, words, 3):
        return True
    if word.endswith(_ENDINGS) and any(word[3:].endswith(ending) for ending in _ENDINGS):
        return True
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and (_is_listed(rest, words) or _is_form(rest, words, 4)):
            return True
    return False


def _is_form(word: str, words: dict[str, str], least: int) -> bool:
    """Whether a word is a regular form of a listed one of at least that length."""
    return any(len(stem) >= least and _is_listed(stem, words) for stem in stems_of(word))


def is_name(word: str) -> bool:
    """Whether a word in small letters is (also) a name that the list knows."""
    return _is_listed(word, _lists()[1])


# --- titles -----------------------------------------------------------------------------------

# Names of several ordinary words; a name of one word keeps a direction before it by rule.
_PHRASES: Final = frozenset(
    (
        *("african union", "arab emirates", "bay area", "black forest", "black sea", "cape town"),
        *("cape verde", "civil war", "cold war", "costa rica", "dead sea", "east coast"),
        *("el salvador", "european union", "far east", "first world war", "global south"),
        *("great britain", "great lakes", "gulf of mexico", "hong kong", "ivory coast"),
        *("latin america", "los angeles", "middle east", "monte carlo", "new brunswick"),
        *("new caledonia", "new delhi", "new england", "new guinea", "new hampshire"),
        *("new haven", "new jersey", "new mexico", "new orleans", "new south wales"),
        *(
            "new testament",
            "new york",
            "new york city",
            "new zealand",
            "north america",
            "north sea",
        ),
        *("old testament", "puerto rico", "red cross", "red sea", "roman empire", "salt lake city"),
        *("second world war", "sierra leone", "silicon valley", "soviet union", "sri lanka"),
        *("united arab emirates", "united kingdom", "united nations", "united states"),
        *("united states of america", "wall street", "west bank", "white house", "world bank"),
        *("world health organization", "world trade organization", "world war"),
    )
)
_PHRASE_STARTS: Final = frozenset(phrase.partition(" ")[0] for phrase in _PHRASES)
_LONGEST: Final = max(len(phrase.split()) for phrase in _PHRASES)
_DIRECTIONS: Final = frozenset(
    (
        *(
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
        ),
        *("saint", "san", "mount", "lake", "cape", "fort", "gulf", "sub", "great", "latin"),
    )
)
_BEFORE_NUMBERS: Final = frozenset(("march", "may", "part", "volume", "book", "act"))
_TOKEN: Final = re.compile(
    r"(?P<tag></?[a-z]+(?:\s[^<>]*)?>)"
    rf"|(?P<address>{ADDRESS})"
    r"|(?P<word>[^\W_]+(?:[’'ʼ][^\W\d_]+)*)"
    r"|(?P<stop>[:?!.…](?=[\s\"”’»)\]]|$)|[—–](?=\s))",
)
_PROTECTING: Final = re.compile(r"<(?:sup|sub|sc|span)\b")
_ENDING: Final = re.compile(r"(?:n[’'ʼ]t|[’'ʼ](?:re|ve|ll|d|m|s)?)$", re.IGNORECASE)
_SHORTENED: Final = {"ai": "is", "ca": "can", "wo": "will", "sha": "shall"}


@dataclass(slots=True)
class _Word:
    """A word of a title. `place` is "first", "colon" (first after one) or ""; `loose` is false
    within protected markup and where a word holds more than letters."""

    start: int
    text: str
    place: str
    loose: bool
    hyphened: bool
    bare: str = ""  # in small letters, without a possessive ending or a shortened verb
    capitalized: bool = False

    def __post_init__(self) -> None:
        bare = small = self.text.lower()
        if not small.isalnum():
            bare = _ENDING.sub("", small)
            bare = _SHORTENED.get(bare, bare) if bare != small else bare
        self.bare = bare
        self.capitalized = self.loose and self.text[0].isupper() and self.text[1:].islower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A title in sentence case, and the words that kept a capital because nothing is known of
    them: neither ordinary words nor names of the list."""

    text: str
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def sentence_case(text: str, after_colon: AfterColon = "as-written") -> Sentence:
    """An English title in sentence case, if it is in title case; any other as it is.

    `after_colon` says what the first word after a colon gets: a capital (APA, also where the rest
    of the title is in sentence case already), what it has, or a small letter (AMA, NLM).
    """
    if text[1:] == text[1:].lower() and (after_colon != "capital" or ":" not in text):
        return Sentence(text)
    words = list(_words(text))
    small: set[int] = set()
    unknown: tuple[str, ...] = ()
    if _is_title_case(words):
        kept = _phrases(words)
        small = {
            number
            for number, word in enumerate(words)
            if number not in kept and _lowers(words, number, after_colon)
        }
        unknown = tuple(
            word.text
            for number, word in enumerate(words)
            if word.capitalized
            and len(word.bare) > 1
            and number not in small | kept
            and not (word.place or is_ordinary(word.bare) or is_name(word.bare))
        )
    letters = list(text)
    for number in small:
        letters[words[number].start] = letters[words[number].start].lower()
    if after_colon == "capital":
        for word in words:
            if word.place == "colon" and word.loose and word.text.islower() and not word.hyphened:
                letters[word.start] = letters[word.start].upper()
    return Sentence("".join(letters), unknown)


def _words(text: str) -> Iterator[_Word]:
    place = "first"
    depth = 0
    closing: list[bool] = []
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "tag":
            if token[0].startswith("</"):
                depth -= closing.pop() if closing else False
            else:
                closing.append(_PROTECTING.match(token[0]) is not None)
                depth += closing[-1]
        elif kind == "stop":
            place = {":": "colon", "—": "", "–": ""}.get(token[0], "first") or place
        elif kind == "word":
            before = text[token.start() - 1 : token.start()]
            after = text[token.end() : token.end() + 1]
            glued = before in _GLUE or after in _GLUE_AFTER
            loose = not depth and not (before and before in "@#$_\\") and not glued
            yield _Word(token.start(), token[0], place, loose, before in _HYPHENS)
            place = ""
        else:
            place = ""


_HYPHENS: Final = frozenset("-\u2010\u2011")
_GLUE: Final = frozenset("+&*^=")
_GLUE_AFTER: Final = frozenset("+&*^=@_\\")


def _is_title_case(words: list[_Word]) -> bool:
    """Whether most words that title case gives a capital have one."""
    inner = [
        word
        for word in words
        if word.loose
        and not word.place
        and len(word.text) > 1
        and word.text.isalpha()
        and word.bare not in STOP_WORDS
        and not word.hyphened
    ]
    small = sum(word.text.islower() for word in inner)
    capital = sum(word.capitalized and is_ordinary(word.bare) for word in inner)
    return capital > small or (
        not inner and any(word.capitalized and word.hyphened for word in words)
    )


def _phrases(words: list[_Word]) -> set[int]:
    """The words that belong to a name of several words."""
    kept: set[int] = set()
    for start, word in enumerate(words):
        if word.bare not in _PHRASE_STARTS:
            continue
        for length in range(_LONGEST, 1, -1):
            run = words[start : start + length]
            if len(run) == length and " ".join(one.bare for one in run) in _PHRASES:
                kept.update(range(start, start + length))
                break
    return kept


def _lowers(words: list[_Word], number: int, after_colon: AfterColon) -> bool:
    """Whether a word of a title in title case is written small."""
    word = words[number]
    if word.place == "colon" and after_colon == "small" and word.text == "A":
        return True
    if not word.capitalized or word.place == "first" or len(word.text) < 2:
        return False
    if word.place == "colon" and after_colon != "small":
        return False
    bare = word.bare
    if not is_ordinary(bare):
        return False
    following = words[number + 1] if number + 1 < len(words) else None
    if bare in _BEFORE_NUMBERS and following and _is_number(following.text):
        return False
    neighbours = [words[n] for n in (number - 1, number + 1) if 0 <= n < len(words)]
    if is_name(bare) and any(_is_proper(neighbour) for neighbour in neighbours):
        return False  # Black Forest, Monte Carlo: a word that is also a name beside a name
    return not (bare in _DIRECTIONS and following and _is_proper(following))


def _is_proper(word: _Word) -> bool:
    return word.capitalized and not word.place and not is_ordinary(word.bare)


def _is_number(text: str) -> bool:
    return text.isdecimal() or (text.isupper() and roman_value(text) > 0)
