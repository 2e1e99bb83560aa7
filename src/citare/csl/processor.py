"""The CSL processor's one public function (CSL 1.0.2).

    compile_style(style, locales) -> Compiled
    render(compiled, items, citations) -> Result(citations, bibliography, warnings)

Pure: styles and locales come in as text through `Locales`.

Where things are, in reading order. `marks` explains the working text that compiled elements
return; `working_text` makes it of fields, affixes and text case. Compile time: `style` and
`locale` (typed trees of the XML), `elements` (text, group, macros, layouts), `conditions`,
`names`, `dates`, `numbers` (with labels and locators) compile elements to functions; `context`
holds what compiling sees (`Environment`) and what the functions see (`Context`); `compiled` is a
style compiled for a locale. Run time: `entries` (an item with its names parsed), `session` (the
passes in their order), `sort`, `positions`, `disambiguate`, `citations` (with collapsing),
`bibliography`; at the end `punctuation` (seams and quotation marks) and `output` (working text
to rich text).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citare.csl.bibliography import Bibliography, BibliographyEntry
from citare.csl.compiled import Compiled
from citare.csl.locale import Locales, load_locale
from citare.csl.positions import Citation, Cite
from citare.csl.session import Session
from citare.csl.style import Style
from citare.findings import Finding
from citare.model.item import Item
from citare.text.rich import Rich

__all__ = [
    "Bibliography",
    "BibliographyEntry",
    "Citation",
    "Cite",
    "Compiled",
    "Locales",
    "Result",
    "compile_style",
    "render",
]


@dataclass(frozen=True, slots=True)
class Result:
    """What a document needs: one rich text per citation, the bibliography, what went wrong.

    `authors` has, for each citation of mode "composite", the names for the sentence around it;
    its text is then without them.
    """

    citations: tuple[Rich, ...]
    bibliography: Bibliography | None
    warnings: tuple[Finding, ...]
    authors: tuple[Rich, ...] = ()


def compile_style(
    style: Style, locales: Locales, language: str = "", *, links: str = "identifiers"
) -> Compiled:
    """A style compiled for a language: the one given, else the style's own, else US English.

    `links`: "identifiers" makes links of each DOI, PMID, PMCID and URL that is printed, "title"
    also of the title of an entry that prints none of them, "none" no links (CSL 1.0.2,
    appendix VI).

    Raises StyleError when a locale file is broken or the style cannot be rendered in
    reasonable time (macros that call each other a million times, nesting without end).
    """
    tag = language or style.default_locale or "en-US"
    return Compiled(style, load_locale(tag, locales, style.locales), links)


def render(
    style: Compiled,
    items: Sequence[Item],
    citations: Sequence[Citation] = (),
    *,
    uncited: bool = True,
    bibliography: bool = True,
) -> Result:
    """Citations in document order and the bibliography.

    Items are numbered in the order in which they are cited, then (with `uncited`) those not
    cited in their own order. A cite without an item becomes a warning, never an error.
    `bibliography` false leaves the bibliography out.
    """
    session = Session(style, items)
    ids = [cite.id for citation in citations for cite in citation.cites]
    if uncited:
        ids += [item.id for item in items]
    session.register(ids, citations)
    texts = tuple(session.cite(citations))
    made = session.bibliography() if bibliography else None
    findings = (*style.findings, *session.findings)
    return Result(texts, made, findings, tuple(session.authors))
