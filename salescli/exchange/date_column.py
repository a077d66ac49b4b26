"""How a whole column of dates is to be read: by what all of its rows allow."""

from collections.abc import Callable, Iterable
from datetime import datetime

from salescli.exchange import date_shapes
from salescli.exchange.refusal import BadRow, Undecided, shown
from salescli.i18n import _
from salescli.model.errors import Misuse

Reading = Callable[[str], date_shapes.Stamp]
_REMEMBERED = 100_000


class Evidence:
    """The orders that a column's rows still allow, and the row that spoke against each."""

    def __init__(self) -> None:
        """Nothing seen yet: everything is possible."""
        self.possible = set(date_shapes.ORDERS)
        self.against: dict[str, tuple[int, str]] = {}
        self.doubtful: tuple[int, str] | None = None
        self.seen: set[str] = set()
        """Beginnings of the texts looked at: an order shows in them, and a million rows have few days."""

    def see(self, line: int, text: str) -> None:
        """Take a row into account. One that is no date at all says nothing: it is refused when it is read."""
        if len(self.seen) > _REMEMBERED:
            self.seen.clear()
        self.seen.add(text[:10])
        allowed = date_shapes.readings(text)
        if len(allowed & {"dmy", "mdy"}) > 1 and len(allowed) < len(date_shapes.ORDERS) and not self.doubtful:
            self.doubtful = self._if_they_differ(line, text)
        if allowed:
            for order in self.possible - allowed:
                self.against[order] = (line, text)
            self.possible &= allowed
            if not self.possible:
                self._refuse_mixture(line, text)

    def order(self, setting: str | None) -> str:
        """The one order, else the setting's where it is among those left. Raises Undecided where two are left."""
        left = [order for order in date_shapes.ORDERS if order in self.possible]
        if setting in left:
            return str(setting)
        if self.doubtful and {"dmy", "mdy"} <= self.possible:
            line, text = self.doubtful
            first, second = (date_shapes.stamp(text, order).local.date() for order in ("dmy", "mdy"))
            message = _(
                "dates read two ways: on line {line}, {text} is {first} or {second};"
                " say which with --date-format dmy or --date-format mdy"
            )
            raise Undecided(message.format(line=line, text=shown(text), first=first, second=second))
        return left[0]

    @staticmethod
    def _if_they_differ(line: int, text: str) -> tuple[int, str] | None:
        found = date_shapes.parts(text)
        return (line, text) if found and found.figures[0] != found.figures[1] else None

    def _refuse_mixture(self, line: int, text: str) -> None:
        other, written = next(iter(self.against.values()))
        message = _(
            "dates of two kinds in one column: {written} on line {other} and {text} on line {line};"
            " correct one kind, or say --date-format"
        )
        raise Undecided(message.format(written=shown(written), other=other, text=shown(text), line=line))


def by_format(stated: str) -> Reading | None:
    """A reader for `--date-format`, dmy, mdy, ymd or strptime's own; None where it states an order. Raises Misuse."""
    if stated in date_shapes.ORDERS:
        return lambda text: date_shapes.stamp(text, stated)
    if "%" not in stated:
        message = _("--date-format is dmy, mdy, ymd or such as %d.%m.%Y %H:%M, not {text}")
        raise Misuse(message.format(text=stated))
    timed = any(mark in stated for mark in ("%H", "%I", "%c", "%X", "%s", "%T", "%R"))

    def read(text: str) -> date_shapes.Stamp:
        try:
            found = datetime.strptime(text, stated)  # noqa: DTZ007  the zone comes later
        except ValueError:
            raise BadRow(_("{text} is not written as {format}").format(text=shown(text), format=stated)) from None
        offset = date_shapes.offset_of(found.strftime("%z")) if found.tzinfo else None
        local = found.replace(tzinfo=None, microsecond=0)
        return date_shapes.Stamp(local if timed else local.replace(hour=12), timed, offset)

    return read


def by_evidence(cells: Iterable[tuple[int, str]], setting: str | None) -> tuple[str, Reading]:
    """The order that a column's rows allow, and a reader by it. Raises Undecided where they allow two, or none."""
    evidence = Evidence()
    seen = evidence.seen
    for line, text in cells:
        if text and text[:10] not in seen:
            evidence.see(line, text)
    order = evidence.order(setting)
    return order, lambda text: date_shapes.stamp(text, order)
