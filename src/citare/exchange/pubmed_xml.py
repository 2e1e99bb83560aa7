"""PubMed's XML (efetch, "PubMed" download in XML): articles and books of the NLM DTD."""

from __future__ import annotations

import re
from typing import Final

from citare.exchange.base import Format, Imported, read_tree
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.sources.pubmed import item_from_article
from citare.sources.title_text import text_of
from citare.text.xml import Element

_ARTICLES: Final = ("PubmedArticle", "PubmedBookArticle")
_BARE: Final = {"MedlineCitation": "PubmedArticle", "BookDocument": "PubmedBookArticle"}


def _articles(root: Element) -> list[Element]:
    """The articles of a document, also where only their citations are given."""
    found = [element for element in root.walk() if element.tag in _ARTICLES]
    if found:
        return found
    return [
        Element(_BARE[element.tag], {}, element.line, [element], "", [element])
        for element in root.walk()
        if element.tag in _BARE
    ]


def _item(article: Element) -> Item:
    item, _ = item_from_article(article)
    abstract = [
        f"{label.title()}: {said}" if (label := part.get("Label")) else said
        for part in article.walk()
        if part.tag == "AbstractText" and (said := text_of(part))
    ]
    words = [text_of(e) for e in article.walk() if e.tag in ("Keyword", "DescriptorName")]
    more = {"abstract": "\n".join(abstract), "keyword": join_keywords(words), "source": "PubMed"}
    found = {variable: value for variable, value in more.items() if value}
    return item.with_(id="", text={**item.text, **found})


def read(text: str, file: str = "") -> Imported:
    """The items of PubMed's XML, with abstracts, and keywords and MeSH headings as keywords."""
    root, findings = read_tree(text, file)
    return Imported(tuple(map(_item, _articles(root))), findings)


def recognises(text: str) -> bool:
    """Whether a text has PubMed's elements."""
    return re.search(r"<(?:PubmedArticle|PubmedBookArticle|MedlineCitation)\b", text) is not None


PUBMED_XML: Final = Format("pubmed-xml", "PubMed XML", (".xml",), recognises, read)
