"""Citation strings as people print them, rendered from works: many styles, real-life damage."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Work = Mapping[str, Any]


@dataclass(frozen=True)
class Cited:
    """The parts a citation prints."""

    people: tuple[tuple[str, str], ...]  # family, given
    title: str
    container: str
    year: int | None
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""
    publisher: str = ""
    doi: str = ""
    et_al_after: int = 99
    damage: tuple[str, ...] = field(default=())


def plain(text: str) -> str:
    """Without markup and with entities read."""
    return " ".join(re.sub(r"<[^>]{1,80}>", "", html.unescape(text)).split())


def cited(work: Work, *, abbreviate: bool = False) -> Cited:
    """A work's parts as a careful author would cite them."""
    people = tuple(
        (plain(n.get("family") or n.get("name") or ""), plain(n.get("given") or ""))
        for n in work.get("author") or work.get("editor") or []
        if n.get("family") or n.get("name")
    )
    title = plain((work.get("title") or [""])[0])
    subtitle = plain((work.get("subtitle") or [""])[0])
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    container = plain((work.get("container-title") or [""])[0])
    short = plain((work.get("short-container-title") or [""])[0])
    if abbreviate and container:
        container = short if short and short != container else _abbreviated(container)
    page = str(work.get("page") or work.get("article-number") or "")
    first, _, last = page.partition("-")
    dated = work.get("published-print") or work.get("issued") or {}
    parts = (dated.get("date-parts") or [[None]])[0]
    return Cited(
        people=people,
        title=title,
        container=container,
        year=parts[0] if parts else None,
        volume=str(work.get("volume") or ""),
        issue=str(work.get("issue") or ""),
        first=first.strip(),
        last=last.strip() if last.strip() != first.strip() else "",
        publisher=plain(str(work.get("publisher") or "")),
    )


def _abbreviated(name: str) -> str:
    words = [
        w for w in name.split() if w.lower() not in ("of", "the", "and", "for", "in", "&", "de")
    ]
    if len(words) < 2:
        return name
    return " ".join(w if len(w) < 5 else w[: 3 + len(w) % 2] + "." for w in words)


def initials(given: str, dot: str = ".", between: str = " ") -> str:
    """The initials of given names."""
    parts = [p for p in re.split(r"[\s.]+", given) if p]
    return between.join(p[0].upper() + dot for p in parts)


def _listed(c: Cited, one: Callable[[str, str], str], sep: str, last: str) -> str:
    shown = [one(f, g) for f, g in c.people[: c.et_al_after]]
    if not shown:
        return ""
    if len(shown) < len(c.people):
        return sep.join(shown) + " et al."
    return sep.join(shown[:-1]) + last + shown[-1] if len(shown) > 1 else shown[0]


def _pages(c: Cited, dash: str = "–") -> str:
    return f"{c.first}{dash}{c.last}" if c.last else c.first


