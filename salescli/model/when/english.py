"""The English grammar of WHEN: words in, slots of a draft out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from salescli.model.when.draft import Amount, Draft
from salescli.model.when.english_amount import read_amount
from salescli.model.when.english_words import (
    BACKWARDS,
    DAYS,
    FORWARDS,
    LEANS,
    MONTHS,
    NUMBERS,
    PARTICLES,
    PARTS,
    TENS,
    WEEKDAYS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_PADDING = [""] * 8  # so that looking ahead needs no bounds


def read_english(text: str, draft: Draft) -> bool:
    """Fill the draft from lower-case text; False when a word is not known or a thing is said twice."""
    words = split_words(text)
    length = len(words)
    words += _PADDING
    at, dangling = 0, False
    while at < length:
        after = _read_one(words, at, draft)
        dangling = not after
        if dangling:
            if words[at] not in PARTICLES:
                return False
            after = at + 1
        at = after
    return not dangling and at == length


def split_words(text: str) -> list[str]:
    """Words, figures with their inner `: . / -`, and single signs."""
    text = re.sub(r"(?<=[a-z])\.(?!\d)", "", text).replace("o'clock", "oclock")
    text = re.sub(r"'s?\b|(?<=s)'", "", text) if "'" in text else text
    words = re.findall(r"\d+(?:[:./-]\d+)*|[a-z]+|[^\s]", text)
    return _joined(words) if not TENS.isdisjoint(words) else words


def _joined(words: list[str]) -> list[str]:
    """`forty-five` and `forty five` as one figure."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if before == "-" and len(joined) > 1 and joined[-2] in TENS and NUMBERS.get(word, 10) < 10:  # noqa: PLR2004
            joined.pop()
            before = joined[-1]
        if before in TENS and NUMBERS.get(word, 10) < 10:  # noqa: PLR2004
            joined[-1] = str(NUMBERS[before] + NUMBERS[word])
        else:
            joined.append(word)
    return joined


def _read_one(words: list[str], at: int, draft: Draft) -> int:
    """The place after the phrase that begins here, 0 if none does or its slot is taken."""
    for reader in _READERS:
        after = reader(words, at, draft)
        if after:
            return after
    return 0


def _read_day(words: list[str], at: int, draft: Draft) -> int:
    word = words[at]
    if word in DAYS:
        return at + 1 if draft.put("days", DAYS[word]) else 0
    if word == "tonight":
        return at + 1 if draft.put("days", 0) and draft.put("part", "night") else 0
    if word in WEEKDAYS:
        return at + 1 if draft.put("weekday", WEEKDAYS[word]) else 0
    if word == "day" and words[at + 1] in {"before", "after"}:
        sign = -1 if words[at + 1] == "before" else 1
        return at + 2 if draft.put("anchor", Amount(days=sign)) else 0
    return 0


def _read_now(words: list[str], at: int, draft: Draft) -> int:
    for phrase in (["now"], ["just", "now"], ["right", "now"], ["a", "moment", "ago"], ["moments", "ago"]):
        if words[at : at + len(phrase)] == phrase and draft.put("now", True):  # noqa: FBT003
            return at + len(phrase)
    return 0


def _read_lean(words: list[str], at: int, draft: Draft) -> int:
    """`last friday`, `this morning`, `next week`, `last night`, `next 5 nov`, `this coming monday`."""
    if words[at] not in LEANS:
        return 0
    lean = LEANS[words[at]]
    here = at + 1
    if lean == 0 and LEANS.get(words[here]):
        lean, here = LEANS[words[here]], here + 1
    word = words[here]
    slot = {"week": "week", "month": "month", "year": "year_ref"}.get(word)
    if slot:
        return here + 1 if draft.put(slot, lean) else 0
    if word in PARTS:
        return _lean_part(lean, word, here, draft)
    if word in WEEKDAYS:
        return here + 1 if draft.put("lean", lean) and draft.put("weekday", WEEKDAYS[word]) else 0
    after = _read_date(words, here, draft)
    return after if after and draft.month_day and draft.put("lean", lean) else 0


def _lean_part(lean: int, part: str, here: int, draft: Draft) -> int:
    known = lean == 0 or (lean < 0 and part in {"night", "evening"})
    return here + 1 if known and draft.put("days", lean) and draft.put("part", part) else 0


def _read_beyond(words: list[str], at: int, draft: Draft) -> int:
    """`the week before last`, `the month after next`."""
    slot = {"week": "week", "month": "month", "year": "year_ref"}.get(words[at])
    steps = {("before", "last"): -2, ("after", "next"): 2}.get((words[at + 1], words[at + 2]))
    return at + 3 if slot and steps and draft.put(slot, steps) else 0


def _read_part(words: list[str], at: int, draft: Draft) -> int:
    """`morning`, `in the morning`, `at night`."""
    here = at + 2 * (words[at : at + 2] == ["in", "the"])
    return here + 1 if words[here] in PARTS and draft.put("part", words[here]) else 0


def _read_signed(words: list[str], at: int, draft: Draft) -> int:
    """`-2h`, `+3d`."""
    found = read_amount(words, at + 1) if words[at] in {"+", "-"} else None
    if found is None:
        return 0
    return found[1] if draft.put("shift", found[0].signed(-1 if words[at] == "-" else 1)) else 0


def _read_shift(words: list[str], at: int, draft: Draft) -> int:
    """`in 2 hours`, `3 days ago`, `a week from tomorrow`, `2 days before 5 nov`."""
    ahead = words[at] == "in"
    found = read_amount(words, at + ahead)
    if found is None:
        return 0
    amount, here = found
    if ahead:
        here += words[here] == "time"
        return here if draft.put("shift", amount) else 0
    if words[here] in BACKWARDS or words[here : here + 2] == ["before", "now"]:
        here += 1 + (words[here] == "before")
        return here if draft.put("shift", amount.signed(-1)) else 0
    if words[here] in FORWARDS or words[here : here + 2] == ["from", "now"]:
        here += 1 + (words[here] == "from")
        return here if draft.put("shift", amount) else 0
    if words[here] in {"before", "after", "from"}:
        return here + 1 if draft.put("anchor", amount.signed(-1 if words[here] == "before" else 1)) else 0
    return here if draft.put("loose", amount) else 0


def _read_date(words: list[str], at: int, draft: Draft) -> int:
    from salescli.model.when.english_dates import read_date

    return read_date(words, at, draft)


def _read_spoken(words: list[str], at: int, draft: Draft) -> int:
    from salescli.model.when.english_hours import read_spoken

    found = read_spoken(words, at)
    return found[1] if found and draft.put("clock", found[0]) else 0


def _read_time(words: list[str], at: int, draft: Draft) -> int:
    from salescli.model.when.english_hours import read_clock

    found = read_clock(words, at)
    return found[1] if found and draft.put("clock", found[0]) else 0


def _read_month(words: list[str], at: int, draft: Draft) -> int:
    """`november`, `nov 2025`: known, so that the answer can ask for the day."""
    if words[at] not in MONTHS:
        return 0
    figure = words[at + 1]
    here = at + 1 + (figure.isdecimal() and len(figure) == len("2025"))
    return here if draft.put("month_only", " ".join(words[at:here])) else 0


_READERS: tuple[Callable[[list[str], int, Draft], int], ...] = (
    _read_signed,
    _read_day,
    _read_now,
    _read_beyond,
    _read_lean,
    _read_part,
    _read_spoken,
    _read_shift,
    _read_date,
    _read_time,
    _read_month,
)
