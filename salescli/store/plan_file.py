"""The plan (targets, calendar, outcomes, own metrics) out of one file and into another; no activities.

A plan is JSON: `{"salescli": "plan", "version": 1, "targets": …, "calendar": …, "outcomes": …, "metrics": …}`. Taken in
again it changes nothing: targets are the same by uid, days by day, years by country and year, words and names by
themselves.
"""

import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from salescli.i18n import _
from salescli.model import settings as meanings
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.model.targets import accept_amount
from salescli.store import calendar_write, metrics_kept, outcomes, reps, row_history, settings
from salescli.store.operation import Operation, writing

VERSION = 1
_TARGET = ("uid", "metric", "amount", "per", "from_day", "recorded_at", "ramp_to", "ramp_until", "gone")
_METRIC = ("name", "channel", "outcome", "direction", "touch", "distinct_by", "parts", "gone")
_DAY = ("day", "works", "name", "gone")
_YEAR = ("country", "year", "source", "estimated", "days")
_SETTINGS = ("country", "work-week")


class Taken(NamedTuple):
    """What a plan changed, by kind, and the reps of whom nobody here knows, whose targets were left out."""

    targets: int
    days: int
    years: int
    outcomes: int
    metrics: int
    settings: int
    unknown: list[str]

    @property
    def news(self) -> bool:
        """Whether anything is other than before."""
        return any(self[:6])


def dump(connection: sqlite3.Connection) -> str:
    """The plan as JSON, a row a line, in an order that the content alone decides."""
    plan = {
        "salescli": "plan",
        "version": VERSION,
        "targets": _targets(connection),
        "calendar": {
            **{name: settings.read(connection, name) for name in _SETTINGS},
            "days": _rows(connection, "calendar_day", _DAY, "1"),
            "years": _rows(connection, "calendar_year", _YEAR, "gone = 0"),
        },
        "outcomes": _rows(connection, "outcome", ("word", "reached"), "gone = 0"),
        "metrics": _rows(connection, "metric", _METRIC, "1"),
    }
    return json.dumps(plan, ensure_ascii=False, indent=1) + "\n"


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], chosen: str) -> list[dict[str, Any]]:
    names = ", ".join(columns)
    statement = f"SELECT {names} FROM {table} WHERE {chosen} ORDER BY {names}"  # noqa: S608  from code
    return [dict(zip(columns, row, strict=True)) for row in connection.execute(statement)]


def _targets(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Each target, taken back ones too; its rep by name and by every uid that he goes by."""
    who = """SELECT p.name, (SELECT json_group_array(u.uid) FROM (SELECT uid FROM rep
            WHERE id = p.id OR merged_into = p.id ORDER BY uid) u)
        FROM rep r JOIN rep p ON p.id = coalesce(r.merged_into, r.id) WHERE r.id = ?"""
    found = []
    columns = ", ".join(_TARGET)
    statement = f"SELECT {columns}, rep FROM target ORDER BY recorded_at, uid"  # noqa: S608  from code
    for *values, rep in connection.execute(statement).fetchall():
        row: dict[str, Any] = dict(zip(_TARGET, values, strict=True))
        row["rep"] = None
        if rep is not None:
            name, uids = connection.execute(who, (rep,)).fetchone()
            row["rep"] = {"name": name, "uids": json.loads(uids)}
        found.append(row)
    return found


def read(text: str) -> dict[str, Any] | None:
    """The plan that a text is; None where it is none. Raises Misuse for one of a newer salescli."""
    try:
        plan = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(plan, dict) or plan.get("salescli") != "plan":
        return None
    if plan.get("version") != VERSION:
        raise Misuse(_("the plan is of a newer salescli; upgrade this one: pip install -U salescli"))
    return plan


def take(
    connection: sqlite3.Connection, plan: dict[str, Any], now: datetime, waiting: Callable[[], None] | None = None
) -> Taken:
    """Take a plan in, whole or not at all. Raises Misuse for one that makes no sense, or contradicts an outcome."""
    try:
        with writing(connection, "plan", now, waiting=waiting) as operation:
            taken = _take(operation, plan)
            if not taken.news:
                raise _Nothing(taken)  # noqa: TRY301  the way out of the transaction
            operation.summarise(_("targets {count}").format(count=taken.targets))
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


def _take(operation: Operation, plan: dict[str, Any]) -> Taken:
    words = sum(outcomes.add(operation, str(row["word"]), reached=bool(row["reached"])) for row in plan["outcomes"])
    measured = _take_metrics(operation, plan["metrics"])
    calendar = plan["calendar"]
    set_here = sum(_set(operation, name, calendar.get(name)) for name in _SETTINGS)
    years = sum(_take_year(operation, row) for row in calendar["years"])
    days = sum(_take_day(operation, row) for row in calendar["days"])
    targets, unknown = _take_targets(operation, plan["targets"])
    return Taken(targets, days, years, words, measured, set_here, unknown)


def _take_targets(operation: Operation, rows: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Targets that are not here by uid, and those that were taken back since."""
    count, unknown = 0, set()
    find = "SELECT id, gone FROM target WHERE uid = ?"
    for row in rows:
        found = operation.connection.execute(find, (str(row["uid"]),)).fetchone()
        if found:
            if found[1] != int(row["gone"]):
                row_history.update(operation, "target", found[0], gone=int(row["gone"]))
                count += 1
            continue
        rep = _rep(operation.connection, row["rep"])
        if row["rep"] is not None and rep is None:
            unknown.add(accept_name(row["rep"]["name"], _("rep")))
            continue
        if row["gone"]:
            continue
        row_history.insert(operation, "target", **_accepted(row), rep=rep, received_at=operation.recorded_at)
        count += 1
    return count, sorted(unknown)


def _accepted(row: dict[str, Any]) -> dict[str, Any]:
    for day in (row["from_day"], row["ramp_until"]):
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError(day)
    amounts = {name: None if row[name] is None else accept_amount(str(row[name])) for name in ("amount", "ramp_to")}
    return {**{name: row[name] for name in _TARGET}, **amounts, "gone": 0}


def _rep(connection: sqlite3.Connection, said: dict[str, Any] | None) -> int | None:
    """The rep here of one of the uids, else of the name."""
    if said is None:
        return None
    for uid in said["uids"]:
        row = connection.execute("SELECT id FROM rep WHERE uid = ? AND gone = 0", (str(uid),)).fetchone()
        if row:
            return reps.merged(connection, row[0])
    found = reps.find(connection, str(said["name"]))
    return found.id if found else None


def _take_metrics(operation: Operation, rows: list[dict[str, Any]]) -> int:
    """Each metric as the plan has it, dropped ones dropped; one that cannot be understood refuses the plan."""
    count = 0
    before = set(metrics_kept.faults(operation.connection))
    columns = ", ".join(_METRIC)
    find = f"SELECT id, {columns} FROM metric WHERE name = ? ORDER BY gone, id DESC"  # noqa: S608  from code
    for row in rows:
        fields = {name: row[name] for name in _METRIC}
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
