"""`cs:choose`: tests bound when the style is compiled (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citare.csl.context import Context, Environment, Render, Test
from citare.csl.numbers import is_numeric
from citare.csl.positions import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from citare.csl.xml_tree import Element

CompileChildren = Callable[[Sequence[Element], Environment, str], Render]

# Variables that an item does not have by itself: the cite and the passes give them.
_GIVEN: dict[str, Test] = {
    "locator": lambda ctx: ctx.cite.locator != "",
    "citation-number": lambda _: True,
    "year-suffix": lambda ctx: ctx.entry.year_suffix != "",
    "first-reference-note-number": lambda ctx: ctx.first_note > 0,
}


def _variable(name: str) -> Test:
    return _GIVEN.get(name) or (lambda ctx: name in ctx.entry.present)


def _variables_only(element: Element, match: str) -> Test | None:
    """The test of several variables of the item and nothing else, as one set operation."""
    if not set(element.attributes) <= {"variable", "match"}:
        return None
    names = frozenset(element.get("variable").split())
    if not names or not names.isdisjoint(_GIVEN):
        return None
    if match == "any":
        return lambda ctx: not names.isdisjoint(ctx.entry.present)
    if match == "none":
        return lambda ctx: names.isdisjoint(ctx.entry.present)
    return lambda ctx: names <= ctx.entry.present


def _type(name: str) -> Test:
    return lambda ctx: ctx.entry.type == name


def _types(names: Sequence[str]) -> Test:
    """One of several types: no item has two, so that this is meant where all must be true."""
    wanted = frozenset(names)
    return lambda ctx: ctx.entry.type in wanted


def _numeric(name: str) -> Test:
    if name == "locator":
        return lambda ctx: is_numeric(ctx.cite.locator)
    if name == "citation-number":
        return lambda _: True
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
        return lambda _: False
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
    return lambda _: False


def _disambiguate(element: Element, env: Environment) -> Test:
    """True once the disambiguation pass has turned on as many tests as come up to this one."""
    rank = env.conditions.get(id(element), 1)
    if element.get("disambiguate") != "true":
        return lambda ctx: ctx.entry.disambiguate < rank
    return lambda ctx: ctx.entry.disambiguate >= rank


def _tests(element: Element, env: Environment) -> list[Test]:
    tests: list[Test] = []
    every = element.get("match", "all") == "all"
    for name, value in element.attributes.items():
        words = value.split()
        if name == "variable":
            tests += [_variable(w) for w in words]
        elif name == "type":
            tests += [_types(words)] if every else [_type(w) for w in words]
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
            tests.append(_disambiguate(element, env))
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
    if types is not None:
        if match == "none":
            return lambda ctx: ctx.entry.type not in types
        return lambda ctx: ctx.entry.type in types
    several = _variables_only(element, match)
    if several is not None:
        return several
    tests = tuple(_tests(element, env))
    if len(tests) == 1:
        only = tests[0]
        if match == "none":
            return lambda ctx: not only(ctx)
        return only
    if len(tests) == 2:
        first, second = tests
        if match == "any":
            return lambda ctx: first(ctx) or second(ctx)
        if match == "none":
            return lambda ctx: not (first(ctx) or second(ctx))
        return lambda ctx: first(ctx) and second(ctx)
    if match == "any":
        return lambda ctx: any(test(ctx) for test in tests)
    if match == "none":
        return lambda ctx: not any(test(ctx) for test in tests)
    return lambda ctx: all(test(ctx) for test in tests)


def compile_choose(
    element: Element, env: Environment, sequence: CompileChildren, delimiter: str = ""
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
