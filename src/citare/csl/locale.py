"""A CSL locale as a typed tree: terms, date formats, options (CSL 1.0.2, "Locale")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citare.csl.xml_tree import Element

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
    def punctuation_in_quote(self) -> bool:
        """Whether stops and commas go inside closing quotation marks."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def limit_day_ordinals(self) -> bool:
        """Whether only the first day of a month prints as an ordinal."""
        return self.options.get("limit-day-ordinals-to-day-1") == "true"
