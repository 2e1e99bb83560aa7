"""citeproc-py as a second CSL processor (`--engine citeproc-py`), for a second opinion.

It reads its own locale files, so it lives with the files. Where it fails on an item, that item
is named in a warning and the others are printed all the same.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from citeproc import Citation as TheirCitation
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from citare.csl.bibliography import Bibliography, BibliographyEntry
from citare.csl.locale import Locales
from citare.csl.positions import Citation
from citare.csl.processor import Result
from citare.csl.style import Style
from citare.disk.styles import StyleFiles
from citare.errors import StyleError
from citare.findings import Finding, Place, Severity
from citare.model.csl_json import item_to_json
from citare.model.item import Item
from citare.text.rich import Node, Rich, Span
from citare.text.rich import Style as Mark

_TAGS = {"i": Mark.ITALIC, "b": Mark.BOLD, "u": Mark.UNDERLINE, "sup": Mark.SUP,
         "sub": Mark.SUB, "span": Mark.SMALL_CAPS}  # fmt: skip


class CiteprocPy:
    """One style of citeproc-py, called as our own engine is: items and citations to a result."""

    def __init__(self, style_file: Path, language: str = "") -> None:
        """Raises StyleError if citeproc-py cannot read the style."""
        self._name = style_file.stem
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._style = CitationStylesStyle(
                    str(style_file), locale=language or None, validate=False
                )
        except Exception as error:
            raise StyleError(
                f"citeproc-py cannot read the style {self._name}: {error}",
                hint="--engine citare can",
            ) from error

    def __call__(
        self,
        items: Sequence[Item],
        citations: Sequence[Citation] = (),
        *,
        bibliography: bool = True,
    ) -> Result:
        """Render; a citation holds the ids of items."""
        findings: list[Finding] = []
        # Its keys are lower-cased: two that differ in case would become one.
        ids = {item.id: f"i{number}" for number, item in enumerate(items)}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            good = [item for item in items if self._can(item, ids, findings)]
            texts, entries = self._render(good, ids, citations)
        names = {short: key for key, short in ids.items()}
        made = tuple(BibliographyEntry(names[short], text) for short, text in entries)
        has_list = self._style.root.find("{*}bibliography") is not None
        wanted = has_list and bibliography
        return Result(tuple(texts), Bibliography(made) if wanted else None, tuple(findings))

    def _can(self, item: Item, ids: dict[str, str], findings: list[Finding]) -> bool:
        """Whether it prints this item when it is alone."""
        try:
            self._render([item], ids, ())
        except Exception as error:
            message = f"citeproc-py cannot print {item.id}: {type(error).__name__}: {error}"
            findings.append(Finding("engine-failed", Severity.ERROR, message, Place(key=item.id)))
            return False
        return True

    def _render(
        self, items: Sequence[Item], ids: dict[str, str], citations: Sequence[Citation]
    ) -> tuple[list[Rich], list[tuple[str, Rich]]]:
        source = CiteProcJSON([{**item_to_json(item), "id": ids[item.id]} for item in items])
        made = CitationStylesBibliography(self._style, source, formatter.html)
        known = {item.id for item in items}
        groups = [[c.id for c in one.cites if c.id in known] for one in citations]
        theirs = [TheirCitation([CitationItem(ids[i]) for i in group]) for group in groups if group]
        rest = [TheirCitation([CitationItem(ids[item.id])]) for item in items]
        for one in [*theirs, *rest]:
            made.register(one)
        made.sort()
        texts = [parse_html(str(made.cite(one, _ignore))) for one in theirs]
        if self._style.root.find("{*}bibliography") is None:
            return texts, []
        entries = zip(made.keys, made.bibliography(), strict=False)
        return texts, [(str(key), parse_html(str(text))) for key, text in entries]


def citeproc_py_engine(style: Style, locales: Locales, language: str) -> CiteprocPy:
    """citeproc-py with a style that is found by its name, as our own engine is made.

    Raises StyleError when the style's file is not there or citeproc-py cannot use it.
    """
    files = locales if isinstance(locales, StyleFiles) else StyleFiles()
    path = files.path(style.name)
    if path is None:
        raise StyleError(f"citeproc-py needs the file of the style {style.name!r}")
    return CiteprocPy(path, language)


def _ignore(_: Any) -> None:
    """citeproc-py calls this for a cite without an item; there is none."""


def parse_html(html: str) -> Rich:
    """citeproc-py's HTML as rich text. Tags that it does not write itself are dropped."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.rich()


class _Reader(HTMLParser):
    """Builds a tree from the few tags that citeproc-py writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, list[Node]]] = [("", [])]

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in _TAGS:
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        if tag in _TAGS and self._open[-1][0] == tag:
            _, children = self._open.pop()
            self._open[-1][1].append(Span(_TAGS[tag], tuple(children)))

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(data)

    def rich(self) -> Rich:
        """The tree so far; what is still open counts as closed."""
        while len(self._open) > 1:
            tag, children = self._open.pop()
            self._open[-1][1].append(Span(_TAGS[tag], tuple(children)))
        return tuple(self._open[0][1])
