"""Render citations: cites in their order, with affixes, grouped and collapsed.

Groups cites by the same names, then says for each cite what to leave out (names, year) and what
is printed before it (CSL 1.0.2, "Cite Grouping", "Cite Collapsing").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from citare.csl import marks
from citare.csl.context import Context, Environment, NamesRecord
from citare.csl.elements import compile_element, compile_layout
from citare.csl.entries import Entry
from citare.csl.locale import Locale
from citare.csl.positions import SUBSEQUENT, Citation, Cite, Place
from citare.csl.sort import Sorter
from citare.csl.style import Style, used_elements
from citare.csl.working_text import capitalize_first, delimiter_text, edge, parse_field


@dataclass(slots=True)
class PrintedCite:
    """One rendered cite within its citation."""

    entry: Entry
    cite: Cite
    place: Place
    text: str = ""
    names: str = ""

    def joins_next(self) -> bool:
        """Whether nothing of the writer's is between this cite and the next."""
        return not (self.cite.locator or self.cite.suffix)

    def joins_previous(self) -> bool:
        """Whether nothing of the writer's is between the cite before and this printed."""
        return not (self.cite.locator or self.cite.prefix)


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The delimiters of a citation's layout and options; `after` is None when not given."""

    cite: str
    group: str
    year_suffix: str
    after: str | None
    by_year: bool

    @classmethod
    def of(cls, options: Mapping[str, str], layout: str, *, in_notes: bool) -> Delimiters:
        """With the defaults of CSL 1.0.2; cites in the text are grouped by a comma."""
        group = options.get("cite-group-delimiter")
        collapse = options.get("collapse", "")
        default = ", " if collapse.startswith("year") and not in_notes else layout
        suffixes = options.get("year-suffix-delimiter", layout if group is None else group)
        after = options.get("after-collapse-delimiter")
        return cls(
            delimiter_text(layout),
            delimiter_text(default if group is None else group),
            delimiter_text(suffixes),
            delimiter_text(after) if after is not None and collapse else None,
            collapse == "year",
        )

    def within(self, before: PrintedCite, printed: PrintedCite, *, same_year: bool) -> str:
        """Between two cites of a collapsed group."""
        if same_year and not before.cite.locator and not printed.cite.locator:
            return self.year_suffix
        if self.after is not None:
            return self.after if before.cite.locator else self.cite
        return self.group

    def between(self, before: list[PrintedCite]) -> str:
        """After a group, before the next."""
        if self.after is not None and (self.by_year or len(before) > 1 or before[-1].cite.locator):
            return self.after
        return self.cite

    def ranged(self, *, collapsed: bool) -> str:
        """Between citation numbers, after a range or a single printed."""
        return self.after if collapsed and self.after is not None else self.cite


def grouped(shown: list[PrintedCite], *, gather: bool) -> list[list[PrintedCite]]:
    """Cites of the same names together: neighbours, or (`gather`) wherever they are."""
    groups: list[list[PrintedCite]] = []
    by_names: dict[str, list[PrintedCite]] = {}
    for printed in shown:
        known = by_names.get(printed.names)
        if known is not None and (gather or groups[-1] is known):
            known.append(printed)
            continue
        by_names[printed.names] = group = [printed]
        groups.append(group)
    return groups


def numbers_collapsed(shown: list[PrintedCite], delimiters: Delimiters, dash: str = "–") -> str:
    """Runs of three and more consecutive citation numbers as ranges.

    An affix inside a run ends it, one before its first or after its last cite does not.
    """
    out = ""
    index = 0
    collapsed = False
    while index < len(shown):
        end = index
        while (
            end + 1 < len(shown)
            and shown[end + 1].entry.number == shown[end].entry.number + 1
            and shown[end].joins_next()
            and shown[end + 1].joins_previous()
        ):
            end += 1
        if out:
            out += delimiters.ranged(collapsed=collapsed)
        if end - index >= 2:
            out += shown[index].text + dash + shown[end].text
            collapsed = True
        else:
            end = index
            out += shown[index].text
            collapsed = False
        index = end + 1
    return out


def fill_year(text: str, suffix: str) -> str:
    """Working text with the year suffix at the first year, other slots removed."""
    if marks.YEAR_SLOT not in text:
        return text
    if suffix:
        text = text.replace(marks.YEAR_SLOT, suffix, 1)
    return text.replace(marks.YEAR_SLOT, "")


def cite_prefix(prefix: str) -> str:
    """A writer's prefix, with a space where it would run into the cite."""
    if not prefix:
        return ""
    text = parse_field(prefix)
    last = marks.visible(text)[-1:]
    if last.isalnum() or last in ".,;:!?":
        text += " "
    return edge(text)


def cite_suffix(suffix: str) -> str:
    """A writer's suffix, with a space where the cite would run into it."""
    if not suffix:
        return ""
    text = parse_field(suffix)
    first = marks.visible(text)[:1]
    if first.isalnum() or first in "[(":
        text = " " + text
    return edge(text)


