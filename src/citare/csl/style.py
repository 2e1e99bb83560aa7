"""A CSL style as a typed tree (CSL 1.0.2). Read by style_xml.py, compiled by compiled.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citare.csl.locale import Locale
from citare.csl.xml_tree import Element


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
