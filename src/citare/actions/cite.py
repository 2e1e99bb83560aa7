"""Print the citations of a document and its list of references in a CSL style."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from citare.actions.citations import Places, undefined_key
from citare.actions.cited_document import Frame, HtmlWriter, MarkdownWriter, PrintedCitation
from citare.actions.render import Engine, citare_engine, printable
from citare.csl.locale import Locales, load_locale
from citare.csl.positions import Citation as CslCitation
from citare.csl.positions import Cite as CslCite
from citare.csl.style import Style
from citare.documents import printed
from citare.documents.base import EVERY_KEY, Citation, Cite, citations_of
from citare.documents.front_matter import FrontMatter, read_front_matter
from citare.documents.markdown import cites
from citare.findings import Finding, Place, Severity
from citare.library.library import Library
from citare.model.item import Item
from citare.text.rich import Rich

_EMPHASIS: Final = (
    (re.compile(r"(?<![\\*\w])\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*(?!\w)"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*\w])\*(?=\S)(.+?)(?<=[^\s\\])\*(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"(?<![\\_\w])_(?=\S)(.+?)(?<=[^\s\\])_(?!\w)"), r"<i>\1</i>"),
)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class CiteOptions:
    """How a document is printed.

    `keep_sources` keeps what the writer wrote beside what is printed, so that the next run can
    renew it. `heading` is put above a list that has no place of its own in the document; None
    is the locale's word for references. `sentence_case` is that of `actions.render.printable`.
    With `links` (or a document's `link-citations`) a citation of one work is a link to its entry.
    `fragment` leaves the page around HTML out.
    `identifier_links` is `links` of `csl.processor.compile_style`.
    """

    keep_sources: bool = True
    language: str = ""
    heading: str | None = None
    sentence_case: bool = True
    output: Literal["markdown", "html"] = "markdown"
    fragment: bool = False
    links: bool = False
    identifier_links: str = "identifiers"


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """The new text, the keys it cites in their order, and what went wrong."""

    text: str
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]


def cite_markdown(
    text: str, name: str, library: Library, style: Style, locales: Locales, options: CiteOptions
) -> CitedDocument:
    """Markdown with its citations and its list printed; all else stays byte for byte.

    `name` is the document's, for findings. A key that the library lacks is a finding, and is
    printed as pandoc prints it (`**key?**`). Run again on its own output it changes nothing.
    With the output "html" the document is an HTML page (`fragment`: its body).
    """
    original, source = text, printed.restored(text)
    text = source.text
    front = read_front_matter(text)
    found = [c for c in citations_of(cites(text)) if c.start >= front.end]
    keys = _Keys(library, name, original, source)
    asked = [keys.resolved(citation) for citation in found]
    uncited = keys.uncited(front, [c for c in found if c.mode == "nocite"])
    session = _Session(style, locales, options, front.text("lang"))
    made = session.citations(text, [c for c in asked if c.mode != "nocite"], keys.items, uncited)
    frame = Frame(
        text,
        front,
        front.text("reference-section-title")
        or (session.heading if options.heading is None else options.heading),
        options.keep_sources,
        options.links or front.flag("link-citations", False),
    )
    writer = HtmlWriter(frame) if options.output == "html" else MarkdownWriter(frame)
    new = writer.document(made, session.entries, keys.items)
    if isinstance(writer, HtmlWriter):
        new = writer.page(new, fragment=options.fragment)
    findings = [*keys.findings, *session.findings]
    if writer.homeless:
        findings.append(_no_place(name))
    return CitedDocument(new, tuple(keys.cited), tuple(findings))


def _no_place(name: str) -> Finding:
    return Finding(
        "no-place-for-list",
        Severity.WARNING,
        "the document ends in a code block, so that nothing can be put after it",
        Place(name),
        "put <!-- citare:references --> and <!-- /citare:references --> where the list belongs",
    )


class _Keys:
    """Looks the document's keys up in the library."""

    def __init__(
        self, library: Library, name: str, original: str, source: printed.Restored
    ) -> None:
        self.library = library
        self.name = name
        self.places = Places(name, original)
        self.source = source
        self.cited: dict[str, None] = {}
        self.items: dict[str, Item] = {}
        self.findings: list[Finding] = []

    def resolved(self, citation: Citation) -> Citation:
        """The citation with each key as the library spells it; missing keys stay as they are."""
        known = tuple(
            replace(cite, key=self._known(cite.key, cite.start) or cite.key)
            for cite in citation.cites
            if cite.key != EVERY_KEY
        )
        return replace(citation, cites=known)

    def _known(self, key: str, position: int) -> str:
        self.cited.setdefault(key)
        record = self.library.get(key)
        if record is None:
            self._missing(key, position)
            return ""
        self.items.setdefault(record.key, record.item)
        return record.key

    def _missing(self, key: str, position: int) -> None:
        line, column = self.places.at(self.source.original(position))
        place = Place(self.name, line, column, key=key)
        self.findings.append(undefined_key(self.library, key, place))

    def uncited(self, front: FrontMatter, citations: Sequence[Citation]) -> list[Item]:
        """What `nocite` puts on the list without a citation in the text."""
        wanted = [(cite.key, cite.start) for c in citations for cite in c.cites]
        for nocite in front.texts("nocite"):
            at = max(self.source.text.find(nocite.split("\n")[0], 0, front.end), 0)
            wanted += [(cite.key, at) for cite in cites(nocite)]
        found: list[Item] = []
        for key, position in wanted:
            if key == EVERY_KEY:
                found += self.library.items
            elif known := self._known(key, position):
                found.append(self.items[known])
        self.items.update((item.id, item) for item in found)
        return found


class _Session:
    """The CSL processor over one document."""

    def __init__(self, style: Style, locales: Locales, options: CiteOptions, language: str) -> None:
        language = options.language or language
        self.language = language
        self.sentence_case = options.sentence_case
        self.style = style
        self.in_notes = style.in_notes
        self.engine: Engine = citare_engine(
            style, locales, language, links=options.identifier_links
        )
        tag = language or style.default_locale or "en-US"
        self.heading = load_locale(tag, locales, style.locales).references_heading
        self.findings: tuple[Finding, ...] = ()
        self.entries: list[tuple[str, Rich]] | None = None

    def citations(
        self,
        text: str,
        asked: Sequence[Citation],
        known: dict[str, Item],
        uncited: Sequence[Item],
    ) -> list[PrintedCitation]:
        """The citations' texts, in the order of the document; fills `entries`."""
        spans = [(citation.start, citation.end) for citation in asked]
        places = printed.note_places(text, spans, in_notes=self.in_notes)
        order = sorted(range(len(asked)), key=lambda index: places[index].order)
        given = [
            _csl_citation(asked[i], known, places[i].number if self.in_notes else 0) for i in order
        ]
        items = {cite.id: known[cite.id] for citation in given for cite in citation.cites}
        items.update((item.id, item) for item in uncited)
        shown = printable(
            list(items.values()), self.style, self.language, sentence_case=self.sentence_case
        )
        result = self.engine(shown, given)
        if result.bibliography is not None:
            self.entries = [(entry.id, entry.text) for entry in result.bibliography.entries]
        self.findings = result.warnings
        rank = {index: number for number, index in enumerate(order)}
        return [
            PrintedCitation(
                citation,
                result.authors[rank[i]] if result.authors else (),
                result.citations[rank[i]],
                tuple(cite.key for cite in citation.cites if cite.key not in known),
                self.in_notes and not places[i].in_footnote,
                self.in_notes,
            )
            for i, citation in enumerate(asked)
        ]


def _csl_citation(citation: Citation, known: Container[str], note: int) -> CslCitation:
    """A citation for the processor. A cite with the writer's own words stays in its place, as
    in pandoc."""
    cites = tuple(_csl_cite(cite) for cite in citation.cites if cite.key in known)
    mode = "composite" if citation.mode == "in-text" else ""
    return CslCitation(cites, note, mode, affixed_stay=True)


def _csl_cite(cite: Cite) -> CslCite:
    return CslCite(
        cite.key,
        cite.locator,
        cite.label,
        markup(cite.prefix),
        markup(cite.suffix),
        suppress_author=cite.mode == "suppress-author",
    )


def markup(text: str) -> str:
    """A writer's Markdown as the processor's inline markup: emphasis, and no backslashes."""
    for pattern, replacement in _EMPHASIS:
        text = pattern.sub(replacement, text)
    return _ESCAPED.sub(r"\1", text)
