"""`cs:names`: single names, lists of names, blocks with labels and substitutes.

CSL 1.0.2, "Names", "Name", "Et-al", "Name-part", "Substitute".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from citare.csl import marks
from citare.csl.conditions import compile_choose
from citare.csl.context import (
    CALLED,
    RENDERED,
    Context,
    Environment,
    NamesRecord,
    NamesShown,
    Render,
)
from citare.csl.entries import Person, glue
from citare.csl.numbers import compile_name_label
from citare.csl.working_text import (
    TextCase,
    affix,
    decorate,
    delimiter_text,
    edge,
    opening,
    text_case,
    without_periods,
)
from citare.csl.xml_tree import Element

AS_STYLED, WITH_INITIALS, FULL = 0, 1, 2  # how much of a given name is shown


@dataclass(slots=True)
class PartFormat:
    """Formatting of `name-part name="family"` or `"given"`."""

    open: str = ""
    close: str = ""
    prefix: str = ""
    suffix: str = ""
    case: TextCase | None = None
    language: str = "en"

    def apply(self, text: str) -> str:
        """Text under the part's case and formatting (not its affixes)."""
        if not text:
            return text
        if self.case:
            text = self.case(text, self.language)
        return f"{self.open}{text}{self.close}" if self.open else text


def part_format(attributes: Mapping[str, str], language: str) -> PartFormat:
    """The format of a `cs:name-part`."""
    opens = opening(attributes)
    return PartFormat(
        opens,
        marks.CLOSE * len(opens),
        affix(attributes.get("prefix", "")),
        affix(attributes.get("suffix", "")),
        text_case(attributes.get("text-case", "")),
        language,
    )


@dataclass(slots=True)
class NameForm:
    """How single names are written under one `cs:name`."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    demote: str = "display-and-sort"
    sort_separator: str = ", "
    in_sort: bool = False
    strip_periods: bool = False
    joint: str = " "  # between a particle and the family name
    open: str = ""
    open_institution: str = ""
    close: str = ""
    prefix: str = ""
    suffix: str = ""
    family: PartFormat = field(default_factory=PartFormat)
    given: PartFormat = field(default_factory=PartFormat)
    cache: dict[tuple[Person, bool, int], str] = field(default_factory=dict)

    def write(self, person: Person, inverted: bool, level: int) -> str:
        """A name in full order, or with the family name first."""
        key = (person, inverted, level)
        known = self.cache.get(key)
        if known is None:
            known = self._write(person, inverted, level)
            if self.strip_periods:
                known = without_periods(known)
            opens = self.open_institution if person.institution else self.open
            if opens:
                known = f"{opens}{known}{marks.CLOSE * len(opens)}"
            if (self.prefix or self.suffix) and not person.institution:
                known = f"{self.prefix}{known}{self.suffix}"
            self.cache[key] = known
        return known

    def _write(self, person: Person, inverted: bool, level: int) -> str:
        if person.institution:
            return self.family.apply(person.family)
        short = self.form == "short" and level == AS_STYLED
        if not person.romanesque:
            return self._static(person, short)
        if not person.family:
            return self.given.apply(person.given)
        if short:
            demoted = self.demote == "display-and-sort" and self.in_sort
            family = glue(
                "" if demoted else self.family.apply(person.non_dropping),
                self.family.apply(person.family),
                self.joint,
            )
            return self._wrap(self.family, family)
        given = self.given.apply(self._given(person, level))
        if person.static:
            return self._static_spaced(person, given)
        if inverted:
            return self._inverted(person, given)
        return self._straight(person, given)

    @staticmethod
    def _wrap(part: PartFormat, text: str) -> str:
        return f"{part.prefix}{text}{part.suffix}" if text else text

    def _static(self, person: Person, short: bool) -> str:
        family = glue(person.non_dropping, person.family)
        family = self._wrap(self.family, self.family.apply(family))
        if short or not person.given:
            return family
        return family + self._wrap(self.given, self.given.apply(person.given))

    def _static_spaced(self, person: Person, given: str) -> str:
        family = self._wrap(
            self.family, self.family.apply(glue(person.non_dropping, person.family))
        )
        given = self._wrap(self.given, given)
        return " ".join(part for part in (family, given, self._suffix(person)) if part)

    def _inverted(self, person: Person, given: str) -> str:
        particle = self.family.apply(person.non_dropping)
        family = self.family.apply(person.family)
        dropping = self.given.apply(person.dropping)
        if self.demote == "display-and-sort" or (self.in_sort and self.demote == "sort-only"):
            tail = " ".join(part for part in (given, dropping, particle) if part)
        else:
            family = glue(particle, family, self.joint)
            tail = " ".join(part for part in (given, dropping) if part)
        family = self._wrap(self.family, family)
        tail = self._wrap(self.given, tail)
        return self.sort_separator.join(p for p in (family, tail, self._suffix(person)) if p)

    def _straight(self, person: Person, given: str) -> str:
        family = glue(
            self.family.apply(person.non_dropping), self.family.apply(person.family), self.joint
        )
        family = glue(self.given.apply(person.dropping), family, self.joint)
        if person.suffix:
            family += (", " if person.comma_suffix else " ") + self._suffix(person)
        family = self._wrap(self.family, family)
        given = self._wrap(self.given, given)
        if not given:
            return family
        if given[-1] in " \u00a0":
            return given + family
        bound = (self.initialize_with or "").endswith("\u00a0")
        return f"{given}\u00a0{family}" if bound else f"{given} {family}"

    def _suffix(self, person: Person) -> str:
        """ "Jr." without its stop where initials have none either."""
        mark = self.initialize_with
        return person.suffix if mark is None or "." in mark else person.suffix.replace(".", "")

    def _given(self, person: Person, level: int) -> str:
        given = person.given
        if self.initialize_with is None or level == FULL:
            return given
        return initials(given, self.initialize_with, expand=self.initialize, hyphen=self.hyphen)


_PIECES = re.compile(r"(\s*[-‐‑–]\s*|\s+)")
_BRACKETED = re.compile(r"\s*(\[[^\[\]]*\])\s*")
_AFTER_STOP = re.compile(rf"(?<=\.)(?=[{marks.MARKS}]*[^\W\d_])")
_WORD = re.compile(rf"^([{marks.MARKS}]*)(.*?)([{marks.MARKS}]*)$", re.DOTALL)


def _initial_of(word: str) -> str:
    """What a word is shortened to: its first letter, or "Ts" of "TSerendorj"."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    lead = 0
    while lead < len(word) and word[lead].isupper():
        lead += 1
    if 1 < lead < len(word) and word[lead].islower():
        return word[0] + word[1:lead].lower()
    return word[:end]


