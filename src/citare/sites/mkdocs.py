"""A plugin for MkDocs: pages with their citations and references printed.

    plugins:
      - search
      - citare:
          bibliography: refs        # a .bib file or folder; default: the project's library
          style: apa
          strict: true              # a missing key fails the build (default: a warning)

Each page is printed by itself with `citare.cite_document`. The Markdown files stay as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger

import citare

_log = get_plugin_logger("citare")


class CitareConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs is half typed
    """The plugin's settings in mkdocs.yml."""

    bibliography = config_options.Type(str, default="")
    style = config_options.Type(str, default="")
    locale = config_options.Type(str, default="")
    strict = config_options.Type(bool, default=False)


class CitarePlugin(BasePlugin[CitareConfig]):  # type: ignore[no-untyped-call]
    """Prints the citations of each page before MkDocs reads its Markdown."""

    def on_config(self, config: Any) -> Any:
        """Open the references; changes of their files rebuild the site while it is served."""
        folder = Path(config["config_file_path"]).parent
        try:
            self.references = citare.open(folder / self.config.bibliography)
        except citare.CitareError as error:
            raise PluginError(f"citare: {error.message}") from error
        config["watch"] += [str(Path(path).resolve()) for path in self.references.paths]
        return config

    def on_page_markdown(self, markdown: str, /, *, page: Any, **_: Any) -> str:
        """The page's Markdown with what citare printed."""
        made = citare.cite_document(
            self.references,
            markdown,
            name=page.file.src_uri,
            style=self.config.style,
            locale=self.config.locale,
        )
        for finding in made.findings:
            _log.warning("%s: %s", finding.place, finding.message)
        if self.config.strict and made.findings:
            raise PluginError(f"citare: {made.findings[0].place}: {made.findings[0].message}")
        return made.text
