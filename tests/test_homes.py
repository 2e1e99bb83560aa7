"""Each fact of the field has one home: no second table or reader of the same kind elsewhere.

A fact is recognised by its content (six names of months in one literal, a pattern that begins
`10.` and digits), not by its name, so that a planted second copy is found. A home that no longer
holds its fact fails too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "citare"
Detector = Callable[[ast.Module], Iterator[int]]

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
SEASONS = ["spring", "summer", "autumn", "winter", "fall"]
PARTICLES = ["von", "van", "della", "der", "den", "dos", "zur", "del"]
SERVERS = ["biorxiv", "medrxiv", "ssrn", "chemrxiv", "authorea"]
CODES = ["ger", "fre", "spa", "ita", "rus", "jpn", "chi"]
CITES = ["parencite", "textcite", "autocite", "footcite", "citep", "citet"]


def _literals(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """Each literal's texts: those of a collection together, a long text's words."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set | ast.Call | ast.BinOp):
            texts = [
                part.value
                for part in ast.walk(node)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            if texts and len(texts) < 400:
                yield node.lineno, texts
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node.lineno, [node.value]


def words(count: int, wanted: list[str], *, unless: str = "") -> Detector:
    """A literal that holds at least `count` of the words, and not the word `unless`."""

    def detect(tree: ast.Module) -> Iterator[int]:
        for line, texts in _literals(tree):
            found = {w for text in texts for w in re.findall(r"[^\W\d_]+", text.lower())}
            if len(found & set(wanted)) >= count and (not unless or unless not in found):
                yield line

    return detect


def pattern(wanted: str) -> Detector:
    """A text that matches a regular expression."""

    def detect(tree: ast.Module) -> Iterator[int]:
        for line, texts in _literals(tree):
            if any(re.search(wanted, text) for text in texts):
                yield line

    return detect


def pairs(*wanted: tuple[str, object]) -> Detector:
    """A dictionary with these keys and values."""

    def detect(tree: ast.Module) -> Iterator[int]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                held = {
                    (key.value, value.value)
                    for key, value in zip(node.keys, node.values, strict=True)
                    if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
                }
                if set(wanted) <= held:
                    yield node.lineno

    return detect


def code(wanted: str) -> Detector:
    """An expression or statement whose text, as Python prints it, matches."""

    def detect(tree: ast.Module) -> Iterator[int]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare | ast.BoolOp | ast.Call | ast.FunctionDef):
                shown = (
                    f"def {node.name}(" if isinstance(node, ast.FunctionDef) else ast.unparse(node)
                )
                if len(shown) < 300 and re.search(wanted, shown):
                    yield node.lineno

    return detect


@dataclass(frozen=True)
class Fact:
    """What is known, how it is recognised, where it lives, and a second copy that must be found.

    `besides` are modules that hold a look-alike for a reason of their own.
    """

    name: str
    detect: Detector
    homes: tuple[str, ...]
    planted: str
    besides: tuple[str, ...] = ()


def either(*detectors: Detector) -> Detector:
    """What any of several detectors finds."""
    return lambda tree: (line for detect in detectors for line in detect(tree))