def _shortened(word: str, mark: str, *, expand: bool) -> str | None:
    """A word as an initial with its mark; None when it stays as it is."""
    found = _WORD.match(word)
    before, text, after = found.groups() if found else ("", word, "")
    stopped = text.endswith(".")
    bare = text.rstrip(".")
    if not bare or not bare[0].isalpha():
        return None
    small = bare[0] == bare[0].lower() != bare[0].upper()
    if len(bare) > 1 and (small or not (expand or stopped)):
        return None
    if not stopped and len(bare) > 1:
        bare = _initial_of(bare)
    tight = mark.rstrip()
    return before + bare + tight + after


# "Donald E.": plain words, whose first letters are the initials.
_PLAIN_GIVEN = re.compile(r"[A-Z](?:\.|[a-z]+)?(?: [A-Z](?:\.|[a-z]+)?)*")


def initials(given: str, mark: str, *, expand: bool, hyphen: bool) -> str:
    """A given name abbreviated with `mark` after each initial.

    `expand` False (initialize="false") only respaces initials and abbreviations that are there.
    Small-letter words stay whole, unless a hyphen binds them, and so does what is in brackets.
    `hyphen` keeps the hyphen.
    """
    if "[" in given:
        parts = [part for part in _BRACKETED.split(given) if part]
        if parts != [given]:
            return " ".join(
                part if part[0] == "[" else initials(part, mark, expand=expand, hyphen=hyphen)
                for part in parts
            )
    if expand and _PLAIN_GIVEN.fullmatch(given):
        tight = mark.rstrip()
        return (tight + mark[len(tight) :]).join([w[0] for w in given.split(" ")]) + tight
    text = _AFTER_STOP.sub(" ", given.replace("\u00a0", " ")).strip()
    pieces = _PIECES.split(text)
    gap = mark[len(mark.rstrip()) :]
    out = ""
    was_initial = False
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        if not word:
            continue
        dashed = index > 0 and bool(pieces[index - 1].strip())
        short = _shortened(word, mark, expand=expand)
        if short is None:
            if dashed and expand and was_initial:
                continue
            joint = pieces[index - 1].strip() if dashed else " "
            out += (joint if out else "") + word
        elif dashed and out:
            out += ("-" if hyphen else gap) + short
        else:
            out += ((gap if was_initial else " ") if out else "") + short
        was_initial = short is not None
    return out


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
        """A name as it is written at a position of the list."""
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
_NO_ALIGNMENT = dict.fromkeys(map(ord, marks.SUP + marks.SUB + marks.BASELINE))


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
        strip_periods=env.strip_periods,
        joint="\u00a0" if env.locale.language[:2] in _BINDING else " ",
    )
    if name is not None:
        own = {
            k: v
            for k, v in name.attributes.items()
            if not (v == "normal" and k in names.attributes)
        }
        form.open = opening(own)
        form.close = marks.CLOSE * len(form.open)
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
    if env.in_sort or not et_al.strip():  # not a name; a line break alone is not a term
        et_al = ""
    if env.strip_periods:
        et_al = without_periods(et_al, term=True)
    et_open = opening(etal.attributes) if etal is not None else ""
    et_close = marks.CLOSE * len(et_open)
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
        shown = max(shown, ctx.state.shown(index))
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
        texts = [f"{marks.NAME_OPEN}{t}{marks.NAME_CLOSE}" for t in texts]
    if shown == total and not forced:
        return _joined(form, texts, people), shown
    if not shown:
        return "", 0
    if form.use_last and not forced and total - shown >= 2:
        return _with_last(form, texts, people[-1]), total
    several = len(texts) > 1 or (forced and form.use_first != 1)
    text = _with_et_al(form, texts, people, several=several)
    name = form.name
    return f"{name.prefix}{name.open}{text}{name.close}{name.suffix}", shown


