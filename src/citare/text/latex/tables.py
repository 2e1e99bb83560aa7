"""What LaTeX's commands mean: accents, letters, symbols, markup.

The symbols' names come from LaTeX's, AMS's and T2A's documentation, by way of pylatexenc's
tables (MIT licence).
"""

from __future__ import annotations

from typing import Final


def _pairs(text: str) -> dict[str, str]:
    words = iter(text.split())
    return dict(zip(words, words, strict=True))


def _words(text: str) -> list[str]:
    return text.split()


ACCENTS: Final[dict[str, str]] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "f": "\u0311",  # T1 and tipa: inverted breve
    "h": "\u0309",  # Vietnamese hook
    "G": "\u030f",
    "C": "\u030f",
    "U": "\u030e",
    "textcommabelow": "\u0326",
    "textcommaabove": "\u0313",
    "textinvbreve": "\u0311",
    "textdotbelow": "\u0323",
    "textsubring": "\u0325",
    "polhk": "\u0328",
    "ocirc": "\u030a",
    "cftil": "\u0303",
    "udot": "\u0323",
    "rasp": "\u0314",
    "textogonekcentered": "\u0328",
    "capitalacute": "\u0301",
    "capitalgrave": "\u0300",
    "capitalcircumflex": "\u0302",
    "capitaltilde": "\u0303",
    "capitaldieresis": "\u0308",
    "capitalcaron": "\u030c",
    "capitalcedilla": "\u0327",
    "capitalogonek": "\u0328",
    "capitalmacron": "\u0304",
    "capitalring": "\u030a",
    "capitalbreve": "\u0306",
    "capitaldotaccent": "\u0307",
    "capitalhungarumlaut": "\u030b",
}
"""Accent commands as combining characters (LaTeX2e, "Accents"; T1, amsrefs' `\\polhk`)."""

BELOW: Final = frozenset("\u0323\u0327\u0328\u0331\u0326\u0325")
"""Accents below, which leave the dot of an i."""

MATH_ACCENTS: Final[dict[str, str]] = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "dddot": "\u20db",
    "acute": "\u0301",
    "grave": "\u0300",
    "check": "\u030c",
    "breve": "\u0306",
    "mathring": "\u030a",
    "underline": "\u0332",
    "not": "\u0338",
}

SINGLE: Final[dict[str, str]] = {
    "&": "&",
    "%": "%",
    "$": "$",
    "#": "#",
    "_": "_",
    "{": "{",
    "}": "}",
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": "\u202f",
    ";": " ",
    ":": " ",
    ">": " ",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "+": "",
    "*": "",
    "\\": " ",
    "|": "‖",
}
"""What a backslash and one other character print, accents and math apart."""

