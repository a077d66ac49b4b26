"""The targets of a plan taken in: each once, by its uid."""

import sqlite3
from datetime import date
from typing import Any

from salescli.i18n import _
from salescli.model.names import accept_name
from salescli.model.targets import accept_amount
from salescli.store import reps, row_history
from salescli.store.operation import Operation
from salescli.store.plan_file import TARGET


def take(operation: Operation, rows: list[dict[str, Any]]) -> tuple[int, int, list[str]]:
    """Targets that are not here by uid, and those that were taken back since; how many were left out, and whose."""
    count, left_out, unknown = 0, 0, set()
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
            left_out += 1
            continue
        if row["gone"]:
            continue
        row_history.insert(operation, "target", **_accepted(row), rep=rep, received_at=operation.recorded_at)
        count += 1
    return count, left_out, sorted(unknown)


def _accepted(row: dict[str, Any]) -> dict[str, Any]:
    for day in (row["from_day"], row["ramp_until"]):
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError(day)
    amounts = {name: None if row[name] is None else accept_amount(str(row[name])) for name in ("amount", "ramp_to")}
    return {**{name: row[name] for name in TARGET}, **amounts, "gone": 0}


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
