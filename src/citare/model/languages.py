"""Languages: BCP 47 tags, babel's and polyglossia's names, ISO 639 codes of registries."""

from __future__ import annotations

import re
from typing import Final

BABEL: Final[dict[str, str]] = {
    "acadian": "fr-CA",
    "afrikaans": "af-ZA",
    "american": "en-US",
    "arabic": "ar",
    "armenian": "hy",
    "australian": "en-AU",
    "austrian": "de-AT",
    "basque": "eu-ES",
    "belarusian": "be",
    "bengali": "bn",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "breton": "br-FR",
    "british": "en-GB",
    "bulgarian": "bg-BG",
    "canadian": "en-CA",
    "canadien": "fr-CA",
    "catalan": "ca-ES",
    "chinese": "zh-CN",
    "croatian": "hr-HR",
    "czech": "cs-CZ",
    "danish": "da-DK",
    "dutch": "nl-NL",
    "english": "en-US",
    "esperanto": "eo",
    "estonian": "et-EE",
    "farsi": "fa-IR",
    "finnish": "fi-FI",
    "francais": "fr-FR",
    "french": "fr-FR",
    "galician": "gl-ES",
    "georgian": "ka",
    "german": "de-DE",
    "germanb": "de-DE",
    "greek": "el-GR",
    "hebrew": "he-IL",
    "hindi": "hi",
    "hungarian": "hu-HU",
    "icelandic": "is-IS",
    "indonesian": "id-ID",
    "irish": "ga-IE",
    "italian": "it-IT",
    "japanese": "ja-JP",
    "korean": "ko-KR",
    "latin": "la",
    "latvian": "lv-LV",
    "lithuanian": "lt-LT",
    "lowersorbian": "dsb",
    "macedonian": "mk",
    "magyar": "hu-HU",
    "marathi": "mr",
    "mexican": "es-MX",
    "mongolian": "mn-MN",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de-DE",
    "norsk": "nb-NO",
    "norwegian": "nb-NO",
    "nswissgerman": "de-CH",
    "nynorsk": "nn-NO",
    "persian": "fa-IR",
    "piedmontese": "pms-IT",
    "polish": "pl-PL",
    "polutonikogreek": "el-GR",
    "portuges": "pt-PT",
    "portuguese": "pt-PT",
    "romanian": "ro-RO",
    "romansh": "rm-CH",
    "russian": "ru-RU",
    "sanskrit": "sa",
    "scottish": "gd-GB",
    "serbian": "sr-RS",
    "slovak": "sk-SK",
    "slovene": "sl-SI",
    "slovenian": "sl-SI",
    "spanish": "es-ES",
    "swedish": "sv-SE",
    "swissgerman": "de-CH",
    "tamil": "ta",
    "telugu": "te",
    "thai": "th-TH",
    "turkish": "tr-TR",
    "turkmen": "tk",
    "ukenglish": "en-GB",
    "ukrainian": "uk-UA",
    "uppersorbian": "hsb",
    "urdu": "ur",
    "usenglish": "en-US",
    "vietnamese": "vi-VN",
    "welsh": "cy-GB",
    "castilian": "es-ES",
    "deutsch": "de-DE",
    "español": "es-ES",
    "français": "fr-FR",
    "italiano": "it-IT",
}
"""babel's and polyglossia's names (BibLaTeX's manual, table 2) as BCP 47 tags."""

_THREE_LETTERS: Final = {
    "ara": "ar", "arm": "hy", "baq": "eu", "bel": "be", "ben": "bn", "bul": "bg", "cat": "ca",
    "chi": "zh", "hrv": "hr", "cze": "cs", "dan": "da", "dut": "nl", "eng": "en", "epo": "eo",
    "est": "et", "fin": "fi", "fre": "fr", "glg": "gl", "geo": "ka", "ger": "de", "gre": "el",
    "heb": "he", "hin": "hi", "hun": "hu", "ice": "is", "ind": "id", "gle": "ga", "ita": "it",
    "jpn": "ja", "kor": "ko", "lat": "la", "lav": "lv", "lit": "lt", "mac": "mk", "may": "ms",
    "mon": "mn", "nor": "no", "nob": "nb", "nno": "nn", "per": "fa", "pol": "pl", "por": "pt",
    "rum": "ro", "rus": "ru", "san": "sa", "gla": "gd", "srp": "sr", "slo": "sk", "slv": "sl",
    "spa": "es", "swe": "sv", "tam": "ta", "tel": "te", "tha": "th", "tur": "tr", "tuk": "tk",
    "ukr": "uk", "urd": "ur", "vie": "vi", "wel": "cy",
}  # fmt: skip
"""ISO 639-2/B codes, which PubMed and MARC use, as ISO 639-1."""

_TERMINOLOGICAL: Final = {
    "hye": "hy", "eus": "eu", "zho": "zh", "ces": "cs", "nld": "nl", "fra": "fr", "kat": "ka",
    "deu": "de", "ell": "el", "isl": "is", "mkd": "mk", "msa": "ms", "fas": "fa", "ron": "ro",
    "slk": "sk", "cym": "cy",
}  # fmt: skip
"""ISO 639-2/T codes that differ from the bibliographic ones."""

_MARC: Final = {code: three for three, code in _THREE_LETTERS.items()}


def two_letters(code: str) -> str:
    """The ISO 639-1 code of an ISO 639-2 code (either kind); any other text as it is."""
    return _THREE_LETTERS.get(code) or _TERMINOLOGICAL.get(code, code)


def three_letters(tag: str) -> str:
    """The ISO 639-2/B code of a language tag, as MEDLINE writes it; other texts as they are."""
    return _MARC.get(tag.partition("-")[0].lower(), tag)


def as_language(language: str) -> str:
    """A BCP 47 tag for babel's name of a language or an ISO 639-2 code; other texts stay."""
    name = language.strip()
    if tag := BABEL.get(name.lower()):
        return tag
    if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?", name):
        first, _, region = name.replace("_", "-").partition("-")
        region = region.upper() if len(region) == 2 else region.capitalize()
        return two_letters(first.lower()) + (f"-{region}" if region else "")
    return name


_BABEL: Final = {
    tag: name
    for name, tag in reversed(BABEL.items())
    if name.isascii() and name not in ("germanb", "castilian", "deutsch", "italiano", "francais")
} | {
    "en-US": "american",
    "en": "english",
    "de-DE": "ngerman",
    "de": "ngerman",
    "fr-FR": "french",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt-PT": "portuguese",
    "nl": "dutch",
    "ru": "russian",
    "pl": "polish",
    "sv": "swedish",
    "ja": "japanese",
    "zh": "chinese",
    "pt": "portuguese",
    "hu-HU": "magyar",
    "pt-BR": "brazilian",
    "en-GB": "british",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "sl-SI": "slovene",
}


def babel_language(tag: str) -> str:
    """babel's name for a BCP 47 tag, for `langid`; the tag itself where it has none."""
    name = _BABEL.get(tag, tag)
    return name if BABEL.get(name) == tag else tag
