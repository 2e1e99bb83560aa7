"""Letters as ASCII: what Unicode decomposition leaves over, by script.

Latin letters by common use; Cyrillic after BGN/PCGN without its marks; Greek after ELOT 743
letter by letter; kana after Hepburn; Hangul after the Revised Romanization, syllable by syllable.
"""

from __future__ import annotations

from typing import Final

LATIN: Final = {
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d",
    "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "Ł": "L", "ł": "l", "ß": "ss", "ẞ": "SS",
    "ı": "i", "Ħ": "H", "ħ": "h", "Ŋ": "Ng", "ŋ": "ng", "ĸ": "k", "Ŧ": "T", "ŧ": "t",
    "Ə": "E", "ə": "e", "ƒ": "f", "Ɓ": "B", "ɓ": "b", "Ɗ": "D", "ɗ": "d", "Ɛ": "E", "ɛ": "e",
    "Ɔ": "O", "ɔ": "o", "Ʋ": "V", "ʋ": "v", "Ƴ": "Y", "ƴ": "y", "Ƙ": "K", "ƙ": "k",
}  # fmt: skip

GERMAN: Final = {"Ä": "Ae", "ä": "ae", "Ö": "Oe", "ö": "oe", "Ü": "Ue", "ü": "ue"}

PUNCTUATION: Final = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "ʹ": "'", "“": '"', "”": '"',
    "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "′": "'", "″": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "×": "x", "·": ".", "•": "*", "¿": "?", "¡": "!", "°": " ", "⁄": "/",
}  # fmt: skip

_CYRILLIC = (
    "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f "
    "х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya і i ї i є ie ґ g ў u ђ dj ѓ g ѕ dz "
    "ј j љ lj њ nj ћ c ќ k џ dz ө o ү u ң n қ k ғ g һ h ә a ѣ e ѳ f ѵ i"
)
_GREEK = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f "
    "χ ch ψ ps ω o"
)
_KANA = (
    "あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go "
    "さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to "
    "だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho "
    "ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo "
    "や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n "
    "ゃ ya ゅ yu ょ yo ぁ a ぃ i ぅ u ぇ e ぉ o っ - ー -"
)


def _pairs(line: str) -> dict[str, str]:
    words = line.split()
    return {
        letter: "" if latin == "-" else latin
        for letter, latin in zip(words[::2], words[1::2], strict=True)
    }


def _with_capitals(line: str) -> dict[str, str]:
    table = _pairs(line)
    capitals = {letter.upper(): latin.capitalize() for letter, latin in table.items()}
    return {**capitals, **table}


CYRILLIC: Final = _with_capitals(_CYRILLIC)
GREEK: Final = _with_capitals(_GREEK)
HIRAGANA: Final = _pairs(_KANA)
KATAKANA: Final = {
    chr(ord(kana) + 0x60) if kana != "ー" else kana: latin for kana, latin in HIRAGANA.items()
}

_LEADS = "g kk n d tt r m b pp s ss - j jj ch k t p h"
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_TAILS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"


def _syllable_parts(line: str) -> tuple[str, ...]:
    return tuple("" if part == "-" else part for part in line.split())


HANGUL_LEADS: Final = _syllable_parts(_LEADS)
HANGUL_VOWELS: Final = _syllable_parts(_VOWELS)
HANGUL_TAILS: Final = _syllable_parts(_TAILS)
