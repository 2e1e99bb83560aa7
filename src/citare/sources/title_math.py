"""Formulas inside a registry's titles: MathML as text with `<sub>` and `<sup>`.

Publishers deposit formulas as MathML (W3C MathML 3, presentation elements) or as TeX
(text/tex_math). What cannot be said in a line of text is written linearly: a/b, √(x).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from citare.text.tex_math import grouped


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


def _fraction(node: Element) -> str:
    above, below = _parts(node, 2)
    return f"{grouped(above)}/{grouped(below)}"


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
