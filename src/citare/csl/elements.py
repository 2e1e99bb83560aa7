"""Compile rendering elements: terms, variables, numbers, groups, macros, layouts.

CSL 1.0.2, "Text", "Number", "Group", "Macro".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from citare.csl import marks
from citare.csl.conditions import compile_choose
from citare.csl.context import CALLED, RENDERED, Context, Environment, Parts, Render
from citare.csl.dates import compile_date
from citare.csl.locale import Locale
from citare.csl.names import compile_names
from citare.csl.numbers import (
    PageRanges,
    compile_label,
    converted,
    embedded,
    long_ordinal,
    number_text,
    ordinal,
)
from citare.csl.punctuation import STOPS, soften
from citare.csl.working_text import (
    affix,
    decorate,
    delimiter_text,
    for_term,
    parse_field,
    superscripts,
    typographic,
)
from citare.csl.xml_tree import Element
from citare.model.variables import NUMBERS, TITLES
from citare.text.numerals import to_roman

Get = Callable[[Context], str]


def compile_term(element: Element, env: Environment) -> Render:
    name, form = element.get("term"), element.get("form", "long")
    text = env.locale.term(name, form, plural=element.get("plural") == "true") or ""
    text = superscripts(parse_field(text) if "<" in text else typographic(text))
    if not text.strip():
        text = ""
    attributes, language = for_term(element.attributes, env.locale.language)
    change, before, after = decorate(attributes, term=True)
    if text and change:
        text = change(text, language)
    if text and env.capitals and "text-case" not in element.attributes:
        text = marks.CAPITAL + text
    constant = f"{before}{text}{after}" if text else ""
    return lambda _: constant


def _plain(variable: str) -> Get:
    return lambda ctx: ctx.entry.field(variable)


def _short(variable: str) -> Get:
    short = f"{variable}-short"
    return lambda ctx: ctx.entry.field(short) or ctx.entry.field(variable)


def _for_title_case(variable: str, form: str) -> Get:
    """A title as its entry has it: title case would not find all the capitals it had."""
    if form == "short" and variable in ("title", "container-title"):
        short = f"{variable}-short"
        return lambda ctx: ctx.entry.as_written(short) or ctx.entry.as_written(variable)
    return lambda ctx: ctx.entry.as_written(variable)


def _citation_number(ctx: Context) -> str:
    return str(ctx.entry.number) if ctx.entry.number else ""


def _year_suffix(ctx: Context) -> str:
    return ctx.entry.year_suffix


def _first_note(ctx: Context) -> str:
    return str(ctx.first_note) if ctx.first_note else ""


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
        return lambda ctx: (ctx.entry.label + marks.YEAR_SLOT) if ctx.entry.label else ""
    if variable in ("page", "locator", "page-first"):
        return _pages(variable, env)
    if variable in NUMBERS:
        return lambda ctx: embedded(number_text(ctx.entry.field(variable)), env.locale)
    if form == "short" and variable in ("title", "container-title"):
        return _short(variable)
    if variable in marks.LINKS and not env.in_sort:
        return _identifier(variable)
    if variable == "title" and env.links == "title":
        return _linked(_plain(variable))
    return _plain(variable)


def _identifier(variable: str) -> Get:
    """An identifier as it is, for it is not prose, marked as a link."""
    mark = marks.LINKS[variable]

    def get(ctx: Context) -> str:
        text = marks.clean(ctx.entry.raw(variable))
        return f"{mark}{text}{marks.CLOSE}" if text else ""

    return get


def _linked(get: Get) -> Get:
    """A title marked as a link."""

    def linked(ctx: Context) -> str:
        text = get(ctx)
        return f"{marks.LINK_TITLE}{text}{marks.CLOSE}" if text else ""

    return linked


def _pages(variable: str, env: Environment) -> Get:
    ranges = PageRanges(env.style.options.get("page-range-format", ""), env.locale)
    if variable == "page-first":

        def first(ctx: Context) -> str:
            value = ctx.entry.raw("page-first")
            if not value:
                match = re.match(r"\s*([^\s,&–—-]+)", ctx.entry.raw("page"))
                value = match[1] if match else ""
            return marks.clean(value)

        return first
    if variable == "page":
        return lambda ctx: ranges.write(marks.clean(ctx.entry.raw("page")))
    symbol = ranges.ampersand

    def locator(ctx: Context) -> str:
        text = parse_field(ctx.cite.locator.strip(), outer=ctx.entry.people.outer)
        text = embedded(ranges.write(text), env.locale)
        if " & " in text and symbol != "&":
            text = text.replace(" & ", f" {symbol} ")
        return text

    return locator


def _printed(
    element: Element,
    env: Environment,
    get: Get,
    change: Callable[[Context, str], str] | None,
) -> Render:
    """A variable as an element prints it: groups count it, a substitute prints it once."""
    variable = element.get("variable")
    _, before, after = decorate(element.attributes)
    # A year suffix keeps its group, so that "n.d." stays where the date is empty.
    always = CALLED | RENDERED if variable == "year-suffix" and not env.in_sort else CALLED

    def render(ctx: Context) -> str:
        ctx.flags |= always
        if ctx.suppressed is not None and variable in ctx.suppressed:
            return ""
        text = get(ctx)
        if not text:
            return ""
        ctx.flags |= RENDERED
        if ctx.substituted is not None:
            ctx.substituted.append(variable)
        if change is not None:
            text = change(ctx, text)
        return f"{before}{text}{after}"

    return render


def compile_variable(element: Element, env: Environment) -> Render:
    """A `cs:text` that prints a variable."""
    variable = element.get("variable")
    get = _getter(variable, element.get("form"), env)
    if element.get("text-case") == "title" and variable in TITLES:
        get = _for_title_case(variable, element.get("form"))
        if variable == "title" and env.links == "title":
            get = _linked(get)
    if element.get("quotes") == "false" and env.locale.term("open-inner-quote") == "“":
        get = lambda ctx: parse_field(ctx.entry.raw(variable))  # noqa: E731
    alter, _, _ = decorate(element.attributes)
    if alter is None:
        return _printed(element, env, get, None)
    case, language = alter, env.locale.language
    return _printed(element, env, get, lambda ctx, text: case(text, ctx.entry.language or language))


def compile_number(element: Element, env: Environment) -> Render:
    """A `cs:number`."""
    variable = element.get("variable")
    locale = env.locale
    get = _getter(variable, "", env)
    if variable in NUMBERS and variable not in ("page", "locator", "citation-number"):
        get = lambda ctx: embedded(number_text(marks.clean(ctx.entry.raw(variable))), locale)  # noqa: E731
    convert = _conversion(element.get("form", "numeric"), locale, locale.gender_of(variable))
    alter, _, _ = decorate(element.attributes)
    if convert is None and alter is None:
        return _printed(element, env, get, None)

    def change(_: Context, text: str) -> str:
        if convert is not None:
            text = superscripts(converted(text, convert))
        return alter(text, locale.language) if alter else text

    return _printed(element, env, get, change)


def _conversion(form: str, locale: Locale, gender: str) -> Callable[[int], str] | None:
    """How a form of `cs:number` writes a number; None for "numeric"."""
    if form == "ordinal":
        return lambda number: ordinal(number, locale, gender)
    if form == "long-ordinal":
        return lambda number: long_ordinal(number, locale, gender)
    return to_roman if form == "roman" else None


def compile_element(element: Element, env: Environment) -> Render | None:
    """One rendering element, or None for what renders nothing."""
    tag = element.tag
    if "display" in element.attributes and not env.top:
        plain = {k: v for k, v in element.attributes.items() if k != "display"}
        element = Element(tag, plain, element.line, element.children)
    if env.strip_periods and tag in ("text", "number", "label", "date"):
        stripped = {**element.attributes, "strip-periods": "true"}
        element = Element(tag, stripped, element.line, element.children)
    if tag == "text":
        return _compile_text(element, env)
    if tag == "group":
        return _compile_group(element, env)
    if tag == "choose":
        return compile_choose(element, env, compile_sequence)
    if tag == "names":
        return compile_names(element, env, env.substitutes)
    if tag == "date":
        return compile_date(element, env)
    if tag == "number":
        return compile_number(element, env)
    if tag == "label":
        return compile_label(element, env)
    env.warn("csl-unknown-element", element.line, f"<{tag}> is not a rendering element")
    return None


def _compile_children(
    children: Sequence[Element], env: Environment, delimiter: str
) -> tuple[Render, ...]:
    """The children that render something. A choose passes the delimiter on to its own."""
    renders = []
    for child in children:
        if child.tag == "choose":
            render: Render | None = compile_choose(child, env, compile_sequence, delimiter)
        elif child.tag == "label":
            render = compile_label(child, env, children)
        else:
            render = env.compile(child)
        if render is not None:
            renders.append(render)
    return tuple(renders)


def compile_sequence(children: Sequence[Element], env: Environment, delimiter: str = "") -> Render:
    """Rendering elements one after the other."""
    renders = _compile_children(children, env, delimiter)
    if not renders:
        return lambda _: ""
    if len(renders) == 1:
        return renders[0]
    glue = delimiter_text(delimiter)
    if len(renders) == 2 and not glue:
        first, second = renders
        return lambda ctx: first(ctx) + second(ctx)
    if not glue:
        return lambda ctx: "".join([r(ctx) for r in renders])
    return lambda ctx: glue.join([t for t in [r(ctx) for r in renders] if t])


def _parts(children: Sequence[Element], env: Environment, delimiter: str = "") -> Parts:
    return _compile_children(children, env, delimiter), delimiter_text(delimiter).join


def _compile_group(element: Element, env: Environment) -> Render:
    if env.top:
        env = env.within(substitutes=env.substitutes)
    parts = _parts(element.children, env, element.get("delimiter"))
    return _enclosed(element, lambda: parts, seam_end="")


def _macro(name: str, env: Environment) -> Parts:
    """A macro compiled once per area, when it is first called."""
    known = env.macros.get((name, env.strip_periods))
    if known is None:
        known = _parts(env.style.macros[name].children, env.within(macro=name))
        env.macros[name, env.strip_periods] = known
    return known


def compile_macro(name: str, env: Environment) -> Render:
    """A macro by itself, for a sort key."""
    renders, join = _macro(name, env)
    return lambda ctx: join([render(ctx) for render in renders])


def _enclosed(element: Element, compile_parts: Callable[[], Parts], seam_end: str) -> Render:
    """A group or a call of a macro: it prints nothing when the variables it calls are all empty.

    CSL 1.0.2, "Group". What it holds is compiled when it is first rendered. `seam_end` marks the
    end after a suffix that is not of the last element itself.
    """
    parts: Parts | None = None
    change, before, after = decorate(element.attributes, case=False, leaf=False)

    def render(ctx: Context) -> str:
        nonlocal parts
        if parts is None:
            parts = compile_parts()
        renders, join = parts
        outer = ctx.flags
        ctx.flags = 0
        if len(renders) == 1:
            text = renders[0](ctx)
        else:
            text = join([t for t in [r(ctx) for r in renders] if t])
        flags = ctx.flags
        if not text or flags == CALLED:
            ctx.flags = outer | flags
            return ""
        ctx.flags = outer | flags | RENDERED
        if change:
            text = change(text, "")
        if marks.HARD in text[-6:]:
            text = soften(text)
        if text[-1] in STOPS:
            if text[-2:-1] == marks.LEAF:
                text += marks.GROUP_END
            elif text[-2:-1] == marks.SEAM:
                text += seam_end
        return f"{before}{text}{after}"

    return render


def has_macro(name: str, env: Environment, line: int) -> bool:
    """Whether a macro can be called here; a missing or circular one is a finding."""
    if name not in env.style.macros:
        env.warn("csl-missing-macro", line, f"there is no macro {name!r}")
        return False
    if (env.macro, name) in env.style.circular:
        env.warn("csl-macro-recursion", line, f"macro {name!r} calls itself")
        return False
    return True


def _compile_text(element: Element, env: Environment) -> Render | None:
    attributes = element.attributes
    if "macro" in attributes:
        return _text_macro(element, env)
    change, before, after = decorate(attributes)
    language = env.locale.language
    if "term" in attributes:
        return compile_term(element, env)
    if "value" in attributes:
        text = parse_field(typographic(attributes["value"]))
        if change and text:
            text = change(text, language)
        constant = f"{before}{text}{after}" if text else ""
        return lambda _: constant
    return compile_variable(element, env)


def _text_macro(element: Element, env: Environment) -> Render | None:
    name = element.get("macro")
    if not has_macro(name, env, element.line):
        return None
    if element.get("strip-periods") == "true":
        # The texts of the macro lose their full stops, not the affixes and delimiters in it.
        env = replace(env, strip_periods=True)
        rest = {k: v for k, v in element.attributes.items() if k != "strip-periods"}
        element = Element(element.tag, rest, element.line, element.children)
    return _enclosed(element, lambda: _macro(name, env), marks.MACRO_END)


def compile_layout(layout: Element, env: Environment) -> tuple[Render, Callable[[str], str]]:
    """A layout's body and what its formatting and affixes add."""
    body = compile_sequence(layout.children, env.within(top=True))
    change, before, after = decorate(layout.attributes, affixes=False)
    prefix, suffix = affix(layout.get("prefix")), affix(layout.get("suffix"))

    def wrap(text: str) -> str:
        if change:
            text = change(text, env.locale.language)
        return f"{before}{prefix}{text}{suffix}{after}"

    return body, wrap
