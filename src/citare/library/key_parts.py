"""What a citation-key template can take from an item, and the filters for it.

Texts keep their words apart by blanks, for filters to work on; the key has none in the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from citare.model.item import Item
from citare.model.name import Name
from citare.text.unicode import to_ascii

Part = Callable[[Item], str]


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What JabRef and Better BibTeX leave out of a short title, and other languages' articles.
SMALL_WORDS: Final = _set_of(
    """
    a an the and or but nor for of on in at to by from with without into onto upon over under
    via about above across against along among around as between through toward towards is are
    be der die das den dem des ein eine einer eines und oder im in von zu zur zum über für mit
    le la les l un une des du de d et ou sur dans pour par el los las una unos y en il lo gli i
    een het van voor
    """
)
_TAG: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


# --- people --------------------------------------------------------------------------------


def _people(item: Item, roles: tuple[str, ...]) -> list[Name]:
    for role in roles:
        names = [name for name in item.names.get(role, ()) if not name.others]
        if names:
            return names
    return []


def _has_more(item: Item, roles: tuple[str, ...]) -> bool:
    return any(name.others for role in roles for name in item.names.get(role, ())[-1:])


def _family(name: Name) -> str:
    """A family name as one word, its particle with it."""
    text = name.literal or f"{name.non_dropping_particle} {name.family or name.given}"
    text = _TAG.sub("", text)
    return re.sub(r"[\s'’‘.,]+", "", to_ascii(text))


def _initials(name: Name) -> str:
    return "".join(word[0] for word in _WORD.findall(to_ascii(_TAG.sub("", name.given))))


_AUTHORS: Final = ("author", "editor", "translator", "director", "composer", "compiler")


def _auth(roles: tuple[str, ...], length: int = 0, position: int = 1) -> Part:
    def part(item: Item) -> str:
        names = _people(item, roles)
        if not 0 < position <= len(names):
            return ""
        family = _family(names[position - 1])
        return family[:length] if length else family

    return part


def _authors(roles: tuple[str, ...], count: int = 0, more: str = "EtAl") -> Part:
    def part(item: Item) -> str:
        names = _people(item, roles)
        shown = names[:count] if count else names
        is_cut = len(shown) < len(names) or _has_more(item, roles)
        return "".join(map(_family, shown)) + (more if is_cut and count else "")

    return part


def _auth_et_al(roles: tuple[str, ...], more: str) -> Part:
    """One name, two names, or the first and `more`."""

    def part(item: Item) -> str:
        names = _people(item, roles)
        if len(names) == 2 and not _has_more(item, roles):
            return "".join(map(_family, names))
        is_cut = len(names) > 1 or _has_more(item, roles)
        return "".join(map(_family, names[:1])) + (more if is_cut else "")

    return part


def _alpha(roles: tuple[str, ...]) -> Part:
    """As in BibTeX's alpha style: Knu84, KLR, KLR+."""

    def part(item: Item) -> str:
        names = _people(item, roles)
        if len(names) == 1:
            return _family(names[0])[:3]
        plus = "+" if len(names) > 4 or _has_more(item, roles) else ""
        return "".join(_family(name)[:1] for name in names[: 3 if len(names) > 4 else 4]) + plus

    return part


def _last(roles: tuple[str, ...]) -> Part:
    return lambda item: "".join(map(_family, _people(item, roles)[-1:]))


def _fore_initials(roles: tuple[str, ...]) -> Part:
    return lambda item: "".join(map(_initials, _people(item, roles)[:1]))


def _author_ini(roles: tuple[str, ...]) -> Part:
    def part(item: Item) -> str:
        families = [_family(name) for name in _people(item, roles)]
        return "".join([*(name[:5] for name in families[:1]), *(name[:1] for name in families[1:])])

    return part


# --- title and others -----------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    return _WORD.findall(to_ascii(_TAG.sub("", text)).replace("'", ""))


def _significant(item: Item) -> list[str]:
    words = words_of(item.get("title"))
    kept = [word for word in words if word.lower() not in SMALL_WORDS]
    return kept or words


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _title(count: int = 0, capitals: int = 0) -> Part:
    def part(item: Item) -> str:
        words = _significant(item)
        return " ".join(map(capital, words[:count] if count else words))

    del capitals  # Better BibTeX's second argument: here all words begin with a capital
    return part


def _title_initials(item: Item) -> str:
    return "".join(word[0] for word in _significant(item)[:3])


def _camel(count: int = 0) -> Part:
    def part(item: Item) -> str:
        words = words_of(item.get("title"))
        return "".join(map(capital, words[:count] if count else words))

    return part


def _variable(*names: str) -> Part:
    return lambda item: next((_TAG.sub("", t) for name in names if (t := item.get(name))), "")


def _date_part(place: int, width: int, variable: str = "issued") -> Part:
    def part(item: Item) -> str:
        date = item.dates.get(variable)
        parts = date.parts[0] if date and date.parts else ()
        if len(parts) > place:
            return f"{abs(parts[place]):0{width}d}"
        found = re.search(r"\d{4}", date.literal or date.raw) if date and place == 0 else None
        return found[0] if found else ""

    return part