class CitationLayout:
    """The compiled `cs:citation` of a style."""

    def __init__(self, style: Style, locale: Locale, *, implicit_year_suffix: bool) -> None:
        env = replace(
            Environment.of(style, locale, "citation", compile_element),
            implicit_year_suffix=implicit_year_suffix,
        )
        self.body, self.wrap = compile_layout(style.citation.layout, env)
        self.findings = env.findings
        self.options = style.citation.options
        self.sorter = Sorter(style, locale, "citation", style.citation.sort)
        self.collapse = self.options.get("collapse", "")
        self.delimiters = Delimiters.of(
            self.options, style.citation.layout.get("delimiter"), in_notes=style.in_notes
        )
        self.groups = "cite-group-delimiter" in self.options or self.collapse.startswith("year")
        self.in_notes = style.in_notes
        used = used_elements(style, style.citation)
        self.numbered = any(element.get("variable") == "citation-number" for element in used)
        self.reference = capitalize_first(locale.term("reference") or "", locale.language)
        self.dash = locale.term("citation-range-delimiter") or "–"

    def compare_text(
        self, entry: Entry, log: list[NamesRecord] | None, ctx: Context, first_note: int = 0
    ) -> str:
        """The cite as disambiguation compares it: a later cite without locator."""
        ctx.reset(entry)
        ctx.first_note = first_note
        ctx.position = SUBSEQUENT
        ctx.near_note = True
        ctx.state = entry.names_state
        ctx.names_log = log
        ctx.comparing = True
        return self.body(ctx)

    def _render_cite(
        self, shown: PrintedCite, ctx: Context, *, no_names: bool = False, no_year: bool = False
    ) -> str:
        entry, cite = shown.entry, shown.cite
        ctx.reset(entry, cite)
        ctx.position = shown.place.position
        ctx.near_note = shown.place.near_note
        ctx.first_note = shown.place.first_note
        ctx.state = entry.names_state
        ctx.suppress_author = no_names
        ctx.suppress_year = no_year
        text = self.body(ctx)
        shown.names = ctx.names_text or ""
        return fill_year(text, entry.year_suffix)

    def names_of(self, entry: Entry, cite: Cite, place: Place, ctx: Context) -> str:
        """The names of a cite, for the sentence around it; empty where it prints none."""
        shown = PrintedCite(entry, cite, place)
        self._render_cite(shown, ctx)
        return shown.names

    def _names_only(self, shown: PrintedCite, ctx: Context) -> str:
        """A cite with "author-only": its names, or "Reference 3" where it has but a number."""
        text = self._render_cite(shown, ctx)
        if shown.names or not self.numbered:
            return shown.names or text
        return f"{self.reference} {shown.entry.number}".lstrip()

    def render(
        self, citation: Citation, cites: Sequence[tuple[Entry, Cite, Place]], ctx: Context
    ) -> str:
        """A citation as working text (not yet resolved); empty where nothing was printed."""
        if self.sorter.keys and len(cites) > 1:
            cites = self._sorted(citation, list(cites), ctx)
        mode = citation.mode
        shown = [PrintedCite(entry, cite, place) for entry, cite, place in cites]
        for number, printed in enumerate(shown):
            suppress = mode == "suppress-author" and not number
            if printed.cite.author_only or (mode == "author-only" and not number):
                printed.text = self._names_only(printed, ctx)
            else:
                printed.text = self._render_cite(
                    printed, ctx, no_names=suppress or printed.cite.suppress_author
                )
        if self.in_notes:
            for number, printed in enumerate(shown):
                printed.text = opened(printed.text, printed.cite.prefix, first=not number)
        text = self._joined(shown, ctx)
        if text and mode != "author-only" and not (len(shown) == 1 and cites[0][1].author_only):
            text = self.wrap(text)
        return text

    def _sorted(
        self, citation: Citation, cites: list[tuple[Entry, Cite, Place]], ctx: Context
    ) -> list[tuple[Entry, Cite, Place]]:
        """The cites in the style's order; what has to stay divides them into runs."""
        fixed = [citation.affixed_stay and bool(cite.prefix or cite.suffix) for _, cite, _ in cites]
        fixed[0] = fixed[0] or citation.mode == "composite"
        ordered: list[tuple[Entry, Cite, Place]] = []
        for stays, run in groupby(zip(fixed, cites, strict=True), key=lambda pair: pair[0]):
            members = [cite for _, cite in run]
            if not stays:
                order = self.sorter.order([cite[0] for cite in members], ctx)
                members = [members[i] for i in order]
            ordered += members
        return ordered

    def _joined(self, shown: list[PrintedCite], ctx: Context) -> str:
        if len(shown) == 1:
            return self._affixed(shown[0])
        if self.collapse == "citation-number":
            for printed in shown:
                printed.text = self._affixed(printed)
            return numbers_collapsed(shown, self.delimiters, self.dash)
        if self.groups:
            return self._grouped(shown, ctx)
        return self._listed(shown, self.delimiters.cite)

    def _affixed(self, printed: PrintedCite) -> str:
        cite = printed.cite
        text = printed.text
        if self.in_notes or cite.prefix or cite.suffix:
            return (
                cite_prefix(cite.prefix) + text + cite_suffix(cite.suffix)
                if text or cite.prefix or cite.suffix
                else ""
            )
        return text

    def _listed(self, shown: list[PrintedCite], delimiter: str) -> str:
        out = ""
        before = shown[0]
        for printed in shown:
            text = self._affixed(printed)
            if text:
                out = self._append(out, text, before, printed, delimiter)
                before = printed
        return out

    @staticmethod
    def _append(
        out: str, text: str, before: PrintedCite, printed: PrintedCite, delimiter: str
    ) -> str:
        """A cite after the ones before it. The writer's own stops take the delimiter's place."""
        if not out:
            return text
        if printed.cite.prefix.lstrip().startswith((",", ";", ".")):
            return out + text
        ended = marks.visible(out).endswith((",", ";")) or before.cite.suffix.rstrip().endswith(".")
        if ended and delimiter.strip(marks.SEAM + marks.JOINT + " "):
            return out + marks.SEAM + " " + text
        return out + delimiter + text

    def _grouped(self, shown: list[PrintedCite], ctx: Context) -> str:
        out = ""
        before: list[PrintedCite] = []
        for group in grouped(shown, gather=bool(self.sorter.keys)):
            text = self._group(group, ctx)
            if not text:
                continue
            glue = self.delimiters.between(before) if before else self.delimiters.cite
            out = self._append(out, text, (before or group)[-1], group[0], glue)
            before = group
        return out

    def _group(self, group: list[PrintedCite], ctx: Context) -> str:
        if len(group) == 1 or not self.collapse.startswith("year"):
            return self._listed(group, self.delimiters.group)
        by_suffix = self.collapse.startswith("year-suffix")
        out = self._affixed(group[0])
        years = [_year_key(printed) for printed in group]
        index = 1
        while index < len(group):
            printed = group[index]
            before = group[index - 1]
            same_year = (
                by_suffix
                and years[index]
                and years[index] == years[index - 1]
                and printed.entry.year_suffix
                and before.entry.year_suffix
            )
            if same_year:
                end = index
                if self.collapse == "year-suffix-ranged":
                    end = self._range_end(group, years, index)
                if end > index:
                    last = group[end]
                    last.text = self._render_cite(last, ctx, no_names=True, no_year=True)
                    out += "–" + self._affixed(last)
                    index = end + 1
                    continue
            printed.text = self._render_cite(printed, ctx, no_names=True, no_year=bool(same_year))
            text = self._affixed(printed)
            if marks.visible(text):
                glue = self.delimiters.within(before, printed, same_year=bool(same_year))
                out = self._append(out, text, before, printed, glue)
            index += 1
        return out

    def _range_end(self, group: list[PrintedCite], years: list[str], index: int) -> int:
        """The last cite of a run of year suffixes that begins before `index` (at least three)."""
        start = index - 1
        end = start
        while (
            end + 1 < len(group)
            and years[end + 1] == years[start]
            and group[end].joins_next()
            and group[end + 1].joins_previous()
            and _follows(group[end].entry.year_suffix, group[end + 1].entry.year_suffix)
        ):
            end += 1
        return end if end - start >= 2 else index


