"""Dates in English: `5 Nov`, `November 5th, 2025`, `the 5th`, `12.11.2026`, `the end of the month`."""

from __future__ import annotations

from salescli.model.when.draft import LAST_DAY, Draft, Numeric
from salescli.model.when.english_words import HALVES, LEANS, MONTHS, ORDINALS

_FULL, _SHORT = 3, 2
_LONGEST_DAY = 31


def read_date(words: list[str], at: int, draft: Draft) -> int:
    """The place after the date that begins at that word, 0 if none does."""
    word = words[at]
    if word in MONTHS:
        return _month_first(words, at, draft)
    if word[:1].isdecimal():
        return _numeric(words, at, draft) or _day_first(words, at, draft) or _year_first(words, at, draft)
    return _edge(words, at, draft)


def _month_first(words: list[str], at: int, draft: Draft) -> int:
    """`Nov 5`, `november 5th, 2025`, `nov-05`."""
    here = at + 1
    here += words[here] in {"-", "/", "the"}
    day = _day(words[here])
    here += 1
    ordinal = words[here] in ORDINALS
    if not day or words[here] in HALVES or words[here] == "oclock":
        return 0
    if not draft.put("month_day", (MONTHS[words[at]], day)):
        return 0
    return _year_after(words, here + ordinal, draft)


def _day_first(words: list[str], at: int, draft: Draft) -> int:
    """`5 Nov`, `5th of November 2025`, `5-nov-2025`, `the 5th`."""
    day = _day(words[at])
    here = at + 1
    ordinal = words[here] in ORDINALS
    here += ordinal
    month = here + (words[here] in {"of", "-", "/"})
    if not day:
        return 0
    if words[month] in MONTHS:
        return _year_after(words, month + 1, draft) if draft.put("month_day", (MONTHS[words[month]], day)) else 0
    return here if ordinal and draft.put("day_of_month", day) else 0


def _year_first(words: list[str], at: int, draft: Draft) -> int:
    """`2025 Nov 5`, `2025-nov-05`."""
    here = at + 1 + (words[at + 1] in {"-", "/", ","})
    if not _is_year(words[at]) or words[here] not in MONTHS:
        return 0
    after = here + 1 + (words[here + 1] in {"-", "/"})
    day = _day(words[after])
    if not day or not draft.put("month_day", (MONTHS[words[here]], day)) or not draft.put("year", int(words[at])):
        return 0
    return after + 1 + (words[after + 1] in ORDINALS)


def _year_after(words: list[str], at: int, draft: Draft) -> int:
    """The place after an optional year."""
    here = at + (words[at] in {",", "-", "/", "of"})
    if not _is_year(words[here]) or words[here + 1] in HALVES:
        return at
    return here + 1 if draft.put("year", int(words[here])) else 0


def _numeric(words: list[str], at: int, draft: Draft) -> int:
    """`2026-11-20`, `25/12/2026`, `3.4.`: figures whose order is settled later. `2026-11` is a month only."""
    for sign in "-/.":
        figures = words[at].split(sign)
        if len(figures) not in {_SHORT, _FULL} or not all(figure.isdecimal() for figure in figures):
            continue
        if len(figures) == _SHORT and _is_year(figures[0]):
            return at + 1 if draft.put("month_only", words[at]) else 0
        if words[at + 1] in HALVES or any(len(figure) > len("2026") for figure in figures):
            return 0
        after = at + 1 + (sign == "." and words[at + 1] == ".")
        return after if draft.put("numeric", Numeric(tuple(figures), sign)) else 0
    return 0


def _edge(words: list[str], at: int, draft: Draft) -> int:
    """`the end of the month`, `first day of next month`, `end of november`, `end of the year`."""
    here, day = at, {"start": 1, "beginning": 1, "first": 1, "end": LAST_DAY, "last": LAST_DAY}.get(words[at])
    if day is None:
        return 0
    here += 1
    if words[at] in {"first", "last"}:
        here += words[here] == "day"
        if here == at + 1 and words[at] == "last":
            return 0
    if words[here] != "of":
        return 0
    here += 1
    here += words[here] == "the"
    lean = LEANS.get(words[here], 0)
    here += words[here] in LEANS
    return _edge_of(words[here], day, lean, here, draft)


def _edge_of(unit: str, day: int, lean: int, here: int, draft: Draft) -> int:
    if unit == "month":
        put = draft.put("day_of_month", day) and draft.put("month", lean)
    elif unit == "year":
        put = draft.put("month_day", (1, 1) if day == 1 else (12, 31)) and draft.put("year_ref", lean)
    elif unit in MONTHS and not lean:
        put = draft.put("month_day", (MONTHS[unit], day))
    else:
        put = False
    return here + 1 if put else 0


def _day(word: str) -> int:
    """A day of the month in figures, 0 for any other word."""
    return int(word) if word.isdecimal() and len(word) <= len("31") and int(word) <= _LONGEST_DAY else 0


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == len("2026")