_TEXT: Final = _pairs(
    """
    oe œ OE Œ ae æ AE Æ aa å AA Å o ø O Ø ss ß L Ł l ł i ı j ȷ textquoteleft ‘ textquoteright ’
    textquotedblright ” textquotedblleft “ textendash – textemdash — textpm ± textmp ∓ texteuro €
    dag † dagger † ldots … dots … textasciicircum ˆ textasciitilde ~ textexclamdown ¡ textcent ¢
    textsterling £ textcurrency ¤ textyen ¥ textbrokenbar ¦ textsection § textasciidieresis ¨
    textcopyright © textordfeminine ª guillemotleft « textlnot ¬ textregistered ® textasciimacron
    ¯ textdegree ° texttwosuperior ² textthreesuperior ³ textasciiacute ´ textmu µ textparagraph ¶
    textperiodcentered ˙ textonesuperior ¹ textordmasculine º guillemotright » textonequarter ¼
    textonehalf ½ textthreequarters ¾ textquestiondown ¿ DH Ð texttimes × TH Þ dh ð textdiv ÷ th þ
    DJ Đ dj đ IJ Ĳ ij ĳ NG Ŋ ng ŋ textflorin ƒ texthvlig ƕ textnrleg ƞ textschwa ə textphi ɸ
    textglotstop ʔ textturnk ʞ textasciicaron ˇ textasciibreve ˘ textacutedbl ˝ textbaht ฿
    quotesinglbase ‚ quotedblbase „ textdagger † textdaggerdbl ‡ textbullet • textellipsis …
    textperthousand ‰ textpertenthousand ‱ guilsinglleft ‹ guilsinglright › textreferencemark ※
    textinterrobang ‽ textfractionsolidus ⁄ textasteriskcentered ⁎ textdiscount ⁒
    textcolonmonetary ₡ textlira ₤ textnaira ₦ textwon ₩ textdong ₫ textpeso ₱ textcelsius ℃
    textnumero № textcircledP ℗ wp ℘ textrecipe ℞ textservicemark ℠ texttrademark ™ textohm Ω
    textmho ℧ textestimated ℮ textleftarrow ← textuparrow ↑ textrightarrow → textdownarrow ↓
    textlangle 〈 textrangle 〉 textopenbullet ◦ textbigcircle ◯ textmusicalnote ♪ textdollar $
    textquotesingle ' textasciigrave ` eth ƪ textdoublepipe ǂ texttildelow ˜ texttheta θ
    textvartheta ϑ textTheta ϴ
    """
)
_MATH: Final = _pairs(
    """
    hbar ℏ ell ℓ forall ∀ complement ∁ partial ∂ exists ∃ nexists ∄ varnothing ∅ emptyset ∅ aleph
    ℵ nabla ∇ in ∈ notin ∉ ni ∋ prod ∏ coprod ∐ sum ∑ setminus ∖ smallsetminus ∖ ast ∗ circ ∘
    bullet ∙ propto ∝ infty ∞ parallel ∥ nparallel ∦ wedge ∧ vee ∨ cap ∩ cup ∪ int ∫ iint ∬ iiint
    ∭ oint ∮ sim ∼ backsim ∽ simeq ≃ approx ≈ neq ≠ equiv ≡ le ≤ ge ≥ leq ≤ geq ≥ leqslant ⩽
    geqslant ⩾ leqq ≦ geqq ≧ lneqq ≨ gneqq ≩ ll ≪ gg ≫ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ lesssim ≲
    gtrsim ≳ lessgtr ≶ gtrless ≷ prec ≺ succ ≻ preceq ≼ succeq ≽ precsim ≾ succsim ≿ nprec ⊀ nsucc
    ⊁ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊ supsetneq ⊋ cdot
    · times × otimes ⊗ oplus ⊕ bigotimes ⊗ bigoplus ⊕ pm ± mp ∓ cdots ⋯ ddots ⋱ iddots ⋰ vdots ⋮
    dotsc … dotsb … dotsm … dotsi … dotso … langle ⟨ rangle ⟩ lvert | rvert | vert | lVert ‖ rVert
    ‖ Vert ‖ mid | nmid ∤ uparrow ↑ downarrow ↓ rightarrow → to → leftarrow ← longrightarrow ⟶
    longleftarrow ⟵ alpha α Alpha Α beta β Beta Β gamma γ Gamma Γ delta δ Delta Δ epsilon ϵ
    Epsilon Ε zeta ζ Zeta Ζ eta η Eta Η theta θ Theta Θ iota ι Iota Ι kappa κ Kappa Κ lambda λ
    Lambda Λ mu μ Mu Μ nu ν Nu Ν xi ξ Xi Ξ omicron ο Omicron Ο pi π Pi Π rho ρ Rho Ρ sigma σ Sigma
    Σ tau τ Tau Τ upsilon υ Upsilon Υ phi ϕ Phi Φ chi χ Chi Χ psi ψ Psi Ψ omega ω Omega Ω
    varepsilon ε vartheta ϑ varpi ϖ varrho ϱ varsigma ς varphi φ varkappa ϰ backepsilon ϶
    backprime ‵ beth ℶ gimel ℷ daleth ℸ leftrightarrow ↔ updownarrow ↕ nwarrow ↖ nearrow ↗ searrow
    ↘ swarrow ↙ nleftarrow ↚ nrightarrow ↛ arrowwaveleft ↜ arrowwaveright ↝ twoheadleftarrow ↞
    twoheadrightarrow ↠ leftarrowtail ↢ rightarrowtail ↣ mapsto ↦ hookleftarrow ↩ hookrightarrow ↪
    looparrowleft ↫ looparrowright ↬ leftrightsquigarrow ↭ nleftrightarrow ↮ Lsh ↰ Rsh ↱
    curvearrowleft ↶ curvearrowright ↷ circlearrowleft ↺ circlearrowright ↻ leftharpoonup ↼
    leftharpoondown ↽ upharpoonright ↾ upharpoonleft ↿ rightharpoonup ⇀ rightharpoondown ⇁
    downharpoonright ⇂ downharpoonleft ⇃ rightleftarrows ⇄ dblarrowupdown ⇅ leftrightarrows ⇆
    leftleftarrows ⇇ upuparrows ⇈ rightrightarrows ⇉ downdownarrows ⇊ leftrightharpoons ⇋
    rightleftharpoons ⇌ nLeftarrow ⇍ nLeftrightarrow ⇎ nRightarrow ⇏ Leftarrow ⇐ Uparrow ⇑
    Rightarrow ⇒ Downarrow ⇓ Leftrightarrow ⇔ Updownarrow ⇕ Lleftarrow ⇚ Rrightarrow ⇛
    rightsquigarrow ⇝ DownArrowUpArrow ⇵ blacksquare ▪ dotplus ∔ rightangle ∟ angle ∠
    measuredangle ∡ sphericalangle ∢ surfintegral ∯ volintegral ∰ clwintegral ∱ therefore ∴
    because ∵ homothetic ∻ lazysinv ∾ wr ≀ cong ≅ approxnotequal ≆ approxeq ≊ tildetrpl ≋ allequal
    ≌ asymp ≍ Bumpeq ≎ bumpeq ≏ doteq ≐ doteqdot ≑ fallingdotseq ≒ risingdotseq ≓ eqcirc ≖ circeq
    ≗ estimates ≙ starequal ≛ triangleq ≜ between ≬ notlessgreater ≸ notgreaterless ≹ uplus ⊎
    sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ sqcap ⊓ sqcup ⊔ ominus ⊖ oslash ⊘ odot ⊙
    circledcirc ⊚ circledast ⊛ circleddash ⊝ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ vdash ⊢
    dashv ⊣ top ⊤ perp ⊥ truestate ⊧ forcesextra ⊨ Vdash ⊩ Vvdash ⊪ VDash ⊫ nvdash ⊬ nvDash ⊭
    nVdash ⊮ nVDash ⊯ vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵
    original ⊶ image ⊷ multimap ⊸ hermitconjmatrix ⊹ intercal ⊺ veebar ⊻ rightanglearc ⊾ bigwedge
    ⋀ bigvee ⋁ bigcap ⋂ bigcup ⋃ diamond ♢ star ⋆ divideontimes ⋇ bowtie ⋈ ltimes ⋉ rtimes ⋊
    leftthreetimes ⋋ rightthreetimes ⋌ backsimeq ⋍ curlyvee ⋎ curlywedge ⋏ Subset ⋐ Supset ⋑ Cap ⋒
    Cup ⋓ pitchfork ⋔ lessdot ⋖ gtrdot ⋗ verymuchless ⋘ verymuchgreater ⋙ lesseqgtr ⋚ gtreqless ⋛
    curlyeqprec ⋞ curlyeqsucc ⋟ lnsim ⋦ gnsim ⋧ precedesnotsimilar ⋨ succnsim ⋩ ntriangleleft ⋪
    ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ udots ⋰ barwedge ⌅ varperspcorrespond ⌆
    lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ recorder ⌕ ulcorner ⌜ urcorner ⌝ llcorner ⌞ lrcorner ⌟ frown
    ⌢ smile ⌣ lmoustache ⎰ rmoustache ⎱ square □ bigtriangleup △ blacktriangle ▴ vartriangle ▵
    blacktriangleright ▸ triangleright ▹ bigtriangledown ▽ blacktriangledown ▾ triangledown ▿
    blacktriangleleft ◂ triangleleft ◃ lozenge ◊ bigcirc ◯ quarternote ♩ flat ♭ natural ♮ sharp ♯
    longleftrightarrow ⟷ Longleftarrow ⟸ Longrightarrow ⟹ Longleftrightarrow ⟺ longmapsto ⟼
    blacklozenge ⧫ clockoint ⨏ sqrint ⨖ amalg ⨿ lessapprox ⪅ gtrapprox ⪆ lneq ⪇ gneq ⪈ lnapprox ⪉
    gnapprox ⪊ lesseqqgtr ⪋ gtreqqless ⪌ eqslantless ⪕ eqslantgtr ⪖ precneqq ⪵ succneqq ⪶
    precapprox ⪷ succapprox ⪸ precnapprox ⪹ succnapprox ⪺ subseteqq ⫅ supseteqq ⫆ subsetneqq ⫋
    supsetneqq ⫌ lbrace { rbrace } lnot ¬ div ÷ Stigma Ϛ Digamma Ϝ digamma ϝ Koppa Ϟ Sampi Ϡ dddot
    ⃛ ddddot ⃜ hslash ℏ mho ℧ surd √ Colon ∷ lessequivlnt ≲ greaterequivlnt ≳ preccurlyeq ≼
    succcurlyeq ≽ upslopeellipsis ⋰ downslopeellipsis ⋱ circledS Ⓢ diagup ╱ rightmoon ☾ mercury ☿
    venus ♀ male ♂ jupiter ♃ saturn ♄ uranus ♅ neptune ♆ pluto ♇ aries ♈ taurus ♉ gemini ♊
    cancer ♋ leo ♌ virgo ♍ libra ♎ scorpio ♏
    sagittarius ♐ capricornus ♑ aquarius ♒ pisces ♓ eighthnote ♪
    UpArrowBar ⤒ DownArrowBar ⤓ LeftRightVector ⥎ RightUpDownVector ⥏ DownLeftRightVector ⥐
    LeftUpDownVector ⥑ LeftVectorBar ⥒ RightVectorBar ⥓ RightUpVectorBar ⥔ RightDownVectorBar ⥕
    DownLeftVectorBar ⥖ DownRightVectorBar ⥗ LeftUpVectorBar ⥘ LeftDownVectorBar ⥙ LeftTeeVector ⥚
    RightTeeVector ⥛ RightUpTeeVector ⥜ RightDownTeeVector ⥝ DownLeftTeeVector ⥞
    DownRightTeeVector ⥟ LeftUpTeeVector ⥠ LeftDownTeeVector ⥡ UpEquilibrium ⥮
    ReverseUpEquilibrium ⥯ RoundImplies ⥰ Angle ⦜ LeftTriangleBar ⧏ RightTriangleBar ⧐ RuleDelayed
    ⧴ perspcorrespond ⩞ Equal ⩵ NestedLessLess ⪡ NestedGreaterGreater ⪢ openbracketleft 〚
    openbracketright 〛
    """
)
_CYRILLIC: Final = _pairs(
    """
    CYRYO Ё CYRDJE Ђ CYRIE Є CYRDZE Ѕ CYRII І CYRYI Ї CYRJE Ј CYRLJE Љ CYRNJE Њ CYRTSHE Ћ CYRUSHRT
    Ў CYRDZHE Џ CYRA А CYRB Б CYRV В CYRG Г CYRD Д CYRE Е CYRZH Ж CYRZ З CYRI И CYRISHRT Й CYRK К
    CYRL Л CYRM М CYRN Н CYRO О CYRP П CYRR Р CYRS С CYRT Т CYRU У CYRF Ф CYRH Х CYRC Ц CYRCH Ч
    CYRSH Ш CYRSHCH Щ CYRHRDSN Ъ CYRERY Ы CYRSFTSN Ь CYREREV Э CYRYU Ю CYRYA Я cyra а cyrb б cyrv
    в cyrg г cyrd д cyre е cyrzh ж cyrz з cyri и cyrishrt й cyrk к cyrl л cyrm м cyrn н cyro о
    cyrp п cyrr р cyrs с cyrt т cyru у cyrf ф cyrh х cyrc ц cyrch ч cyrsh ш cyrshch щ cyrhrdsn ъ
    cyrery ы cyrsftsn ь cyrerev э cyryu ю cyrya я cyryo ё cyrdje ђ cyrie є cyrdze ѕ cyrii і cyryi
    ї cyrje ј cyrlje љ cyrnje њ cyrtshe ћ cyrushrt ў cyrdzhe џ CYRYAT Ѣ cyryat ѣ CYRBYUS Ѫ cyrbyus
    ѫ CYRFITA Ѳ cyrfita ѳ CYRIZH Ѵ cyrizh ѵ CYRSEMISFTSN Ҍ cyrsemisftsn ҍ CYRRTICK Ҏ cyrrtick ҏ
    CYRGUP Ґ cyrgup ґ CYRGHCRS Ғ cyrghcrs ғ CYRGHK Ҕ cyrghk ҕ CYRZHDSC Җ cyrzhdsc җ CYRZDSC Ҙ
    cyrzdsc ҙ CYRKDSC Қ cyrkdsc қ CYRKVCRS Ҝ cyrkvcrs ҝ CYRKHCRS Ҟ cyrkhcrs ҟ CYRKBEAK Ҡ cyrkbeak
    ҡ CYRNDSC Ң cyrndsc ң CYRNG Ҥ cyrng ҥ CYRPHK Ҧ cyrphk ҧ CYRABHHA Ҩ cyrabhha ҩ CYRSDSC Ҫ
    cyrsdsc ҫ CYRTDSC Ҭ cyrtdsc ҭ CYRY Ү cyry ү CYRYHCRS Ұ cyryhcrs ұ CYRHDSC Ҳ cyrhdsc ҳ CYRTETSE
    Ҵ cyrtetse ҵ CYRCHRDSC Ҷ cyrchrdsc ҷ CYRCHVCRS Ҹ cyrchvcrs ҹ CYRSHHA Һ cyrshha һ CYRABHCH Ҽ
    cyrabhch ҽ CYRABHCHDSC Ҿ cyrabhchdsc ҿ CYRpalochka Ӏ CYRKHK Ӄ cyrkhk ӄ CYRLDSC Ӆ cyrldsc ӆ
    CYRNHK Ӈ cyrnhk ӈ CYRCHLDSC Ӌ cyrchldsc ӌ CYRMDSC Ӎ cyrmdsc ӎ CYRAE Ӕ cyrae ӕ CYRSCHWA Ә
    cyrschwa ә CYRABHDZE Ӡ cyrabhdze ӡ CYROTLD Ө cyrotld ө CYRGDSC Ӷ cyrgdsc ӷ CYRGDSCHCRS Ӻ
    cyrgdschcrs ӻ CYRHHK Ӽ cyrhhk ӽ CYRHHCRS Ӿ cyrhhcrs ӿ CYROMEGA Ѡ cyromega ѡ CYRIOTE Ѥ cyriote
    ѥ CYRLYUS Ѧ cyrlyus ѧ CYRIOTLYUS Ѩ cyriotlyus ѩ CYRIOTBYUS Ѭ cyriotbyus ѭ CYRKSI Ѯ cyrksi ѯ
    CYRPSI Ѱ cyrpsi ѱ CYRUK Ѹ cyruk ѹ CYROMEGARND Ѻ cyromegarnd ѻ CYROMEGATITLO Ѽ cyromegatitlo ѽ
    CYROT Ѿ cyrot ѿ CYRKOPPA Ҁ cyrkoppa ҁ cyrthousands ҂ cyrhundredthousands ҈ cyrmillions ҉
    """
)

