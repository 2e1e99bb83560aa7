"""Letters that count as their own when sorting, by language (CLDR's collation tailorings).

Small composed letters to what they weigh. A letter of its own weighs its base and a character
that no text holds, so that it follows all words that begin with the base.
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
_TURKIC = "cç gğ hı oö sş uü"

TAILORED: Final[dict[str, dict[int, str]]] = {
    "az": own(_TURKIC + " eə"),
    "bs": _SOUTH_SLAVIC,
    "cs": own("cč rř sš zž"),
    "da": _DANISH,
    "es": own("nñ"),
    "et": own("sš zž wõ wä wö wü"),
    "fi": own("zå zä zö", "æä øö üy"),
    "hr": _SOUTH_SLAVIC,
    "hu": own("oö uü", "őö űü"),
    "is": own("aá dð eé ií oó uú yý zþ zæ zö zå", "äæ øö"),
    "lt": own("cč sš zž"),
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
}

# Languages whose "aa" is an old spelling of "å".
DOUBLE_A: Final = frozenset({"da", "nb", "nn", "no"})
