"""BibTeX's name lists: "von Last, Jr, First and others", and back.

Rules: btxdoc, 4 ("name"); Tame the BeaST, 11; BibLaTeX's manual, 3.5 (extended name format).
Names that no rule explains are read the way their writer most likely meant, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from citare.bibtex.grammar import Span
from citare.model.name import OTHERS, Name
from citare.model.people import PARTICLES, ends_as_generation, is_generation
from citare.text.latex.decode import decode
from citare.text.latex.encode import encode

_SEPARATOR: Final = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)
_PIECE: Final = re.compile(r"\\[^\W\d_]+|\\.|[{},]|[\s~]+|[^\\{},\s~]+", re.DOTALL)
_COMPLEX: Final = re.compile(r"[{}\\~]")
_EXTENDED: Final = re.compile(
    r'\s*"?(?:family|given|prefix|suffix|useprefix|juniorprefix|id|nametemplates|sortingnamekeytemplate'
    r"|noroman|uniquename)(?:-i)?\s*=",
    re.IGNORECASE,
)
ET_AL: Final = re.compile(r"(?:and\s+)?et[\s~]*al[.{}\s]*|others\.?|\\etal\W*", re.IGNORECASE)
_QUOTES: Final = str.maketrans("'‘", "’’")
SPACES: Final = re.compile(r"[\s\u00a0\u202f]+")

# Control sequences that are letters decide a word's case (btxdoc's "special characters").
_UPPER_LETTERS: Final = frozenset(("AA", "AE", "OE", "O", "L", "SS", "DH", "DJ", "TH", "NG", "IJ"))
_LOWER_LETTERS: Final = frozenset(
    ("aa", "ae", "oe", "o", "l", "ss", "dh", "dj", "th", "ng", "ij", "i", "j")
)


@dataclass(frozen=True, slots=True)
class NameList:
    """Names in order, and what was wrong with them."""

    names: tuple[Name, ...]
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Word:
    text: str
    lower: bool  # starts in lower case, so may be part of the von part
    braced: bool  # one group from its first to its last character


def split_names(value: str) -> list[str]:
    """The names of a list, without empty ones."""
    return [span.text for span in name_spans(value) if span.text]


def name_spans(value: str) -> Iterator[Span]:
    """The names of a list: parts that `and` between white space separates, at brace level zero.

    Every brace counts, after a backslash too (bibtex.web, `name_scan_for_and`). The spans are
    without the white space around the names; an empty name has an empty text.
    """
    depth = start = 0
    for found in _SEPARATOR.finditer(value):
        token = found[0]
        if token == "{":
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield _stripped(value, start, found.start())
            start = found.end()
    yield _stripped(value, start, len(value))


def _stripped(value: str, start: int, end: int) -> Span:
    text = value[start:end].strip()
    if text:
        start += len(value[start:end]) - len(value[start:end].lstrip())
    return Span(start, start + len(text), text)


@lru_cache(maxsize=4096)
def parse_names(value: str, *, use_prefix: bool = True) -> NameList:
    """A name field's value (raw LaTeX) as names.

    The von part does not drop, as in BibTeX's own styles; with `use_prefix` false it does
    (BibLaTeX's option `useprefix`).
    """
    raw = split_names(value)
    names: list[Name] = []
    problems: list[str] = []
    for position, text in enumerate(raw, start=1):
        if ET_AL.fullmatch(text.strip("{} ")):
            if position == len(raw):
                names.append(OTHERS)
                if text != "others":
                    problems.append(f'"{text}" stands for "others"')
                continue
            problems.append(f'"{text}" is not the last name')
        name, found = _known_name(text, use_prefix)
        problems += found
        if name != Name():
            names.append(name)
    return NameList(tuple(names), tuple(problems))


@lru_cache(maxsize=8192)
def _known_name(text: str, use_prefix: bool) -> tuple[Name, tuple[str, ...]]:
    """As `parse_name`; libraries cite the same people again and again."""
    name, problems = parse_name(text, use_prefix=use_prefix)
    return name, tuple(problems)


def is_extended(text: str) -> bool:
    """Whether a name is in BibLaTeX's extended format: `family=Buch, given={Jean, Pierre}`."""
    return _EXTENDED.match(text) is not None


def parse_name(text: str, *, use_prefix: bool = True) -> tuple[Name, list[str]]:
    """One name, and what was wrong with it."""
    problems: list[str] = []
    text = text.strip()
    if is_extended(text):
        return _parse_extended(text, problems, use_prefix), problems
    sections = _sections(text, problems)
    if not any(sections):
        return Name(), problems
    if len(sections) == 1 and len(sections[0]) == 1 and sections[0][0].braced:
        return Name(literal=_plain(sections[0][0].text, problems)), problems
    von, last, suffix, first = _parts(sections, problems)
    name = _name(von, last, suffix, first, problems)
    if not use_prefix and name.non_dropping_particle:
        name = replace(name, non_dropping_particle="", dropping_particle=name.non_dropping_particle)
    return name, problems


def _sections(text: str, problems: list[str]) -> list[list[_Word]]:
    """The words of each part between commas, both at brace level zero."""
    if not _COMPLEX.search(text):
        return [
            [_Word(word, _is_lower(word), False) for word in part.split()]
            for part in text.split(",")
        ]
    sections: list[list[_Word]] = [[]]
    word: list[str] = []
    depth = 0

    def end_word() -> None:
        if word:
            whole = "".join(word)
            sections[-1].append(_Word(whole, _is_lower(whole), _is_one_group(whole)))
            word.clear()

    for piece in _PIECE.findall(text):
        if piece == "{":
            depth += 1
        elif piece == "}":
            if depth == 0:
                problems.append(f"unbalanced brace in the name {text!r}")
                continue
            depth -= 1
        elif depth == 0 and piece == ",":
            end_word()
            sections.append([])
            continue
        elif depth == 0 and piece[0] in " ~\t\r\n" and not _swallows_space(word):
            end_word()
            continue
        word.append(piece)
    if depth:
        problems.append(f"unbalanced brace in the name {text!r}")
        word.append("}" * depth)
    end_word()
    return sections


def _swallows_space(word: list[str]) -> bool:
    """Whether the word so far ends in a control word, which takes the space after it."""
    return bool(word) and word[-1].startswith("\\") and word[-1][1:].isalpha()


def _is_one_group(word: str) -> bool:
    if not word.startswith("{") or not word.endswith("}") or word.startswith("{\\"):
        return False
    depth = 0
    for position, character in enumerate(word):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(word) - 1
    return False


def _is_lower(word: str) -> bool:
    """Whether the first letter at brace level zero, or in a special character, is lower case."""
    if word[0].isalpha():
        return word[0].islower()
    depth = 0
    special = False
    position = 0
    while position < len(word):
        character = word[position]
        if character == "{":
            special = depth == 0 and word.startswith("\\", position + 1)
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == "\\":
            name = re.match(r"[^\W\d_]*", word[position + 1 :])
            command = name[0] if name else ""
            if command in _UPPER_LETTERS or command in _LOWER_LETTERS:
                return command in _LOWER_LETTERS
            position += max(1, len(command))
        elif character.isalpha() and (depth == 0 or special):
            return character.islower()
        position += 1
    return False


_Parts = tuple[list[_Word], list[_Word], list[_Word], list[_Word]]


def _parts(sections: list[list[_Word]], problems: list[str]) -> _Parts:
    """von, Last, Jr and First."""
    if len(sections) > 3:
        problems.append("too many commas in a name; names are separated by and")
    while len(sections) > 1 and not sections[-1]:
        if len(sections) == 2 and len(sections[0]) > 1:
            break
        problems.append("a comma at the end of a name")
        sections = sections[:-1]
    if len(sections) == 1:
        return _first_von_last(sections[0])
    if not sections[0]:  # ", First": all that is left is the last name
        return _first_von_last([word for section in sections for word in section])
    von, last = _von_last(sections[0])
    if len(sections) == 2:
        if len(sections[1]) == 1 and len(sections[0]) > 1 and _is_suffix(sections[1]):
            # "First Last, Jr." has its comma in the wrong place
            von, last, _, first = _first_von_last(sections[0])
            return von, last, sections[1], first
        return von, last, [], sections[1]
    suffix, first = sections[1], [word for section in sections[2:] for word in section]
    if _is_suffix(first) and not _is_suffix(suffix):
        suffix, first = first, suffix
    return von, last, suffix, first


def _is_suffix(words: list[_Word]) -> bool:
    """A suffix between commas."""
    return len(words) == 1 and len(words[0].text) > 1 and is_generation(words[0].text)


def _ends_as_suffix(words: list[_Word]) -> bool:
    return ends_as_generation(words[-1].text)


def _first_von_last(words: list[_Word]) -> _Parts:
    suffix: list[_Word] = []
    if len(words) > 2 and _ends_as_suffix(words):
        words, suffix = words[:-1], words[-1:]
    lower = [position for position, word in enumerate(words[:-1]) if word.lower]
    if not lower:
        return [], words[-1:], suffix, words[:-1]
    return words[lower[0] : lower[-1] + 1], words[lower[-1] + 1 :], suffix, words[: lower[0]]


def _von_last(words: list[_Word]) -> tuple[list[_Word], list[_Word]]:
    lower = [position for position, word in enumerate(words[:-1]) if word.lower]
    split = lower[-1] + 1 if lower else 0
    return words[:split], words[split:]


def _name(
    von: list[_Word],
    last: list[_Word],
    suffix: list[_Word],
    first: list[_Word],
    problems: list[str],
) -> Name:
    if not suffix and first and len(last) > 1 and _ends_as_suffix(last):
        last, suffix = last[:-1], last[-1:]  # "Smith Jr., John"
    end = len(first)
    while not von and end > 1 and first[end - 1].lower and first[end - 1].text in PARTICLES:
        end -= 1  # "Souza, Josenaldo Bastos de"
    family = _joined(last, problems)
    given, dropping = _joined(first[:end], problems), _joined(first[end:], problems)
    # braces around a lower-case beginning say that it is not a particle
    keeps = family[:1].islower() and " " in family and not von
    if not family and given:
        family, given = given, ""
    return Name(
        family=family,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=_joined(von, problems),
        suffix=_joined(suffix, problems),
        parse_names=not keeps,
    )


def _joined(words: Sequence[_Word], problems: list[str]) -> str:
    return _plain(" ".join(word.text for word in words), problems) if words else ""


def _plain(latex: str, problems: list[str]) -> str:
    decoded = decode(latex)
    if decoded.text is latex and latex.isascii():
        return latex  # words joined by single spaces
    problems += decoded.problems
    return SPACES.sub(" ", decoded.text).strip()


def _parse_extended(text: str, problems: list[str], use_prefix: bool) -> Name:
    """`family=Buch, given={Jean, Pierre}, prefix=de la, useprefix=true`"""
    values: dict[str, str] = {}
    for part in re.findall(
        r'(?:"(?:[^"{}]|\{[^{}]*\})*"|\{(?:[^{}]|\{[^{}]*\})*\}|[^,{}"])+', text
    ):
        whole = part.strip()
        if whole.startswith('"') and whole.endswith('"'):
            whole = whole[1:-1]
        key, _, value = whole.partition("=")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
        values[key.strip().lower()] = _plain(value, problems)
    if "useprefix" in values:
        use_prefix = values["useprefix"].lower() == "true"
    prefix = values.get("prefix", "")
    return Name(
        family=values.get("family", ""),
        given=values.get("given", ""),
        non_dropping_particle=prefix if use_prefix else "",
        dropping_particle="" if use_prefix else prefix,
        suffix=values.get("suffix", ""),
    )


def format_names(names: Sequence[Name], *, ascii_only: bool = False) -> str:
    """A name list as a BibTeX value (raw, no outer delimiters)."""
    return " and ".join(format_name(name, ascii_only=ascii_only) for name in names)


def format_name(name: Name, *, ascii_only: bool = False) -> str:
    """One name as "von Last, Jr, First", with braces where BibTeX would read it otherwise."""
    if name.others:
        return "others"

    def latex(text: str) -> str:
        return encode(text, ascii_only=ascii_only)

    if name.literal:
        literal = latex(name.literal)
        # a backslash after the brace would make it a "special character"
        return "{{" + literal + "}}" if literal.startswith("\\") else "{" + literal + "}"
    # a dropping particle comes after the given names, where BibTeX keeps it out of the family name
    before = "" if name.given else name.dropping_particle
    after = name.dropping_particle if name.given else ""
    von = latex(" ".join(p for p in (before, name.non_dropping_particle) if p))
    given = latex(" ".join(p for p in (name.given, after) if p))
    family, suffix = latex(name.family), latex(name.suffix)
    for braces in ("", ",", "f", "fg", "fgs"):
        candidate = _assembled(
            von,
            "{" + family + "}" if "f" in braces and family else family,
            "{" + suffix + "}" if "s" in braces and suffix else suffix,
            "{" + given + "}" if "g" in braces and given else given,
            "," in braces,
        )
        if len(split_names(candidate)) == 1 and _says(candidate, name):
            return candidate
    return candidate


def _assembled(von: str, family: str, suffix: str, given: str, comma: bool) -> str:
    last = f"{von} {family}".strip()
    if suffix:
        return f"{last}, {suffix}, {given or '{}'}"
    if given:
        return f"{last}, {given}"
    # an empty first name keeps the words of the last one together
    return f"{last}, {{}}" if comma or last.startswith("{") else last


def _says(candidate: str, name: Name) -> bool:
    if ET_AL.fullmatch(candidate):
        return False
    read = parse_name(candidate)[0]
    loose = name.parse_names and (name.dropping_particle or name.family[:1].islower())
    if not loose and _name_text_plain(read.family) != _name_text_plain(name.family):
        return False
    return _comparable(read) == _comparable(name)


def _comparable(name: Name) -> tuple[str, ...]:
    """The parts that print; where the particles end is not compared, for records that keep lower-
    case ones in the family name or after the given names."""
    before = "" if name.given else name.dropping_particle
    family = (before, name.non_dropping_particle, name.family)
    given = (name.given, name.dropping_particle if name.given else "")
    parts = (
        " ".join(filter(None, family)),
        " ".join(filter(None, given)),
        name.suffix,
        name.literal,
    )
    return tuple(map(_name_text_plain, parts))


def _name_text_plain(part: str) -> str:
    """A straight quotation mark is read as the curved one that is meant."""
    return SPACES.sub(" ", part.translate(_QUOTES)).strip()
