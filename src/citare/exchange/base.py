"""What an exchange format is: another tool's text to items, items to text, and what was lost.

Losses are not declared but found: what was written is read back and compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from citare.findings import Finding, Place, Severity
from citare.model.dates import Date, read_date
from citare.model.identifiers import normalise_doi
from citare.model.item import Item
from citare.model.keywords import split_keywords
from citare.model.name import Name
from citare.text.malformed import Malformed
from citare.text.xml import Element, read_xml, recover_xml


@dataclass(frozen=True, slots=True)
class Imported:
    """The items in order and what was wrong. An item without a key of its own has id ""."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The text, and a finding `export-loss` for each value that it does not hold."""

    text: str
    losses: tuple[Finding, ...] = ()


class OwnValue(Protocol):
    """A field's value, raw LaTeX."""

    @property
    def value(self) -> str: ...


class BibEntry(Protocol):
    """An entry of a .bib file (citare.library.library.Record is one)."""

    @property
    def key(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, str]:
        """Lower-case names to values, macros and inheritance worked out."""

    @property
    def own(self) -> Mapping[str, OwnValue]:
        """The fields in the entry's own text."""

    @property
    def item(self) -> Item: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, how its texts are known, read and written.

    `recognises(beginning)` looks at the first 20,000 characters of a text. `read(text, file)` and
    `write(items)` never raise on a text's or an item's content; None where the format is only
    read. `write_entries` is for formats that hold entries of a .bib file better than items.
    `by_ending`: a file of its ending is read even if nothing in it is recognised.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[str, str], Imported]
    write: Callable[[Sequence[Item]], Exported] | None = None
    write_entries: Callable[[Sequence[BibEntry]], Exported] | None = None
    by_ending: bool = True

    def export(self, entries: Sequence[BibEntry]) -> Exported:
        """Entries of a library as this format. ValueError if it is only read."""
        if self.write_entries is not None:
            return self.write_entries(entries)
        if self.write is None:
            raise ValueError(f"{self.title} is only read")
        return self.write([entry.item for entry in entries])


