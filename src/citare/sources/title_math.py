"""Formulas inside a registry's titles: MathML and TeX to text with `<sub>` and `<sup>`.

Publishers deposit formulas as MathML (W3C MathML 3, presentation elements) or as TeX in
`$...$`. What cannot be said in a line of text is written linearly: a/b, √(x).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """An element of a title: local name in lower case, attributes, and what it holds."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> list[Element]:
        """The child elements without the text between them."""
        return [child for child in self.children if isinstance(child, Element)]


_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b"), None)
_RELATIONS = frozenset("=<>≤≥≪≫≈≃≅≠≡∼∝→←↔⇒∈∉⊂⊆≲≳")
_ACCENTS = {
    "¯": "\u0304", "‾": "\u0304", "_": "\u0304", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303",
    "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", ".": "\u0307", "¨": "\u0308",
}  # fmt: skip


def mathml_text(node: Element | str) -> str:
    """A MathML element as one line of text with `<sub>` and `<sup>`."""
    if isinstance(node, str):
        return " ".join(node.translate(_INVISIBLE).split())
    writer = _WRITERS.get(node.name)
    return writer(node) if writer else _row(node)


def _row(node: Element) -> str:
    out = ""
    for child in node.children:
        piece = mathml_text(child)
        if isinstance(child, Element) and child.name == "mo" and piece in _RELATIONS and out:
            piece = f" {piece} "
        out += piece
    return out.rstrip(" ") if out.endswith(" ") and out.strip() else out


def _leaf(node: Element) -> str:
    return "".join(mathml_text(child) for child in node.children)


def _spaced_leaf(node: Element) -> str:
    return re.sub(r"\s+", " ", "".join(c for c in node.children if isinstance(c, str)))


def _parts(node: Element, count: int) -> list[str]:
    parts = [mathml_text(child) for child in node.elements()]
    return (parts + [""] * count)[:count]


def _script(name: str, text: str) -> str:
    inner = re.sub(r"</?su[bp]>", "", text).replace(" ", "")
    return f"<{name}>{inner}</{name}>" if inner else ""


def _sub(node: Element) -> str:
    base, sub = _parts(node, 2)
    return base + _script("sub", sub)


def _sup(node: Element) -> str:
    base, sup = _parts(node, 2)
    if sup in ("′", "″", "'"):
        return base + sup
    return base + _script("sup", sup)


def _subsup(node: Element) -> str:
    base, sub, sup = _parts(node, 3)
    return base + _script("sub", sub) + _script("sup", sup)


def _over(node: Element) -> str:
    base, over = _parts(node, 2)
    accent = _ACCENTS.get(over)
    if accent and len(base) == 1:
        return unicodedata.normalize("NFC", base + accent)
    return base + _script("sup", over)


def _multiscripts(node: Element) -> str:
    before: list[str] = []
    after: list[str] = []
    base, *scripts = node.elements() or [Element("none")]
    side = after
    for script in scripts:
        if script.name == "mprescripts":
            side = before
        else:
            side.append("" if script.name == "none" else mathml_text(script))
    return _pairs(before) + mathml_text(base) + _pairs(after)


def _pairs(scripts: list[str]) -> str:
    """Sub and superscripts in turn."""
    names = ("sub", "sup")
    return "".join(_script(names[i % 2], script) for i, script in enumerate(scripts))


def _grouped(text: str) -> str:
    return f"({text})" if re.search(r"[\s+\-−±/=]", text) else text


def _fraction(node: Element) -> str:
    above, below = _parts(node, 2)
    return f"{_grouped(above)}/{_grouped(below)}"


def _root(node: Element) -> str:
    inner = _row(node) if node.name == "msqrt" else _parts(node, 1)[0]
    return "√" + (inner if len(inner) == 1 else f"({inner})")


def _fenced(node: Element) -> str:
    separator = (node.attributes.get("separators", ",").strip() or "")[:1]
    inner = separator.join(mathml_text(child) for child in node.elements())
    return node.attributes.get("open", "(") + inner + node.attributes.get("close", ")")


def _first(node: Element) -> str:
    elements = node.elements()
    return mathml_text(elements[0]) if elements else ""


def _nothing(_: Element) -> str:
    return ""


def _space(_: Element) -> str:
    return " "


