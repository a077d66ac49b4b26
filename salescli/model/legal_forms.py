"""The legal forms that a company's name may end in (or begin with), and the name without them.

Two names that are equal without them are near: `Acme Ltd` and `Acme GmbH`. docs/names.md has the list.
Words that say what a company does or whose it is (Group, Holding, 集团) are part of its name.
"""

# Compared without dots, slashes and brackets: S.A. is sa, A/S is as, (Pty) is pty.
_FORMS = """
    ltd limited inc incorporated corp corporation co company llc llp lp plc pty proprietary pvt private pte
    gmbh mbh ag kg kgaa ohg ug gbr ek ev se sa sas sarl sasu snc srl sl slu sro doo bv nv cv vof
    oy oyj ab as asa aps ks ou kft zrt nyrt bhd sdn berhad tbk kk gk ltda lda cia cie
    ооо оао зао пао ао ип
"""
_ENDINGS = frozenset(_FORMS.split())
# Words of their own unless written with dots: Lotus Spa, S.p.A.
_DOTTED = frozenset({"spa", "eu", "et", "eg"})
_LINKS = frozenset({"&", "+", "and", "und", "et"})  # what stands before Co: Smith & Co
_BEGINNINGS = (
    "ооо ",
    "оао ",
    "зао ",
    "пао ",
    "ао ",
    "ип ",
    "株式会社",
    "株式會社",
    "有限会社",
    "合同会社",
    "주식회사",
    "(株)",
    "(有)",
    "(주)",
)
CHINESE_ENDINGS = (
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "股份公司",
    "有限公司",
    "(特殊普通合伙)",
    "(普通合伙)",
    "(有限合伙)",
    "公司",
    "株式会社",
    "株式會社",
    "有限会社",
    "合同会社",
    "合資会社",
    "주식회사",
    "유한회사",
    "(株)",
    "(有)",
    "(주)",
)
_EDGES = " ,.;:-"


def stem(folded: str) -> str:
    """A folded name without its legal forms; at least one word (in Chinese, one character) of it stays."""
    words = folded.split()
    while len(words) > 1 and (taken := _legal_words(words)):
        del words[-taken:]
    rest = " ".join(words)
    if not rest.isascii():
        rest = _without_beginning(without_ending(rest))
    return rest.strip(_EDGES) or folded


def without_ending(name: str) -> str:
    """A folded name without its Chinese, Japanese or Korean legal form, which follows without a space."""
    rest = name
    while True:
        ending = next((each for each in CHINESE_ENDINGS if rest.endswith(each)), None)
        if ending is None or not rest[: -len(ending)].strip(_EDGES):
            return rest
        rest = rest[: -len(ending)].rstrip(" ,.")


def _legal_words(words: list[str]) -> int:
    """How many of the last words are one legal form; at least one word stays before it."""
    if "".join(map(_bare, words[1:][-3:])) == "spzoo":  # sp. z o.o.
        return 3
    if words[-1] in _LINKS:  # comes after a Co that was just taken: nobody's name ends in "&"
        return 1
    last = _bare(words[-1])
    return int(last in _ENDINGS or (last in _DOTTED and "." in words[-1].rstrip(".")))


def _bare(word: str) -> str:
    return word.replace(".", "").replace("/", "").strip(",;()")


def _without_beginning(name: str) -> str:
    for beginning in _BEGINNINGS:
        if name.startswith(beginning) and name[len(beginning) :].strip(_EDGES):
            return name[len(beginning) :]
    return name
