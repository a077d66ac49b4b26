"""Which lines each flag of `report quality` points at: counted and named by SQL, from the days of the period alone.

What the flags mean stands in model/doubts.py, their rules in store/quality_rules.py.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from salescli.model.doubts import FLAGS, SAMPLE
from salescli.store import quality_rules

Value = int | str | None


class Asked(NamedTuple):
    """The first and last day, the reps' ids (none: all), and, of a period that is over, the instant from which on a
    change came afterwards (UTC, as the record has it)."""

    start: str
    end: str
    reps: tuple[int, ...] = ()
    over: str | None = None


class Counted(NamedTuple):
    """How many of a rep's lines a flag points at, of how many it considers.

    `about` is the outcome or the duration (in seconds) that most lines have, the most repeats in a day, the number of
    lines that there are copies of.
    """

    rep: int
    flag: str
    marked: int
    of: int
    about: Value


def counts(
    connection: sqlite3.Connection, asked: Asked, flags: Iterable[str], near: str = "[]"
) -> tuple[list[Counted], dict[int, int]]:
    """What each of the flags counts for each rep, zeros included; and how many lines each rep has.

    `near` is JSON of the ids that store/quality_near.py found.
    """
    branches = ["SELECT '', rep, 0, count(*), NULL FROM line GROUP BY rep"]
    branches += [f"SELECT '{flag}', * FROM ({quality_rules.counts(flag)})" for flag in _asked(asked, flags)]  # noqa: S608
    rows = connection.execute(_whole(asked, branches), _values(asked, near)).fetchall()
    lines = {rep: of for flag, rep, _marked, of, _about in rows if not flag}
    return [Counted(rep, flag, *figures) for flag, rep, *figures in rows if flag], lines


def ids(
    connection: sqlite3.Connection, asked: Asked, flags: Iterable[str], most: int | None = None, near: str = "[]"
) -> dict[tuple[int, str], str]:
    """The ids behind each flag by (rep, flag), in order of time with blanks between; the first `most` of them."""
    limit = "" if most is None else " WHERE place <= :most"
    branches = [
        f"""SELECT rep, '{flag}', group_concat(id, ' ') FROM (
            SELECT * FROM (SELECT rep, id, row_number() OVER (PARTITION BY rep ORDER BY at_unix, id) AS place
                FROM ({quality_rules.marks(flag)}) WHERE marked){limit} ORDER BY rep, place) GROUP BY rep"""  # noqa: S608  made of code
        for flag in _asked(asked, flags)
    ]
    if not branches:
        return {}
    rows = connection.execute(_whole(asked, branches), {**_values(asked, near), "most": most})
    return {(rep, flag): found for rep, flag, found in rows}


def lines_of(connection: sqlite3.Connection, asked: Asked) -> int:
    """How many lines there are, from the totals kept by day: what a look at them would cost."""
    marks = ", ".join("?" * len(asked.reps))
    whose = f" AND rep IN ({marks})" if marks else ""
    statement = f"SELECT coalesce(sum(activities), 0) FROM rep_day WHERE day >= ? AND day <= ?{whose}"  # noqa: S608
    return int(connection.execute(statement, (asked.start, asked.end, *asked.reps)).fetchone()[0])


def thresholds(connection: sqlite3.Connection) -> tuple[dict[str, int | None], int]:
    """The share of each flag in percent, as set, else its default, None for off; and the smallest sample."""
    stated = dict(
        connection.execute("SELECT name, value FROM setting WHERE gone = 0 AND name LIKE 'quality-%'").fetchall()
    )
    percents = {flag.name: _percent(stated.get(f"quality-{flag.name}") or f"{flag.default}%") for flag in FLAGS}
    return percents, int(stated.get("quality-sample") or SAMPLE)


def _percent(text: str) -> int | None:
    return None if text == "off" else int(text.removesuffix("%"))


def _asked(asked: Asked, flags: Iterable[str]) -> list[str]:
    return [flag for flag in flags if flag != "edits" or asked.over is not None]


def _whole(asked: Asked, branches: Sequence[str]) -> str:
    marks = ", ".join(f":rep{number}" for number in range(len(asked.reps)))
    # the plus keeps a rep's whole history out of it: the days lead, by their index
    return f"WITH {quality_rules.LINE.format(reps=f' AND +a.rep IN ({marks})' if marks else '')} " + " UNION ALL ".join(
        branches
    )


def _values(asked: Asked, near: str) -> dict[str, Value]:
    reps = {f"rep{number}": rep for number, rep in enumerate(asked.reps)}
    return {"start": asked.start, "end": asked.end, "over": asked.over, "near": near, **reps}
