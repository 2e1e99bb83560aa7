"""Names as BibTeX's "von Last, Jr, First", so that they are read as the same names."""

from __future__ import annotations

from collections.abc import Sequence

from citare.bibtex.names import ET_AL, SPACES, parse_name, split_names
from citare.model.name import Name
from citare.text.latex_encode import encode


def format_names(names: Sequence[Name], *, ascii_only: bool = False) -> str:
    """A name list as a BibTeX value (raw, no outer delimiters)."""
    return " and ".join(format_name(name, ascii_only=ascii_only) for name in names)


def format_name(name: Name, *, ascii_only: bool = False) -> str:
    """One name as "von Last, Jr, First", with braces where BibTeX would read it otherwise."""
    if name.others:
        return "others"

    def latex(text: str) -> str:
        return encode(text, ascii_only=ascii_only)

    if name.literal:
        literal = latex(name.literal)
        # a backslash after the brace would make it a "special character"
        return "{{" + literal + "}}" if literal.startswith("\\") else "{" + literal + "}"
    von = latex(" ".join(p for p in (name.dropping_particle, name.non_dropping_particle) if p))
    family, given, suffix = latex(name.family), latex(name.given), latex(name.suffix)
    for braces in ("", ",", "f", "fg", "fgs"):
        candidate = _assembled(
            von,
            "{" + family + "}" if "f" in braces and family else family,
            "{" + suffix + "}" if "s" in braces and suffix else suffix,
            "{" + given + "}" if "g" in braces and given else given,
            "," in braces,
        )
        if len(split_names(candidate)) == 1 and _says(candidate, name):
            return candidate
    return candidate


def _assembled(von: str, family: str, suffix: str, given: str, comma: bool) -> str:
    last = f"{von} {family}".strip()
    if suffix:
        return f"{last}, {suffix}, {given or '{}'}"
    if given:
        return f"{last}, {given}"
    # an empty first name keeps the words of the last one together
    return f"{last}, {{}}" if comma or last.startswith("{") else last


def _says(candidate: str, name: Name) -> bool:
    if ET_AL.fullmatch(candidate):
        return False
    read = parse_name(candidate)[0]
    loose = name.parse_names and (name.dropping_particle or name.family[:1].islower())
    if not loose and _plain(read.family) != _plain(name.family):
        return False
    return _comparable(read) == _comparable(name)


def _comparable(name: Name) -> tuple[str, ...]:
    """The parts that print; where the particles end is not compared, for records that keep lower-
    case ones in the family name."""
    particles = (name.dropping_particle, name.non_dropping_particle, name.family)
    parts = (" ".join(p for p in particles if p), name.given, name.suffix, name.literal)
    return tuple(map(_plain, parts))


def _plain(part: str) -> str:
    return SPACES.sub(" ", part.replace("'", "’")).strip()
