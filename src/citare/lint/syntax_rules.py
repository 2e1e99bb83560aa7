"""What the parser reports, explained like the other rules. The findings come with the document."""

from __future__ import annotations

from citare.findings import Severity
from citare.lint.base import FixKind, Rule


def _rule(
    code: str, severity: Severity, title: str, what: str, why: str, example: str, rather: str,
    fix: str = "None.", fix_kind: FixKind = "none",
) -> Rule:  # fmt: skip
    doc = (
        f"{title}\n\nWhat: {what}\n\nWhy: {why}\n\n"
        f"Example:\n    {example}\nRather:\n    {rather}\n\nFix: {fix}\n"
    )
    return Rule(code=code, group="syntax", severity=severity, doc=doc, fix=fix_kind)


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_STOPS = "BibTeX reports an error and skips the rest of the entry."

SYNTAX: tuple[Rule, ...] = (
    _rule(
        "comment-in-entry", _W, "No remarks within an entry.",
        "A `%` between the fields of an entry.",
        "biber skips the rest of the line; BibTeX knows no comments and stops reading the entry.",
        "@misc{a, title = {A}, % the first one\n    year = 2020}",
        "% the first one\n    @misc{a, title = {A}, year = 2020}",
    ),
    _rule(
        "delimiter-in-value", _E, "A value ends at its closing delimiter.",
        "A quote within a quoted value, or a brace too many, with more of the value after it.",
        _STOPS,
        '@misc{a,\n    title = "On "quotes" in values",\n    year = 2020}',
        "@misc{a, title = {On ``quotes'' in values}, year = 2020}",
    ),
    _rule(
        "duplicate-field", _W, "A field is in an entry once.",
        "A field name that the entry has already.",
        "BibTeX and biber take the first one, other programs the last one or none of the entry.",
        "@misc{a, title = {A}, year = 2020, year = 2021}",
        "@misc{a, title = {A}, year = 2020}",
        "Safe where both say the same: the second one is taken out.", "safe",
    ),
    _rule(
        "block-behind-percent", _W, "A `%` outside of entries hides nothing.",
        "An entry after a `%` on the same line.",
        "For BibTeX all text between entries is a remark, and every @type{ an entry: it counts.",
        "% @misc{a, title = {A}}",
        "% misc{a, title = {A}}",
    ),
    _rule(
        "entry-in-comment", _I, "An entry within @comment{...} is read by some programs.",
        "An @type{key, within the braces of an @comment.",
        "BibTeX reads the entry, biber, JabRef and citare do not.",
        "@comment{\n    @misc{a, title = {A}}\n    }",
        "misc{a, title = {A}}",
    ),
    _rule(
        "extra-closing-brace", _E, "An entry is closed once.",
        "A closing brace after a field with more fields of the entry below it.",
        "BibTeX ends the entry there and ignores the fields below without a word.",
        "@misc{a, title = {A}}, year = 2020}",
        "@misc{a, title = {A}, year = 2020}",
    ),
    _rule(
        "extra-comma", _E, "One comma separates two fields.",
        "Two commas in a row, or a comma before the first field.",
        _STOPS,
        "@misc{a, title = {A},, year = 2020}",
        "@misc{a, title = {A}, year = 2020}",
        "Safe: the comma is taken out.", "safe",
    ),
    _rule(
        "mismatched-delimiter", _E, "An entry ends with the delimiter that fits its first.",
        "An entry that opens with `{` and closes with `)`, or the other way round.",
        _STOPS,
        "@misc{a, title = {A})",
        "@misc{a, title = {A}}",
    ),
    _rule(
        "missing-comma", _E, "There is a comma between two fields.",
        "A field or key with no comma between it and the next field.",
        _STOPS,
        "@misc{a, title = {A}\n    year = 2020}",
        "@misc{a, title = {A},\n    year = 2020}",
        "Safe: the comma is put there.", "safe",
    ),
    _rule(
        "missing-equals",
        _E,
        "There is an equals sign between a field and its value.",
        "A field name with a value right after it.",
        _STOPS,
        "@misc{a, title {A}, year = 2020}",
        "@misc{a, title = {A}, year = 2020}",
    ),
    _rule(
        "missing-key", _W, "An entry has a citation key.",
        "An entry that begins with a field or a comma.",
        "Without a key it cannot be cited.",
        "@misc{, title = {A}}",
        "@misc{a, title = {A}}",
    ),
    _rule(
        "missing-type", _E, "An entry has a type.",
        "An `@` with an opening brace right after it.",
        "BibTeX skips the entry.",
        "@{a, title = {A}}",
        "@misc{a, title = {A}}",
    ),
    _rule(
        "missing-value", _E, "A field has a value.",
        "A name and an equals sign with nothing after it, or a `#` that joins nothing.",
        _STOPS,
        "@misc{a, title = , year = 2020}",
        "@misc{a, title = {A}, year = 2020}",
    ),
    _rule(
        "odd-field-name", _E, "A field name begins with a letter.",
        "A field name that begins with a digit.",
        _STOPS,
        "@misc{a, title = {A}, 2nd = {B}}",
        "@misc{a, title = {A}, second = {B}}",
    ),
    _rule(
        "space-in-key", _E, "A citation key has no blanks.",
        "White space within the key.",
        "BibTeX stops reading the entry; no program can cite it.",
        "@misc{a b, title = {A}}",
        "@misc{a-b, title = {A}}",
    ),
    _rule(
        "unclosed-comment", _E, "A comment is closed.",
        "An @comment{ without its closing brace before the next entry.",
        "biber and JabRef take all entries below for the comment.",
        "@comment{remark\n    @misc{a, title = {A}}}",
        "@comment{remark}\n    @misc{a, title = {A}}",
    ),
    _rule(
        "unclosed-entry", _E, "An entry is closed.",
        "An entry without its closing brace before the next one or the end of the file.",
        "BibTeX reports an error at the next entry and may lose both.",
        "@misc{a, title = {A}\n    @misc{b, title = {B}}",
        "@misc{a, title = {A}}\n    @misc{b, title = {B}}",
    ),
    _rule(
        "unclosed-value", _E, "A value is closed.",
        "A value whose closing brace or quote is missing, so that it swallows the fields below.",
        "BibTeX reads on over the next entries and loses them.",
        "@misc{a,\n    title = {A,\n    year = 2020}",
        "@misc{a,\n    title = {A},\n    year = 2020}",
    ),
    _rule(
        "unexpected-text", _E, "Between fields there are commas and nothing else.",
        "Text within an entry that is not a field.",
        _STOPS,
        "@misc{a, title = {A} or so, year = 2020}",
        "@misc{a, title = {A or so}, year = 2020}",
    ),
    _rule(
        "unquoted-value", _E, "A value is in braces or quotes.",
        "Text without delimiters that is neither a number nor a macro.",
        _STOPS,
        "@misc{a, title = On the origin, year = 2020}",
        "@misc{a, title = {On the origin}, year = 2020}",
        "Safe: the braces are put there.", "safe",
    ),
    _rule(
        "unreadable-block", _E, "What begins with an @ can be read.",
        "An `@word` that begins a line and is not an entry, @string, @preamble or @comment.",
        "BibTeX reports an error and skips it; an entry may be lost in it.",
        "@misc a, title = A",
        "@misc{a, title = {A}}",
    ),
)  # fmt: skip