_WRITERS: dict[str, Callable[[Element], str]] = {
    "mi": _leaf, "mn": _leaf, "mo": _leaf, "mtext": _spaced_leaf, "ms": _leaf, "mspace": _space,
    "msub": _sub, "msup": _sup, "msubsup": _subsup, "mover": _over, "munder": _sub,
    "munderover": _subsup, "mmultiscripts": _multiscripts, "mfrac": _fraction, "msqrt": _root,
    "mroot": _root, "mfenced": _fenced, "semantics": _first, "annotation": _nothing,
    "annotation-xml": _nothing, "mphantom": _nothing, "none": _nothing, "mprescripts": _nothing,
}  # fmt: skip

_TEX_WRAPPERS = frozenset(
    [
        *("hbox", "mbox", "text", "textrm", "textit", "textbf", "textsc", "mathrm", "mathcal"),
        *("mathbf", "mathit", "mathsf", "mathbb", "mathscr", "mathfrak", "boldsymbol", "bm"),
        *("operatorname", "ensuremath", "rm", "bf", "it", "sf", "tt", "cal", "left", "right"),
        *("big", "Big", "bigl", "bigr", "displaystyle", "textstyle", "scriptstyle", "limits"),
        *("nolimits",),
    ]
)
_TEX_SYMBOLS = {
    "infty": "∞", "times": "×", "pm": "±", "mp": "∓", "to": "→", "rightarrow": "→",
    "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "leq": "≤", "le": "≤",
    "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "simeq": "≃",
    "equiv": "≡", "cdot": "·", "ast": "∗", "star": "⋆", "circ": "°", "degree": "°",
    "prime": "′", "partial": "∂", "nabla": "∇", "ell": "ℓ", "hbar": "ℏ", "in": "∈",
    "otimes": "⊗", "oplus": "⊕", "wedge": "∧", "mu": "μ", "varepsilon": "ε", "varphi": "φ",
    "vartheta": "ϑ", "langle": "⟨", "rangle": "⟩", "ldots": "…", "dots": "…", "cdots": "…",
    "bullet": "•", "quad": " ", "qquad": " ", "lt": "<", "gt": ">", "dagger": "†", "propto": "∝",
    "ll": "≪", "gg": "≫", "perp": "⊥", "parallel": "∥", "sum": "∑", "int": "∫", "prod": "∏",
}  # fmt: skip
_TEX_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|([{}_^~])|([^\\{}_^~]+)", re.S)


def tex_text(tex: str) -> str | None:
    """A TeX formula (no `$`) as text with `<sub>` and `<sup>`; None if it says more than that."""
    tokens = [match.groups() for match in _TEX_TOKEN.finditer(tex)]
    tokens.reverse()
    try:
        out = _tex_group(tokens, until_brace=False)
    except (ValueError, IndexError, RecursionError):
        return None
    return " ".join(out.split())


_Token = tuple[str | None, ...]


def _tex_group(tokens: list[_Token], *, until_brace: bool) -> str:
    out = ""
    while tokens:
        if tokens[-1][2] == "}":
            if not until_brace:
                raise ValueError("unbalanced")
            tokens.pop()
            return out
        out += _tex_next(tokens)
    if until_brace:
        raise ValueError("unbalanced")
    return out


def _tex_next(tokens: list[_Token]) -> str:
    command, escaped, special, text = tokens.pop()
    if text is not None:
        return text
    if escaped is not None:
        return {",": " ", ";": " ", " ": " ", ":": " ", "!": ""}.get(escaped, escaped)
    if special == "{":
        return _tex_group(tokens, until_brace=True)
    if special in ("_", "^"):
        return _script("sub" if special == "_" else "sup", _tex_argument(tokens))
    if special == "~":
        return " "
    return _tex_command(command or "", tokens)


def _tex_argument(tokens: list[_Token]) -> str:
    """One argument: a group, a command, or the next single character."""
    text = tokens[-1][3]
    if text is not None:
        tokens.pop()
        if len(text) > 1:
            tokens.append((None, None, None, text[1:]))
        return text[0]
    return _tex_next(tokens)


def _tex_command(command: str, tokens: list[_Token]) -> str:
    if command in _TEX_WRAPPERS:
        return ""
    if command in _TEX_SYMBOLS:
        return _TEX_SYMBOLS[command]
    if command == "frac":
        return f"{_grouped(_tex_argument(tokens))}/{_grouped(_tex_argument(tokens))}"
    if command == "sqrt":
        return f"√({_tex_argument(tokens)})"
    case = "CAPITAL" if command[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {command.upper()}")
    except KeyError:
        raise ValueError(command) from None
