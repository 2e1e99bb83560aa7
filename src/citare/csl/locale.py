"""A CSL locale as a typed tree, the reader of its XML, and the choice of the one to use.

CSL 1.0.2, "Locale" and "Locale Fallback".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from citare.csl.xml_tree import Element, read_xml
from citare.errors import StyleError

FORM_FALLBACK = {
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "short": ("short", "long"),
    "long": ("long",),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term in one form. `match` (ordinals): "last-digit", "last-two-digits", "whole-number"."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or name.startswith("ordinal-")


@dataclass(frozen=True, slots=True)
class Locale:
    """Terms by (name, form, gender form), date formats by form, and style options."""

    language: str = ""
    terms: Mapping[tuple[str, str, str], Term] = field(default_factory=dict)
    dates: Mapping[str, Element] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    def over(self, base: Locale, *, whole_terms: bool = False) -> Locale:
        """This locale laid over another one (term by term; ordinals replace as a whole).

        `whole_terms`: a term that this locale has in any form hides all forms of the other,
        so that a missing form is first looked for among this locale's own.
        """
        base_terms = dict(base.terms)
        if whole_terms:
            own = {name for name, _, _ in self.terms}
            base_terms = {key: term for key, term in base_terms.items() if key[0] not in own}
        own_terms: Mapping[tuple[str, str, str], Term] = self.terms
        if any(name == "ordinal" for name, _, _ in own_terms):
            base_terms = {k: t for k, t in base_terms.items() if not _is_ordinal(k[0])}
        elif any(name == "ordinal" for name, _, _ in base_terms):
            own_terms = {k: t for k, t in own_terms.items() if not _is_ordinal(k[0])}
        base_terms.update(own_terms)
        return Locale(
            self.language or base.language,
            base_terms,
            {**base.dates, **self.dates},
            {**base.options, **self.options},
        )

    def find(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """A term, falling back between forms (verb-short, verb, symbol, short, long)."""
        for candidate in FORM_FALLBACK.get(form, ("long",)):
            if gender:
                term = self.terms.get((name, candidate, gender))
                if term:
                    return term
            term = self.terms.get((name, candidate, ""))
            if term:
                return term
        return None

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """A term's text, or None where the locale has no such term."""
        found = self.find(name, form)
        if found is None:
            return None
        return found.multiple if plural else found.single

    def gender_of(self, name: str) -> str:
        """The grammatical gender of a term (a number variable's or a month's)."""
        term = self.terms.get((name, "long", ""))
        return term.gender if term else ""

    @property
    def references_heading(self) -> str:
        """What a bibliography is headed with: the plural of the term "reference"."""
        term = self.term("reference", plural=True) or "references"
        return term[:1].upper() + term[1:]

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether stops and commas go inside closing quotation marks."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def limit_day_ordinals(self) -> bool:
        """Whether only the first day of a month prints as an ordinal."""
        return self.options.get("limit-day-ordinals-to-day-1") == "true"


# Language to primary dialect (CSL locales repository, locales.json).
PRIMARY_DIALECTS = {
    "af": "af-ZA", "bal": "bal-PK", "bg": "bg-BG", "brh": "brh-PK", "ca": "ca-AD", "cs": "cs-CZ",
    "cy": "cy-GB", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES",
    "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL",
    "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID", "is": "is-IS",
    "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "lij": "lij-IT", "lt": "lt-LT",
    "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO",
    "no": "nb-NO", "pa": "pa-PK", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU",
    "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH", "tl": "tl-PH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip


class Locales(Protocol):
    """Where locale files come from (disk/styles.py, or a test)."""

    def locale(self, language: str) -> str | bytes | None:
        """The XML of the locale of exactly that language tag, or None."""


def _term(element: Element) -> Term:
    single = element.child("single")
    multiple = element.child("multiple")
    text = element.text if single is None else single.text
    return Term(
        single=text,
        multiple=multiple.text if multiple is not None else text,
        gender=element.get("gender"),
        match=element.get("match"),
    )


def read_locale_element(element: Element) -> Locale:
    """A locale from a `cs:locale` element, in a style or as a file's root."""
    terms: dict[tuple[str, str, str], Term] = {}
    dates: dict[str, Element] = {}
    options: dict[str, str] = {}
    for child in element.children:
        if child.tag == "terms":
            for term in child.children:
                key = (term.get("name"), term.get("form", "long"), term.get("gender-form"))
                terms[key] = _term(term)
        elif child.tag == "date":
            dates[child.get("form")] = child
        elif child.tag == "style-options":
            options.update(child.attributes)
    return Locale(element.get("xml:lang"), terms, dates, options)


def fallbacks(language: str) -> tuple[str, ...]:
    """Locale files to try: the dialect, its language's primary dialect, US English."""
    tag = language.replace("_", "-")
    base = tag.partition("-")[0].lower()
    candidates = [tag] if "-" in tag else []
    if base in PRIMARY_DIALECTS:
        candidates.append(PRIMARY_DIALECTS[base])
    candidates += [base, "en-US"]
    return tuple(dict.fromkeys(c for c in candidates if c))


def read_locale(source: str | bytes, name: str) -> Locale:
    """A locale file. Raises StyleError when it is none."""
    root = read_xml(source, name)
    if root.tag != "locale":
        raise StyleError(f"{name}:{root.line}: <{root.tag}> is not a CSL locale")
    return read_locale_element(root)


def load_locale(
    language: str, files: Locales, in_style: Mapping[str, Locale] | None = None
) -> Locale:
    """The locale for a language: its file, under the style's own locale elements.

    The order is that of CSL 1.0.2, "Locale Fallback": in-style dialect, in-style language,
    in-style without language, the file of the dialect, of the primary dialect, US English.
    """
    tried = fallbacks(language)
    merged: Locale | None = None
    for tag in reversed(tried):
        source = files.locale(tag)
        if source is not None:
            locale = read_locale(source, f"locales-{tag}.xml")
            merged = locale if merged is None else locale.over(merged, whole_terms=True)
    merged = merged or Locale("en-US")
    base = language.partition("-")[0]
    for tag in dict.fromkeys(("", base, PRIMARY_DIALECTS.get(base, ""), tried[0])):
        own = (in_style or {}).get(tag)
        if own is not None:
            merged = own.over(merged)
    return Locale(tried[0], merged.terms, merged.dates, merged.options)
