"""A CSL style as a typed tree, and the reader of its XML (CSL 1.0.2, "Styles - Structure")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citare.csl.locale import Locale, read_locale_element
from citare.csl.xml_tree import Element, read_xml
from citare.errors import StyleError


@dataclass(frozen=True, slots=True)
class SortKey:
    """One `cs:key`: a variable or a macro, with its et-al overrides."""

    variable: str = ""
    macro: str = ""
    descending: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """`cs:citation` or `cs:bibliography`: options, sort keys and the layout element."""

    options: Mapping[str, str]
    sort: tuple[SortKey, ...]
    layout: Element


@dataclass(frozen=True, slots=True)
class Style:
    """An independent style.

    `options` are the attributes of `cs:style`; `locales` the in-style `cs:locale` elements by
    language ("" for all languages); `macros` maps names to their elements; `circular` holds the
    calls (from, to) that would make a macro call itself.
    """

    name: str
    title: str
    options: Mapping[str, str]
    locales: Mapping[str, Locale]
    macros: Mapping[str, Element]
    citation: Area
    bibliography: Area | None
    parent: str = ""
    circular: frozenset[tuple[str, str]] = frozenset()

    @property
    def default_locale(self) -> str:
        """The style's own language, or an empty string."""
        return self.options.get("default-locale", "")

    @property
    def in_notes(self) -> bool:
        """Whether citations stand in foot- or endnotes."""
        return self.options.get("class") == "note"


_KEY_OPTIONS = {
    "names-min": "et-al-min",
    "names-use-first": "et-al-use-first",
    "names-use-last": "et-al-use-last",
}


def _parent_link(info: Element | None) -> str:
    for link in info.children if info else ():
        if link.tag == "link" and link.get("rel") == "independent-parent":
            return link.get("href").rstrip("/").rpartition("/")[2]
    return ""


def _sort_key(element: Element) -> SortKey:
    names = {own: element.get(key) for key, own in _KEY_OPTIONS.items() if element.get(key)}
    return SortKey(
        variable=element.get("variable"),
        macro=element.get("macro"),
        descending=element.get("sort") == "descending",
        names=names,
        line=element.line,
    )


def _area(element: Element, name: str) -> Area:
    layout = element.child("layout")
    if layout is None:
        raise StyleError(f"{name}:{element.line}: <{element.tag}> has no <layout>")
    sort = element.child("sort")
    keys = tuple(_sort_key(k) for k in sort.children if k.tag == "key") if sort else ()
    return Area(dict(element.attributes), keys, layout)


def _calls(element: Element) -> list[str]:
    """The macros that an element's text elements call."""
    found = []
    pending = list(element.children)
    while pending:
        child = pending.pop()
        if child.tag == "text" and "macro" in child.attributes:
            found.append(child.attributes["macro"])
        pending += child.children
    return found


def _circular_calls(macros: dict[str, Element]) -> frozenset[tuple[str, str]]:
    """The calls that lead back to a macro on the way."""
    circular: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in macros:
        path: dict[str, list[str]] = {} if start in done else {start: _calls(macros[start])}
        while path:
            name = next(reversed(path))
            if not path[name]:
                del path[name]
                done.add(name)
                continue
            called = path[name].pop()
            if called in path:
                circular.add((name, called))
            elif called in macros and called not in done:
                path[called] = _calls(macros[called])
    return frozenset(circular)


def read_style(source: str | bytes, name: str = "style") -> Style:
    """The typed tree of a style. A dependent style has `parent` set and an empty layout.

    Raises StyleError (with name and line) when the XML is broken or hostile, or when what it
    holds is no CSL style.
    """
    root = read_xml(source, name)
    if root.tag != "style":
        raise StyleError(f"{name}:{root.line}: <{root.tag}> is no CSL style")
    info = root.child("info")
    title = info.child("title") if info else None
    citation = bibliography = None
    locales: dict[str, Locale] = {}
    macros: dict[str, Element] = {}
    for child in root.children:
        if child.tag == "citation":
            citation = _area(child, name)
        elif child.tag == "bibliography":
            bibliography = _area(child, name)
        elif child.tag == "macro":
            macros[child.get("name")] = child
        elif child.tag == "locale":
            locale = read_locale_element(child)
            known = locales.get(locale.language)
            locales[locale.language] = locale.over(known) if known else locale
    parent = _parent_link(info)
    if citation is None:
        if not parent:
            raise StyleError(f"{name}:{root.line}: the style has no <citation>")
        citation = Area({}, (), Element("layout", {}))
    return Style(
        name=name,
        title=title.text.strip() if title else "",
        options=dict(root.attributes),
        locales=locales,
        macros=macros,
        citation=citation,
        bibliography=bibliography,
        parent=parent,
        circular=_circular_calls(macros),
    )
