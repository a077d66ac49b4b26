"""Which activities a list or an export is of: its filters as a condition for `paging.pages`."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from salescli.store.paging import Chosen

_LAST_YEAR = 9998  # further on, the calendar ends


class Filters(NamedTuple):
    """The filters; empty ones let everything pass. `since` and `until` are the reps' local days, inclusive."""

    since: date | None = None
    until: date | None = None
    reps: tuple[int, ...] = ()
    customer: int | None = None
    channels: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    touch: str | None = None


def chosen(filters: Filters) -> Chosen:
    """The condition on an activity `a` with its values. Days also bound the instant, by which the rows are found."""
    conditions = ["1"]
    values: dict[str, int | str] = {}
    for name, sign, day, margin in (("since", ">=", filters.since, -1), ("until", "<=", filters.until, 2)):
        if day is not None:
            values |= {name: day.isoformat(), f"{name}_unix": _unix(day, margin)}
            conditions.append(f"+a.day {sign} :{name} AND a.at_unix {sign} :{name}_unix")
    for column, wanted in (
        ("rep", filters.reps),
        ("channel", filters.channels),
        ("outcome", filters.outcomes),
    ):
        if wanted:
            marks = [f"{column}{number}" for number in range(len(wanted))]
            values |= dict(zip(marks, wanted, strict=True))
            conditions.append(f"a.{column} IN ({', '.join(':' + mark for mark in marks)})")
    if filters.customer is not None:
        conditions.append("a.customer = :customer")
        values["customer"] = filters.customer
    return Chosen(" AND ".join(conditions), values, filters.touch)


def newest(connection: sqlite3.Connection, all_of_them: Chosen, count: int) -> Chosen:
    """Of the chosen, the latest `count`."""
    touch = "AND a.touch = :touch" if all_of_them.touch else ""
    row = connection.execute(
        f"""SELECT a.at_unix, a.uid FROM activity a WHERE a.deleted = 0 AND {all_of_them.condition} {touch}
        ORDER BY a.at_unix DESC, a.uid DESC LIMIT 1 OFFSET :rest""",  # noqa: S608  from code
        {**all_of_them.values, "touch": all_of_them.touch or "", "rest": count - 1},
    ).fetchone()
    if row is None:
        return all_of_them
    condition = f"{all_of_them.condition} AND (a.at_unix, a.uid) >= (:from_unix, :from_uid)"
    return all_of_them._replace(
        condition=condition, values={**all_of_them.values, "from_unix": row[0], "from_uid": row[1]}
    )


def _unix(day: date, margin: int) -> int:
    """The instant so many days off a day's beginning in UTC: no zone is further away than that."""
    start = datetime(min(day.year, _LAST_YEAR), day.month, day.day, tzinfo=UTC)
    return int((start + timedelta(days=margin)).timestamp())
