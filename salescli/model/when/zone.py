"""Local times and instants: the zone given, or the machine's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

from salescli.i18n import _
from salescli.model.errors import Misuse

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


def in_zone(instant: datetime, zone: tzinfo | None) -> datetime:
    """The same instant with the offset that holds in the zone then (None: the machine's), whole seconds.

    The offset is kept, not the zone, so that the two readings of an hour that comes twice stay apart.
    """
    local = instant.astimezone(zone).replace(microsecond=0)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


def place(naive: datetime, zone: tzinfo | None) -> datetime:
    """The instant of a local time; of two, the first. Raises Misuse for one that the clocks pass over."""
    check_year(naive.year)
    aware = naive.astimezone() if zone is None else naive.replace(tzinfo=zone)
    found = in_zone(aware.astimezone(UTC), zone)
    if found.replace(tzinfo=None) != naive.replace(microsecond=0):
        raise Misuse(
            _("{time} never was: the clocks go forward then, so say {later} or later").format(
                time=f"{naive:%Y-%m-%d %H:%M}", later=f"{found:%Y-%m-%d %H:%M}"
            )
        )
    return found


def check_year(year: int) -> None:
    """Raise Misuse for a year that nobody means."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Misuse(
            _("the year {year} is out of range: days from {first} to {last} are understood").format(
                year=year, first=EARLIEST_YEAR, last=LATEST_YEAR
            )
        )
