"""WHEN, as people type it: ISO 8601 first, then a closed grammar, English and Chinese. Never a guess.

The tables for users are in docs/when.md. Words fill the slots of a draft (`english`, `chinese`),
the draft becomes days (`days`) and a time (`time_of_day`), the purpose chooses one (`choose`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.choose import Moment, day_moment, fixed_moment, shifted_moment, timed_moment
from salescli.model.when.draft import AS_OF, LOG, NEXT, REPORT, Draft, Frame
from salescli.model.when.zone import check_year, in_zone

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from salescli.model.when.iso import Stamp

__all__ = ["AS_OF", "LOG", "NEXT", "REPORT", "Moment", "looks_like_when", "understand"]

_LONGEST = 100
_SHOWN = 40
_SIGNS = {0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-"}


def understand(
    text: str, *, now: datetime, zone: tzinfo | None = None, purpose: str = LOG, date_order: str | None = None
) -> Moment:
    """The moment meant. `now` is aware; `zone` None is the machine's; `purpose` LOG, NEXT, REPORT or AS_OF.

    `date_order` (dmy, mdy, ymd) decides how 03/04/2026 reads. Raises Misuse for what is not known, for what
    reads two ways, for a local time that never was, for a log to come and for a plan already past.
    """
    plain = _plain(text)
    frame = Frame(in_zone(now, zone), zone, purpose, date_order, _shown(text))
    if len(plain) > _LONGEST or not plain:
        _refuse(frame)
    draft = None
    _check_not_bare(plain, frame)
    if plain[0].isdecimal():
        from salescli.model.when.iso import read_stamp

        stamp = read_stamp(plain)
        if stamp and stamp.offset:
            return _own_offset(stamp, frame)
        if stamp:
            draft = Draft()
            draft.ymd, draft.clock = (stamp.day.year, stamp.day.month, stamp.day.day), stamp.clock
    return _resolve(draft or _read(plain, frame), frame)


def looks_like_when(text: str) -> bool:
    """Whether a whole text is a WHEN: so `Acme yesterday` is noticed. Plain numbers and months are none."""
    from salescli.model.when.looks import is_when

    return is_when(_plain(text))


def _read(plain: str, frame: Frame) -> Draft:
    """The filled draft. Raises Misuse when the grammar does not know the text."""
    draft = Draft()
    if plain.isascii():
        from salescli.model.when.english import read_english as read
    else:
        from salescli.model.when.chinese import read_chinese as read
    if not read(plain, draft):
        _refuse(frame)
    return draft


def _resolve(draft: Draft, frame: Frame) -> Moment:
    _check_complete(draft, frame)
    if draft.now or (draft.shift and draft.shift.seconds):
        if len(draft.said()) > 1:
            _refuse(frame)
        return shifted_moment(draft.shift, frame) if draft.shift else fixed_moment(frame.now, frame)
    from salescli.model.when.days import days_said
    from salescli.model.when.time_of_day import hours_meant

    days = days_said(draft, frame)
    clock = hours_meant(draft.clock, draft.part, frame.text)
    if days is None or not (days or clock):
        _refuse(frame)
    return timed_moment(days, clock, draft, frame) if clock else day_moment(days[0], frame)


def _check_complete(draft: Draft, frame: Frame) -> None:
    """Raise Misuse for what is half said, with the missing half."""
    if draft.month_only:
        raise Misuse(
            _("{text} names a month, not a day: say the day too, like 5 Nov or 2026-11-05").format(text=frame.text)
        )
    if draft.loose:
        raise Misuse(_("{text}: before or after now? Say -2h, 2h ago, or in 2h").format(text=frame.text))


def _check_not_bare(plain: str, frame: Frame) -> None:
    """Raise Misuse for a number alone; eight figures are a day of ISO's basic form."""
    if plain.isdecimal() and len(plain) != len("20261120"):
        raise Misuse(
            _("{text} is a bare number: say 15:00 for a time, 2026-11-20 for a day, -15m for 15 minutes ago").format(
                text=frame.text
            )
        )


def _own_offset(stamp: Stamp, frame: Frame) -> Moment:
    """An ISO instant keeps its offset, unless that is UTC: then it is shown in the zone."""
    from salescli.model.when.iso import local

    check_year(stamp.day.year)
    at = local(stamp).replace(tzinfo=stamp.offset)
    return fixed_moment(at if at.utcoffset() else in_zone(at, frame.zone), frame)


def _plain(text: str) -> str:
    """Half-width, lower case, single spaces, plain hyphens; nothing for what is too long to be a WHEN."""
    if len(text) > _LONGEST:
        return ""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(text.lower().replace("(", " ").replace(")", " ").split())


def _shown(text: str) -> str:
    """The text as typed, fit for one line of a message."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST]).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _refuse(frame: Frame) -> NoReturn:
    raise Misuse(
        _(
            "\"{text}\" is no time that is understood: try 'yesterday 3pm', 'last friday', -2h, 昨天下午3点 "
            "or '2026-11-20 15:30'"
        ).format(text=frame.text)
    )