FACTS = (
    Fact(
        "names of months",
        words(6, MONTHS),
        ("model/dates",),
        "M = {'Jan': 1, 'Feb': 2, 'Mar': 3, 'Apr': 4, 'Jun': 6, 'Jul': 7}",
    ),
    Fact("seasons", words(3, SEASONS), ("model/dates",), "S = 'spring summer autumn'.split()"),
    Fact(
        "Roman numerals",
        either(pattern(r"(?i)x\[?c\]?\|x\[?l|c\[?m\|c\[?d"), pairs(("m", 1000), ("d", 500))),
        ("text/numerals",),
        "R = r'^m{0,3}(cm|cd|d?c{0,3})$'",
    ),
    Fact(
        "suffixes of names",
        either(words(3, ["jr", "sr", "iii", "jnr", "esq"]), pattern(r"I\{2,3\}\|IV")),
        ("model/people",),
        "S = ('Jr', 'Sr', 'II', 'III')",
    ),
    Fact(
        "particles of names",
        words(4, PARTICLES, unless="the"),
        ("model/people",),
        "P = {'von', 'van', 'der', 'den', 'zu'}",
    ),
    Fact(
        "umlauts as two letters",
        pairs(("ä", "ae"), ("ö", "oe")),
        ("text/unicode",),
        "U = {'ä': 'ae', 'ö': 'oe'}",
    ),
    Fact(
        "aliases of entry types",
        pairs(("conference", "inproceedings")),
        ("bibtex/schema",),
        "A = {'conference': 'inproceedings'}",
        ("bibtex/inherit",),  # what inherits, by the types of BibTeX and BibLaTeX
    ),
    Fact(
        "patterns of DOIs",
        pattern(r"10\\\.\\d"),
        ("model/identifiers",),
        "D = re.compile(r'10\\.\\d{4,9}/\\S+')",
        (
            "exchange/cff",  # the patterns of CFF's own schema
            "text/casing",  # below model: an address in a title
            "lint/rules/malformed_doi",  # what only begins as a DOI
            "lint/rules/unescaped_character",  # where a bare _ is no fault
        ),
    ),
    Fact(
        "patterns of ISSNs and ORCID iDs",
        pattern(r"\\d\{4\}\)?-\??\[?.{0,6}\(?\\d\{3\}\[?"),
        ("model/identifiers",),
        "I = re.compile(r'\\d{4}-\\d{3}[\\dX]')",
        ("exchange/cff",),  # the patterns of CFF's own schema
    ),
    Fact(
        "patterns of ISBNs",
        pattern(r"97\[89\]"),
        ("model/identifiers",),
        "I = re.compile(r'97[89]\\d{10}')",
    ),
    Fact(
        "patterns of arXiv ids",
        pattern(r"\\d\{4\}\\\.\\d\{4,5\}|arxiv\\\.org"),
        ("model/identifiers",),
        "A = re.compile(r'\\d{4}\\.\\d{4,5}')",
        ("lint/rules/eprint_prefix", "lint/rules/misplaced_identifier"),  # what must be taken off
    ),
    Fact(
        "preprint servers",
        words(2, SERVERS),
        ("model/archives",),
        "S = re.compile('bioRxiv|medRxiv')",
    ),
    Fact(
        "authors, else editors",
        code(r"'author'.* or .*'editor'"),
        ("model/summary",),
        "n = item.names.get('author') or item.names.get('editor')",
        ("bibtex/formatting/order",),  # fields of an entry, not yet an item
    ),
    Fact(
        "ISO 639 codes",
        words(5, CODES),
        ("model/languages",),
        "L = {'ger': 'de', 'fre': 'fr', 'spa': 'es', 'ita': 'it', 'rus': 'ru'}",
    ),
    Fact(
        "whether two journal names are one",
        code(r"^def _?(\w*_)?(abbreviates|shortens|same_journal|initialism)"),
        ("compare/journals",),
        "def _abbreviates(short, full): ...",
    ),
    Fact(
        "symbols of formulas",
        either(pattern(r"\binfty ∞"), pairs(("infty", "∞"))),
        ("text/latex/tables",),
        "S = {'infty': '∞', 'times': '×'}",
    ),
    Fact(
        "readers of formulas",
        code(r"^def _?(decode|read|tex)_?(math|tex|formula|text)\("),
        ("text/tex_math",),
        "def tex_text(tex): ...",
    ),
    Fact(
        "names in one line",
        pattern(r"^ et al\."),
        ("model/summary",),
        "s = f'{names[0]} et al.'",
    ),
    Fact(
        "balance of braces",  # `}a{` counts as balanced: bibtex/grammar walks the text
        code(r"\.count\('\{'\) (==|!=) .*\.count\('\}'\)"),
        (),
        "ok = text.count('{') == text.count('}')",
    ),
    Fact(
        "lists of names cut at `and`",
        code(r"\.split\(' and '|split\('[^']*\\\\s\+and"),
        (),
        "names = value.split(' and ')",
        (
            "cli/commands/add",  # what is typed on a terminal, without braces
            "mapping/reading",  # places of a patent, not names
        ),
    ),
    Fact(
        "exit codes",
        code(r"(sys\.exit|ctx\.exit|SystemExit)\(\d"),
        (),
        "sys.exit(3)",
    ),
    Fact(
        "commands that cite in LaTeX",
        words(2, CITES),
        ("documents/latex",),
        r"C = re.compile(r'\\(?:parencite|textcite)')",
        ("text/latex/tables",),  # what a value leaves out
    ),
)


def _modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(SRC).with_suffix("").as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(SRC.rglob("*.py"))
    }


TREES = _modules()


def holders(fact: Fact, trees: dict[str, ast.Module]) -> dict[str, list[int]]:
    """The modules in which a fact is found, with the lines."""
    found = {name: sorted(set(fact.detect(tree))) for name, tree in trees.items()}
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_lives_in_its_home_and_nowhere_else(fact: Fact) -> None:
    """No second table or reader, and no home that has lost its fact."""
    found = holders(fact, TREES)
    assert set(fact.homes) <= set(found) <= {*fact.homes, *fact.besides}, found


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_second_copy_is_found(fact: Fact) -> None:
    """What the test looks for is seen wherever it is planted."""
    assert list(fact.detect(ast.parse(fact.planted))), fact.planted
