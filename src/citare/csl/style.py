"""A CSL style as a typed tree, and the reader of its XML (CSL 1.0.2, "Styles - Structure")."""

from __future__ import annotations

from collections.abc import Mapping, Set
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
        """Whether citations are foot- or endnotes."""
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
    holds is not a CSL style.
    """
    root = read_xml(source, name)
    if root.tag != "style":
        raise StyleError(f"{name}:{root.line}: <{root.tag}> is not a CSL style")
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


def used_elements(style: Style, area: Area | None) -> list[Element]:
    """The elements of an area's layout and of the macros that it calls, in document order.

    A macro's elements follow its first call.
    """
    used: list[Element] = []
    called: set[str] = set()
    pending = [area.layout] if area else []
    while pending:
        element = pending.pop()
        used.append(element)
        name = element.attributes.get("macro") if element.tag == "text" else None
        if name is not None and name not in called and name in style.macros:
            called.add(name)
            pending.append(style.macros[name])
        pending += reversed(element.children)
    return used


def _may_be(test: Element, csl_type: str, present: Set[str]) -> tuple[bool, bool]:
    """Whether the test of an `if` can be true, and whether it can be false, for an item.

    Its type and its variables are known; what the cite and the passes decide is not.
    """
    types, variables = test.get("type").split(), test.get("variable").split()
    known = [csl_type in types] if types else []
    known += [variable in present for variable in variables if variable not in _NOT_OF_THE_ITEM]
    tests = set(test.attributes) - {"match", "type", "variable"}
    open_tests = bool(tests) or not _NOT_OF_THE_ITEM.isdisjoint(variables)
    match = test.get("match", "all")
    if match == "any":
        return any(known) or open_tests, not any(known)
    if match == "none":
        return not any(known), any(known) or open_tests
    # One type of several is enough, for no item has two.
    return all(known), not all(known) or open_tests


_NOT_OF_THE_ITEM = frozenset(
    {"locator", "citation-number", "year-suffix", "first-reference-note-number"}
)


def prints_variable(
    style: Style,
    area: Area,
    variable: str,
    csl_type: str,
    present: Set[str],
    text_case: str = "",
) -> bool:
    """Whether an area can print a variable of an item of that type with those variables; with
    `text_case` only where it prints it in that case."""
    called: set[str] = set()
    pending = [area.layout]
    while pending:
        element = pending.pop()
        if element.tag == "choose":
            for branch in element.children:
                holds, fails = True, True
                if branch.tag != "else":
                    holds, fails = _may_be(branch, csl_type, present)
                if holds:
                    pending += branch.children
                if not fails:
                    break
            continue
        if (
            element.tag in ("text", "number")
            and element.get("variable") == variable
            and text_case in ("", element.get("text-case"))
        ):
            return True
        name = element.attributes.get("macro") if element.tag == "text" else None
        if name is not None and name not in called and name in style.macros:
            called.add(name)
            pending.append(style.macros[name])
        pending += element.children
    return False
