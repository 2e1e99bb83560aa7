"""What readers of a language sort otherwise than the root order (CLDR's collation tailorings).

Letters: small composed letters, and groups of letters, to what they weigh. A letter of its own
weighs its base and a character that no text holds, so that it follows all words that begin with
the base. Scripts: the one that comes first (CLDR's `reorder`).

Tables of our own after CLDR's rules, and not PyICU, which has to be compiled against ICU on most
systems: these need no installation, and nothing is loaded before the first key.
"""

from __future__ import annotations

from typing import Final

AFTER: Final = "\U0010ff00"


def own(pairs: str, same: str = "") -> dict[int, str]:
    """`pairs`: base and letter, in order ("nñ": ñ follows all of n); `same`: a letter and the
    one that weighs as much ("øö": ø sorts as ö)."""
    table: dict[int, str] = {}
    count: dict[str, int] = {}
    for pair in pairs.split():
        base, letter = pair[0], pair[1]
        count[base] = count.get(base, 0) + 1
        table[ord(letter)] = base + chr(ord(AFTER) + count[base])
    for pair in same.split():
        table[ord(pair[0])] = table.get(ord(pair[1]), pair[1])
    return table


_DANISH = own("zæ zø zå", "äæ öø őø üy űy")
_SWEDISH = own("zå zä zö", "æä øö œö őö üy űy")
_SOUTH_SLAVIC = own("cč cć dđ sš zž")
_SERBO_CROATIAN = {**_SOUTH_SLAVIC, ord("đ"): "d" + chr(ord(AFTER) + 2)}
_TURKIC = "cç gğ hı oö sş uü"

TAILORED: Final[dict[str, dict[int, str]]] = {
    "az": own(_TURKIC + " eə"),
    "bs": _SERBO_CROATIAN,
    "cs": own("cč rř sš zž"),
    "da": _DANISH,
    "es": own("nñ"),
    "et": own("sš sz sž wõ wä wö wü"),
    "fi": own("zå zä zö", "æä øö üy"),
    "hr": _SERBO_CROATIAN,
    "hu": own("oö uü", "őö űü"),
    "is": own("aá dð eé ií oó uú yý zþ zæ zö zå", "äæ øö"),
    "lt": own("cč sš zž", "yi"),
    "lv": own("cč gģ kķ lļ nņ sš zž"),
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": own("aą cć eę lł nń oó sś zź zż"),
    "ro": own("aă aâ iî sș tț", "şș ţț"),
    "sk": own("aä cč oô rř sš zž"),
    "sl": _SOUTH_SLAVIC,
    "sv": _SWEDISH,
    "tr": own(_TURKIC),
    "mk": own("дѓ зѕ иј лљ нњ тќ чџ"),
    "vi": own("aă aâ dđ eê oô oơ uư"),
}

# Languages whose "aa" is an old spelling of "å".
DOUBLE_A: Final = frozenset({"da", "nb", "nn", "no"})

# Cyrillic letters that Unicode has elsewhere, at their places in the alphabets that use them
# (Ukrainian, Belarusian, Serbian, Russian): й is no accented и, ё is е.
CYRILLIC: Final = own("гґ дђ еє зѕ иі иї ий иј лљ нњ тћ уў чџ")


def _groups(pairs: str) -> tuple[tuple[str, str], ...]:
    """`pairs`: base and group of letters ("h:ch": ch follows all of h), the longest first."""
    count: dict[str, int] = {}
    found = []
    for pair in pairs.split():
        base, _, group = pair.partition(":")
        count[base] = count.get(base, 0) + 1
        found.append((group, base + chr(ord(AFTER) + count[base])))
    return tuple(sorted(found, key=lambda each: -len(each[0])))


_CROATIAN_GROUPS = _groups("d:dž l:lj n:nj")

# Groups of letters that count as one.
CONTRACTIONS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "bs": _CROATIAN_GROUPS,
    "cs": _groups("h:ch"),
    "hr": _CROATIAN_GROUPS,
    "hu": _groups("c:cs d:dz d:dzs g:gy l:ly n:ny s:sz t:ty z:zs"),
    "sk": _groups("h:ch"),
}

_CYRILLIC = ("\u0400", "\u052f")
_ARABIC = ("\u0600", "\u06ff")

# The script that readers expect before all others, as its first and last character.
FIRST_SCRIPT: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), _CYRILLIC),
    **dict.fromkeys(("ar", "fa", "ps", "ug", "ur"), _ARABIC),
    "am": ("\u1200", "\u137f"),
    "bn": ("\u0980", "\u09ff"),
    "el": ("\u0370", "\u03ff"),
    "he": ("\u0590", "\u05ff"),
    "hi": ("\u0900", "\u097f"),
    "hy": ("\u0530", "\u058f"),
    "ka": ("\u10a0", "\u10ff"),
    "km": ("\u1780", "\u17ff"),
    "ko": ("\uac00", "\ud7a3"),
    "lo": ("\u0e80", "\u0eff"),
    "mr": ("\u0900", "\u097f"),
    "ne": ("\u0900", "\u097f"),
    "ta": ("\u0b80", "\u0bff"),
    "te": ("\u0c00", "\u0c7f"),
    "th": ("\u0e00", "\u0e7f"),
}

# Tone marks of Vietnamese, which do not make another letter: grave, acute, tilde, hook, dot below.
TONES: Final = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))

# Surnames whose reading is not the usual one of their character.
SURNAMES: Final[dict[str, str]] = {
    "曾": "zeng", "仇": "qiu", "解": "xie", "单": "shan", "單": "shan", "朴": "piao", "区": "ou",
    "區": "ou", "查": "zha", "翟": "zhai", "任": "ren", "盖": "ge", "蓋": "ge", "种": "chong",
    "折": "she", "乐": "yue", "樂": "yue", "尉": "wei", "召": "shao", "员": "yun", "員": "yun",
    "万": "wan", "繁": "po", "缪": "miao", "繆": "miao", "瞿": "qu", "冼": "xian", "晁": "chao",
    "能": "nai", "那": "na", "黑": "he", "覃": "qin", "隗": "kui", "逄": "pang", "华": "hua",
}  # fmt: skip
