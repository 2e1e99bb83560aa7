"""`cs:date`: localized and own formats, sorting of dates (CSL 1.0.2, "Date")."""

from __future__ import annotations

from citare.csl import codes
from citare.csl.affixes import decorate
from citare.csl.affixes import delimiter as delimiter_text
from citare.csl.context import CALLED, RENDERED, Context, Render
from citare.csl.date_parts import DateForm, compile_part, parts_of
from citare.csl.environment import Environment
from citare.csl.xml_tree import Element
from citare.model.dates import Date, resolved

YEAR_OFFSET = 5_000_000


def date_digits(date: Date, depth: int = 3) -> str:
    """A date as digits that sort as text: year, then month and day where `depth` asks for them.

    Ranges sort by their start, then their end (CSL 1.0.2, "Sorting").
    """
    date = resolved(date)
    out = ""
    for part in date.parts[:2]:
        year, month, day = (*part, 0, 0)[:3]
        out += f"{year + YEAR_OFFSET:08d}"
        if depth > 1:
            out += f"{month:02d}"
        if depth > 2:
            out += f"{day:02d}"
    return out


def _compile_sort_date(variable: str, form: DateForm) -> Render | None:
    """A date within a sort macro, as digits down to the finest part it shows."""
    names = [p.name for p in form.parts]
    if "year" not in names:
        return None
    depth = max(p.rank for p in form.parts) + 1

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        date = ctx.entry.date(variable)
        text = date_digits(date, depth) if date else ""
        if not text and date:
            text = resolved(date).literal
        if text:
            ctx.flags |= RENDERED
            if ctx.substituted is not None:
                ctx.substituted.append(variable)
        return text

    return render


def date_form(element: Element, env: Environment, slot: str) -> DateForm:
    """The compiled format of a `cs:date`."""
    parts, delimiter = parts_of(element, env)
    compiled = tuple(compile_part(p, env) for p in parts)
    return DateForm(compiled, delimiter_text(element.get("delimiter") or delimiter), slot)


def compile_date(element: Element, env: Environment) -> Render:
    """A `cs:date` element."""
    variable = element.get("variable")
    slot = codes.YEAR_SLOT if env.implicit_year_suffix and not env.in_sort else ""
    form = date_form(element, env, slot)
    if env.in_sort and (digits := _compile_sort_date(variable, form)):
        return digits
    change, before, after = decorate(element.attributes, case=False, normal=False, leaf=False)
    language = env.locale.language
    cache: dict[Date, str] = {}
    looked_past = variable == "accessed"

    def text_of(date: Date) -> str:
        date = resolved(date)
        if date.parts or date.season:
            text = form.write(date)
        else:
            text = date.literal
            if text and slot:
                text += slot
        if text and change:
            text = change(text, language)
        return text

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        date = ctx.entry.date(variable)
        if (
            date is None
            or (looked_past and ctx.looking)
            or (ctx.suppressed is not None and variable in ctx.suppressed)
        ):
            return ""
        text = cache.get(date)
        if text is None:
            text = cache[date] = text_of(date)
        if not text:
            return ""
        ctx.flags |= RENDERED
        if ctx.substituted is not None:
            ctx.substituted.append(variable)
        if ctx.suppress_year and variable == "issued":
            return before + slot + after if slot else ""
        return f"{before}{text}{after}"

    return render
