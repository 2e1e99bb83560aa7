r"""Citations in LaTeX: every command of the \cite families (LaTeX, natbib, biblatex, apacite).

Any command with "cite" in its name that is followed by its arguments counts, so that the
commands a package or a document defines are found too. Comments, verbatim text, `\iffalse` and
what follows `\end{document}` are not searched.
"""

from __future__ import annotations

import re
from typing import Final

from citare.documents.base import Cite, Mask, Mode, Syntax, split_locator

_VERBATIM: Final = (
    "verbatim|Verbatim|BVerbatim|LVerbatim|SaveVerbatim|lstlisting|minted|comment|filecontents|"
    "alltt|luacode"
)
_SKIPPED: Final = re.compile(
    rf"""\\begin\{{(?P<env>(?:{_VERBATIM})\*?)\}}.*?(?:\\end\{{(?P=env)\}}|\Z)
      |\\(?:verb|lstinline|mintinline(?:\[[^\]]*\])?\{{\w+\}})\*?(?P<bar>[^\sA-Za-z*{{])[^\n]*?(?P=bar)
      |\\(?:lstinline|mintinline(?:\[[^\]]*\])?\{{\w+\}})\{{[^{{}}\n]*\}}
      |\\iffalse\b.*?(?:\\fi\b|\Z)
      |\\end\{{document\}}.*\Z
      |(?P<escape>\\[^A-Za-z])
      |%[^\n]*""",
    re.VERBOSE | re.DOTALL,
)
_COMMAND: Final = re.compile(
    r"\\(?P<name>[A-Za-z]*(?:[Cc]ite|CITE)[A-Za-z]*|bibentry)\*?(?![A-Za-z@])"
)
_NO_KEYS: Final = re.compile(
    r"(?:citetext|citestyle|citesetup|citereset\w*|citeindex\w*|citenumfont|citepunct|citedash|"
    r"citetrackertrue|citetrackerfalse|citeform|citeleft|citeright|citemid|citeprepunct|"
    r"citation\w*|\w*citation|DeclareCite\w*|Declare\w*CiteCommand|newcite\w*|renewcite\w*|"
    r"\w*citecommand|\w*citedelim|precitekey|citecounter\w*|AtEveryCite\w*|AtNextCite\w*)"
)
_GAP: Final = re.compile(r"(?:[ \t]|%[^\n]*\n|\n(?![ \t]*\n))*")
_KEY: Final = re.compile(r"(?:%[^\n]*(?:\n|\Z)|[^,%])+")
_ODD: Final = re.compile(r"[\\#{}~]")


def _closing(text: str, at: int, limit: int = 20000) -> int:
    """The offset after the bracket that closes the one at `at`, braces respected; -1 if none."""
    opening = text[at]
    closing = {"{": "}", "[": "]", "(": ")", "<": ">"}[opening]
    depth, position = 0, at + 1
    end = min(len(text), at + limit)
    while position < end:
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if depth == 0 and char == closing:
            return position + 1
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif char == "%":
            line_end = text.find("\n", position)
            position = line_end if line_end >= 0 else end
        position += 1
    return -1


def _arguments(text: str, at: int, kinds: str) -> tuple[list[str], int]:
    """The optional arguments that follow, brackets of `kinds`; and where they end."""
    values: list[str] = []
    while True:
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        if text[start : start + 1] not in tuple(kinds):
            return values, at
        end = _closing(text, start)
        if end < 0:
            return values, at
        values.append(text[start + 1 : end - 1].strip())
        at = end


def _keys(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The keys of a comma-separated list, each with its own span."""
    found: list[tuple[str, int, int]] = []
    for match in _KEY.finditer(text, start, end):
        piece = re.sub(r"%[^\n]*(\n|\Z)", lambda m: " " * len(m[0]), match[0])
        key = piece.strip()
        if not key or _ODD.search(key) or "\n" in key:
            continue
        begin = match.start() + piece.index(key)
        found.append((key, begin, begin + len(key)))
    return found


def _mode(name: str) -> Mode:
    lower = name.lower()
    if lower == "nocite" or lower.endswith("nocite"):
        return "nocite"
    if "year" in lower or "citedate" in lower:
        return "suppress-author"
    in_text = lower.startswith(("citet", "textcite", "citealt", "citeauthor", "onlinecite"))
    return "in-text" if in_text else "normal"


_INCLUDE: Final = re.compile(
    r"\\(?:input|include|subfile|subfileinclude|loadglsentries)\*?(?![A-Za-z])\s*"
    r"(?:\{\s*([^{}#\\]+?)\s*\}|([^\s{}\\%]+))"
    r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{([^{}#\\]*)\}\s*\{([^{}#\\]+)\}"
)


def includes(text: str) -> tuple[str, ...]:
    """The files of \\input, \\include, \\subfile and \\import; LaTeX adds .tex to a bare name."""
    mask = Mask([m.span() for m in _SKIPPED.finditer(text) if m.lastgroup != "escape"])
    found = []
    for match in _INCLUDE.finditer(text):
        if match.start() not in mask:
            folder, name = match[3] or "", match[1] or match[2] or match[4]
            path = f"{folder.rstrip('/')}/{name}" if folder else name
            found.append(path.strip('"'))
    return tuple(found)


def cites(text: str) -> tuple[Cite, ...]:
    """The citations of a LaTeX document."""
    mask = Mask([m.span() for m in _SKIPPED.finditer(text) if m.lastgroup != "escape"])
    found: dict[int, Cite] = {}  # by offset: a command may be in another one's note
    for match in _COMMAND.finditer(text):
        if match.start() in mask or _NO_KEYS.fullmatch(match["name"]):
            continue
        found.update((cite.start, cite) for cite in _command(text, match))
    return tuple(found[start] for start in sorted(found))


def _command(text: str, match: re.Match[str]) -> list[Cite]:
    name = match["name"]
    multiple = name.endswith("cites")  # biblatex's \cites(pre)(post)[pre][post]{key}…
    volume = name.lower().endswith(("volcite", "volcites"))
    at = match.end()
    if multiple:
        _, at = _arguments(text, at, "(")
    result: list[Cite] = []
    while True:
        notes, at = _arguments(text, at, "[<")
        if volume:
            at = _skip_group(text, at)
            _, at = _arguments(text, at, "[")
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        if text[start : start + 1] != "{" or (end := _closing(text, start)) < 0:
            return result
        prefix, suffix = (notes[0], notes[-1]) if len(notes) > 1 else ("", "".join(notes))
        label, locator, rest = split_locator(suffix)
        group = (match.start(), end)
        keys = _keys(text, start + 1, end - 1)
        for number, (key, begin, stop) in enumerate(keys):
            last = number == len(keys) - 1
            first = prefix if number == 0 else ""
            where = (rest, label, locator) if last else ("", "", "")
            result.append(Cite(key, begin, stop, _mode(name), first, *where, group))
        at = end
        if not multiple:
            return result


def _skip_group(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    end = _closing(text, start) if text[start : start + 1] == "{" else -1
    return end if end >= 0 else at


def spell(key: str, cite: Cite, text: str) -> str | None:  # noqa: ARG001 - the protocol's shape
    """A key as it is; None for one that a LaTeX argument cannot hold."""
    return None if re.search(r"[\s,{}%#\\~]", key) or not key else key


LATEX: Final = Syntax("latex", (".tex", ".ltx", ".latex", ".rnw", ".sty"), cites, spell, includes)