def _ends_sentence(prefix: str) -> bool:
    """Whether a writer's prefix is a sentence of its own ("See this."), not "cf." or "e.g."."""
    return prefix.rstrip(_CLOSING).endswith((".", "!", "?")) and len(prefix.split()) > 1


_CLOSING = " \u00a0\"'”’»)]"


def opened(text: str, prefix: str = "", *, first: bool = True, number: int = 0) -> str:
    """A cite or entry whose opening term is capital where it opens a note or a sentence.

    An entry begins after its citation number, `number`.
    """
    at = text.find(marks.CAPITAL)
    if at < 0:
        return text
    opens = _ends_sentence(prefix) if prefix.strip() else first
    before = marks.visible(text[:at])
    if number and str(number) in before:
        before = before.replace(str(number), "", 1)
        opens = opens and not before.endswith(("(", "["))
    if opens and not any(c.isalnum() for c in before):
        text = text[:at] + capitalize_first(text[at:])
    return text.replace(marks.CAPITAL, "")


def _follows(first: str, second: str) -> bool:
    def number(letters: str) -> int:
        value = 0
        for letter in letters:
            value = value * 26 + ord(letter) - 96
        return value

    return number(second) == number(first) + 1


def _year_key(printed: PrintedCite) -> str:
    date = printed.entry.date("issued")
    if date is None:
        return "none"
    return str(date.year) if date.parts else date.literal or date.raw
