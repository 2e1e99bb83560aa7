"""The output formats of rich text, by name. A new one is a file here and a line below."""

from __future__ import annotations

from typing import Final

from citare.formats.base import Format
from citare.formats.html import Html
from citare.formats.latex import Latex
from citare.formats.markdown import Markdown
from citare.formats.plain import Plain
from citare.formats.rtf import Rtf

FORMATS: Final[dict[str, Format]] = {
    "text": Plain(),
    "html": Html(),
    "markdown": Markdown(),
    "latex": Latex(),
    "rtf": Rtf(),
}