def _short_year(item: Item) -> str:
    return _date_part(0, 4)(item)[-2:]


def _full_date(item: Item) -> str:
    return "-".join(
        text for text in (_date_part(n, 4 if n == 0 else 2)(item) for n in range(3)) if text
    )


def _keyword(position: int = 1) -> Part:
    def part(item: Item) -> str:
        keywords = [word.strip() for word in re.split("[,;]", item.get("keyword"))]
        return keywords[position - 1] if 0 < position <= len(keywords) else ""

    return part


def _page(last: bool) -> Part:
    def part(item: Item) -> str:
        pages = re.findall(r"\w+", item.get("page") or item.get("number"))
        return pages[-1 if last else 0] if pages else ""

    return part


_PLAIN: Final[dict[str, Part]] = {
    "year": _date_part(0, 4),
    "origyear": _date_part(0, 4, "original-date"),
    "shortyear": _short_year,
    "month": _date_part(1, 2),
    "day": _date_part(2, 2),
    "date": _full_date,
    "title": _title(),
    "fulltitle": _variable("title"),
    "titlewords": _title(),
    "veryshorttitle": _title(1),
    "shorttitleini": _title_initials,
    "journal": _variable("container-title"),
    "booktitle": _variable("container-title"),
    "journalabbr": _variable("container-title-short", "container-title"),
    "firstpage": _page(last=False),
    "lastpage": _page(last=True),
    "number": _variable("issue", "number"),
    "entrytype": lambda item: item.type,
    "type": lambda item: item.type,
    "series": _variable("collection-title"),
    "institution": _variable("publisher"),
    "school": _variable("publisher"),
    "location": _variable("publisher-place"),
    "address": _variable("publisher-place"),
    "chapter": _variable("chapter-number"),
}
_NUMBERED: Final[dict[str, Callable[..., Part]]] = {
    "shorttitle": lambda count=3, capitals=0: _title(count, capitals),
    "title": lambda count=0, capitals=0: _title(count, capitals),
    "camel": _camel,
    "keyword": _keyword,
    "keywords": lambda count=0: (
        lambda item: "".join(
            word.strip() for word in re.split("[,;]", item.get("keyword"))[: count or None]
        )
    ),
}


def _of_people(name: str, numbers: list[int]) -> Part | None:
    """`auth`, `authors2`, `authEtAl` ..., and the same for editors (`edtr`, `editors`)."""
    roles: tuple[str, ...] = _AUTHORS
    match = re.fullmatch(r"(?:edtr|editor)(.*)", name)
    if match:
        roles, name = ("editor",), {"": "auth", "s": "authors"}.get(match[1], "auth" + match[1])
    match = re.fullmatch(r"author(s?(?:ini|last|alpha|foreini|lastforeini).*)", name)
    name = "auth" + match[1].removeprefix("s") if match else name
    simple: dict[str, Callable[[], Part]] = {
        "auth": lambda: _auth(roles, *numbers[:2]),
        "author": lambda: _auth(roles, *numbers[:2]),
        "authors": lambda: _authors(roles, numbers[0] if numbers else 0),
        "authetal": lambda: _auth_et_al(roles, "EtAl"),
        "authetal2": lambda: _auth_et_al(roles, "EtAl"),
        "auth.etal": lambda: _auth_et_al(roles, ".etal"),
        "authea": lambda: _auth_et_al(roles, "EA"),
        "auth.auth.ea": lambda: _auth_et_al(roles, ".ea"),
        "authauthea": lambda: _auth_et_al(roles, "Ea"),
        "authalpha": lambda: _alpha(roles),
        "authshort": lambda: _alpha(roles),
        "authini": lambda: _author_ini(roles),
        "authlast": lambda: _last(roles),
        "authforeini": lambda: _fore_initials(roles),
        "authfirstini": lambda: _fore_initials(roles),
        "authfirstfull": lambda: _auth(roles),
    }
    make = simple.get(name)
    return make() if make else None


def find_part(name: str, arguments: tuple[str, ...]) -> Part | None:
    """The part a name stands for (any case; numbers may be part of it); None if unknown."""
    lower = name.lower()
    numbers = [int(argument) for argument in arguments if argument.lstrip("-").isdecimal()]
    match = re.fullmatch(r"([a-z.]+?)(\d+)(?:_(\d+))?", lower)
    if match and lower not in ("authetal2",):
        lower = match[1]
        numbers = [int(number) for number in match.groups()[1:] if number] + numbers
    if part := _of_people(lower, numbers):
        return part
    if lower in _NUMBERED and (numbers or lower not in _PLAIN):
        return _NUMBERED[lower](*numbers[:2])
    if lower in _PLAIN:
        return _PLAIN[lower]
    if lower in _FIELDS:
        return _variable(_FIELDS[lower])
    return None


_FIELDS: Final[dict[str, str]] = {
    name.lower(): name
    for name in (
        *("volume", "issue", "edition", "publisher", "DOI", "ISBN", "ISSN", "URL", "PMID", "PMCID"),
        *("genre", "version", "language", "note", "abstract", "medium", "archive", "number"),
        *("publisher-place", "collection-title", "container-title", "event-title"),
    )
}
