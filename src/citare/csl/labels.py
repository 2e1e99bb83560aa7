"""`cs:label`: terms for locators, numbers and names, singular or plural (CSL 1.0.2, "Label")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citare.csl.affixes import decorate
from citare.csl.context import Context, Render
from citare.csl.environment import Environment
from citare.csl.fields import superscripts
from citare.csl.locators import before_label
from citare.csl.textcase import for_term
from citare.csl.xml_tree import Element
from citare.model.variables import NUMBERS

_TIGHT_COMMA = re.compile(r"(?<=\d),(?=\d)")  # within one number ("US 223,898"), not a list
LABELLED = NUMBERS | {"page"}
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
    attributes, language = for_term(element.attributes, env.locale.language)
    change, before, after = decorate(attributes)
    cache: dict[tuple[str, bool], str] = {}

    def render(role: str, several: bool) -> str:
        key = (role, several)
        known = cache.get(key)
        if known is not None:
            return known
        single, multiple = _terms(env, role, form)
        text = multiple if plural == "always" or (several and plural == "contextual") else single
        if text and change:
            text = change(text, language)
        known = cache[key] = f"{before}{text}{after}" if text else ""
        return known

    return render if not env.in_sort else lambda _role, _several: ""


def _numbers_of(element: Element, env: Environment) -> tuple[set[str], bool]:
    """The variables that an element prints as text or number, and whether it labels any."""
    variables: set[str] = set()
    labelled = False
    called: set[str] = set()
    pending = [element]
    while pending:
        each = pending.pop()
        pending += each.children
        labelled = labelled or (each.tag == "label" and "variable" in each.attributes)
        if each.tag in ("text", "number") and "variable" in each.attributes:
            variables.add(each.get("variable"))
        name = each.get("macro") if each.tag == "text" else ""
        if name and name not in called and name in env.style.macros:
            called.add(name)
            pending.append(env.style.macros[name])
    return variables, labelled


def numbers_beside(element: Element, siblings: Sequence[Element], env: Environment) -> set[str]:
    """The numbers that a label stands beside where its own variable is printed nowhere near.

    CSL 1.0.2 prints no label of an empty variable. Many styles label the number of pages with
    `page`, pages with `locator` or a report's number with `issue`, and mean it.
    """
    at = next((i for i, each in enumerate(siblings) if each is element), 0)
    beside: set[str] = set()
    for index, sibling in enumerate(siblings):
        if sibling is element:
            continue
        variables, labelled = _numbers_of(sibling, env)
        if element.get("variable") in variables:
            return set()
        if abs(index - at) == 1 and not labelled:
            beside |= variables & LABELLED
    return beside - {"locator"}


def compile_label(element: Element, env: Environment, siblings: Sequence[Element] = ()) -> Render:
    """A label of a number variable or of the locator; `siblings` are its parent's children."""
    variable = element.get("variable")
    beside = numbers_beside(element, siblings, env) if siblings else set()
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    attributes, language = for_term(element.attributes, env.locale.language)
    change, before, after = decorate(attributes)
    cache: dict[tuple[str, bool], str] = {}
    tight = variable in NUMBERS and variable != "locator"

    def text_of(name: str, several: bool) -> str:
        known = cache.get((name, several))
        if known is None:
            single, multiple = _terms(env, name, form)
            text = multiple if several else single
            if text and change:
                text = change(text, language)
            known = cache[(name, several)] = f"{before}{text}{after}" if text else ""
        return known

    def render(ctx: Context) -> str:
        if variable == "locator":
            value = ctx.cite.locator
            name = ctx.cite.label or "page"
            if name == "sub verbo":
                name = "sub-verbo"
        else:
            value = ctx.entry.raw(variable) if variable != "citation-number" else "1"
            name = variable
        if not value:
            if any(ctx.entry.raw(other) for other in beside):
                return text_of(name, plural == "always")
            return ""
        if tight and "," in value:
            value = _TIGHT_COMMA.sub("", value)
        several = plural == "always" or (plural == "contextual" and is_plural(name, value))
        return text_of(name, several)

    return render
