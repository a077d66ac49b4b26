"""Files of any size to measure on: 100 reps, 50,000 customers, always the same 2,000 activities in the week shown.

Or all of them in one year and recorded day by day, with holidays, leave and targets that go up day by day.

    python tests/benchmarks/history.py PATH COUNT [year]
"""

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
    CASE (i + i / 100) % 8 WHEN 0 THEN 'visit' WHEN 1 THEN 'email' ELSE 'phone' END, 'out',
    CASE i % 3 WHEN 0 THEN 'no-answer' END, i % 3 <> 0,
    strftime('%Y-%m-%dT%H:%M:%S+00:00', moment, 'unixepoch'), moment, date(moment, 'unixepoch'), i % 900, 'note ' || i,
    strftime('%Y-%m-%dT%H:%M:%S+00:00', moment, 'unixepoch'), i
FROM (SELECT i, {moment} AS moment FROM n)"""

_TO_THE_WEEK = """CASE WHEN i > {past} THEN {week} + (i - {past}) * 129 % 259200 + 28800
    ELSE {week} - 86400 - i * {step} END"""
_THROUGH_THE_YEAR = "1767225600 + CAST(i * {seconds} / {count} AS INTEGER)"  # from 2026-01-01
_SECONDS_OF_THE_YEAR = (datetime(2026, 11, 18, 15, tzinfo=UTC) - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds()

# every rep is away on fifteen days and six halves; every fifth has a ramp of his own, every seventh a monthly target
_PLAN = (
    f"""INSERT INTO leave (uid, rep, day, part) {_NUMBERS.format(count=REPS * 21)}
        SELECT 'l' || i, i % 100 + 1, date('2026-01-05', (i % 100 % 13 + i / 100 * 15) || ' days'),
            CASE WHEN i / 100 < 15 THEN 'day' ELSE 'am' END FROM n""",
    """INSERT INTO target (uid, metric, amount, per, from_day, recorded_at, received_at, ramp_to, ramp_until)
        VALUES ('t3', 'calls', '20', 'day', '2026-02-02', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z',
            '40', '2026-06-30'),
        ('t4', 'first_contacts', '80', 'month', '2026-01-01', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z',
            '160', '2026-12-31'),
        ('t5', 'customers_visited', '3', 'week', '2026-01-01', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z',
            NULL, NULL)""",
    """INSERT INTO target (uid, metric, amount, per, rep, from_day, recorded_at, received_at, ramp_to, ramp_until)
        SELECT 'own' || id, CASE id % 5 WHEN 0 THEN 'calls' ELSE 'visits' END, '10',
            CASE id % 5 WHEN 0 THEN 'day' ELSE 'month' END, id, '2026-08-03', '2026-01-02T00:00:00Z',
            '2026-01-02T00:00:00Z', CASE id % 5 WHEN 0 THEN '30' END, CASE id % 5 WHEN 0 THEN '2026-10-30' END
        FROM rep WHERE id % 5 = 0 OR id % 7 = 0""",
    """INSERT INTO calendar_year (country, year, source, estimated, days)
        SELECT 'CN', 2026, 'made up', 0,
            json_group_array(json_array(date('2026-01-01', (value * 13) || ' days'), 0, 'x'))
        FROM json_each('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]')""",
    "INSERT INTO setting (name, value) VALUES ('country', 'CN')",
)

_RECORDED = "day || 'T20:00:00Z'"
_RECORD = (
    f"""INSERT INTO operation (kind, recorded_at, change)
        SELECT 'log', {_RECORDED}, min(change) - 1 FROM activity GROUP BY day ORDER BY day""",
    f"""INSERT INTO revision (id, uid, activity, activity_uid, device, seq, rev, recorded_at, received_at, change,
            operation, op, {_FIELDS})
        SELECT a.id, a.uid, a.id, a.uid, 1, a.id, 1, {_RECORDED}, {_RECORDED}, a.change, o.id, 'put', {_FIELDS}
        FROM activity a JOIN operation o ON o.recorded_at = {_RECORDED} AND o.kind = 'log' ORDER BY a.id""",
    "UPDATE counter SET seq = (SELECT max(seq) FROM revision), change = (SELECT max(change) FROM revision)",
)


def make(path: Path, count: int, *, in_a_year: bool = False) -> None:
    """Write a file of `count` activities, by SQL alone."""
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(connection, str(path))
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute("BEGIN")
    _people(connection)
    past = count - IN_THE_WEEK
    step = max(1, int(timedelta(days=1500).total_seconds()) // max(past, 1))
    moment = _THROUGH_THE_YEAR if in_a_year else _TO_THE_WEEK
    week, seconds = int(WEEK_START.timestamp()), _SECONDS_OF_THE_YEAR
    moment = moment.format(past=past, week=week, step=step, seconds=seconds, count=count)
    chosen = _ACTIVITIES.format(moment=moment)
    for statement in _PLAN if in_a_year else ():
        connection.execute(statement)
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
    if in_a_year:
        for statement in _RECORD:
            connection.execute(statement)
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
    make(Path(sys.argv[1]), int(sys.argv[2]), in_a_year=sys.argv[3:] == ["year"])
