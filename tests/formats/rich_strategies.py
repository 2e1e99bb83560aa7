"""Rich text for property tests, with every character that some format reads as markup."""

from __future__ import annotations

from hypothesis import strategies as st

from citare.text.rich import Node, Rich, Span, Style

INLINE_STYLES = [s for s in Style if s not in {"block", "left-margin", "right-inline", "indent"}]
MARKUP = "\\{}$&#%_~^<>|\"`[]()*!@+-=.:;,'?/1 a–—\u00a0\u202f\u00ad\n\té“”«😀\x00\x1b"

hostile_text = st.one_of(
    st.text(alphabet=st.sampled_from(MARKUP), max_size=12),
    st.text(max_size=8),
    st.sampled_from(
        ["<script>alert(1)</script>", "</i>", "&amp;", "\\end{document}", "}}", "{\\rtf", "1. x",
         "# x", "---", "[a](javascript:x)", "![i](u)", "<https://x.org>", "```", "% x", "_a_",
         "**b**", "\\input{/etc/passwd}", "$x$", "<!--", "]]>", "a_b", "@key", "<a@b.cd>", "Text"]
    ),
)  # fmt: skip
addresses = st.sampled_from(
    ["https://example.org/a_b?c=d&e=f#g", "javascript:alert(1)", "10.1000/x_y", "doi:10.1000/(x)",
     'https://x.org/" onclick="x', "data:text/html,x", "https://x.org/%7Ea", ""]
)  # fmt: skip


def _spans(children: st.SearchStrategy[Rich]) -> st.SearchStrategy[Rich]:
    span = st.builds(Span, st.sampled_from(INLINE_STYLES), children, addresses)
    node: st.SearchStrategy[Node] = st.one_of(hostile_text, span)
    return st.lists(node, max_size=4).map(tuple)


rich_texts: st.SearchStrategy[Rich] = st.recursive(
    st.lists(hostile_text, max_size=2).map(tuple), _spans, max_leaves=8
)
