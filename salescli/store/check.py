"""Is the file well? Its pages, its shape, its projections against the record, and what is odd about it."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from salescli.i18n import _
from salescli.store import check_agreement, check_oddities, check_place, check_shape, day_totals, row_history


class Health(NamedTuple):
    """What `doctor` found: problems and warnings, one sentence each, and how much is in the file."""

    problems: list[str]
    warnings: list[str]
    counts: dict[str, int]


def check(connection: sqlite3.Connection, path: str, now: datetime) -> Health:
    """Look at everything, change nothing. Each look reads by itself: writers wait for one, not for all."""
    warnings = check_place.doubts(path)
    problems = list(_pages(connection))
    if problems:  # what is read from damaged pages says nothing
        return Health(problems, warnings, {})
    differences, strange = check_shape.differences(connection)
    problems += [_mending(each) for each in differences]
    for name in strange:
        warnings.append(
            _("a trigger that salescli did not make: {name}; it may change what is written").format(name=name)
        )
    if any(each.kind in {"table", "view"} for each in differences):
        return Health(problems, warnings, {})
    connection.execute("PRAGMA query_only=OFF")  # for the temporary table below; nothing else is written
    problems += [*_agreement(connection), *check_oddities.faulty_settings(connection)]
    problems += check_oddities.faulty_metrics(connection)
    warnings += check_oddities.oddities(connection, now)
    return Health(problems, warnings, counts(connection))


_MOST_DAMAGES = 5
_COUNTS = {
    "activities": "SELECT count(*) FROM activity WHERE deleted = 0",
    "revisions": "SELECT count(*) FROM revision",
    "customers": "SELECT count(*) FROM customer WHERE gone = 0 AND merged_into IS NULL",
    "reps": "SELECT count(*) FROM rep WHERE gone = 0 AND merged_into IS NULL",
    "targets": "SELECT count(*) FROM target WHERE gone = 0",
    "dues": "SELECT count(*) FROM due WHERE gone = 0",
}


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much is in the file, by kind."""
    return {name: connection.execute(statement).fetchone()[0] for name, statement in _COUNTS.items()}


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    """Damaged pages and indexes; table by table, so that a writer waits for one (a million rows: 8 s)."""
    try:
        tables = [row[0] for row in connection.execute("SELECT quote(name) FROM sqlite_master WHERE type = 'table'")]
        found = [row[0] for name in tables for row in connection.execute(f"PRAGMA integrity_check({name})")]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(1000)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        found, orphans = [str(error)], []
    remedy = _("the file is damaged: {text}; salescli doctor --rebuild mends indexes, else put a backup back")
    for text in [text for text in found if text != "ok"][:_MOST_DAMAGES]:
        yield remedy.format(text=" ".join(text.split()))
    for table in sorted({row[0] for row in orphans}):
        count = sum(row[0] == table for row in orphans)
        sentence = _("{table}: rows that name what is not there: {count}; salescli doctor --rebuild")
        yield sentence.format(table=table, count=count)


def _mending(difference: check_shape.Difference) -> str:
    if difference.mendable:
        return _("{text}; salescli doctor --rebuild makes it again").format(text=difference.text)
    return _("{text}; put a backup back in the file's place").format(text=difference.text)


def _agreement(connection: sqlite3.Connection) -> Iterator[str]:
    """Where a projection is not what the record says."""
    check_agreement.follow_merges(connection)
    remedy = _("salescli doctor --rebuild makes them right")
    looks = [
        (_("activities that are not as their newest revision says"), check_agreement.DIFFERENT_ACTIVITIES),
        (_("activities that are in the record only"), check_agreement.MISSING_ACTIVITIES),
        (_("activities with a wrong touch"), check_agreement.WRONG_TOUCHES),
    ]
    for table in row_history.COLUMNS:
        named = _("rows of {table} that are not as the record says").format(table=table)
        looks.append((named, check_agreement.different_rows(table)))
        named = _("rows of {table} that are in the record only").format(table=table)
        looks.append((named, check_agreement.missing_rows(table)))
        named = _("rows of {table} of which the record does not tell").format(table=table)
        looks.append((named, check_agreement.unrecorded_rows(table)))
    for text, statement in looks:
        found = _count_and_examples(connection, statement)
        if found:
            yield f"{text}: {found}; {remedy}"
    found = _count_and_examples(connection, check_agreement.UNRECORDED_ACTIVITIES)
    if found:
        text = _("activities of which the record does not tell: {found}; put a backup back in the file's place")
        yield text.format(found=found)
    found = _count_and_examples(connection, day_totals.DIFFERENT, "")
    if found:
        yield f"{_('totals by day and rep that are not what the activities say')}: {found}; {remedy}"
    if connection.execute(check_agreement.COUNTERS_BEHIND).fetchone():
        yield _("the file's counters are behind its record; {remedy}").format(remedy=remedy)


def _count_and_examples(connection: sqlite3.Connection, statement: str, what: str = "id ") -> str:
    rows = connection.execute(f"SELECT count(*) FROM ({statement})").fetchone()[0]  # noqa: S608
    if not rows:
        return ""
    first = [str(row[0]) for row in connection.execute(f"{statement} LIMIT 3")]
    return f"{rows} ({what}{', '.join(first)}{' …' if rows > len(first) else ''})"
