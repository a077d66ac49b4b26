"""Stretches of time in English: `2 hours`, `an hour and a half`, `1h30`, `a couple of days`."""

from __future__ import annotations

from salescli.model.when.draft import Amount
from salescli.model.when.english_words import HALVES, HOUR, NUMBERS, UNITS

_LONGEST_FIGURE = 6

Found = tuple[Amount, int]  # and the place of the word after it


def read_amount(words: list[str], at: int) -> Found | None:
    """The stretch that begins at that word, None if none does. `words` ends in empty ones."""
    found = _term(words, at)
    if found is None:
        return None
    total, here = found
    while True:
        ahead = here + (words[here] in {"and", ","})
        more = _term(words, ahead) or _minutes_after_hour(words, here, total)
        if more is None:
            return total, here
        total, here = total.plus(more[0]), more[1]


def _term(words: list[str], at: int) -> Found | None:
    return _fraction_of(words, at) or _couple(words, at) or _counted(words, at)


def _fraction_of(words: list[str], at: int) -> Found | None:
    """`half an hour`, `a half hour`, `a quarter of an hour`, `three quarters of an hour`."""
    here = at + (words[at] in {"a", "one"})
    if words[here] == "half":
        here += 1
        here += words[here] in {"a", "an"}
        return _scaled(1, 2, words[here], here + 1)
    quarters = {"quarter": 1, "quarters": 3}.get(words[here + (words[here] == "three")])
    if not quarters or (words[here] == "three") != (quarters == 3):  # noqa: PLR2004
        return None
    here += 1 + (words[here] == "three")
    here += words[here] == "of"
    here += words[here] in {"a", "an"}
    return _scaled(quarters, 4, words[here], here + 1) if words[here] == "hour" else None


def _couple(words: list[str], at: int) -> Found | None:
    here = at + (words[at] == "a")
    if words[here] != "couple":
        return None
    here += 1 + (words[here + 1] == "of")
    return _scaled(2, 1, words[here], here + 1)


def _counted(words: list[str], at: int) -> Found | None:
    """`2 hours`, `1.5 h`, `an hour and a half`, `one and a half hours`."""
    value = _value(words[at])
    if value is None or (words[at].isalpha() and len(words[at + 1]) == 1):  # `a m` is no minute
        return None
    count, parts = value
    here = at + 1
    if words[here : here + 3] == ["and", "a", "half"]:
        return _scaled(2 * count + parts, 2 * parts, words[here + 3], here + 4)
    if words[here + 1 : here + 4] == ["and", "a", "half"]:
        return _scaled(2 * count + parts, 2 * parts, words[here], here + 4)
    return _scaled(count, parts, words[here], here + 1)


def _value(word: str) -> tuple[int, int] | None:
    """A number as numerator and denominator."""
    if word in {"a", "an"}:
        return 1, 1
    if word in NUMBERS:
        return NUMBERS[word], 1
    whole, dot, decimals = word.partition(".")
    if not whole.isdecimal() or (dot and not decimals.isdecimal()) or len(word) > _LONGEST_FIGURE:
        return None
    return int(whole + decimals), 10 ** len(decimals)


def _scaled(count: int, parts: int, unit: str, after: int) -> Found | None:
    """So many units; None for half a day, half a month and the like, which nobody can place."""
    if unit not in UNITS:
        return None
    field, size = UNITS[unit]
    if field == "seconds":
        return Amount(seconds=count * size // parts), after
    if count * size % parts:
        return None
    size = count * size // parts
    return (Amount(days=size) if field == "days" else Amount(months=size)), after


def _minutes_after_hour(words: list[str], at: int, total: Amount) -> Found | None:
    """The `30` of `1h30`."""
    figure = words[at]
    if not figure.isdecimal() or len(figure) > len("59") or int(figure) >= 60:  # noqa: PLR2004
        return None
    after_hour = UNITS.get(words[at - 1]) == HOUR and total.seconds
    if not after_hour or words[at + 1] in UNITS or words[at + 1] in HALVES:
        return None
    return Amount(seconds=int(figure) * 60), at + 1
