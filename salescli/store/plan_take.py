"""A plan taken in: an import of its own, whole or not at all.

Taken in again it changes nothing: targets are the same by uid, days by day, years by country and year, words and names
by themselves.
"""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from salescli.i18n import _
from salescli.model import settings as meanings
from salescli.model.errors import Misuse
from salescli.model.vocabulary import accept_outcome
from salescli.store import (
    calendar_write,
    imports,
    mappings,
    metrics_kept,
    outcomes,
    plan_targets,
    row_history,
    settings,
)
from salescli.store.operation import Operation, writing
from salescli.store.plan_file import METRIC, SETTINGS


class Taken(NamedTuple):
    """What a plan changed, by kind, and what it left out: so many targets, of reps of whom nobody here knows."""

    targets: int
    days: int
    years: int
    outcomes: int
    metrics: int
    settings: int
    mappings: int
    left_out: int
    unknown: list[str]

    @property
    def news(self) -> bool:
        """Whether anything is other than before."""
        return any(self[:7])


def take(
    connection: sqlite3.Connection,
    plan: dict[str, Any],
    now: datetime,
    file: str,
    waiting: Callable[[], None] | None = None,
) -> Taken:
    """Take the plan of a file in, whole or not at all; one that says nothing new is no import.

    Raises Misuse for one that makes no sense, or contradicts an outcome.
    """
    try:
        with writing(connection, "import", now, waiting=waiting) as operation:
            taken = _take(operation, plan)
            if not taken.news:
                raise _Nothing(taken)  # noqa: TRY301  the way out of the transaction
            operation.summarise(imports.summary(imports.PLAN, file, _counts(operation, plan, taken)))
            return taken
    except _Nothing as nothing:
        return nothing.taken
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, sqlite3.IntegrityError) as error:
        message = _("the plan is damaged ({reason}); nothing was taken: export it again")
        raise Misuse(message.format(reason=" ".join(str(error).split())[:100])) from error


class _Nothing(Exception):  # noqa: N818  no error: it rolls the empty operation back
    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken


def _counts(operation: Operation, plan: dict[str, Any], taken: Taken) -> tuple[int, ...]:
    """As imports.COUNTS: every row of the plan once. What was dropped there and is not here, is the same."""
    calendar = plan["calendar"]
    lists = (plan["targets"], plan["outcomes"], plan["metrics"], calendar["years"], calendar["days"], _mapped(plan))
    read = sum(map(len, lists)) + sum(calendar.get(name) is not None for name in SETTINGS)
    new = operation.connection.execute(
        """SELECT count(*) FROM fact f WHERE operation = ? AND NOT EXISTS (SELECT 1 FROM fact p
            WHERE p.entity = f.entity AND p.entity_id = f.entity_id AND p.id < f.id)""",
        (operation.id,),
    ).fetchone()[0]
    changed = sum(taken[:7]) - new
    return read, new, read - new - changed - taken.left_out, changed, taken.left_out, 0


def _mapped(plan: dict[str, Any]) -> list[Any]:
    """The kept mappings, which older plans have not."""
    return list(plan.get("mappings", []))


def _take(operation: Operation, plan: dict[str, Any]) -> Taken:
    said = [(accept_outcome(str(row["word"])), bool(row["reached"])) for row in plan["outcomes"]]
    words = sum(outcomes.add(operation, word, reached=reached) for word, reached in said)
    measured = _take_metrics(operation, plan["metrics"])
    calendar = plan["calendar"]
    set_here = sum(_set(operation, name, calendar.get(name)) for name in SETTINGS)
    years = sum(_take_year(operation, row) for row in calendar["years"])
    days = sum(_take_day(operation, row) for row in calendar["days"])
    kept = sum(_take_mapping(operation, row) for row in _mapped(plan))
    targets, left_out, unknown = plan_targets.take(operation, plan["targets"])
    return Taken(targets, days, years, words, measured, set_here, kept, left_out, unknown)


def _take_metrics(operation: Operation, rows: list[dict[str, Any]]) -> int:
    """Each metric as the plan has it, dropped ones dropped; one that cannot be understood refuses the plan."""
    count = 0
    before = set(metrics_kept.faults(operation.connection))
    columns = ", ".join(METRIC)
    find = f"SELECT id, {columns} FROM metric WHERE name = ? ORDER BY gone, id DESC"  # noqa: S608  from code
    for row in rows:
        fields = {name: row[name] for name in METRIC}
        found = operation.connection.execute(find, (str(row["name"]),)).fetchone()
        if found and list(found[1:]) != list(fields.values()):
            row_history.update(operation, "metric", found[0], **fields)
            count += 1
        elif not found and not row["gone"]:
            row_history.insert(operation, "metric", **fields)
            count += 1
    faults = sorted(set(metrics_kept.faults(operation.connection)) - before)
    if faults:
        raise Misuse(
            _("the plan's metric {name} cannot be used: {fault}").format(name=faults[0][0], fault=faults[0][1])
        )
    return count


def _set(operation: Operation, name: str, value: str | None) -> bool:
    """A setting that the plan has; one that it has not stays."""
    if value is None or settings.read(operation.connection, name) == value:
        return False
    settings.write(operation, name, meanings.find(name).accept(str(value)))
    return True


def _take_year(operation: Operation, row: dict[str, Any]) -> bool:
    """A kept year as the plan has it."""
    kept = calendar_write.KeptYear(
        str(row["country"]), int(row["year"]), str(row["source"]), bool(row["estimated"]),
        calendar_write.read_days(row["days"]),
    )  # fmt: skip
    if calendar_write.kept_years(operation.connection, kept.country).get(kept.year) == kept:
        return False
    calendar_write.keep_year(
        operation, kept.country, kept.year, source=kept.source, estimated=kept.estimated, days=kept.days
    )
    return True


def _take_day(operation: Operation, row: dict[str, Any]) -> bool:
    """What the plan states of a day, or took back."""
    day = date.fromisoformat(row["day"])
    if row["gone"]:
        return calendar_write.drop_day(operation, day)
    wanted = calendar_write.OwnDay(day, bool(row["works"]), str(row["name"]))
    if calendar_write.own_days(operation.connection, day, day) == [wanted]:
        return False
    calendar_write.add_day(operation, day, works=wanted.works, name=wanted.name)
    return True


def _take_mapping(operation: Operation, row: dict[str, Any]) -> bool:
    """A kept mapping as the plan has it. One that was dropped there is dropped here, unless it says something else."""
    name, body = mappings.accept_name(str(row["name"])), mappings.accept_body(row["body"])
    here = mappings.every(operation.connection).get(name)
    if row["gone"]:
        return here == body and mappings.drop(operation, name)
    if here == body:
        return False
    mappings.keep(operation, name, body)
    return True
