"""Compile rendering elements: dispatch, `text`, `group`, macros, layouts (CSL 1.0.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citare.csl import codes
from citare.csl.affixes import affix, decorate, typographic
from citare.csl.affixes import delimiter as delimiter_text
from citare.csl.conditions import compile_choose
from citare.csl.context import CALLED, RENDERED, Context, Render
from citare.csl.dates import compile_date
from citare.csl.environment import Environment
from citare.csl.fields import parse_field
from citare.csl.labels import compile_label
from citare.csl.names import compile_names
from citare.csl.punctuation import STOPS, soften
from citare.csl.values import compile_number, compile_term, compile_variable
from citare.csl.xml_tree import Element


def compile_element(element: Element, env: Environment) -> Render | None:
    """One rendering element, or None for what renders nothing."""
    tag = element.tag
    if "display" in element.attributes and not env.top:
        plain = {k: v for k, v in element.attributes.items() if k != "display"}
        element = Element(tag, plain, element.line, element.children)
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
    env.warn("csl-unknown-element", element.line, f"<{tag}> is no rendering element")
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


def _compile_group(element: Element, env: Environment) -> Render:
    top, env.top = env.top, False
    renders = _compile_children(element.children, env, element.get("delimiter"))
    env.top = top
    join = delimiter_text(element.get("delimiter")).join
    change, before, after = decorate(element.attributes, case=False, leaf=False)

    def render(ctx: Context) -> str:
        outer = ctx.flags
        ctx.flags = 0
        text = join([t for t in [r(ctx) for r in renders] if t])
        flags = ctx.flags
        if not text or flags == CALLED:
            ctx.flags = outer | flags
            return ""
        ctx.flags = outer | flags | RENDERED
        if change:
            text = change(text, "")
        if codes.HARD in text[-6:]:
            text = soften(text)
        if text[-1] in STOPS and text[-2:-1] == codes.LEAF:
            text += codes.GROUP_END
        return f"{before}{text}{after}"

    return render


def macro(name: str, env: Environment) -> Render:
    """A macro compiled once per area, when it is first called."""
    known = env.macros.get(name)
    if known is not None:
        return known
    outer = env.top, env.substitutes, env.macro
    env.top, env.substitutes, env.macro = False, None, name
    render = compile_sequence(env.style.macros[name].children, env)
    env.top, env.substitutes, env.macro = outer
    env.macros[name] = render
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
    body: Render | None = None
    change, before, after = decorate(element.attributes, case=False, leaf=False)

    def render(ctx: Context) -> str:
        nonlocal body
        if body is None:
            body = macro(name, env)
        outer = ctx.flags
        ctx.flags = 0
        text = body(ctx)
        flags = ctx.flags
        if not text or flags == CALLED:
            ctx.flags = outer | flags
            return ""
        ctx.flags = outer | flags | RENDERED
        if change:
            text = change(text, "")
        if codes.HARD in text[-6:]:
            text = soften(text)
        if text[-1] in STOPS:
            if text[-2:-1] == codes.LEAF:
                text += codes.GROUP_END
            elif text[-2:-1] == codes.SEAM:
                text += codes.MACRO_END
        return f"{before}{text}{after}"

    return render


def compile_layout(layout: Element, env: Environment) -> tuple[Render, Callable[[str], str]]:
    """A layout's body and what its formatting and affixes add."""
    env.top = True
    body = compile_sequence(layout.children, env)
    env.top = False
    change, before, after = decorate(layout.attributes, affixes=False)
    prefix, suffix = affix(layout.get("prefix")), affix(layout.get("suffix"))

    def wrap(text: str) -> str:
        if change:
            text = change(text, env.locale.language)
        return f"{before}{prefix}{text}{suffix}{after}"

    return body, wrap
