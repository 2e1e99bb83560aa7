"""Citations in Markdown: pandoc's `citations` extension, as Quarto and R Markdown use it.

Source: pandoc User's Guide, "Citation syntax". Not searched: code, comments, math, addresses.
Quarto's cross-references (`@fig-…`) are no citations.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from citare.documents.base import Cite, Mask, Mode, Spans, Syntax, split_locator

_SIMPLE: Final = r"[^\W_]|_"
_INNER: Final = r"[:.#$%&\-+?<>~/]"
_SIMPLE_KEY: Final = rf"(?:{_SIMPLE})(?:{_INNER}?(?:{_SIMPLE}))*"
_CITE: Final = re.compile(
    rf"""(?<![^\W_])(?<!\\)(?P<minus>(?<![\w-])-)?
    @(?:(?P<every>\*)|(?P<simple>{_SIMPLE_KEY})
       |\{{(?P<braced>(?:[^{{}}\s]|\{{[^{{}}\s]*\}})+)\}})""",
    re.VERBOSE,
)
_SKIPPED: Final = re.compile(
    r"""(?P<fence>^[ ]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n
            (?:.*?\n)??[ ]{0,3}(?P=mark)[`~]*[ \t]*$)
      |(?P<open>^[ ]{0,3}(?:`{3,}(?=[^`\n]*$)|~{3,}).*\Z)
      |<!--.*?(?:-->|\Z)
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
_LIST_ITEM: Final = re.compile(r"^[ ]{0,3}(?:[-+*]|[\w#@(]+[.)]|\[\^[^\]]+\]:|:|~)[ \t]")
_CROSS_REFERENCE: Final = re.compile(
    r"(?:fig|tbl|lst|tip|nte|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|eq|sec)-",
    re.IGNORECASE,
)


def _skipped(text: str) -> Mask:
    spans: Spans = [
        match.span() for match in _SKIPPED.finditer(text) if match.lastgroup != "escape"
    ]
    fenced = Mask(spans)
    spans.extend(
        span
        for span in _indented_code(text)
        if span[0] not in fenced and not _overlaps(span, spans)
    )
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
    if "@" not in text:
        return ()
    mask = _skipped(text)
    found = [m for m in _CITE.finditer(text) if m.start() not in mask and _is_citation(m)]
    brackets = sorted(_brackets(text, mask))
    result: list[Cite] = []
    done: set[int] = set()
    for match in found:
        if match.start() in done:
            continue
        inside = [b for b in brackets if b[0] < match.start() < b[1]]
        group = inside[-1] if inside else None
        members = [m for m in found if group and group[0] < m.start() < group[1]]
        parts = _group(text, group, members) if group else None
        if parts is None:
            result.append(_in_text(text, match, brackets))
            done.add(match.start())
        else:
            result.extend(parts)
            done.update(m.start() for m in members)
    return tuple(sorted(result, key=lambda cite: cite.start))


def _is_citation(match: re.Match[str]) -> bool:
    simple = match["simple"]
    return simple is None or not _CROSS_REFERENCE.match(simple)


def _key(match: re.Match[str]) -> tuple[str, int, int]:
    """The key and its span: what follows the @, with braces."""
    at = match.start() + len(match["minus"] or "") + 1
    return match["every"] or match["simple"] or match["braced"], at, match.end()


def _in_text(text: str, match: re.Match[str], brackets: Spans) -> Cite:
    key, start, end = _key(match)
    mode: Mode = "suppress-author" if match["minus"] else "in-text"
    if match["every"]:
        mode = "nocite"
    following = re.compile(r"[ \t]*(?=\[)").match(text, end)
    note = next((b for b in brackets if following and b[0] == following.end()), None)
    if note is None or "@" in text[note[0] : note[1]]:
        return Cite(key, start, end, mode, group=(match.start(), end))
    label, locator, rest = split_locator(text[note[0] + 1 : note[1] - 1])
    return Cite(key, start, end, mode, "", rest, label, locator, (match.start(), note[1]))


def _group(text: str, group: tuple[int, int], members: list[re.Match[str]]) -> list[Cite] | None:
    """The cites of `[see @a, p. 3; -@b]`; None if a part between semicolons has no key."""
    cuts = [group[0]]
    positions = [m.span() for m in members]
    for offset in range(group[0] + 1, group[1] - 1):
        if (
            text[offset] == ";"
            and text[offset - 1] != "\\"
            and not any(s <= offset < e for s, e in positions)
        ):
            cuts.append(offset)
    cuts.append(group[1] - 1)
    result: list[Cite] = []
    for begin, stop in pairwise(cuts):
        inside = [m for m in members if begin < m.start() < stop]
        if not inside:
            return None
        first = inside[0]
        key, start, end = _key(first)
        mode: Mode = "suppress-author" if first["minus"] else "normal"
        prefix = text[begin + 1 : first.start()].strip()
        label, locator, rest = split_locator(text[end:stop])
        result.append(Cite(key, start, end, mode, prefix, rest, label, locator, group))
        for other in inside[1:]:
            key, start, end = _key(other)
            result.append(Cite(key, start, end, "in-text", group=group))
    return result


def spell(key: str, cite: Cite, text: str) -> str | None:
    """A key after its @: bare where it was and pandoc reads all of it, else in braces."""
    after = text[cite.end : cite.end + 2]
    bare = re.fullmatch(_SIMPLE_KEY, key) and not _CROSS_REFERENCE.match(key)
    grows = re.match(rf"{_INNER}?(?:{_SIMPLE})", after)
    if bare and not grows and text[cite.start] != "{":
        return key
    if re.fullmatch(r"(?:[^{}\s]|\{[^{}\s]*\})+", key):
        return f"{{{key}}}"
    return None


MARKDOWN: Final = Syntax("markdown", (".md", ".markdown", ".qmd", ".rmd"), cites, spell)
