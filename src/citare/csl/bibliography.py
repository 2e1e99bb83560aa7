"""Render the bibliography: order, second-field-align, subsequent-author-substitute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from citare.csl import marks
from citare.csl.citations import fill_year, opened
from citare.csl.context import Context, Environment, NamesShown
from citare.csl.elements import compile_element, compile_layout, compile_sequence
from citare.csl.entries import Entry
from citare.csl.locale import Locale
from citare.csl.punctuation import STOPS
from citare.csl.sort import Sorter
from citare.csl.style import Area, Style
from citare.csl.working_text import affix, parse_field, typographic
from citare.csl.xml_tree import Element
from citare.text.rich import Rich

_NAMES = re.compile(f"{marks.NAMES_OPEN}(.*?){marks.NAMES_CLOSE}", re.DOTALL)
_NAME = re.compile(f"{marks.NAME_OPEN}(.*?){marks.NAME_CLOSE}", re.DOTALL)
_NAME_MARKS = re.compile(
    f"[{marks.NAMES_OPEN}{marks.NAMES_CLOSE}{marks.NAME_OPEN}{marks.NAME_CLOSE}]"
)

# The people in each block of an entry's names, by the block's text.
PeopleByBlock = dict[str, NamesShown]


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One printed entry."""

    id: str
    text: Rich


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The printed entries in order, and how the style wants them set."""

    entries: tuple[BibliographyEntry, ...]
    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1


_SEAMS = marks.SEAM + marks.JOINT


class BibliographyLayout:
    """The compiled `cs:bibliography` of a style."""

    def __init__(
        self,
        style: Style,
        area: Area,
        locale: Locale,
        *,
        implicit_year_suffix: bool,
        links: str = "",
    ) -> None:
        options = area.options
        self.substitute = options.get("subsequent-author-substitute")
        self.rule = options.get("subsequent-author-substitute-rule", "complete-all")
        env = replace(
            Environment.of(style, locale, "bibliography", compile_element),
            implicit_year_suffix=implicit_year_suffix,
            mark_names=self.substitute is not None,
            links=links,
        )
        self.options = options
        self.align = options.get("second-field-align", "")
        layout = area.layout
        self.first = None
        self.prefix = ""
        if self.align and layout.children:
            self.first = compile_sequence(layout.children[:1], env.within(top=True))
            rest = Element("layout", dict(layout.attributes), layout.line, layout.children[1:])
            self.prefix = affix(rest.attributes.pop("prefix", ""))
            self.body, self.wrap = compile_layout(rest, env)
        else:
            self.body, self.wrap = compile_layout(layout, env)
        self.block_last = bool(layout.children) and "display" in layout.children[-1].attributes
        self.findings = env.findings
        self.sorter = Sorter(style, locale, "bibliography", area.sort)

    def render(self, entry: Entry, ctx: Context) -> str:
        """One entry as working text, or an empty string."""
        ctx.reset(entry)
        ctx.levels = entry.levels
        if self.first is not None:
            head = self.first(ctx)
            text = self.body(ctx)
            if not head and not text:
                return ""
            if head:
                head = f"{marks.LEFT_MARGIN}{self.prefix}{head}{marks.CLOSE}"
            body = f"{marks.RIGHT_INLINE}{self.wrap(text)}{marks.CLOSE}"
            return opened(fill_year(head + body, entry.year_suffix), number=entry.number)
        text = self.body(ctx)
        if not text:
            return ""
        if self.block_last and text.endswith(marks.CLOSE):
            text = self.wrap(text[:-1]) + marks.CLOSE
        else:
            text = self.wrap(text)
        return opened(fill_year(text, entry.year_suffix), number=entry.number)

    def substituted(self, texts: list[str], shown: Sequence[PeopleByBlock]) -> list[str]:
        """Entries with repeated names replaced (subsequent-author-substitute).

        `shown`: the people of each entry's blocks of names. Two people written alike ("J. Doe")
        are not one.
        """
        if self.substitute is None:
            return texts
        mark = parse_field(typographic(self.substitute))
        previous: NamesShown | None = None
        out = []
        for text, blocks in zip(texts, shown, strict=True):
            match = _NAMES.search(text)
            if not match or any(c.isalpha() for c in text[: match.start()]):
                previous = None
                out.append(_NAME_MARKS.sub("", text))
                continue
            block = match[1]
            people = blocks.get(block) or NamesShown(((_NAME_MARKS.sub("", block),),), 1)
            new = self._replace(block, people, previous, mark)
            rest = text[match.end() :]
            if not new and rest[:1] in _SEAMS:  # the delimiter goes with the names
                rest = rest.lstrip(_SEAMS + STOPS + " \u00a0")
            out.append(_NAME_MARKS.sub("", text[: match.start()] + new + rest))
            previous = people
        return out

    def _replace(
        self, block: str, people: NamesShown, previous: NamesShown | None, mark: str
    ) -> str:
        if previous is None:
            return block
        rule = self.rule
        if rule == "complete-all" or marks.NAME_OPEN not in block:
            return mark if people.same(previous) else block
        if rule == "complete-each":
            return _NAME.sub(lambda _: mark, block) if people.same(previous) else block
        common = people.common(previous)
        limit = common if rule == "partial-each" else min(common, 1)
        return _NAME.sub(lambda _: mark, block, count=limit) if limit else block