_MORE_TEXT: Final[dict[str, str]] = {
    "textasciicircum": "^",
    "textperiodcentered": "·",
    "textbackslash": "\\",
    "backslash": "\\",
    "textbar": "|",
    "textbardbl": "‖",
    "textless": "<",
    "textgreater": ">",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textunderscore": "_",
    "textnumbersign": "#",
    "textpercent": "%",
    "textampersand": "&",
    "textquotedbl": '"',
    "textquotesinglbase": "‚",
    "quotedblbase": "„",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquoterights": "’",
    "lq": "‘",
    "rq": "’",
    "textvisiblespace": "␣",
    "textcompwordmark": "",
    "textemdash": "—",
    "textendash": "–",
    "Dash": "—",
    "mdash": "—",
    "ndash": "–",
    "dash": "–",
    "hyphen": "-",
    "slash": "/",
    "textnonbreakinghyphen": "\u2011",
    "nobreakdash": "",
    "textminus": "−",
    "SS": "ẞ",
    "Dbar": "Đ",
    "dbar": "đ",
    "AA": "Å",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "euro": "€",
    "EUR": "€",
    "EURtm": "€",
    "yen": "¥",
    "copyright": "©",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "TM": "™",
    "degree": "°",
    "textdegree": "°",
    "textohm": "Ω",
    "textmu": "µ",
    "micro": "µ",
    "celsius": "℃",
    "cprime": "ʹ",
    "cdprime": "ʺ",
    "mprime": "ʹ",
    "Cprime": "ʹ",
    "lasp": "ʿ",
    "ddag": "‡",
    "textellipsis": "…",
    "space": " ",
    "nobreakspace": "\u00a0",
    "thinspace": "\u202f",
    "negthinspace": "",
    "enspace": " ",
    "enskip": " ",
    "quad": " ",
    "qquad": " ",
    "hfill": " ",
    "hskip": " ",
    "newline": " ",
    "linebreak": " ",
    "nolinebreak": "",
    "par": " ",
    "bibpar": " ",
    "item": " • ",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX",
    "BibLaTeX": "BibLaTeX",
    "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX",
    "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX",
    "pdfTeX": "pdfTeX",
    "ConTeXt": "ConTeXt",
    "AmS": "AMS",
    "AMS": "AMS",
    "AmSTeX": "AMS-TeX",
    "AmSLaTeX": "AMS-LaTeX",
    "SliTeX": "SliTeX",
    "PiCTeX": "PiCTeX",
    "LyX": "LyX",
    "TikZ": "TikZ",
    "MF": "Metafont",
    "MP": "MetaPost",
    "METAFONT": "Metafont",
    "METAPOST": "MetaPost",
    "bibtex": "BibTeX",
    "tex": "TeX",
    "latex": "LaTeX",
    "ie": "i.e.",
    "eg": "e.g.",
    "etal": "et al.",
    "lt": "<",
    "gt": ">",
    "amp": "&",
    "bs": "\\",
    "og": "« ",
    "fg": " »",
    "flqq": "«",
    "frqq": "»",
    "flq": "‹",
    "frq": "›",
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "bibopenquote": "“",
    "bibclosequote": "”",
    "addspace": " ",
    "addnbspace": "\u00a0",
    "addcomma": ",",
    "adddot": ".",
    "addcolon": ":",
    "bibrangedash": "–",
    "bibinitperiod": ".",
    "bibinitdelim": " ",
    "autocap": "",
    "numero": "№",
    "No": "№",
    "ier": "<sup>er</sup>",
    "textst": "<sup>st</sup>",
    "checkmark": "✓",
    "male": "♂",
    "female": "♀",
    "mars": "♂",
}

