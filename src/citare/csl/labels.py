"""`cs:label`: terms for locators, numbers and names, singular or plural (CSL 1.0.2, "Label")."""

from __future__ import annotations

import re
from collections.abc import Callable

from citare.csl.affixes import decorate
from citare.csl.context import Context, Render
from citare.csl.environment import Environment
from citare.csl.fields import superscripts
from citare.csl.locators import before_label
from citare.csl.xml_tree import Element

_SEVERAL = re.compile(
    r"\d[^\s]*\s*[-–—,&]|\band\b|\bet\b|\bund\b|\by\b|[&,]|\s[-–—]\s|[ivxlcdm]+[-–—][ivxlcdm]+|\d\s+[a-z]+\s+\d"
)


def is_plural(variable: str, text: str) -> bool:
    """Whether a value names several (pages) or, for counts, more than one."""
    if variable.startswith("number-of-"):
        digits = re.match(r"\D*(\d+)", text)
        return bool(digits) and int(digits[1]) > 1  # type: ignore[index]
    if "\\-" in text:
        text = text.replace("\\-", "")
    if "." in text:
        text = before_label(text)
    return bool(_SEVERAL.search(text))


def _terms(env: Environment, name: str, form: str) -> tuple[str, str]:
    single = env.locale.term(name, form)
    multiple = env.locale.term(name, form, plural=True)
    return superscripts(single or ""), superscripts(multiple or single or "")


def compile_name_label(element: Element, env: Environment) -> Callable[[str, bool], str]:
    """A label inside `cs:names`: (role, several) to text."""
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    change, before, after = decorate(element.attributes)
    cache: dict[tuple[str, bool], str] = {}

    def render(role: str, several: bool) -> str:
        key = (role, several)
        known = cache.get(key)
        if known is not None:
            return known
        single, multiple = _terms(env, role, form)
        text = multiple if plural == "always" or (several and plural == "contextual") else single
        if text and change:
            text = change(text, "en")
        known = cache[key] = f"{before}{text}{after}" if text else ""
        return known

    return render if not env.in_sort else lambda role, several: ""


def compile_label(element: Element, env: Environment) -> Render:
    """A label of a number variable or of the locator."""
    variable = element.get("variable")
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    change, before, after = decorate(element.attributes)
    cache: dict[tuple[str, bool], str] = {}

    def text_of(name: str, several: bool) -> str:
        known = cache.get((name, several))
        if known is None:
            single, multiple = _terms(env, name, form)
            text = multiple if several else single
            if text and change:
                text = change(text, "en")
            known = cache[(name, several)] = f"{before}{text}{after}" if text else ""
        return known

    def render(ctx: Context) -> str:
        if variable == "locator":
            value = ctx.cite.locator
            name = ctx.cite.label or "page"
            if name == "sub verbo":
                name = "sub-verbo"
        else:
            value = ctx.entry.raw(variable)
            name = variable
        if not value:
            return ""
        several = plural == "always" or (plural == "contextual" and is_plural(name, value))
        return text_of(name, several)

    return render
