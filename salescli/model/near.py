"""Near names: may a name that nobody has be meant for one that somebody has? docs/names.md says when.

Names are compared folded.
"""

from collections.abc import Container
from typing import NamedTuple

from salescli.model.legal_forms import stem, without_ending

__all__ = [
    "BEGINS",
    "FORM",
    "MOST_SLIPS",
    "ONE_SLIP_FROM",
    "SLIP",
    "TWO_SLIPS_FROM",
    "Remark",
    "letters_of",
    "slips",
    "slips_allowed",
    "stem",
    "trailing_remark",
    "why_near",
]

SLIP = "slip"  # one slip or two in typing
FORM = "form"  # equal without Ltd, GmbH, 有限公司
BEGINS = "begins"  # one begins the other by whole words

MOST_SLIPS = 2
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8  # letters

_AFTER_A_WORD = " ,;:()[]/·・"


def why_near(new: str, known: str) -> str | None:
    """Why two folded names are near: SLIP, FORM or BEGINS; None where they are not, or are equal.

    The known name's length says how many slips may be: it is the one that was meant. Names that differ in
    digits only (`Shop 12`, `Shop 13`, 第一医院 and 第二医院) are never near.
    """
    stems = stem(new), stem(known)
    if new == known or _differ_in_digits_only(new, known) or _differ_in_digits_only(*stems):
        return None
    if stems[0] == stems[1]:
        return FORM
    most = slips_allowed(known)
    if most and slips(new, known, most) <= most:
        return SLIP
    return BEGINS if begins(new, known) or begins(known, new) else None


def slips_allowed(folded: str) -> int:
    """How many slips leave another name near this one: one from four letters on, two from eight."""
    letters = letters_of(folded)
    return 0 if letters < ONE_SLIP_FROM else 1 if letters < TWO_SLIPS_FROM else 2


def letters_of(folded: str) -> int:
    """The letters of a name.

    有限公司 and its like do not count: two Chinese names of one trade in one town differ in two characters.
    """
    return sum(character.isalpha() for character in without_ending(folded))


def slips(one: str, other: str, most: int) -> int:
    """The slips between two names: optimal string alignment (a letter more, less, other, or two swapped).

    Exact up to `most`, which is small; beyond it, `most` + 1.
    """
    one, other = _unequal_middle(one, other)
    if not one or not other:
        return min(len(one) + len(other), most + 1)
    if most == 0 or abs(len(one) - len(other)) > most:
        return most + 1
    fewest = min(slips(one[1:], other[1:], most - 1), slips(one[1:], other, most - 1), slips(one, other[1:], most - 1))
    if one[:2] == other[1::-1]:
        fewest = min(fewest, slips(one[2:], other[2:], most - 1))
    return fewest + 1


def _unequal_middle(one: str, other: str) -> tuple[str, str]:
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return one, other


def begins(short: str, long: str) -> bool:
    """Whether the first name begins the second by whole words (Chinese, Japanese: by two characters)."""
    return len(short) < len(long) and long.startswith(short) and _ends_a_word(long, len(short))


def beginnings(name: str) -> list[str]:
    """Every proper beginning of a folded name by whole words, the longest first."""
    return [name[:length] for length in range(len(name) - 1, 0, -1) if _ends_a_word(name, length)]


def _ends_a_word(name: str, length: int) -> bool:
    if name[length] in _AFTER_A_WORD:
        return name[length - 1] not in _AFTER_A_WORD
    unspaced = is_unspaced(name[length - 1]) or is_unspaced(name[length])
    return unspaced and length > 1 and name[length].isalnum() and name[length - 1].isalnum()


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script without spaces between words: Han, Hiragana, Katakana."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _differ_in_digits_only(one: str, other: str) -> bool:
    """Whether the digits differ and nothing else does; Chinese numerals are digits (第一, 二店)."""
    return digits(one) != digits(other) and without_digits(one) == without_digits(other)


def digits(folded: str) -> str:
    """The digits of a name, Chinese numerals among them."""
    return "".join(character for character in folded if character.isnumeric())


def without_digits(folded: str) -> str:
    """The name without digits, and without the gaps and marks that would be left around them."""
    return "".join(each for each in folded if not (each.isnumeric() or each in " -#/."))


class Remark(NamedTuple):
    """Words at the end of a name that look meant for an option: `option` is -o, --at or -d, `text` its value.

    `name` is what stands before them.
    """

    option: str
    text: str
    name: str


def trailing_remark(name: str, outcomes: Container[str] = ()) -> Remark | None:
    """What a name ends in, after another word, that is no part of a name: an outcome, a WHEN or a duration.

    `outcomes` are the words that users added. Examples: `Acme no-answer`, `Acme no answer`, `Acme 12m`,
    `Acme yesterday 3pm`.
    """
    from salescli.model.vocabulary import CODES, OUTCOMES

    words = name.split()
    for start in range(max(1, len(words) - _MOST_WORDS), len(words)):
        last = words[start:]
        if _is_number(last):
            continue  # Studio 54, Motel 6, 7-11: part of a name
        text = "-".join(last).lower()
        if text in OUTCOMES or text in outcomes or text in CODES:
            return Remark("-o", text, " ".join(words[:start]))
        option = _moment_or_duration(" ".join(last))
        if option:
            return Remark(option, " ".join(last), " ".join(words[:start]))
    return None


def _is_number(words: list[str]) -> bool:
    text = "".join(words)
    short = sum(character.isdigit() for character in text) < _DATE_DIGITS
    return short and ":" not in text and not any(character.isalpha() for character in text)


_DATE_DIGITS = 6  # 1/2/26
_MOST_WORDS = 5  # half an hour ago; last friday at 3 pm


def _moment_or_duration(text: str) -> str | None:
    from salescli.model.durations import looks_like_duration
    from salescli.model.when import looks_like_when

    if looks_like_duration(text):
        return "-d"
    return "--at" if looks_like_when(text) else None