def problem(
    message: str,
    *,
    file: str = "",
    line: int = 0,
    key: str = "",
    field: str = "",
    hint: str = "",
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding about imported text."""
    place = Place(file=file, line=line, column=1 if line else 0, key=key, field=field)
    return Finding("import", severity, message, place, hint)


def read_tree(text: str, file: str) -> tuple[Element, tuple[Finding, ...]]:
    """An XML file's tree; if it is not well-formed, as much as can be read, and a finding."""
    try:
        return read_xml(text, doctype=True), ()
    except Malformed as error:
        return recover_xml(text), (not_read(error, file),)


def plain_text(value: object) -> str:
    """A scalar of YAML or JSON as text; "" for any other value."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, str | int | float) else ""


def as_list(value: object) -> Sequence[Any]:
    """A list as it is, nothing as an empty one, any other value as the only member."""
    return value if isinstance(value, list) else [] if value is None else [value]


def settled(item: Item) -> Item:
    """An item as an entry of the library has it: a bare DOI, and dates in words read."""
    text = dict(item.text)
    if doi := normalise_doi(text.get("DOI", "")):
        text["DOI"] = doi if doi.lower() != text["DOI"].lower() else text["DOI"]
    dates = {
        name: (read_date(date.raw) or date) if date.raw and not date.parts else date
        for name, date in item.dates.items()
    }
    return item.with_(text=text, dates=dates)


def not_read(error: Malformed, file: str) -> Finding:
    """The finding for a text, or a part of it, that is not well-formed."""
    return problem(
        error.message, file=file, line=error.line, hint=error.hint, severity=Severity.ERROR
    )


_TAG: Final = re.compile(r"<(?P<close>/)?(?P<name>i|b|sup|sub|sc|span)(?: [^<>]*)?>")
_NOCASE: Final = re.compile(r'<span class="nocase">((?:(?!</?span\b).)*)</span>', re.DOTALL)


def without_case_marks(text: str) -> str:
    """The text without its nocase spans; other markup stays."""
    while (less := _NOCASE.sub(r"\1", text)) != text:
        text = less
    return text


def without_markup(text: str) -> str:
    """The text alone. A bare `<` stays, as does a tag that is never closed."""
    return "".join(run for _, run in runs(text))


def runs(text: str) -> list[tuple[frozenset[str], str]]:
    """The text in pieces, each with the names of the tags around it (`i`, `b`, `sup`, …)."""
    pairs = _pairs(text)
    result: list[tuple[frozenset[str], str]] = []
    open_tags: list[str] = []
    position = 0
    for start, end, name, closes in sorted(pairs):
        if text[position:start]:
            result.append((frozenset(open_tags), text[position:start]))
        if closes:
            open_tags.remove(name)
        else:
            open_tags.append(name)
        position = end
    if text[position:]:
        result.append((frozenset(open_tags), text[position:]))
    return result


def _pairs(text: str) -> list[tuple[int, int, str, bool]]:
    """The tags that have a partner, as (start, end, name, closes)."""
    found: list[tuple[int, int, str, bool]] = []
    stack: list[tuple[int, int, str]] = []
    for match in _TAG.finditer(text):
        name = match["name"]
        if not match["close"]:
            stack.append((match.start(), match.end(), name))
            continue
        names = [opened[2] for opened in stack]
        if name not in names:
            continue
        while stack:
            start, end, opened = stack.pop()
            if opened == name:
                found += [(start, end, name, False), (match.start(), match.end(), name, True)]
                break
    return found


_SHOWN: Final = 60


def checked(
    title: str, items: Sequence[Item], text: str, read: Callable[[str, str], Imported]
) -> Exported:
    """The text with the losses that reading it back shows."""
    back = read(text, "").items
    if len(back) != len(items):
        message = f"{len(items)} references written as {title}, but {len(back)} can be read back"
        return Exported(text, (Finding("export-loss", Severity.ERROR, message),))
    found = tuple(
        loss for item, other in zip(items, back, strict=True) for loss in losses(title, item, other)
    )
    return Exported(text, found)


def losses(title: str, item: Item, back: Item) -> Iterator[Finding]:
    """What of an item is not in the one read back, variable by variable."""
    if item.id and back.id != item.id:
        yield _loss(title, item, "id", item.id, back.id)
    if item.type != back.type:
        yield _loss(title, item, "type", item.type, back.type)
    yield from _text_losses(title, item, back)
    for variable, names in item.names.items():
        others = back.names.get(variable, ())
        if list(map(plain_name, names)) != list(map(plain_name, others)):
            yield _loss(title, item, variable, _show_names(names), _show_names(others))
        elif any(name.orcid for name in names) and names != others:
            yield _loss(title, item, f"{variable} (ORCID)", "", "", Severity.INFO)
    for variable, date in item.dates.items():
        other = back.dates.get(variable, Date())
        if date != other and date != Date():
            yield _loss(title, item, variable, _show_date(date), _show_date(other))
    yield from _extra_losses(title, item, back)


def _extra_losses(title: str, item: Item, back: Item) -> Iterator[Finding]:
    for member, value in item.extra.items():
        other_value = back.extra.get(member)
        if value in (None, "", [], {}) or other_value == value:
            continue
        if member != "bibtex" or not isinstance(value, Mapping):
            shown = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield _loss(title, item, member, shown, "", Severity.INFO)
            continue
        held = other_value if isinstance(other_value, Mapping) else {}
        for field, text in value.items():
            if held.get(field) != text:
                yield _loss(title, item, f"the field {field}", str(text), "", Severity.INFO)


def _text_losses(title: str, item: Item, back: Item) -> Iterator[Finding]:
    for variable, text in item.text.items():
        other_text = back.get(variable)
        if not text.strip() or same_text(variable, text, other_text):
            continue
        if same_text(variable, without_case_marks(text), without_case_marks(other_text)):
            if without_case_marks(text) != text:
                yield _loss(title, item, f"{variable} (case)", "", "", Severity.INFO)
        elif same_text(variable, without_markup(text), other_text):
            yield _loss(title, item, f"{variable} (markup)", text, other_text, Severity.INFO)
        else:
            yield _loss(title, item, variable, text, other_text)


def _loss(
    title: str,
    item: Item,
    variable: str,
    value: str,
    back: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    shown = _short(value)
    message = f"{title} cannot hold {variable}" + (f" {shown!r}" if shown else "")
    hint = f"it can be read back only as {_short(back)!r}" if back else ""
    place = Place(key=item.id, field=variable)
    return Finding("export-loss", severity, message, place, hint)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def same_text(variable: str, text: str, other: str) -> bool:
    """Whether two texts say the same: spaces, page dashes and keyword separators do not count."""
    if variable == "keyword":
        return split_keywords(text) == split_keywords(other)
    if variable == "page":
        text, other = (t.replace("–", "-").replace("--", "-") for t in (text, other))
    return text.split() == other.split()


def plain_name(name: Name) -> Name:
    """A name with its particles in its parts, as formats without particles hold it."""
    family = _spaced(name.non_dropping_particle, name.family)
    given = _spaced(name.given, name.dropping_particle)
    literal = name.literal
    if family and not given and not name.suffix and not literal:
        family, literal = "", family
    return replace(
        name,
        family=family,
        given=given,
        literal=_spaced(literal),
        dropping_particle="",
        non_dropping_particle="",
        suffix=_spaced(name.suffix),
        comma_suffix=False,
        static_ordering=False,
        parse_names=True,
        orcid="",
    )


def _spaced(*parts: str) -> str:
    joined = ""
    for part in parts:
        part = " ".join(part.split())
        glue = "" if not joined or joined.endswith(("'", "’", "-")) else " "
        joined += glue + part if part else ""
    return joined


def _show_names(names: Sequence[Name]) -> str:
    return "; ".join(
        "others"
        if n.others
        else n.literal or ", ".join(filter(None, (n.family, n.given, n.suffix)))
        for n in map(plain_name, names)
    )


def _show_date(date: Date) -> str:
    parts = "/".join("-".join(map(str, part)) for part in date.parts)
    extras: list[Any] = [date.season and f"season {date.season}", date.circa and "circa"]
    return " ".join(filter(None, [parts, *extras, date.literal, date.raw]))
