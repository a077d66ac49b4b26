"""How the file came to be what it is: append-only steps, each with its version in its own transaction."""

import sqlite3
from collections.abc import Callable

from salescli.store import open as opening
from salescli.store import schema, schema_v2
from salescli.store.uids import new_uid


def _first_version(connection: sqlite3.Connection) -> None:
    for statement in schema.STATEMENTS:
        connection.execute(statement)
    connection.execute("INSERT INTO device (id, uid) VALUES (1, ?)", (new_uid(),))
    connection.execute("INSERT INTO counter (only, device, seq, change) VALUES (1, 1, 0, 0)")
    connection.execute(f"PRAGMA application_id={opening.APPLICATION_ID}")


def _second_version(connection: sqlite3.Connection) -> None:
    for statement in schema_v2.STATEMENTS:
        connection.execute(statement)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_version, _second_version)


def migrate(connection: sqlite3.Connection, path: str, waiting: Callable[[], None] | None = None) -> None:
    """Bring the file up to the newest version; whoever comes second finds it done. Backs an older file up first.

    Raises Impossible where no backup can be made beside the file.
    """
    opening.begin(connection, waiting)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version:
            connection.execute("ROLLBACK")  # VACUUM INTO wants no transaction around it
            _back_up(connection, path)
            opening.begin(connection, waiting)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for number, step in enumerate(STEPS[version:], start=version + 1):
            step(connection)
            connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(connection: sqlite3.Connection, path: str) -> None:
    from salescli.i18n import _
    from salescli.model.errors import Impossible
    from salescli.store.backup import before_migration

    try:
        before_migration(connection, path)
    except OSError as error:
        message = _(
            "{path} is of an older salescli and is brought up to date at its first use, after a backup beside it,"
            " which failed: {reason}; make its folder writable, or set SALESCLI_DB to a copy elsewhere"
        )
        raise Impossible(message.format(path=path, reason=error.strerror or error)) from error
