"""What is found by comparing documents with the library, explained like the rules.

The findings come from `actions/citations`, and only when documents are read.
"""

from __future__ import annotations

from citare.findings import Severity
from citare.lint.base import Rule

UNDEFINED_KEY = Rule(
    code="undefined-key",
    group="documents",
    severity=Severity.ERROR,
    doc="""A cited key is in the library.

What: A document cites a key that no entry has: not as its key, not in its `ids`.

Why: The citation prints as a question mark or as the bare key, and the reference is missing.

Example: `[@ning2024]` where the library has `ning2025`.

Fix: None: correct the key, or add the reference (`citare add`).
""",
)

UNUSED_ENTRY = Rule(
    code="unused-entry",
    group="documents",
    severity=Severity.INFO,
    default=False,
    doc="""An entry is cited by some document.

What: None of the documents cites the entry, and no entry that is cited needs it.

Why: In the .bib file of one paper it is left over. In a collection it is no problem at all: the
rule is off unless selected.

Example: `citare check --select unused-entry paper.tex refs.bib`

Fix: None: `citare remove KEY` removes it.
""",
)

DOCUMENT_RULES = (UNDEFINED_KEY, UNUSED_ENTRY)
