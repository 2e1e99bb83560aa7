"""Lists of names: options, cutting, joining, et al. (CSL 1.0.2, "Names", "Name", "Et-al")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citare.csl import codes
from citare.csl.affixes import affix, edge, opening
from citare.csl.affixes import delimiter as delimiter_text
from citare.csl.context import Context, NamesRecord
from citare.csl.environment import Environment
from citare.csl.name_forms import NameForm, part_format
from citare.csl.people import Person
from citare.csl.xml_tree import Element

INHERITED = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)
_OPTIONS = {key: key for key in INHERITED} | {
    "name-form": "form",
    "name-delimiter": "delimiter",
    "names-delimiter": "names-delimiter",
}


@dataclass(slots=True)
class ListForm:
    """How a list of names is joined and cut."""

    delimiter: str
    last: str  # "and" with its spaces, or empty
    precedes_last: str
    precedes_et_al: str
    minimum: int
    use_first: int
    later_minimum: int
    later_use_first: int
    use_last: bool
    inverted: str
    et_al: str
    et_al_open: str
    et_al_close: str
    name: NameForm
    count: bool = False
    mark_names: bool = False

    def write_at(self, person: Person, position: int, level: int) -> str:
        """A name as it stands at a position of the list."""
        first = self.inverted == "first" and position == 0
        return self.name.write(person, self.inverted == "all" or first, level)


def name_options(env: Environment, names: Element, name: Element | None) -> dict[str, str]:
    """Options of a names block: style, area, `cs:names`, `cs:name`, the nearest wins."""
    options: dict[str, str] = {}
    for level in (env.style.options, env.area_options, names.attributes):
        for key, own in _OPTIONS.items():
            if key in level:
                options[own] = level[key]
    if name is not None:
        for key in (*INHERITED, "form", "delimiter"):
            if key in name.attributes:
                options[key] = name.attributes[key]
    return options


_BINDING = frozenset({"cs", "fr", "ru"})  # no line break after a particle
_NO_ALIGNMENT = dict.fromkeys(map(ord, codes.SUP + codes.SUB + codes.BASELINE))


def _single_spaced(text: str | None) -> str | None:
    return text if text is None else text.replace("  ", " ")


def _unspaced(char: str) -> bool:
    """Whether a term beginning so follows a name without a space (Hebrew, East Asian)."""
    return "\u0590" <= char <= "\u05ff" or "\u2e80" <= char <= "\ud7ff"


def _number(options: Mapping[str, str], key: str, default: int) -> int:
    try:
        return int(options[key])
    except (KeyError, ValueError):
        return default


def _and_text(env: Environment, kind: str) -> str:
    if kind == "text":
        term = env.locale.term("and") or ""
    elif kind == "symbol":
        term = env.locale.term("and", "symbol") or "&"
        if term == env.locale.term("and"):
            term = "&"
    else:
        return ""
    if not term or term[-1].isspace():
        return term
    return term if _unspaced(term[-1]) else f"{term} "


def _name_form(
    env: Environment, options: Mapping[str, str], names: Element, name: Element | None
) -> NameForm:
    form = NameForm(
        form=options.get("form", "long"),
        initialize=options.get("initialize") != "false",
        initialize_with=_single_spaced(options.get("initialize-with")),
        hyphen=env.style.options.get("initialize-with-hyphen") != "false",
        demote=env.style.options.get("demote-non-dropping-particle", "display-and-sort"),
        sort_separator=edge(options.get("sort-separator", ", ").replace("  ", " ")),
        in_sort=env.in_sort,
        joint="\u00a0" if env.locale.language[:2] in _BINDING else " ",
    )
    if name is not None:
        own = {
            k: v
            for k, v in name.attributes.items()
            if not (v == "normal" and k in names.attributes)
        }
        form.open = opening(own)
        form.close = codes.CLOSE * len(form.open)
        form.open_institution = form.open.translate(_NO_ALIGNMENT)
        form.prefix, form.suffix = affix(name.get("prefix")), affix(name.get("suffix"))
    for part in name.children if name else ():
        if part.tag == "name-part":
            if part.get("name") == "family":
                form.family = part_format(part.attributes, env.locale.language)
            elif part.get("name") == "given":
                form.given = part_format(part.attributes, env.locale.language)
    return form


def list_form(
    env: Environment, names: Element, name: Element | None, etal: Element | None
) -> ListForm:
    """The compiled form of a names block."""
    options = name_options(env, names, name)
    if env.in_sort:
        options.update(env.sort_names)
        options["name-as-sort-order"] = "all"
    et_al_name = etal.get("term", "et-al") if etal is not None else "et-al"
    et_al = env.locale.term(et_al_name) or ""
    if not et_al.strip():  # a term of nothing but a line break is no term
        et_al = ""
    et_open = opening(etal.attributes) if etal is not None else ""
    et_close = codes.CLOSE * len(et_open)
    minimum = _number(options, "et-al-min", 0)
    use_first = _number(options, "et-al-use-first", 0)
    use_last = options.get("et-al-use-last") == "true"
    if "et-al-use-first" not in options:
        minimum = 0
    elif use_last:
        use_first = max(min(use_first, minimum - 2), 1)
    return ListForm(
        delimiter=delimiter_text(options.get("delimiter", ", ")),
        last="" if env.in_sort else _and_text(env, options.get("and", "")),
        precedes_last=options.get("delimiter-precedes-last", "contextual"),
        precedes_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        minimum=minimum,
        use_first=use_first,
        later_minimum=_number(options, "et-al-subsequent-min", minimum),
        later_use_first=_number(options, "et-al-subsequent-use-first", use_first),
        use_last=use_last,
        inverted=options.get("name-as-sort-order", ""),
        et_al=et_al,
        et_al_open=et_open,
        et_al_close=et_close,
        name=_name_form(env, options, names, name),
        count=options.get("form") == "count",
        mark_names=env.mark_names,
    )


def _cut(form: ListForm, ctx: Context, total: int, index: int) -> int:
    """How many names to show."""
    if ctx.position:
        minimum, first = form.later_minimum, form.later_use_first
    else:
        minimum, first = form.minimum, form.use_first
    if not minimum or total < minimum or first >= total:
        return total
    shown = first
    if ctx.state is not None:
        shown = max(shown, ctx.state.counts.get(index, 0))
    return min(shown, total)


def render_list(form: ListForm, people: tuple[Person, ...], ctx: Context) -> tuple[str, int]:
    """A list of names and how many of them are shown."""
    forced = people[-1].others
    if forced:
        people = people[:-1]
        if not people:
            return form.et_al, 1
    total = len(people)
    index = ctx.names_index
    ctx.names_index = index + 1
    shown = _cut(form, ctx, total, index)
    if form.count:
        return str(shown), shown
    levels = ctx.state.levels.get(index) if ctx.state is not None else None
    people_levels = ctx.levels
    write = form.name.write
    inverted = form.inverted
    texts = []
    for position in range(shown):
        person = people[position]
        if people_levels:
            level = people_levels.get(person, 0)
        else:
            level = levels.get(position, 0) if levels else 0
        texts.append(
            write(person, inverted == "all" or (inverted == "first" and not position), level)
        )
    if ctx.names_log is not None:
        initials = form.name.initialize_with is not None
        ctx.names_log.append(NamesRecord(index, people, shown, form.write_at, initials))
    if form.mark_names:
        texts = [f"{codes.NAME_OPEN}{t}{codes.NAME_CLOSE}" for t in texts]
    if shown == total and not forced:
        return _joined(form, texts, people), shown
    if not shown:
        return "", 0
    if form.use_last and not forced and total - shown >= 2:
        return _with_last(form, texts, people[-1]), total
    text = _with_et_al(form, texts, people)
    name = form.name
    return f"{name.prefix}{name.open}{text}{name.close}{name.suffix}", shown


def _with_last(form: ListForm, texts: list[str], person: Person) -> str:
    """Names, an ellipsis and the last name (et-al-use-last)."""
    last = form.name.write(person, form.inverted == "all", 0)
    if form.mark_names:
        last = f"{codes.NAME_OPEN}{last}{codes.NAME_CLOSE}"
    glue = form.delimiter if len(texts) > 1 else " "
    return f"{form.delimiter.join(texts)}{glue}… {last}"


def _with_et_al(form: ListForm, texts: list[str], people: tuple[Person, ...]) -> str:
    text = form.delimiter.join(texts)
    if not form.et_al:
        return text
    et_al = form.et_al_open + form.et_al + form.et_al_close
    rule = form.precedes_et_al
    if (
        rule == "always"
        or (rule == "contextual" and len(texts) > 1)
        or (
            rule == "after-inverted-name"
            and _last_inverted(form, people[len(texts) - 1], len(texts))
        )
    ):
        return text + form.delimiter + et_al.lstrip(" ")
    if _unspaced(form.et_al[0]):
        return text + et_al
    return f"{text}{codes.SEAM} {form.et_al_open}{form.et_al.lstrip(' ')}{form.et_al_close}"


def _last_inverted(form: ListForm, last: Person, shown: int) -> bool:
    if last.institution or not last.romanesque:
        return False
    return form.inverted == "all" or (form.inverted == "first" and shown == 1)


def _joined(form: ListForm, texts: list[str], people: tuple[Person, ...]) -> str:
    if len(texts) < 2 or not form.last:
        return form.delimiter.join(texts)
    rule = form.precedes_last
    with_delimiter = (
        rule == "always"
        or (rule == "contextual" and len(texts) > 2)
        or (
            rule == "after-inverted-name"
            and _last_inverted(form, people[len(texts) - 2], len(texts) - 1)
        )
    )
    head = form.delimiter.join(texts[:-1])
    tail = texts[-1]
    if with_delimiter:
        return f"{head}{form.delimiter}{form.last}{tail}"
    space = "" if _unspaced(form.last[0]) else codes.SEAM + " "
    return f"{head}{space}{form.last}{tail}"
