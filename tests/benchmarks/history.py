"""Files of any size to measure on: 100 reps, 50,000 customers, always the same 2,000 activities in the week shown."""

import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from salescli.store import migrations

WEEK_START = datetime(2026, 11, 16, tzinfo=UTC)
IN_THE_WEEK = 2_000
REPS, CUSTOMERS = 100, 50_000

_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"

_FIELDS = "rep, customer, channel, direction, outcome, reached, at, at_unix, day, duration_s, note, logged_at"

_ACTIVITIES = """SELECT i, printf('0190%04x-%04x-7000-8000-%012x', i / 65536, i % 65536, i),
    i % 100 + 1, i * 7919 % 50000 + 1,
    CASE i % 8 WHEN 0 THEN 'visit' WHEN 1 THEN 'email' ELSE 'phone' END, 'out',
    CASE i % 3 WHEN 0 THEN 'no-answer' END, i % 3 <> 0,
    strftime('%Y-%m-%dT%H:%M:%S+00:00', moment, 'unixepoch'), moment, date(moment, 'unixepoch'), i % 900, 'note ' || i,
    strftime('%Y-%m-%dT%H:%M:%S+00:00', moment, 'unixepoch'), i
FROM (SELECT i, CASE WHEN i > {past} THEN {week} + (i - {past}) * 129 % 259200 + 28800
    ELSE {week} - 86400 - i * {step} END AS moment FROM n)"""


def make(path: Path, count: int) -> None:
    """Write a file of `count` activities, by SQL alone."""
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(connection, str(path))
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute("BEGIN")
    _people(connection)
    past = count - IN_THE_WEEK
    step = max(1, int(timedelta(days=1500).total_seconds()) // max(past, 1))
    chosen = _ACTIVITIES.format(past=past, week=int(WEEK_START.timestamp()), step=step)
    staged = f"""CREATE TEMP TABLE staged AS {_NUMBERS.format(count=count)}
        SELECT * FROM ({chosen})"""
    connection.execute(staged)
    names = [row[1] for row in connection.execute("PRAGMA temp.table_info(staged)")]
    fields = ", ".join(f'"{name}"' for name in names[2:-1])
    connection.execute(
        f"""INSERT INTO activity (id, uid, revision, change, touch, {_FIELDS})
        SELECT "{names[0]}", "{names[1]}", "{names[0]}", "{names[-1]}",
            CASE WHEN "{names[7]}" THEN 'follow-up' ELSE 'attempt' END, {fields} FROM staged"""
    )
    connection.execute("COMMIT")
    connection.close()


def _people(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO operation (kind, recorded_at) VALUES ('import', '2026-01-01T00:00:00Z')")
    for table, name_table, count, extra in (
        ("rep", "rep_name", REPS, ", joined"),
        ("customer", "customer_name", CUSTOMERS, ""),
    ):
        value = ", '2022-01-03'" if extra else ""
        stem = ", stem" if table == "customer" else ""
        numbers = _NUMBERS.format(count=count)
        connection.execute(
            f"""INSERT INTO {table} (uid, name{extra}) {numbers}
            SELECT printf('{table}-%08d', i), '{table} ' || printf('%08x', i * 2654435761 % 4294967296){value} FROM n"""
        )
        connection.execute(
            f"""INSERT INTO {name_table} (folded{stem}, name, {table})
            SELECT lower(name){", lower(name)" if stem else ""}, name, id FROM {table}"""
        )
    connection.execute(
        """INSERT INTO target (uid, metric, amount, per, from_day, recorded_at, received_at)
        VALUES ('t1', 'calls', '40', 'day', '2022-01-03', '2022-01-03T00:00:00Z', '2022-01-03T00:00:00Z'),
            ('t2', 'visits', '5', 'week', '2022-01-03', '2022-01-03T00:00:00Z', '2022-01-03T00:00:00Z')"""
    )


if __name__ == "__main__":
    sys.stdout.write("making …\n")
    make(Path(sys.argv[1]), int(sys.argv[2]))
