"""Terms, text variables and numbers (CSL 1.0.2, "Text", "Number")."""

from __future__ import annotations

import re
from collections.abc import Callable

from citare.csl import codes
from citare.csl.affixes import decorate, typographic
from citare.csl.context import CALLED, RENDERED, Context, Render
from citare.csl.environment import Environment
from citare.csl.fields import parse_field, superscripts
from citare.csl.locators import embedded
from citare.csl.numbers import PageRanges, converted, long_ordinal, number_text, ordinal
from citare.csl.textcase import for_term
from citare.csl.xml_tree import Element
from citare.model.variables import NUMBERS
from citare.text.numerals import to_roman

Get = Callable[[Context], str]


def compile_term(element: Element, env: Environment) -> Render:
    name, form = element.get("term"), element.get("form", "long")
    text = env.locale.term(name, form, plural=element.get("plural") == "true") or ""
    text = superscripts(parse_field(text) if "<" in text else typographic(text))
    if not text.strip():
        text = ""
    attributes, language = for_term(element.attributes, env.locale.language)
    change, before, after = decorate(attributes)
    if text and change:
        text = change(text, language)
    if text and env.capitals and "text-case" not in element.attributes:
        text = codes.CAPITAL + text
    constant = f"{before}{text}{after}" if text else ""
    return lambda _: constant


def _plain(variable: str) -> Get:
    return lambda ctx: ctx.entry.field(variable)


def _short(variable: str) -> Get:
    short = f"{variable}-short"
    return lambda ctx: ctx.entry.field(short) or ctx.entry.field(variable)


def _citation_number(ctx: Context) -> str:
    return str(ctx.entry.number) if ctx.entry.number else ""


def _year_suffix(ctx: Context) -> str:
    return ctx.entry.year_suffix


def _first_note(ctx: Context) -> str:
    if ctx.looking or not ctx.position or not ctx.entry.first_note:
        return ""
    return str(ctx.entry.first_note)


def _getter(variable: str, form: str, env: Environment) -> Get:
    """How to get a text variable's value."""
    special: dict[str, Get] = {
        "citation-number": _citation_number,
        "year-suffix": _year_suffix,
        "first-reference-note-number": _first_note,
    }
    if variable in special:
        return special[variable]
    if variable == "citation-label":
        return lambda ctx: (ctx.entry.label + codes.YEAR_SLOT) if ctx.entry.label else ""
    if variable in ("page", "locator", "page-first"):
        return _pages(variable, env)
    if variable in NUMBERS:
        return lambda ctx: embedded(number_text(ctx.entry.field(variable)), env.locale)
    if form == "short" and variable in ("title", "container-title"):
        return _short(variable)
    if variable == "title-short":
        return lambda ctx: ctx.entry.field("title-short")
    return _plain(variable)


def _pages(variable: str, env: Environment) -> Get:
    ranges = PageRanges(env.style.options.get("page-range-format", ""), env.locale)
    if variable == "page-first":

        def first(ctx: Context) -> str:
            value = ctx.entry.raw("page-first")
            if value:
                return value
            match = re.match(r"\s*([^\s,&–—-]+)", ctx.entry.raw("page"))
            return match[1] if match else ""

        return first
    if variable == "page":
        return lambda ctx: ranges.write(ctx.entry.raw("page"))
    symbol = ranges.ampersand

    def locator(ctx: Context) -> str:
        text = embedded(ranges.write(ctx.cite.locator.strip()), env.locale)
        if " & " in text and symbol != "&":
            text = text.replace(" & ", f" {symbol} ")
        return text

    return locator


def compile_variable(element: Element, env: Environment) -> Render:
    variable = element.get("variable")
    get = _getter(variable, element.get("form"), env)
    if element.get("quotes") == "false" and env.locale.term("open-inner-quote") == "“":
        get = lambda ctx: parse_field(ctx.entry.raw(variable))  # noqa: E731
    change, before, after = decorate(element.attributes)
    language = env.locale.language

    keeps = variable == "year-suffix" and not env.in_sort  # "n.d." stays where the date is empty

    def render(ctx: Context) -> str:
        if keeps:
            ctx.flags |= RENDERED
        ctx.flags |= CALLED
        if ctx.suppressed is not None and variable in ctx.suppressed:
            return ""
        text = get(ctx)
        if not text:
            return ""
        ctx.flags |= RENDERED
        if ctx.substituted is not None:
            ctx.substituted.append(variable)
        if change:
            text = change(text, ctx.entry.language or language)
        return f"{before}{text}{after}"

    return render


def compile_number(element: Element, env: Environment) -> Render:
    variable = element.get("variable")
    form = element.get("form", "numeric")
    locale = env.locale
    get = _getter(variable, "", env)
    if variable in NUMBERS and variable not in ("page", "locator", "citation-number"):
        get = lambda ctx: embedded(number_text(ctx.entry.raw(variable)), locale)  # noqa: E731
    change, before, after = decorate(element.attributes)
    language = locale.language
    gender = locale.gender_of(variable)

    def convert(number: int) -> str:
        if form == "ordinal":
            return ordinal(number, locale, gender)
        if form == "long-ordinal":
            return long_ordinal(number, locale, gender)
        if form == "roman":
            return to_roman(number)
        return str(number)

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        if ctx.suppressed is not None and variable in ctx.suppressed:
            return ""
        text = get(ctx)
        if not text:
            return ""
        ctx.flags |= RENDERED
        if ctx.substituted is not None:
            ctx.substituted.append(variable)
        if form != "numeric":
            text = superscripts(converted(text, convert))
        if change:
            text = change(text, language)
        return f"{before}{text}{after}"

    return render
