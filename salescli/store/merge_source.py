"""Somebody else's file, opened to be read in one moment and never written to.

What SQLite would have to write beside it (a journal of a writer that was cut short, say, or a WAL in a folder that may
not be written to), and the tables of an older salescli, are put right in a private copy.
"""

import os
import shutil
import sqlite3
from collections.abc import Sequence

from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.store import migrations
from salescli.store import open as opening

_BESIDE = ("", "-journal", "-wal")
_TRIES = 3
_NEEDS_COPY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


class Changing(Exception):  # noqa: N818  no error: the file is read once more
    """The file was written to while it was read without locks."""


def require_files(paths: Sequence[str]) -> None:
    """Raise Impossible for what is no file that can be read, Misuse for a folder."""
    for path in paths:
        if os.path.isdir(path):
            text = _("{path} is a folder; name the files in it: salescli merge {path}/*.db")
            raise Misuse(text.format(path=path.rstrip("/")))
        if not os.path.isfile(path) or not os.path.getsize(path):
            raise Impossible(_("there is no salescli file at {path}").format(path=path))
        if not os.access(path, os.R_OK):
            raise Impossible(_("{path} may not be read; nothing was merged").format(path=path))


def different(paths: Sequence[str]) -> list[str]:
    """The paths without those of files that are named before."""
    found: list[str] = []
    for path in paths:
        if not any(os.path.samefile(path, other) for other in found):
            found.append(path)
    return found


class Source:
    """A file to be attached by its `address`; `require_unchanged` follows, for it may not be locked meanwhile."""

    def __init__(self, path: str, folder: str) -> None:
        """`folder` is for private copies. Raises Impossible for what is no file of this salescli or an older one."""
        self._before = _stamp(path)
        try:
            connection, self.address, version = opening.of_another(_copied(path, folder) if _was_left(path) else path)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _NEEDS_COPY:
                raise
            connection, self.address, version = opening.of_another(_copied(path, folder))
        self._path = path if "immutable=1" in self.address else None
        try:
            if not version:
                raise Impossible(_("{path} is no file of salescli; nothing was done").format(path=path))
            if version < len(migrations.STEPS):
                self.address = _brought_up_to_date(connection, folder)
        finally:
            connection.close()

    def require_unchanged(self) -> None:
        """Raise Changing where somebody wrote to the file."""
        if self._path and _stamp(self._path) != self._before:
            raise Changing


def _stamp(path: str) -> list[tuple[int, int, int] | None]:
    """What tells whether a file, or what is beside it, was written to."""
    found: list[tuple[int, int, int] | None] = []
    for end in _BESIDE:
        try:
            state = os.stat(path + end)
        except FileNotFoundError:
            found.append(None)
        else:
            found.append((state.st_ino, state.st_size, state.st_mtime_ns))
    return found


def _was_left(path: str) -> bool:
    """Whether there is a WAL that nobody has open: to read it, SQLite would make a further file beside it."""
    wal = path + "-wal"
    return os.path.exists(wal) and os.path.getsize(wal) > 0 and not os.path.exists(path + "-shm")


def _copied(path: str, folder: str) -> str:
    """A private copy with its journal, made while nobody writes, and put right."""
    copy = os.path.join(folder, "copy.db")
    for _try in range(_TRIES):
        before = _stamp(path)
        for end in _BESIDE:
            if os.path.exists(copy + end):
                os.unlink(copy + end)
            if os.path.exists(path + end):
                shutil.copyfile(path + end, copy + end)
        if _stamp(path) == before:
            break
    else:
        raise Impossible(_("{path} is being written to; try again").format(path=path))
    connection = sqlite3.connect(copy)  # rolls back, or takes in, what was left beside it
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return copy


def _brought_up_to_date(connection: sqlite3.Connection, folder: str) -> str:
    copy = os.path.join(folder, "older.db")
    if os.path.exists(copy):
        os.unlink(copy)
    own = sqlite3.connect(copy, isolation_level=None)
    connection.backup(own)
    own.close()
    opening.for_writing(copy).close()
    return copy