def _with_last(form: ListForm, texts: list[str], person: Person) -> str:
    """Names, an ellipsis and the last name (et-al-use-last)."""
    last = form.name.write(person, form.inverted == "all", 0)
    if form.mark_names:
        last = f"{marks.NAME_OPEN}{last}{marks.NAME_CLOSE}"
    glue = form.delimiter if len(texts) > 1 else " "
    return f"{form.delimiter.join(texts)}{glue}… {last}"


def _with_et_al(
    form: ListForm, texts: list[str], people: tuple[Person, ...], *, several: bool
) -> str:
    """Names and "et al."; `several`: as "contextual" counts them, more names than one.

    A list that its writer cut ("and others") has more names than it shows, unless the style
    itself cuts lists after the first name.
    """
    text = form.delimiter.join(texts)
    if not form.et_al:
        return text
    et_al = form.et_al_open + form.et_al + form.et_al_close
    rule = form.precedes_et_al
    if (
        rule == "always"
        or (rule == "contextual" and several)
        or (
            rule == "after-inverted-name"
            and _last_inverted(form, people[len(texts) - 1], len(texts))
        )
    ):
        return text + form.delimiter + et_al.lstrip(" ")
    if _unspaced(form.et_al[0]):
        return text + et_al
    return f"{text}{marks.SEAM} {form.et_al_open}{form.et_al.lstrip(' ')}{form.et_al_close}"


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
    space = "" if _unspaced(form.last[0]) else marks.SEAM + " "
    return f"{head}{space}{form.last}{tail}"


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
        for alternative, is_variable in alternatives:
            text = _substituted(alternative, ctx)
            if text:
                # A variable in the place of names is dashed as they are, a title's macro is not.
                if env.mark_names and is_variable and marks.NAMES_OPEN not in text:
                    text = marks.NAMES_OPEN + text + marks.NAMES_CLOSE
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
) -> tuple[tuple[Render, bool], ...]:
    """The substitutes, and whether each is a text variable by itself."""
    if substitute is None:
        return ()
    out: list[tuple[Render, bool]] = []
    env = env.within(top=env.top, substitutes=parent)
    for child in substitute.children:
        if env.locale.term(child.get("term"), child.get("form", "long")) == "":
            break  # a term that is defined as empty ends the search
        if child.tag == "choose":
            out.append((compile_choose(child, env, _first), False))
            continue
        render = env.compile(child)
        if render is not None:
            out.append((render, child.tag == "text" and "variable" in child.attributes))
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
    """Whether the label comes before the names."""
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
        entry = ctx.entry
        pieces: list[str] = []
        for variable in variables:
            people = entry.names(variable)
            if not people:
                continue
            suppressed = ctx.suppressed
            if suppressed is not None and variable in suppressed:
                continue
            if (
                merged
                and entry.names("editor") == entry.names("translator")
                and (suppressed is None or suppressed.isdisjoint(variables))
            ):
                pieces.append(write(ctx, "editortranslator", people))
                if ctx.substituted is not None:
                    ctx.note_substituted(*variables)
                break
            pieces.append(write(ctx, variable, people))
            if ctx.substituted is not None:
                ctx.note_substituted(variable)
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
            ctx.shown.setdefault(text, NamesShown.of(text, people))
            text = f"{marks.NAMES_OPEN}{text}{marks.NAMES_CLOSE}"
        if label is None:
            return text
        tag = label(role, len(people) > 1 or people[-1].others)
        return tag + text if label_first else text + tag

    return write


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
