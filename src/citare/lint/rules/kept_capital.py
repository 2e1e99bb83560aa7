"""A title in title case has no capitals that nothing is known of.

What: Words of an English title in title case that are neither ordinary words nor names that
citare knows. In sentence case they keep their capital.

Why: Styles that want sentence case (APA, AMA, Vancouver) print ordinary words small and names with
a capital. Braces round a name, or a small letter for an ordinary word, settle it for every tool.

Example:
    title = {Bells of Zorblax in Winter}
Rather:
    title = {Bells of {Zorblax} in Winter}

Fix: None: citare does not know which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import loose_words
from citare.model.languages import as_language
from citare.text.casing import is_english
from citare.text.latex.decode import decode
from citare.text.sentence import sentence_case


def check(record: Record) -> Iterator[Violation]:
    """Words of title and subtitle whose case is not known."""
    language = record.value("langid") or record.value("language") or record.value("hyphenation")
    if not is_english(as_language(language)):
        return
    for name in ("title", "subtitle"):
        field = record.own.get(name)
        if field is None or field.inner is None:
            continue
        unknown = sentence_case(decode(field.value, title=True).text).unknown
        if not unknown:
            continue
        places = [word for word in loose_words(field.value) if word.text in unknown]
        listed = ", ".join(dict.fromkeys(unknown))
        yield in_field(
            field,
            f"sentence case keeps the capitals of {listed}",
            span=(places[0].start, places[-1].end) if places else None,
            hint="put names in braces, write ordinary words small",
        )


RULE = Rule(
    code="kept-capital",
    group="titles",
    severity=Severity.INFO,
    doc=__doc__ or "",
    once=True,
    record=check,
)
