"""Waivers: activities that somebody looked at and let stand, so that `report quality` leaves them out."""

import sqlite3

from salescli.i18n import _
from salescli.model.errors import NotFound
from salescli.store import row_history
from salescli.store.operation import Operation

LISTED = ("id", "flag", "note", "day", "rep", "customer", "channel", "waived_at")

_EVERY = """SELECT a.id, w.flag, w.note, a.day, r.name, c.name, a.channel,
        (SELECT f.recorded_at FROM fact f WHERE f.entity = 'waiver' AND f.entity_id = w.id ORDER BY f.id DESC LIMIT 1)
    FROM waiver w JOIN activity a ON a.id = w.activity JOIN rep r ON r.id = a.rep
        LEFT JOIN customer c ON c.id = a.customer
    WHERE w.gone = 0 AND a.deleted = 0 ORDER BY a.at_unix, a.uid, w.flag"""


def waive(operation: Operation, activity: int, note: str, flag: str | None) -> str | None:
    """Leave the activity out of the flag, of all for None. Waived before, it gets the note; the old one is returned.

    Raises NotFound where there is no such activity.
    """
    connection = operation.connection
    if not connection.execute("SELECT 1 FROM activity WHERE id = ? AND deleted = 0", (activity,)).fetchone():
        raise NotFound(_("there is no activity #{id}; salescli report quality names the ids").format(id=activity))
    row = connection.execute(
        "SELECT id, note FROM waiver WHERE activity = ? AND coalesce(flag, '') = ? AND gone = 0", (activity, flag or "")
    ).fetchone()
    if row is None:
        row_history.insert(operation, "waiver", activity=activity, flag=flag, note=note)
        return None
    row_history.update(operation, "waiver", row[0], note=note)
    return str(row[1])


def listed(connection: sqlite3.Connection) -> list[tuple[str | int | None, ...]]:
    """The columns LISTED of every waiver, in order of the activities' time; without a flag it is of all flags."""
    return connection.execute(_EVERY).fetchall()
