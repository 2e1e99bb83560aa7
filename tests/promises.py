"""README's promises: its sentences with a number, or with a never, only, always and the like."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

README: Final = Path(__file__).parent.parent / "README.md"
_BLOCK: Final = re.compile(r"^```[\s\S]*?^```$|^<!--.*?-->$|^\|.*$|^#.*$", re.MULTILINE)
_STRONG: Final = re.compile(
    r"\b(?:never|only|always|nothing|none|every|refused|at least|at most|whatever|cannot|again)\b"
    r"|(?<![\w.`-])\d",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z`\[])")


def promises(text: str) -> list[str]:
    """The promising sentences of a Markdown text, outside of code and tables, on one line each."""
    found = []
    for paragraph in re.split(r"\n\s*\n|(?m:^- )", _BLOCK.sub("\n\n", text)):
        for sentence in _SENTENCE.split(" ".join(paragraph.split())):
            if _STRONG.search(re.sub(r"\]\([^)]*\)", "]", sentence)):
                found.append(sentence)
    return found


if __name__ == "__main__":
    print("\n".join(promises(README.read_text(encoding="utf-8"))))
