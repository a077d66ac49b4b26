"""How far each incremental export has come, and that one of a name runs at a time."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible
from salescli.store import open as opening
from salescli.store import row_history
from salescli.store.operation import Operation


class Mark(NamedTuple):
    """What was given out last: all up to this number of the change counter, names as of this operation."""

    change: int
    newest_operation: int


def read(connection: sqlite3.Connection, name: str) -> Mark | None:
    """The mark of that name; None before the first success."""
    row = connection.execute(
        "SELECT change, newest_operation FROM export_mark WHERE name = ? AND gone = 0", (name,)
    ).fetchone()
    return Mark(*row) if row else None


def move(operation: Operation, name: str, mark: Mark) -> None:
    """Note that everything up to the mark is in place."""
    fields = {**mark._asdict(), "exported_at": operation.recorded_at, "gone": 0}
    row = operation.connection.execute("SELECT id FROM export_mark WHERE name = ?", (name,)).fetchone()
    if row:
        row_history.update(operation, "export_mark", row[0], **fields)
    else:
        row_history.insert(operation, "export_mark", name=name, **fields)


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold the lock of that name; the system lets it go when the process ends, however it ends.

    Raises Impossible while another process has it, or where the lock's file beside the database cannot be made.
    """
    path = f"{os.path.realpath(opening.location())}.export-{name}.lock"
    try:
        file = _locked(path)
    except OSError as error:
        message = _("cannot write {path}: {reason}")
        raise Impossible(message.format(path=path, reason=error.strerror or error)) from None
    if file is None:
        message = _("another export --incremental {name} is still running; it will give what has changed")
        raise Impossible(message.format(name=name))
    try:
        yield
    finally:
        _let_go(path, file)


def _locked(path: str) -> int | None:
    """The locked file; None while another process holds it."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _takes(file):
            os.close(file)
            return None
        try:
            if os.path.samestat(os.fstat(file), os.stat(path)):
                return file
        except FileNotFoundError:
            pass
        os.close(file)  # whoever had it before took the file away between our two steps


try:
    import fcntl
except ImportError:  # Windows

    def _takes(file: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _let_go(path: str, file: int) -> None:  # noqa: ARG001  an open file cannot be taken away there
        os.close(file)

else:

    def _takes(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(path: str, file: int) -> None:
        os.unlink(path)
        os.close(file)