_MORE_MATH: Final[dict[str, str]] = {
    "bullet": "•",
    "prime": "′",
    "star": "⋆",
    "ast": "∗",
    "colon": ":",
    "lbrack": "[",
    "rbrack": "]",
    "lbrace": "{",
    "rbrace": "}",
    "Re": "ℜ",
    "Im": "ℑ",
    "imath": "ı",
    "jmath": "ȷ",
    "Box": "□",
    "Diamond": "◇",
    "ne": "≠",
    "gets": "←",
    "owns": "∋",
    "land": "∧",
    "lor": "∨",
    "iff": "⟺",
    "implies": "⟹",
    "lhd": "⊲",
    "rhd": "⊳",
    "doublebarwedge": "⩞",
    "models": "⊨",
    "vDash": "⊨",
    "infin": "∞",
    "AA": "Å",
    "P": "¶",
    "S": "§",
    "And": "&",
    "lVert": "‖",
    "rVert": "‖",
    "Vert": "‖",
    "varGamma": "Γ",
    "varDelta": "Δ",
    "varTheta": "Θ",
    "varLambda": "Λ",
    "varXi": "Ξ",
    "varPi": "Π",
    "varSigma": "Σ",
    "varUpsilon": "Υ",
    "varPhi": "Φ",
    "varPsi": "Ψ",
    "varOmega": "Ω",
    "upmu": "μ",
    "upalpha": "α",
    "upbeta": "β",
    "upgamma": "γ",
    "updelta": "δ",
    "uplambda": "λ",
    "uppi": "π",
    "upsigma": "σ",
    "quad": " ",
    "qquad": " ",
    "thinspace": " ",
    "space": " ",
    "limits": "",
    "nolimits": "",
    "displaystyle": "",
    "textstyle": "",
    "scriptstyle": "",
    "left": "",
    "right": "",
    "big": "",
    "Big": "",
    "bigg": "",
    "Bigg": "",
    "bigl": "",
    "bigr": "",
    "Bigl": "",
    "Bigr": "",
    "dots": "…",
    "cdots": "⋯",
    "ldots": "…",
    "degree": "°",
    "textdegree": "°",
    "lq": "‘",
    "rq": "’",
    "bmod": " mod ",
    "mod": " mod ",
    "hbox": "",
}

