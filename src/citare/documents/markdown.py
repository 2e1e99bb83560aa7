"""Citations in Markdown: pandoc's `citations` extension, as Quarto and R Markdown use it.

Source: pandoc User's Guide, "Citation syntax". Code, comments, math, addresses and the
shortcodes of Hugo and Jekyll are not searched. Quarto's cross-references (`@fig-…`) are not
citations. A citation that `citare cite` has printed is found in its `data-cite` attribute
(see citare.documents.printed); what was printed for it is not searched.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from citare.documents.base import Cite, Mask, Mode, Spans, Syntax, split_locator
from citare.documents.rst import myst_cites
from citare.documents.rst import spell as spell_in_role

_SIMPLE: Final = r"\w"
_INNER: Final = r"[:.#$%&\-+?<>~/]"
_SIMPLE_KEY: Final = rf"(?:{_SIMPLE})(?:{_SIMPLE}|{_INNER}(?={_SIMPLE})|[:/](?=/))*"
_CITE: Final = re.compile(
    rf"""(?<![^\W_])(?<!\\)(?P<minus>(?<![\w-])-)?
    @(?:(?P<every>\*)|(?P<simple>{_SIMPLE_KEY})
       |\{{(?P<braced>(?:[^{{}}\s]|\{{[^{{}}\s]*\}})+)\}})""",
    re.VERBOSE,
)
_PRINTED: Final = re.compile(r'<span class="citation" data-cite="(?P<source>[^"\n]*)">')
_MARKER: Final = re.compile(r"<!-- /?citare:|<span class=\"citation\"")
_ENTITY: Final = re.compile(r"&(?:quot|amp|#10|#13);|.", re.DOTALL)
_SPAN_TAG: Final = re.compile(r"<(?P<close>/)?span\b[^<>]*>")
_LIST: Final = re.compile(
    r"<!-- citare:(?P<what>references|notes)\b[^\n]*?-->"
    r"(?:(?!<!-- /?citare:).)*?<!-- /citare:(?P=what) -->",
    re.DOTALL,
)
_SKIPPED: Final = re.compile(
    r"""(?P<fence>^[ ]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n
            (?:.*?\n)??[ ]{0,3}(?P=mark)[`~]*[ \t]*$)
      |(?P<open>^[ ]{0,3}(?:`{3,}(?=[^`\n]*$)|~{3,}).*\Z)
      |<!--(?:(?!<!--[ ]/?citare:).)*?-->
      |<!--[ ]/?citare:[^\n]*?-->
      |\{\{[<%].*?[>%]\}\}
      |\{%.*?%\}
      |(?P<escape>\\.)
      |(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
      |`+
      |\$\$.*?\$\$
      |(?<!\$)\$(?=[^\s$])(?:(?!\n[ \t]*\n)[^$\\]|\\.)*?(?<=[^\s\\])\$(?![\d$])
      |<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>
      |</?[A-Za-z][^<>\n@]*(?:"[^"\n]*"|'[^'\n]*')[^<>\n]*>
      |(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)
      |^[ ]{0,3}\[[^\]\n^@][^\]\n]*\]:[ \t]*\S+
      |(?:https?|ftp)://[^\s<>\])]*
      """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_NOTE_FOLLOWS: Final = re.compile(r"[ \t]*\n?[ \t]*(?=\[)")
_LIST_ITEM: Final = re.compile(r"^[ ]{0,3}(?:[-+*]|[\w#@(]+[.)]|\[\^[^\]]+\]:|:|~)[ \t]")
_CROSS_REFERENCE: Final = re.compile(
    r"(?:fig|tbl|lst|tip|nte|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|eq|sec)-",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed citation: the whole element, and where its source is in the attribute."""

    start: int
    end: int
    source_start: int
    source_end: int


def printed_citations(text: str) -> tuple[Printed, ...]:
    """The citations that were printed into the text, outside code and comments."""
    return _printed(text, Mask(_raw_spans(text)))


def unsearched(text: str) -> Mask:
    """Code, comments (but not the markers of printed lists), math and addresses."""
    return Mask([span for span in _raw_spans(text) if not _MARKER.match(text, span[0])])


def _printed(text: str, raw: Mask) -> tuple[Printed, ...]:
    found: list[Printed] = []
    end = 0
    for match in _PRINTED.finditer(text):
        hidden = raw.at(match.start())  # the tag is itself a span that is not searched
        if match.start() < end or (hidden and hidden[0] < match.start()):
            continue
        end = _closing_tag(text, match.end())
        if end:
            found.append(Printed(match.start(), end, *match.span("source")))
    return tuple(found)


def _closing_tag(text: str, position: int) -> int:
    """The offset after the `</span>` that closes the element; 0 if there is none."""
    depth = 1
    for match in _SPAN_TAG.finditer(text, position):
        depth += -1 if match["close"] else 1
        if not depth:
            return match.end()
    return 0


def _raw_spans(text: str) -> Spans:
    return [match.span() for match in _SKIPPED.finditer(text) if match.lastgroup != "escape"]


def _skipped(text: str, printed: tuple[Printed, ...], raw: Spans) -> Mask:
    """What is not searched: raw spans, indented code, printed citations and lists."""
    blocks = Mask([match.span() for match in _LIST.finditer(text)])
    spans: Spans = [span for span in raw if span[0] not in blocks]
    spans += blocks.spans
    fenced = Mask(spans)
    spans.extend(
        span
        for span in _indented_code(text)
        if span[0] not in fenced and not _overlaps(span, spans)
    )
    for one in printed:
        spans = [s for s in spans if not (one.start <= s[0] < one.end)]
        spans.append((one.start, one.end))
    return Mask(spans)


def _overlaps(span: tuple[int, int], spans: Spans) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _indented_code(text: str) -> Spans:
    """Blocks indented by four after a blank line, unless they continue a list item or note."""
    spans: Spans = []
    in_list, after_blank = False, True
    position = 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        if not line.strip():
            after_blank = True
            continue
        if line.startswith(("    ", "\t")):
            if not in_list and (after_blank or (spans and spans[-1][1] == start)):
                spans.append((start, position))
        elif _LIST_ITEM.match(line):
            in_list = True
        elif after_blank and not line.startswith(" "):
            in_list = False
        after_blank = False
    return spans


def _brackets(text: str, mask: Mask) -> Spans:
    """Balanced `[…]` in one paragraph, outermost ones that are no links, notes or spans."""
    stack: list[int] = []
    found: Spans = []
    for match in re.finditer(r"\\.|[\[\]]|\n[ \t]*\n", text, re.DOTALL):
        token, position = match[0], match.start()
        if position in mask or token[0] == "\\":
            continue
        if token == "[":
            stack.append(position)
        elif token != "]":
            stack.clear()
        elif stack:
            start = stack.pop()
            follows = text[position + 1 : position + 2]
            if follows not in ("(", "{") and text[start - 1 : start] not in ("^", "!"):
                found.append((start, position + 1))
    return found


def cites(text: str) -> tuple[Cite, ...]:
    """The citations of a Markdown document."""
    if "@" not in text and "cite" not in text:
        return ()
    raw = _raw_spans(text)
    printed = _printed(text, Mask(raw))
    mask = _skipped(text, printed, raw)
    result = [*_cites(text, mask), *myst_cites(text, mask)]
    for one in printed:
        result += _source_cites(text, one)
    return tuple(sorted(result, key=lambda cite: cite.start))


def _source_cites(text: str, printed: Printed) -> Iterator[Cite]:
    """The cites of a printed citation, at their places in the attribute."""
    source = text[printed.source_start : printed.source_end]
    plain: list[str] = []
    offsets: list[int] = []
    for match in _ENTITY.finditer(source):
        plain.append(html.unescape(match[0]))
        offsets.append(printed.source_start + match.start())
    offsets.append(printed.source_end)
    source = "".join(plain)
    for cite in (*_cites(source, Mask([])), *myst_cites(source, Mask([]))):
        yield replace(
            cite,
            start=offsets[cite.start],
            end=offsets[cite.end],
            group=(printed.start, printed.end),
        )


def _cites(text: str, mask: Mask) -> list[Cite]:
    """The citations of a text without what `mask` holds."""
    found = _Found([m for m in _CITE.finditer(text) if m.start() not in mask and _is_citation(m)])
    brackets = _Brackets(sorted(_brackets(text, mask)))
    result: list[Cite] = []
    done: set[int] = set()
    for match in found.matches:
        if match.start() in done:
            continue
        group = brackets.around(match.start())
        members = found.within(group) if group else []
        parts = _group(text, group, members) if group else None
        if parts is None and (parts := _with_note(text, match, found, brackets)):
            ends = {cite.end for cite in parts}
            members = [m for m in found.within((match.start() - 1, max(ends))) if m.end() in ends]
        if parts is None:
            result.append(_in_text(text, match, brackets))
            done.add(match.start())
        else:
            result.extend(parts)
            done.update(m.start() for m in members)
    return result


class _Found:
    """The keys of a text in order, looked up by place."""

    def __init__(self, matches: list[re.Match[str]]) -> None:
        self.matches = matches
        self._starts = [match.start() for match in matches]

    def within(self, span: tuple[int, int]) -> list[re.Match[str]]:
        """Those that begin inside a span."""
        first, last = bisect_right(self._starts, span[0]), bisect_left(self._starts, span[1])
        return self.matches[first:last]


class _Brackets:
    """Nested spans in the order of their beginnings, looked up by place."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]
        self._parents: list[int] = []
        opened: list[int] = []
        for index, (start, _) in enumerate(spans):
            while opened and spans[opened[-1]][1] <= start:
                opened.pop()
            self._parents.append(opened[-1] if opened else -1)
            opened.append(index)

    def around(self, position: int) -> tuple[int, int] | None:
        """The innermost span around a place."""
        index = bisect_left(self._starts, position) - 1
        while index >= 0 and self._spans[index][1] <= position:
            index = self._parents[index]
        return self._spans[index] if index >= 0 else None

    def at(self, start: int) -> tuple[int, int] | None:
        """The span that begins at a place."""
        index = bisect_left(self._starts, start)
        found = index < len(self._starts) and self._starts[index] == start
        return self._spans[index] if found else None


def _is_citation(match: re.Match[str]) -> bool:
    simple = match["simple"]
    return simple is None or not _CROSS_REFERENCE.match(simple)


def _key(match: re.Match[str]) -> tuple[str, int, int]:
    """The key and its span: what follows the @, with braces."""
    at = match.start() + len(match["minus"] or "") + 1
    return match["every"] or match["simple"] or match["braced"], at, match.end()


def _in_text(text: str, match: re.Match[str], brackets: _Brackets) -> Cite:
    key, start, end = _key(match)
    mode: Mode = "suppress-author" if match["minus"] else "in-text"
    if match["every"]:
        mode = "nocite"
    note = _note(text, end, brackets)
    if note is None or "@" in text[note[0] : note[1]]:
        return Cite(key, start, end, mode, group=(match.start(), end))
    label, locator, rest = split_locator(text[note[0] + 1 : note[1] - 1])
    return Cite(key, start, end, mode, "", rest, label, locator, (match.start(), note[1]))


def _note(text: str, end: int, brackets: _Brackets) -> tuple[int, int] | None:
    """The bracket that follows a key, in the same paragraph."""
    following = _NOTE_FOLLOWS.match(text, end)
    return brackets.at(following.end()) if following else None


def _with_note(
    text: str, match: re.Match[str], found: _Found, brackets: _Brackets
) -> list[Cite] | None:
    """`@a [p. 3; see @b]`: one citation that begins in the text; None if it is not one."""
    key, start, end = _key(match)
    note = _note(text, end, brackets)
    if note is None or match["minus"] or match["every"]:
        return None
    members = found.within(note)
    if not members or any(m["minus"] for m in members):
        return None
    first_stop = _cuts(text, note, members)[1]
    head = [m for m in members if m.start() < first_stop]
    group = (match.start(), note[1])
    if head:
        rest = _group(text, note, members)
        first = Cite(key, start, end, "in-text", group=group)
    else:
        label, locator, suffix = split_locator(text[note[0] + 1 : first_stop])
        first = Cite(key, start, end, "in-text", "", suffix, label, locator, group)
        rest = _group(text, (first_stop, note[1]), members)
    return None if rest is None else [first, *(replace(one, group=group) for one in rest)]


def _group(text: str, group: tuple[int, int], members: list[re.Match[str]]) -> list[Cite] | None:
    """The cites of `[see @a, p. 3; -@b]`; None if a part between semicolons has no key."""
    result: list[Cite] = []
    found = _Found(members)
    for span in pairwise(_cuts(text, group, members)):
        begin, stop = span
        inside = found.within(span)
        if not inside:
            return None
        first = inside[0]
        key, start, end = _key(first)
        mode: Mode = "suppress-author" if first["minus"] else "normal"
        prefix = text[begin + 1 : first.start()].strip()
        for other in (*inside[1:], None):  # `[@a says @b]`: pandoc has @b in the suffix of @a
            until = other.start() if other else stop
            label, locator, rest = split_locator(text[end:until])
            result.append(Cite(key, start, end, mode, prefix, rest, label, locator, group))
            if other:
                key, start, end = _key(other)
                mode, prefix = "normal", ""
    return result


def _cuts(text: str, group: tuple[int, int], members: list[re.Match[str]]) -> list[int]:
    """The offsets of a citation's opening, its semicolons and its closing."""
    keys = Mask([match.span() for match in members])
    semicolons = [
        offset
        for offset in range(group[0] + 1, group[1] - 1)
        if text[offset] == ";" and text[offset - 1] != "\\" and offset not in keys
    ]
    return [group[0], *semicolons, group[1] - 1]


_INCLUDE: Final = re.compile(
    r"\{\{<\s*include\s+(\S+?)\s*>\}\}|^```\{r[^}\n]*\bchild\s*=\s*[\"']([^\"'\n]+)[\"']",
    re.MULTILINE,
)


def includes(text: str) -> tuple[str, ...]:
    """The files of Quarto's include shortcode and of knitr's child documents."""
    return tuple(m[1] or m[2] for m in _INCLUDE.finditer(text))


def spell(key: str, cite: Cite, text: str) -> str | None:
    """A key after its @: bare where it was and pandoc reads all of it, else in braces.

    In a role of MyST it is always bare.
    """
    if text[cite.start - 1 : cite.start] != "@":
        return spell_in_role(key, cite, text)
    bare = re.fullmatch(_SIMPLE_KEY, key) and not _CROSS_REFERENCE.match(key)
    if bare and text[cite.start] != "{":
        return key
    if re.fullmatch(r"(?:[^{}\s]|\{[^{}\s]*\})+", key):
        return f"{{{key}}}"
    return None


MARKDOWN: Final = Syntax("markdown", (".md", ".markdown", ".qmd", ".rmd"), cites, spell, includes)
