"""What compiling can see: the style, the locale, the area, and the way to compile children."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citare.csl.context import Render
from citare.csl.locale import Locale
from citare.csl.style import Style
from citare.csl.xml_tree import Element
from citare.findings import Finding, Place, Severity


class Environment:
    """Compile-time surroundings of one area ("citation" or "bibliography") or of a sort key."""

    __slots__ = (
        "area",
        "area_options",
        "by_type",
        "capitals",
        "compile",
        "compile_with",
        "findings",
        "implicit_year_suffix",
        "in_sort",
        "item_type",
        "locale",
        "macros",
        "mark_names",
        "sort_names",
        "style",
        "substitutes",
        "top",
    )

    def __init__(
        self,
        style: Style,
        locale: Locale,
        area: str,
        compile_element: Callable[[Element, Environment], Render | None],
    ) -> None:
        self.style = style
        self.locale = locale
        self.area = area
        options: Mapping[str, str] = {}
        if area == "citation":
            options = style.citation.options
        elif style.bibliography is not None:
            options = style.bibliography.options
        self.area_options = options
        self.in_sort = False
        self.item_type: str | None = None  # compile for this type only
        self.capitals = area != "citation" or style.in_notes
        self.sort_names: Mapping[str, str] = {}
        self.mark_names = False
        self.substitutes: Element | None = None  # the names element whose substitute this is
        self.top = False  # display applies to direct children of a layout
        self.implicit_year_suffix = False
        self.macros: dict[str, Render | None] = {}
        self.findings: list[Finding] = []
        self.compile_with = compile_element
        self.by_type: dict[str, Environment] = {}
        self.compile = lambda element: compile_element(element, self)

    def for_type(self, item_type: str) -> Environment:
        """The same surroundings for items of one type, kept for further macros."""
        other = self.by_type.get(item_type)
        if other is None:
            other = Environment(self.style, self.locale, self.area, self.compile_with)
            other.in_sort, other.capitals = self.in_sort, self.capitals
            other.sort_names, other.findings = self.sort_names, self.findings
            other.implicit_year_suffix = self.implicit_year_suffix
            other.item_type = item_type
            self.by_type[item_type] = other
        return other

    def warn(self, code: str, line: int, message: str) -> None:
        """Note a problem of the style."""
        place = Place(file=self.style.name, line=line)
        self.findings.append(Finding(code, Severity.WARNING, message, place))