FUNCTIONS: Final = frozenset(
    _words(
        """
        arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf
        limsup ln log max min Pr sec sin sinh sup tan tanh
        """
    )
)
"""Math operators printed by their own name (LaTeX2e, "Math functions")."""

# What AAS's journals and NASA's ADS write for journal names (aas_macros.sty).
JOURNALS: Final[dict[str, str]] = {
    "aj": "AJ",
    "actaa": "Acta Astron.",
    "araa": "ARA&A",
    "apj": "ApJ",
    "apjl": "ApJ",
    "apjlett": "ApJ",
    "apjs": "ApJS",
    "apjsupp": "ApJS",
    "ao": "Appl. Opt.",
    "apss": "Ap&SS",
    "aap": "A&A",
    "astap": "A&A",
    "aapr": "A&A Rev.",
    "aaps": "A&AS",
    "azh": "AZh",
    "baas": "BAAS",
    "bac": "Bull. astr. Inst. Czechosl.",
    "caa": "Chinese Astron. Astrophys.",
    "cjaa": "Chinese J. Astron. Astrophys.",
    "icarus": "Icarus",
    "jcap": "J. Cosmology Astropart. Phys.",
    "jrasc": "JRASC",
    "mnras": "MNRAS",
    "memras": "MmRAS",
    "na": "New A",
    "nar": "New A Rev.",
    "pasa": "PASA",
    "pra": "Phys. Rev. A",
    "prb": "Phys. Rev. B",
    "prc": "Phys. Rev. C",
    "prd": "Phys. Rev. D",
    "pre": "Phys. Rev. E",
    "prl": "Phys. Rev. Lett.",
    "pasp": "PASP",
    "pasj": "PASJ",
    "rmxaa": "Rev. Mexicana Astron. Astrofis.",
    "qjras": "QJRAS",
    "skytel": "S&T",
    "solphys": "Sol. Phys.",
    "sovast": "Soviet Ast.",
    "ssr": "Space Sci. Rev.",
    "zap": "ZAp",
    "nat": "Nature",
    "iaucirc": "IAU Circ.",
    "aplett": "Astrophys. Lett.",
    "apspr": "Astrophys. Space Phys. Res.",
    "bain": "Bull. Astron. Inst. Netherlands",
    "fcp": "Fund. Cosmic Phys.",
    "gca": "Geochim. Cosmochim. Acta",
    "grl": "Geophys. Res. Lett.",
    "jcp": "J. Chem. Phys.",
    "jgr": "J. Geophys. Res.",
    "jqsrt": "J. Quant. Spec. Radiat. Transf.",
    "memsai": "Mem. Soc. Astron. Italiana",
    "nphysa": "Nucl. Phys. A",
    "physrep": "Phys. Rep.",
    "physscr": "Phys. Scr",
    "planss": "Planet. Space Sci.",
    "procspie": "Proc. SPIE",
}

