"""Whether a text is a WHEN, for noticing one at the end of a customer's name: cheap and shy."""

from __future__ import annotations

from salescli.model.errors import Misuse
from salescli.model.when.draft import Draft

_PERIODS = ({"week"}, {"month"}, {"year_ref"})


def is_when(plain: str) -> bool:
    """Whether that normalized text is one. Bare numbers, months, `5th`, `morning` are none: names end so."""
    if not plain or plain.isdecimal():
        return False
    if plain.isalpha() and plain.isascii():
        from salescli.model.when.english_words import ALONE

        return plain in ALONE
    if plain[0].isdecimal():
        from salescli.model.when.iso import read_stamp

        try:
            if read_stamp(plain):
                return True
        except Misuse:
            return True  # 2026-02-31 is meant as a day, though there is none
    return _is_read(plain)


def _is_read(plain: str) -> bool:
    draft = Draft()
    if plain.isascii():
        from salescli.model.when.english import read_english as read
    else:
        from salescli.model.when.chinese import read_chinese as read
    return read(plain, draft) and _is_enough(draft)


def _is_enough(draft: Draft) -> bool:
    from salescli.model.when.days import is_form
    from salescli.model.when.draft import LOOSE

    said = draft.said()
    if draft.numeric and len(said) == 1:
        return len(draft.numeric.figures) > len(("24", "7"))
    if said <= {"part"} or said == {"day_of_month"} or draft.loose or draft.month_only:
        return False
    if said - {"clock", "part"} in _PERIODS and not (draft.week or draft.month or draft.year_ref):
        return False  # `this week` is no day
    if said & {"now"} or (draft.shift and draft.shift.seconds):
        return len(said) == 1
    if draft.clock and draft.clock.kind == LOOSE and draft.part is None:
        return False
    return is_form(draft)