def apa(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{f}, {initials(g)}".strip(" ,"), ", ", ", & ")
    number = f"{c.volume}({c.issue})" if c.issue and c.volume else c.volume
    place = ", ".join(p for p in (c.container or c.publisher, number, _pages(c)) if p)
    return f"{people} ({c.year}). {c.title}. {place}."


def vancouver(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{f} {initials(g, '', '')}".strip(), ", ", ", ")
    number = f"{c.volume}({c.issue})" if c.issue and c.volume else c.volume
    end = f"{c.year};{number}:{_pages(c, '-')}" if c.first and number else f"{c.year}"
    return f"{people}. {c.title}. {c.container or c.publisher}. {end}."


def springer(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{f} {initials(g, '', '')}".strip(), ", ", ", ")
    number = f"{c.volume}({c.issue})" if c.issue and c.volume else c.volume
    end = f"{number}:{_pages(c)}" if number and c.first else number or _pages(c)
    return f"{people} ({c.year}) {c.title}. {c.container or c.publisher} {end}".strip()


def lncs(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{f}, {initials(g, '.', '')}".strip(" ,"), ", ", ", ")
    number = f"{c.volume}({c.issue})" if c.issue and c.volume else c.volume
    place = " ".join(p for p in (c.container or c.publisher, number) if p)
    pages = f", {_pages(c)}" if c.first else ""
    return f"{people}: {c.title}. {place}{pages} ({c.year})"


def ieee(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{initials(g)} {f}".strip(), ", ", ", and ")
    bits = [f"vol. {c.volume}" if c.volume else "", f"no. {c.issue}" if c.issue else ""]
    bits += [f"pp. {_pages(c)}" if c.last else f"p. {c.first}" if c.first else "", str(c.year)]
    place = ", ".join([c.container or c.publisher, *(b for b in bits if b)])
    return f"{people}, “{c.title},” {place}."


def harvard(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{f}, {initials(g, '.', '')}".strip(" ,"), ", ", " and ")
    number = f"{c.volume}({c.issue})" if c.issue and c.volume else c.volume
    pages = f", pp. {_pages(c)}" if c.first else ""
    return f"{people} ({c.year}) ‘{c.title}’, {c.container or c.publisher}, {number}{pages}."


def chicago(c: Cited) -> str:
    def one(f: str, g: str) -> str:
        return f"{g} {f}".strip()

    people = _listed(c, one, ", ", ", and ")
    if c.people:
        f, g = c.people[0]
        people = people.replace(one(f, g), f"{f}, {g}".strip(" ,"), 1)
    number = f" {c.volume} ({c.issue})" if c.issue and c.volume else f" {c.volume}"
    pages = f": {_pages(c)}" if c.first else ""
    return f"{people}. {c.year}. “{c.title}.” {c.container or c.publisher}{number}{pages}."


def nature(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{f}, {initials(g)}".strip(" ,"), ", ", " & ")
    pages = f", {_pages(c)}" if c.first else ""
    place = " ".join(p for p in (c.container or c.publisher, c.volume) if p)
    return f"{people} {c.title}. {place}{pages} ({c.year})."


def elsevier(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{initials(g, '.', '')} {f}".strip(), ", ", ", ")
    place = " ".join(p for p in (c.container or c.publisher, c.volume) if p)
    return f"{people}, {c.title}, {place} ({c.year}) {_pages(c)}."


def plain_bibtex(c: Cited) -> str:
    people = _listed(c, lambda f, g: f"{initials(g)} {f}".strip(), ", ", ", and ")
    number = f"{c.volume}({c.issue})" if c.issue and c.volume else c.volume
    end = f"{number}:{_pages(c, '--')}" if number and c.first else number or _pages(c)
    place = ", ".join(p for p in (c.container or c.publisher, end) if p)
    return f"{people}. {c.title}. {place}, {c.year}."


def aps(c: Cited) -> str:  # no title
    people = _listed(c, lambda f, g: f"{initials(g)} {f}".strip(), ", ", " and ")
    return f"{people}, {c.container} {c.volume}, {c.first} ({c.year})."


def short_springer(c: Cited) -> str:  # no title
    people = _listed(c, lambda f, g: f"{f}, {initials(g, '.', '')}".strip(" ,"), ", ", ", ")
    return f"{people}: {c.container} {c.volume}, {_pages(c)} ({c.year})"


def short_basic(c: Cited) -> str:  # no title
    people = _listed(c, lambda f, g: f"{f} {initials(g, '', '')}".strip(), ", ", ", ")
    return f"{people} ({c.year}) {c.container} {c.volume}:{_pages(c)}"


def iop(c: Cited) -> str:  # no title
    people = _listed(c, lambda f, g: f"{f} {initials(g, '', ' ')}".strip(), ", ", " and ")
    return f"{people} {c.year} {c.container} {c.volume} {c.first}"


def post(c: Cited) -> str:  # as machines and blogs write it
    f, g = c.people[0] if c.people else ("", "")
    others = " et al." if len(c.people) > 1 else ""
    return f"{f}, {initials(g)}{others} ({c.year}). {c.title}. {c.container or c.publisher}."


TITLED: tuple[Callable[[Cited], str], ...] = (
    *(apa, vancouver, springer, lncs, ieee, harvard, chicago, nature, elsevier, plain_bibtex),
    *(vancouver, springer, lncs, apa, post),
)
UNTITLED: tuple[Callable[[Cited], str], ...] = (aps, short_springer, short_basic, iop)


def _typo(text: str, rng: random.Random) -> str:
    spots = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)]
    if not spots:
        return text
    at = rng.choice(spots)
    how = rng.randrange(3)
    if how == 0:
        return text[:at] + text[at + 1 :]
    if how == 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]


def _lose_words(text: str, rng: random.Random) -> str:
    words = text.split()
    for _ in range(min(rng.randint(1, 3), max(0, len(words) - 4))):
        words.pop(rng.randrange(1, len(words)))
    return " ".join(words)


def _flat(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c))


def _other_digit(number: str, rng: random.Random) -> str:
    spots = [i for i, c in enumerate(number) if c.isdigit()]
    if not spots:
        return number
    at = rng.choice(spots)
    return number[:at] + str((int(number[at]) + rng.randint(1, 8)) % 10) + number[at + 1 :]


class _Chance:
    """Draws damages and remembers their names."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.done: list[str] = []

    def __call__(self, share: float, name: str) -> bool:
        hit = self.rng.random() < share
        if hit:
            self.done.append(name)
        return hit


def damaged(c: Cited, rng: random.Random) -> Cited:
    """The parts with what goes wrong in real reference lists; `damage` names it."""
    chance = _Chance(rng)
    c = _damaged_title(c, chance)
    c = _damaged_people(c, chance)
    c = _damaged_place(c, chance)
    return replace(c, damage=tuple(chance.done))


def _damaged_title(c: Cited, chance: _Chance) -> Cited:
    title = c.title
    if chance(0.12, "typos"):
        for _ in range(chance.rng.randint(1, 3)):
            title = _typo(title, chance.rng)
    if chance(0.08, "title words lost"):
        title = _lose_words(title, chance.rng)
    if ": " in title and chance(0.15, "subtitle lost"):
        title = title.split(": ")[0]
    return replace(c, title=title)


def _damaged_people(c: Cited, chance: _Chance) -> Cited:
    people = c.people
    if chance(0.1, "no initials"):
        people = tuple((f, "") for f, _ in people)
    if chance(0.15, "marks lost"):
        people = tuple((_flat(f), _flat(g)) for f, g in people)
    if people and chance(0.03, "misspelt author"):
        people = ((_typo(people[0][0], chance.rng), people[0][1]), *people[1:])
    shown = chance.rng.randint(1, 3) if chance(0.35, "et al.") else 99
    return replace(c, people=people, et_al_after=shown)


def _damaged_place(c: Cited, chance: _Chance) -> Cited:
    rng = chance.rng
    if c.year and chance(0.05, "year off by one"):
        c = replace(c, year=c.year + rng.choice((-1, 1)))
    elif c.year and chance(0.03, "wrong year"):
        c = replace(c, year=c.year + rng.choice((-10, -3, 2, 5, 9)))
    if chance(0.02, "wrong page"):
        c = replace(c, first=_other_digit(c.first, rng))
    if chance(0.02, "wrong volume"):
        c = replace(c, volume=_other_digit(c.volume, rng))
    if chance(0.05, "no pages"):
        c = replace(c, first="", last="")
    if chance(0.15, "no issue"):
        c = replace(c, issue="")
    if chance(0.04, "no container"):
        c = replace(c, container="", publisher="")
    if len(c.last) == len(c.first) > 2 and chance(0.2, "short range"):
        c = replace(c, last=c.last[-2:])
    return c


def render(work: Work, rng: random.Random) -> tuple[str, Cited, str]:
    """A citation string, its parts (with what was damaged) and the style's name."""
    parts = damaged(cited(work, abbreviate=rng.random() < 0.55), rng)
    untitled = bool(parts.people and parts.container and parts.volume and parts.first)
    if untitled and (not parts.title or rng.random() < 0.14):
        style = rng.choice(UNTITLED)
    else:
        style = rng.choice(TITLED)
    text = style(parts)
    if rng.random() < 0.05:
        text = re.sub(r"([.,]) ", r"\1", text, count=rng.randint(1, 3))
    if rng.random() < 0.1:
        text = f"{rng.choice(('[{}]', '{}.', '({})')).format(rng.randint(1, 99))} {text}"
    return (
        re.sub(r"\s+([.,;:)])|\(\s*None\s*\)|\bNone\b", r"\1", text).strip(),
        parts,
        style.__name__,
    )
