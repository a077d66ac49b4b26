"""What the rows of a column say of the order of day, month and year in it."""

from collections.abc import Iterable

from salescli.exchange import date_shapes
from salescli.exchange.refusal import Undecided, shown
from salescli.i18n import _

_REMEMBERED = 100_000
_SHOWN = 3  # rows that are shown both ways
_LOOKED_AT = 50  # rows that read several ways, kept until it is known which ways are left


class Evidence:
    """The orders that a column's rows still allow, and the row that spoke against each."""

    def __init__(self, latest: int | None = None) -> None:
        """Nothing seen yet: everything is possible. Of years of two figures none after `latest` is meant."""
        self.possible = set(date_shapes.ORDERS)
        self.against: dict[str, tuple[int, str]] = {}
        self.doubtful: list[tuple[int, str]] = []
        self.seen: set[str] = set()
        """Beginnings of the texts looked at: an order shows in them, and a million rows have few days."""
        self._latest = latest

    def see(self, line: int, text: str) -> None:
        """Take a row into account. One that is no date at all says nothing: it is refused when it is read."""
        if len(self.seen) > _REMEMBERED:
            self.seen.clear()
        self.seen.add(text[:10])
        allowed = date_shapes.readings(text, self._latest)
        if not allowed:
            return
        if len(allowed & self.possible) > 1 and len(self.doubtful) < _LOOKED_AT and self._ways(text, allowed):
            self.doubtful.append((line, text))
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
        ways = [(line, text, self._ways(text, left)) for line, text in self.doubtful]
        several = [(line, text, found) for line, text, found in ways if found]
        if several:
            self._refuse_several(several[:_SHOWN])
        return left[0]

    @staticmethod
    def _ways(text: str, orders: Iterable[str]) -> dict[str, str]:
        """The days that a text may mean, by order; none where all of them mean the same."""
        found = date_shapes.parts(text)
        if found is None or "named" in found.orders:
            return {}
        days = {order: date_shapes.day(found.figures, order) for order in date_shapes.ORDERS if order in orders}
        ways = {order: f"{day:%Y-%m-%d}" for order, day in days.items() if day}
        return ways if len(set(ways.values())) > 1 else {}

    @staticmethod
    def _refuse_several(rows: list[tuple[int, str, dict[str, str]]]) -> None:
        orders = [order for order in date_shapes.ORDERS if any(order in found for _line, _text, found in rows)]
        one = _("on line {line}, {text} is {days}")
        shown_rows = [
            one.format(line=line, text=shown(text), days=_(" or ").join(found.values())) for line, text, found in rows
        ]
        message = _("dates read two ways: {rows}; say which with {options}")
        options = _(" or ").join(f"--date-format {order}" for order in orders)
        raise Undecided(message.format(rows="; ".join(shown_rows), options=options))

    def _refuse_mixture(self, line: int, text: str) -> None:
        other, written = next(iter(self.against.values()))
        message = _(
            "dates of two kinds in one column: {written} on line {other} and {text} on line {line};"
            " correct one kind, or say --date-format"
        )
        raise Undecided(message.format(written=shown(written), other=other, text=shown(text), line=line))
