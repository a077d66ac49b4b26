"""What undo passes over, since it has another way back or none, and what it says where nothing else is left."""

import sqlite3

from salescli.store.operation import NOT_UNDOABLE
from salescli.store.undo_in_use import STANDS

_PASSED = ", ".join(f"'{kind}'" for kind in NOT_UNDOABLE)


def kinds(connection: sqlite3.Connection, target: int) -> tuple[str, ...]:
    """The kinds of the operations that came after the one that is taken back and stay, the newest first."""
    statement = f"""SELECT kind FROM operation o WHERE id > ? AND kind NOT IN ('undo', 'redo', 'import undo')
        AND kind IN ({_PASSED}) AND {STANDS}
        AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.operation = o.id AND f.entity = 'export_mark')
        ORDER BY id DESC"""  # noqa: S608  made of code
    return tuple(dict.fromkeys(kind for (kind,) in connection.execute(statement, (target,))))


def nothing(connection: sqlite3.Connection, activity: int | None) -> str:
    """Why there is nothing to undo, of an activity or at all, and what is taken back how."""
    from salescli.i18n import _

    if activity is not None:
        return _nothing_of(connection, activity)
    remedies = {
        "import": _("an import is taken back by salescli import undo {n}").format(n=newest_import(connection)),
        "merge": _("a merge of files stays: a copy of before it (salescli backup) is the way back"),
        "plan": _("a plan stays until another one is taken in"),
    }
    said = [remedies[kind] for kind in kinds(connection, 0) if kind in remedies]
    return "; ".join([_("there is nothing to undo"), *said])


def _nothing_of(connection: sqlite3.Connection, activity: int) -> str:
    from salescli.i18n import _
    from salescli.store import imports

    statement = f"""SELECT max(o.id) FROM revision v JOIN operation o ON o.id = v.operation
        WHERE v.activity = ? AND o.kind = 'import' AND {STANDS}"""  # noqa: S608  made of code
    brought = connection.execute(statement, (activity,)).fetchone()[0]
    if brought is None:
        return _("#{id} has no change to undo").format(id=activity)
    message = _("#{id} has no change to undo; it came by import {n}: salescli delete {id}, or salescli import undo {n}")
    return message.format(id=activity, n=imports.number_of(connection, brought))


def newest_import(connection: sqlite3.Connection) -> int | None:
    """The number that `import undo` takes, of the newest import that was not taken back."""
    from salescli.store import imports

    return max((batch.number for batch in imports.batches(connection) if not batch.undone_at), default=None)
