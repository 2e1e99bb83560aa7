"""`cs:names`: one block per variable, with labels and substitutes (CSL 1.0.2, "Names")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citare.csl import codes
from citare.csl.affixes import decorate
from citare.csl.affixes import delimiter as delimiter_text
from citare.csl.conditions import compile_choose
from citare.csl.context import CALLED, RENDERED, Context, Render
from citare.csl.environment import Environment
from citare.csl.labels import compile_name_label
from citare.csl.name_lists import ListForm, list_form, name_options, render_list
from citare.csl.people import Person, who
from citare.csl.xml_tree import Element

NameLabel = Callable[[str, bool], str]


def compile_names(element: Element, env: Environment, inherited: Element | None = None) -> Render:
    """A `cs:names` element; `inherited` is the parent inside `cs:substitute`."""
    shape = element
    if inherited is not None and element.child("name") is None and element.child("et-al") is None:
        shape = inherited
    own_block = _compile_block(element, shape, env)
    _, before, after = decorate(shape.attributes, case=False, leaf=False)
    alternatives = _alternatives(element.child("substitute"), env, shape)

    def whole(ctx: Context) -> str:
        text = own_block(ctx)
        if text:
            return f"{before}{text}{after}"
        for alternative in alternatives:
            text = _substituted(alternative, ctx)
            if text:
                if env.mark_names and codes.NAMES_OPEN not in text:
                    text = codes.NAMES_OPEN + text + codes.NAMES_CLOSE
                return text
        return ""

    def render(ctx: Context) -> str:
        if not ctx.suppress_author:
            text = whole(ctx)
            if text and ctx.names_text is None:
                ctx.names_text = text
            return text
        ctx.suppress_author = False
        text = whole(ctx)
        if text:
            ctx.names_text = text
        else:
            ctx.suppress_author = True
        return ""

    return render


def _substituted(alternative: Render, ctx: Context) -> str:
    """One substitute. What it prints is not printed again (CSL 1.0.2, "Substitute")."""
    outer = ctx.substituted
    log: list[str] = []
    ctx.substituted = log
    text = alternative(ctx)
    ctx.substituted = outer
    if text and log:
        if ctx.suppressed is None:
            ctx.suppressed = set()
        ctx.suppressed.update(log)
        if outer is not None:
            outer.extend(log)
    return text


def _alternatives(
    substitute: Element | None, env: Environment, parent: Element
) -> tuple[Render, ...]:
    if substitute is None:
        return ()
    out: list[Render] = []
    outer, env.substitutes = env.substitutes, parent
    for child in substitute.children:
        if env.locale.term(child.get("term"), child.get("form", "long")) == "":
            break  # a term that is defined as empty ends the search
        if child.tag == "choose":
            out.append(compile_choose(child, env, _first))
            continue
        render = env.compile(child)
        if render is not None:
            out.append(render)
    env.substitutes = outer
    return tuple(out)


def _first(children: Sequence[Element], env: Environment, delimiter: str) -> Render:
    """The branches of a choose in a substitute: its first child that prints anything."""
    renders = [
        compile_choose(child, env, _first, delimiter)
        if child.tag == "choose"
        else env.compile(child)
        for child in children
    ]
    fixed = tuple(each for each in renders if each is not None)

    def render(ctx: Context) -> str:
        for each in fixed:
            text = each(ctx)
            if text:
                return text
        return ""

    return render


def _label_first(element: Element) -> bool:
    """Whether the label stands before the names."""
    tags = [child.tag for child in element.children if child.tag in ("label", "name")]
    return tags[:1] == ["label"] and "name" in tags


def _compile_block(element: Element, shape: Element, env: Environment) -> Render:
    """The names of all variables of an element, without affixes and substitutes."""
    options = name_options(env, shape, shape.child("name"))
    form = list_form(env, shape, shape.child("name"), shape.child("et-al"))
    variables = tuple(element.get("variable").split())
    glue = delimiter_text(shape.get("delimiter") or options.get("names-delimiter", ""))
    holder = element if element.child("label") is not None else shape
    label = holder.child("label")
    write = _with_label(
        form, compile_name_label(label, env) if label is not None else None, _label_first(holder)
    )
    if form.count:
        return _count(form, variables)
    merged = set(variables) == {"editor", "translator"} and bool(
        env.locale.term("editortranslator", label.get("form", "long") if label else "long")
    )

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        entry, suppressed = ctx.entry, ctx.suppressed
        pieces: list[str] = []
        for variable in variables:
            people = entry.names(variable)
            if not people or (suppressed is not None and variable in suppressed):
                continue
            if ctx.substituted is not None:
                ctx.substituted.append(variable)
            if (
                merged
                and entry.names("editor") == entry.names("translator")
                and (suppressed is None or suppressed.isdisjoint(variables))
            ):
                pieces.append(write(ctx, "editortranslator", people))
                if ctx.substituted is not None:
                    ctx.substituted.extend(variables)
                break
            pieces.append(write(ctx, variable, people))
        text = glue.join([piece for piece in pieces if piece])
        if text:
            ctx.flags |= RENDERED
        return text

    return render


def _with_label(
    form: ListForm, label: NameLabel | None, label_first: bool
) -> Callable[[Context, str, tuple[Person, ...]], str]:
    """Names with their label: (context, role, people) to text."""

    def write(ctx: Context, role: str, people: tuple[Person, ...]) -> str:
        text, _ = render_list(form, people, ctx)
        if not text:
            return ""
        if form.mark_names:
            if ctx.shown is None:
                ctx.shown = {}
            ctx.shown.setdefault(text, _shown(text, people))
            text = f"{codes.NAMES_OPEN}{text}{codes.NAMES_CLOSE}"
        if label is None:
            return text
        tag = label(role, len(people) > 1 or people[-1].others)
        return tag + text if label_first else text + tag

    return write


def _shown(text: str, people: tuple[Person, ...]) -> list[tuple[str, ...]]:
    """The people a block of marked names shows; the last one follows where some are left out."""
    number = text.count(codes.NAME_OPEN)
    shown = list(people[:number])
    if number < len(people) and "… " + codes.NAME_OPEN in text:
        shown[-1:] = people[-1:]
    return [who(person) for person in shown]


def _count(form: ListForm, variables: tuple[str, ...]) -> Render:
    """`form="count"`: how many names would be shown, over all variables."""

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        lists = [people for v in variables if (people := ctx.entry.names(v))]
        if not lists:
            return ""
        ctx.flags |= RENDERED
        return str(sum(render_list(form, people, ctx)[1] for people in lists))

    return render
