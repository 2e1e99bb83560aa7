"""Every setting, once: name, kind, default, help. README's table is checked against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from citare.sources.addresses import ADDRESSES

Kind = Literal["text", "number", "flag", "list", "path", "table"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its variable is `CITARE_` and the name in capitals, `-` as `_`."""

    name: str
    kind: Kind
    default: Any
    help: str
    choices: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        return "CITARE_" + self.name.upper().replace("-", "_")


SETTINGS: tuple[Setting, ...] = (
    Setting("library", "list", ("refs/*.bib",), "the .bib files of the library, as glob patterns"),
    Setting("add-to", "text", "", "the file that new entries go to (default: the first one)"),
    Setting("lock", "text", "refs/citare.lock", "where sync keeps what the registries said last"),
    Setting(
        "dialect",
        "text",
        "auto",
        "fields of new entries: auto, bibtex or biblatex",
        choices=("auto", "bibtex", "biblatex"),
    ),
    Setting(
        "key-template",
        "text",
        "auth.lower + year + shorttitle(1,1).lower",
        "how a new entry's citation key is made",
    ),
    Setting("style", "text", "apa", "the CSL style: a name, a short name or a file"),
    Setting("locale", "text", "", "the locale of bibliographies (default: the style's own)"),
    Setting(
        "format",
        "text",
        "text",
        "the output format of bibliographies",
        choices=("text", "html", "markdown", "latex", "rtf"),
    ),
    Setting(
        "engine",
        "text",
        "citare",
        "the CSL processor: citare or citeproc-py",
        choices=("citare", "citeproc-py"),
    ),
    Setting("styles-path", "list", ("styles",), "folders with CSL styles of your own"),
    Setting("mailto", "text", "", "your e-mail address, for the registries' polite pools"),
    Setting("offline", "flag", False, "ask nobody; answer from the cache"),
    Setting("max-age", "number", 30, "days that a registry's answer is good for"),
    Setting("timeout", "number", 20, "seconds to wait for an answer"),
    Setting("retries", "number", 3, "how often to ask again when a registry does not answer"),
    Setting("cache-dir", "path", "", "where answers are cached (default: your cache folder)"),
    Setting("state-dir", "path", "", "where undo and locks are kept (default: your state folder)"),
    Setting("verify", "flag", True, "check asks the registries too"),
    Setting("select", "list", (), "rules to run (default: all that are on by default)"),
    Setting("ignore", "list", (), "rules not to run"),
    Setting("fail-on", "text", "warning", "the least severity that makes check end with 1"),
    Setting("suppress", "table", {}, 'findings to leave out: {"key:code" = "reason"}'),
    Setting("fmt", "table", {}, "what fmt does: see `citare fmt --help`"),
    *(Setting(f"{name}-url", "text", address, what) for name, (address, what) in ADDRESSES.items()),
    Setting("pubmed-api-key", "text", "", "your NCBI key: ten requests a second instead of three"),
    Setting("openalex", "flag", False, "add asks OpenAlex for what no registry gives"),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}
