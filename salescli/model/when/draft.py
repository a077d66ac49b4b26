"""What the readers of WHEN fill in: one slot for each thing that a phrase can say, each said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

LOG, NEXT, REPORT, AS_OF = "log", "next", "report", "as-of"

LAST_DAY = -1  # as a day of the month: its last one, whichever that is

# How a clock was written decides what a part of the day may do to it.
LITERAL = "literal"  # `3:30`, `3点`: as it stands, in 24 hours, unless a part of the day says otherwise
FIXED = "fixed"  # `3pm`, `noon`: nothing moves it
LOOSE = "loose"  # `at 3`, `half past 3`: means nothing without a part of the day


class Clock(NamedTuple):
    """A time of day as written, hour 0 to 24."""

    hour: int
    minute: int = 0
    second: int = 0
    kind: str = LITERAL


class Amount(NamedTuple):
    """A stretch of time: calendar months and days, and seconds on the clock, all of one sign."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    def signed(self, sign: int) -> Amount:
        """The same stretch, forwards (1) or backwards (-1)."""
        return Amount(self.months * sign, self.days * sign, self.seconds * sign)

    def plus(self, other: Amount) -> Amount:
        """Both stretches together."""
        return Amount(self.months + other.months, self.days + other.days, self.seconds + other.seconds)


class Numeric(NamedTuple):
    """A date in figures whose order is still open: `03/04/2026`, `3.4`."""

    figures: tuple[str, ...]
    sign: str

    @property
    def text(self) -> str:
        """As written."""
        return self.sign.join(self.figures)


class Frame(NamedTuple):
    """All that a phrase is read against. `now` is aware, whole seconds, in the zone's present offset."""

    now: datetime
    zone: tzinfo | None
    purpose: str
    order: str | None
    text: str

    @property
    def today(self) -> date:
        """The reader's calendar day."""
        return self.now.date()

    @property
    def forward(self) -> bool:
        """Whether a day that comes again and again is the next one and not the latest."""
        return self.purpose == NEXT


class Draft:
    """The slots, None while unsaid. `put` refuses a second value: what says a thing twice is unknown."""

    __slots__ = (
        "anchor",
        "clock",
        "day_of_month",
        "days",
        "lean",
        "loose",
        "month",
        "month_day",
        "month_only",
        "now",
        "numeric",
        "part",
        "shift",
        "week",
        "weekday",
        "year",
        "year_ref",
        "ymd",
    )

    def __init__(self) -> None:
        """Nothing said yet."""
        self.now: bool | None = None
        self.days: int | None = None  # from today
        self.weekday: int | None = None  # Monday is 0
        self.lean: int | None = None  # last -1, this 0, next 1, before a weekday or a month's day
        self.week: int | None = None  # Monday to Sunday, from this one
        self.month: int | None = None  # from this one
        self.year_ref: int | None = None  # from this one
        self.year: int | None = None
        self.ymd: tuple[int, int, int] | None = None
        self.month_day: tuple[int, int] | None = None
        self.day_of_month: int | None = None
        self.month_only: str | None = None  # a month without a day, as written
        self.numeric: Numeric | None = None
        self.shift: Amount | None = None  # from now
        self.anchor: Amount | None = None  # from the day that is said beside it
        self.loose: Amount | None = None  # neither forwards nor backwards
        self.clock: Clock | None = None
        self.part: str | None = None

    def put(self, slot: str, value: object) -> bool:
        """Fill a slot; False when it is already filled."""
        if getattr(self, slot) is not None:
            return False
        setattr(self, slot, value)
        return True

    def said(self) -> frozenset[str]:
        """The names of the filled slots."""
        return frozenset(slot for slot in self.__slots__ if getattr(self, slot) is not None)
