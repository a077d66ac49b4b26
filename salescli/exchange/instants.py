"""A file's local times as instants: the offset in the value, else the zone of the import; quick for a million rows."""

from datetime import UTC, datetime, timedelta, tzinfo

from salescli.exchange.date_shapes import Stamp
from salescli.exchange.refusal import BadRow, ToCome, shown
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.when.zone import EARLIEST_YEAR, LATEST_YEAR, in_zone, place

Moment = tuple[str, int, str]
"""`at` in ISO with offset, the same in seconds of Unix time, the local day."""

_CACHED_HOURS = 200_000
_SECONDS = {f":{minute:02}:{second:02}": minute * 60 + second for minute in range(60) for second in range(60)}
_REST = timedelta(minutes=59, seconds=59)  # of an hour


class Moments:
    """Reads moments in one zone, None the machine's; remembers hours whose offset is one and the same throughout."""

    def __init__(self, zone: tzinfo | None, now: datetime) -> None:
        """`now` is the present: what lies after it is refused."""
        self._zone = zone
        self._now = int(now.timestamp())
        self._present = now.astimezone(zone).replace(microsecond=0)
        self.zoned = False
        """Whether a time came without an offset, so that the zone decided."""
        self._hours: dict[str, tuple[int, str] | None] = {}
        self._kept: dict[str, int] = {}

    def of(self, stamp: Stamp) -> Moment:
        """The moment of a stamp. Raises BadRow for one that never was, before 1990, or still to come.

        A day without a time is its noon, but today is now.
        """
        if stamp.local.year > LATEST_YEAR:
            raise ToCome(_("{text} is still to come").format(text=f"{stamp.local:%Y-%m-%d}"))
        if not stamp.timed and stamp.local.date() == self._present.date():
            self.zoned = True
            return self._checked(self._present)
        if stamp.offset is None:
            return self._local(stamp.local)
        instant = stamp.local.replace(tzinfo=stamp.offset)
        if stamp.offset == UTC and stamp.timed:
            self.zoned = True
            instant = in_zone(instant, self._zone)
        return self._checked(instant)

    def quick(self, text: str) -> Moment | None:
        """The moment of `2021-04-15 23:03:00` or with a T, None where the slow way must decide."""
        hour, seconds = text[:13], _SECONDS.get(text[13:])
        found = self._hours.get(hour)
        if found is None and seconds is not None and hour not in self._hours:
            found = self._remember(hour)
        if found is None or seconds is None:
            return None
        unix = found[0] + seconds
        if unix > self._now:
            raise ToCome(_("{text} is still to come").format(text=shown(text)))
        day = text[:10]
        return f"{day}T{text[11:]}{found[1]}", unix, day

    def kept(self, text: str) -> int:
        """The Unix time of `2026-11-18T15:04:00+08:00`, as our own exports write it. Raises BadRow."""
        hour = text[:13] + text[19:]
        start, seconds = self._kept.get(hour), _SECONDS.get(text[13:19])
        if start is None or seconds is None:
            return self._kept_slowly(text, hour)
        unix = start + seconds
        if unix > self._now:
            raise ToCome(_("{text} is still to come").format(text=shown(text)))
        return unix

    def _kept_slowly(self, text: str, hour: str) -> int:
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            raise BadRow(_("{text} is no time as 2026-11-18T15:04:00+08:00").format(text=shown(text))) from None
        if instant.tzinfo is None or instant.isoformat(timespec="seconds") != text:
            raise BadRow(_("{text} is no time as 2026-11-18T15:04:00+08:00").format(text=shown(text)))
        unix = self._checked(instant)[1]
        if len(self._kept) > _CACHED_HOURS:
            self._kept.clear()
        self._kept[hour] = unix - instant.minute * 60 - instant.second
        return unix

    def _remember(self, hour: str) -> tuple[int, str] | None:
        """The Unix time at which an hour begins and its offset, None where it has none or two."""
        if len(self._hours) > _CACHED_HOURS:
            self._hours.clear()
        self._hours[hour] = None
        if hour[4] + hour[7] + hour[10] not in {"-- ", "--T"}:
            return None
        if not (hour[:4] + hour[5:7] + hour[8:10] + hour[11:]).isdecimal():
            return None
        try:
            start = datetime.fromisoformat(f"{hour}:00:00")
            first, last = place(start, self._zone), place(start + _REST, self._zone)
        except (ValueError, Misuse):
            return None
        if first.utcoffset() == last.utcoffset() and first.year >= EARLIEST_YEAR:
            self.zoned = True
            self._hours[hour] = int(first.timestamp()), first.isoformat()[19:]
        return self._hours[hour]

    def _local(self, local: datetime) -> Moment:
        self.zoned = True
        try:
            return self._checked(place(local, self._zone))
        except Misuse as error:
            raise BadRow(str(error)) from None

    def _checked(self, instant: datetime) -> Moment:
        text = instant.isoformat(timespec="seconds")
        if instant.year < EARLIEST_YEAR:
            raise BadRow(_("{text} is before {year}: not plausible").format(text=text, year=EARLIEST_YEAR))
        unix = int(instant.timestamp())
        if unix > self._now:
            raise ToCome(_("{text} is still to come").format(text=shown(text)))
        return text, unix, text[:10]
