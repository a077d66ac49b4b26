"""The plan (targets, calendar, outcomes, own metrics, kept mappings) as a file; no activities.

A plan is JSON: `{"salescli": "plan", "version": 1, "targets": …, "calendar": …, "outcomes": …, "metrics": …,
"mappings": …}`. store/plan_take.py takes it in.
"""

import json
import sqlite3
from typing import Any

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import settings

VERSION = 1
TARGET = ("uid", "metric", "amount", "per", "from_day", "recorded_at", "ramp_to", "ramp_until", "gone")
METRIC = ("name", "channel", "outcome", "direction", "touch", "distinct_by", "parts", "gone")
_DAY = ("day", "works", "name", "gone")
_YEAR = ("country", "year", "source", "estimated", "days")
SETTINGS = ("country", "work-week")


def dump(connection: sqlite3.Connection) -> str:
    """The plan as JSON, a row a line, in an order that the content alone decides."""
    plan = {
        "salescli": "plan",
        "version": VERSION,
        "targets": _targets(connection),
        "calendar": {
            **{name: settings.read(connection, name) for name in SETTINGS},
            "days": _rows(connection, "calendar_day", _DAY, "1"),
            "years": _rows(connection, "calendar_year", _YEAR, "gone = 0"),
        },
        "outcomes": _rows(connection, "outcome", ("word", "reached"), "gone = 0"),
        "metrics": _rows(connection, "metric", METRIC, "1"),
        "mappings": _mappings(connection),
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
    columns = ", ".join(TARGET)
    statement = f"SELECT {columns}, rep FROM target ORDER BY recorded_at, uid"  # noqa: S608  from code
    for *values, rep in connection.execute(statement).fetchall():
        row: dict[str, Any] = dict(zip(TARGET, values, strict=True))
        row["rep"] = None
        if rep is not None:
            name, uids = connection.execute(who, (rep,)).fetchone()
            row["rep"] = {"name": name, "uids": json.loads(uids)}
        found.append(row)
    return found


def _mappings(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """What was kept by each name, or was last."""
    statement = """SELECT name, body, gone FROM mapping m WHERE id =
        (SELECT id FROM mapping o WHERE o.name = m.name ORDER BY gone, id DESC LIMIT 1) ORDER BY name"""
    return [
        {"name": name, "body": json.loads(body), "gone": gone} for name, body, gone in connection.execute(statement)
    ]


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