SYMBOLS: Final[dict[str, str]] = {**_MATH, **_CYRILLIC, **_TEXT, **JOURNALS, **_MORE_TEXT}
"""Commands without an argument, as text prints them."""

MATH_SYMBOLS: Final[dict[str, str]] = {**_TEXT, **_CYRILLIC, **_MATH, **_MORE_MATH}
"""Commands without an argument, as math prints them."""

WRAPPERS: Final[dict[str, tuple[str, str]]] = {
    "emph": ("<i>", "</i>"),
    "textit": ("<i>", "</i>"),
    "textsl": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"),
    "mkbibitalic": ("<i>", "</i>"),
    "bibemph": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "mkbibbold": ("<b>", "</b>"),
    "bold": ("<b>", "</b>"),
    "textsc": ("<sc>", "</sc>"),
    "mkbibacro": ("<sc>", "</sc>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "mkbibsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "textsuper": ("<sup>", "</sup>"),
    "textsub": ("<sub>", "</sub>"),
    "up": ("<sup>", "</sup>"),
    "fup": ("<sup>", "</sup>"),
    "sp": ("<sup>", "</sup>"),
    "sb": ("<sub>", "</sub>"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "parentext": ("(", ")"),
    "brackettext": ("[", "]"),
}
"""Commands whose argument is printed between two texts: CSL's inline markup, mostly."""

QUOTERS: Final = frozenset(("enquote", "mkbibquote", "textquote", "blockquote"))

TRANSPARENT: Final = frozenset(
    _words(
        """
        mbox makebox fbox hbox text texttt textsf textrm textmd textup textnormal textlf underline
        uline ul uuline sout ensuremath protect nocase NoCaseChange MakeSentenceCase MakeTitleCase
        acro acrosl ac acs acl gls smash  rlap llap  textnums oldstylenums
        mkbibname nocorr textsw textgreek textcyrillic textcyr cyr textlatin texthebrew bibstring
        autocap code pkg program foreign allcaps textulc tubissue unicode mkbibnamefamily
        mkbibnamegiven mkbibnameprefix mkbibnamesuffix mkbibnamelast mkbibnamefirst hyperlink url
        path nolinkurl textsubsuper  mathrm cite citep citet citeauthor citeyear parencite
        textcite textlangle fontencoding selectfont bibcyr textsmaller textlarger
        """
    )
)
"""Commands that print their argument as it is."""

SKIPPED_ARGUMENTS: Final[dict[str, int]] = {
    "foreignlanguage": 1,
    "textlang": 1,
    "otherlanguage": 1,
    "textcolor": 1,
    "colorbox": 1,
    "raisebox": 1,
    "href": 1,
    "resizebox": 2,
    "scalebox": 1,
    "rotatebox": 1,
    "hyperref": 0,
    "texorpdfstring": 1,
    "multicolumn": 2,
}
"""Commands that print their last argument, and how many come before it."""

FIRST_OF_TWO: Final = frozenset(("htmladdnormallink", "printfirst"))
"""Commands that print the first of two arguments."""

DROPPED: Final[dict[str, int]] = {
    "noopsort": 1,
    "SortNoop": 1,
    "sortnoop": 1,
    "singleletter": 0,
    "noop": 1,
    "label": 1,
    "index": 1,
    "hspace": 1,
    "vspace": 1,
    "phantom": 1,
    "vphantom": 1,
    "hphantom": 1,
    "color": 1,
    "selectlanguage": 1,
    "penalty": 0,
    "kern": 0,
    "hyphenation": 1,
    "nocite": 1,
    "fontsize": 2,
    "thispagestyle": 1,
    "bibsentence": 0,
    "midsentence": 0,
    "isdot": 0,
    "unskip": 0,
    "ignorespaces": 0,
    "relax": 0,
    "noindent": 0,
    "indent": 0,
    "protect": 0,
    "leavevmode": 0,
    "allowbreak": 0,
    "nobreak": 0,
    "break": 0,
    "sloppy": 0,
    "newblock": 0,
    "nocorr": 0,
    "nonumber": 0,
    "strut": 0,
    "null": 0,
    "xspace": 0,
    "hyp": 0,
    "unhbox": 0,
    "voidb": 0,
    "centering": 0,
    "raggedright": 0,
    "ensuremath": 0,
    "boldmath": 0,
    "BibTeXonly": 0,
    "tiny": 0,
    "scriptsize": 0,
    "footnotesize": 0,
    "small": 0,
    "normalsize": 0,
    "large": 0,
    "Large": 0,
    "LARGE": 0,
    "huge": 0,
    "Huge": 0,
    "ttfamily": 0,
    "sffamily": 0,
    "rmfamily": 0,
    "mdseries": 0,
    "textstyle": 0,
    "cal": 0,
    "cyr": 0,
    "cyrfamily": 0,
}
"""Commands that print nothing, and how many arguments go with them."""

DECLARATIONS: Final[dict[str, str]] = {
    "it": "i",
    "itshape": "i",
    "em": "i",
    "sl": "i",
    "slshape": "i",
    "bf": "b",
    "bfseries": "b",
    "sc": "sc",
    "scshape": "sc",
    "rm": "",
    "upshape": "",
    "normalfont": "",
    "tt": "",
    "sf": "",
}
"""Font switches, which hold to the end of their group, and their CSL element."""

CHANGES_OF_CASE: Final[dict[str, bool]] = {
    "uppercase": True,
    "MakeUppercase": True,
    "lowercase": False,
    "MakeLowercase": False,
}
