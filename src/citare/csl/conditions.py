"""`cs:choose`: tests bound when the style is compiled (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citare.csl.cites import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from citare.csl.context import Context, Render, Test
from citare.csl.environment import Environment
from citare.csl.numbers import is_numeric
from citare.csl.xml_tree import Element
from citare.model.variables import DATES, NAMES


Sequence_ = Callable[[Sequence[Element], Environment, str], Render]


def has_variable(ctx: Context, name: str) -> bool:
    """Whether the item (or the cite) has a non-empty variable."""
    if name == "locator":
        return ctx.cite.locator != ""
    if name in DATES:
        date = ctx.entry.date(name)
        return date is not None and bool(date.parts or date.literal or date.raw or date.season)
    if name in NAMES:
        return bool(ctx.entry.names(name))
    if name == "citation-number":
        return True
    if name == "year-suffix":
        return ctx.entry.year_suffix != ""
    if name == "citation-label":
        return True
    if name == "first-reference-note-number":
        return bool(ctx.entry.first_note and ctx.position)
    if name == "page-first":
        return bool(ctx.entry.raw("page-first") or ctx.entry.raw("page"))
    return bool(ctx.entry.raw(name).strip())


def _variable(name: str) -> Test:
    return lambda ctx: has_variable(ctx, name)


def _type(name: str) -> Test:
    return lambda ctx: ctx.entry.type == name


def _numeric(name: str) -> Test:
    if name == "locator":
        return lambda ctx: is_numeric(ctx.cite.locator)
    if name == "citation-number":
        return lambda ctx: True
    return lambda ctx: is_numeric(ctx.entry.raw(name))


def _uncertain(name: str) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.entry.date(name)
        return date is not None and date.circa

    return test


def _locator(name: str) -> Test:
    wanted = name.replace("sub verbo", "sub-verbo")

    def test(ctx: Context) -> bool:
        label = (ctx.cite.label or "page").replace("sub verbo", "sub-verbo")
        return ctx.cite.locator != "" and label == wanted

    return test


def _position(name: str, env: Environment) -> Test:
    if env.area != "citation":
        return lambda ctx: False
    if name == "first":
        return lambda ctx: ctx.position == FIRST
    if name == "subsequent":
        return lambda ctx: ctx.position >= SUBSEQUENT
    if name == "ibid":
        return lambda ctx: ctx.position >= IBID
    if name == "ibid-with-locator":
        return lambda ctx: ctx.position == IBID_WITH_LOCATOR
    if name == "near-note":
        return lambda ctx: ctx.near_note
    return lambda ctx: False


def _disambiguate(value: str) -> Test:
    wanted = value == "true"

    def test(ctx: Context) -> bool:
        ctx.conditions += 1
        return (ctx.entry.disambiguate >= ctx.conditions) == wanted

    return test


def _tests(element: Element, env: Environment) -> list[Test]:
    tests: list[Test] = []
    for name, value in element.attributes.items():
        words = value.split()
        if name == "variable":
            tests += [_variable(w) for w in words]
        elif name == "type":
            tests += [_type(w) for w in words]
        elif name == "is-numeric":
            tests += [_numeric(w) for w in words]
        elif name == "is-uncertain-date":
            tests += [_uncertain(w) for w in words]
        elif name == "locator":
            words = value.replace("sub verbo", "sub-verbo").split()
            tests += [_locator(w) for w in words]
        elif name == "position":
            tests += [_position(w, env) for w in words]
        elif name == "disambiguate":
            tests.append(_disambiguate(value))
    return tests


def _types_only(element: Element) -> frozenset[str] | None:
    extra = [k for k in element.attributes if k not in ("type", "match")]
    if extra or "type" not in element.attributes:
        return None
    return frozenset(element.get("type").split())


def compile_test(element: Element, env: Environment) -> Test:
    """The condition of an `if` or `else-if`."""
    match = element.get("match", "all")
    types = _types_only(element)
    if types is not None and (match != "all" or len(types) == 1):
        if match == "none":
            return lambda ctx: ctx.entry.type not in types
        return lambda ctx: ctx.entry.type in types
    tests = tuple(_tests(element, env))
    if len(tests) == 1:
        only = tests[0]
        if match == "none":
            return lambda ctx: not only(ctx)
        return only
    if match == "any":
        return lambda ctx: any([t(ctx) for t in tests])
    if match == "none":
        return lambda ctx: not any([t(ctx) for t in tests])
    return lambda ctx: all([t(ctx) for t in tests])


def compile_choose(
    element: Element, env: Environment, sequence: Sequence_, delimiter: str = ""
) -> Render:
    """A `cs:choose` as one function. The delimiter of the group around it goes through it."""
    branches: list[tuple[Test, Render]] = []
    otherwise: Render | None = None
    for child in element.children:
        body = sequence(child.children, env, delimiter)
        if child.tag in ("if", "else-if"):
            branches.append((compile_test(child, env), body))
        elif child.tag == "else":
            otherwise = body
    if len(branches) == 1:
        test, then = branches[0]
        if otherwise is None:
            return lambda ctx: then(ctx) if test(ctx) else ""
        default = otherwise
        return lambda ctx: then(ctx) if test(ctx) else default(ctx)
    fixed = tuple(branches)

    def render(ctx: Context) -> str:
        for check, then in fixed:
            if check(ctx):
                return then(ctx)
        return otherwise(ctx) if otherwise else ""

    return render
