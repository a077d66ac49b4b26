"""Times of day in English: `15:30`, `3.30pm`, `noon`, `half past 3`."""

from __future__ import annotations

from salescli.model.when.draft import FIXED, LITERAL, LOOSE, Clock
from salescli.model.when.english_words import HALVES, NUMBERS

_NOON = {"noon": Clock(12, kind=FIXED), "midday": Clock(12, kind=FIXED), "midnight": Clock(0, kind=FIXED)}
_HALF_DAY = 12
_MINUTES = 60

Found = tuple[Clock, int]  # and the place of the word after it


def read_clock(words: list[str], at: int) -> Found | None:
    """The time that begins at that word, None if none does. A bare hour comes out LOOSE."""
    word = words[at]
    if word in _NOON:
        return _NOON[word], at + 1
    if ":" in word or "." in word:
        return _figures(words, at)
    hour = _number(word)
    if hour is None:
        return None
    if hour == _HALF_DAY and words[at + 1] in _NOON:
        return _NOON[words[at + 1]], at + 2
    return _hour(hour, 0, words, at + 1)


def read_spoken(words: list[str], at: int) -> Found | None:
    """`half past 3`, `quarter to four`, `ten past 3pm`, `5 minutes to noon`."""
    here = at + (words[at] == "a" and words[at + 1] == "quarter")
    minute = {"half": 30, "quarter": 15}.get(words[here]) or _number(words[here])
    here += 1
    here += words[here] in {"minutes", "minute", "min", "mins"}
    if not minute or minute >= _MINUTES or words[here] not in {"past", "to"}:
        return None
    found = read_clock(words, here + 1)
    if found is None or found[0].minute or found[0].second:
        return None
    clock, after = found
    if words[here] == "past":
        return clock._replace(minute=minute), after
    earlier = (clock.hour - 1) % 24 or (_HALF_DAY if clock.kind == LOOSE else 0)
    return clock._replace(hour=earlier, minute=_MINUTES - minute), after


def _figures(words: list[str], at: int) -> Found | None:
    """`15:30`, `3:30:05 pm`, `3.30pm`; fractions of a second are dropped."""
    word = words[at]
    if ":" not in word and words[at + 1] not in HALVES:
        return None
    figures = word.replace(":", ".").split(".")
    hour_minute_second_fraction = 4
    if "." in word and ":" in word and (word.count(":") != 2 or word.index(".") < word.rindex(":")):  # noqa: PLR2004
        return None
    if len(figures) > hour_minute_second_fraction or not _plausible(figures[:3]):
        return None
    second = int(figures[2]) if len(figures) > len(("hour", "minute")) else 0
    return _hour(int(figures[0]), int(figures[1]), words, at + 1, second)


def _plausible(figures: list[str]) -> bool:
    if not all(figure.isdecimal() and len(figure) <= len("59") for figure in figures):
        return False
    hour, *rest = (int(figure) for figure in figures)
    if any(len(figure) != len("05") for figure in figures[1:]):
        return False
    end_of_day = 24
    return all(value < _MINUTES for value in rest) and (hour < end_of_day or (hour == end_of_day and not any(rest)))


def _hour(hour: int, minute: int, words: list[str], at: int, second: int = 0) -> Found | None:
    """An hour and what follows it: am, pm, o'clock or nothing."""
    oclock = words[at] == "oclock"
    here = at + oclock
    if words[here] in HALVES:
        if not 1 <= hour <= _HALF_DAY:
            return None
        afternoon = _HALF_DAY if words[here] == "pm" else 0
        return Clock(hour % _HALF_DAY + afternoon, minute, second, FIXED), here + 1
    written_out = ":" in words[at - 1] and not oclock
    if hour > 24:  # noqa: PLR2004
        return None
    return Clock(hour, minute, second, LITERAL if written_out else LOOSE), here


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isdecimal() and len(word) <= len("24") else None
