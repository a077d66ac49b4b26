"""Backups: a whole copy of the file, checked before it gets its name, made while others go on writing."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.store import open as opening

PAGES_AT_A_TIME = 2000  # 8 MB: a writer waits some 10 ms for its turn
MOST_RESTARTS = 5  # each write by another starts the copy over; after so many it is made in one go, writers waiting
KEPT_BEFORE_MIGRATIONS = 3
_NAME = r"salescli-\d{4}-\d\d-\d\dT\d{6}\.db"


class Backup(NamedTuple):
    """What was made: where, how large in bytes, how much of what is in it, which older ones were removed."""

    path: str
    size: int
    activities: int
    customers: int
    reps: int
    removed: list[str]


class _TooManyRestarts(Exception):  # noqa: N818  no error: the other way of copying follows
    pass


def back_up(connection: sqlite3.Connection, path: str, to: str, now: datetime, keep: int | None = None) -> Backup:
    """Copy the file at `path` to a file, or into a folder under a name made of `now`'s local time.

    A file that is there is replaced only where it is an earlier state of this same file. `keep` (folders
    only) leaves so many of this file's own backups, the new one included. Raises Misuse and Impossible.
    """
    into_folder = os.path.isdir(to)
    if keep is not None and (not into_folder or keep < 1):
        raise Misuse(_("--keep goes with a folder and a number from 1 on: salescli backup FOLDER --keep 7"))
    target = os.path.join(to, f"salescli-{now:%Y-%m-%dT%H%M%S}.db") if into_folder else to
    folder = os.path.dirname(os.path.abspath(target))
    if not os.path.isdir(folder) or target.endswith(os.sep):
        missing = to if target.endswith(os.sep) else folder
        raise Impossible(_("there is no folder {folder}; make it first: mkdir {folder}").format(folder=missing))
    if os.path.exists(target):
        _refuse_to_replace(connection, path, target)
    _make(connection, path, target, _copy)
    removed = _prune(connection, to, keep) if keep is not None else []
    counts = [_count(connection, statement) for statement in _COUNTS]
    return Backup(target, os.path.getsize(target), counts[0], counts[1], counts[2], removed)


def before_migration(connection: sqlite3.Connection, path: str) -> str:
    """A copy beside the file before its tables change; the last three are kept. Returns the copy's path.

    Its name tells the version that follows and when the file was last written:
    `salescli.db.before-v2-20261118T070400Z`.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    last = connection.execute("SELECT coalesce(max(recorded_at), '') FROM operation").fetchone()[0]
    stamp = re.sub(r"[^0-9TZ]", "", last) or "empty"
    target = f"{path}.before-v{version + 1}-{stamp}"
    _make(connection, path, target, _vacuum)
    folder, name = os.path.split(os.path.abspath(path))
    pattern = re.compile(re.escape(name) + r"\.before-v(\d+)-(\w+)")
    found = [match for match in map(pattern.fullmatch, os.listdir(folder)) if match]
    found.sort(key=lambda match: (int(match[1]), match[2]))
    for match in found[:-KEPT_BEFORE_MIGRATIONS]:
        os.unlink(os.path.join(folder, match[0]))
    return target


def _make(
    connection: sqlite3.Connection,
    path: str,
    target: str,
    copy: Callable[[sqlite3.Connection, str, str], None],
) -> None:
    """Copy beside the target, check the copy, make it durable, then give it its name: never half a backup."""
    folder, name = os.path.split(os.path.abspath(target))
    draft = os.path.join(folder, f".{name}.{os.getpid()}.part")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(draft)  # left by a killed process of the same number
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        least = _record_size(connection)
        copy(connection, path, draft)
        _verify(draft, least)
        _sync(draft)
        os.replace(draft, target)
    finally:
        for left in (draft, draft + "-journal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(left)
    if os.name == "posix":
        _sync(folder)


def _copy(connection: sqlite3.Connection, path: str, draft: str) -> None:
    """SQLite's online copy, some pages at a time, so that nobody's log line waits for the whole."""
    target = sqlite3.connect(draft, isolation_level=None)
    restarts, left = 0, None

    def watch(status: int, remaining: int, _total: int) -> None:
        nonlocal restarts, left
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise Impossible(_("{path} is locked by another program; close it, or try again").format(path=path))
        restarts += left is not None and remaining > left
        left = remaining
        if restarts > MOST_RESTARTS:
            raise _TooManyRestarts

    try:
        target.execute("PRAGMA synchronous=OFF")  # synced as a whole once it is checked
        try:
            connection.backup(target, pages=PAGES_AT_A_TIME, progress=watch)
        except _TooManyRestarts:
            connection.backup(target)
    finally:
        target.close()


def _vacuum(connection: sqlite3.Connection, _path: str, draft: str) -> None:
    connection.execute("VACUUM INTO ?", (draft,))


_COUNTS = (
    "SELECT count(*) FROM activity WHERE deleted = 0",
    "SELECT count(*) FROM customer WHERE gone = 0 AND merged_into IS NULL",
    "SELECT count(*) FROM rep WHERE gone = 0 AND merged_into IS NULL",
)

_RECORD = (
    "SELECT count(*) FROM operation",
    "SELECT count(*) FROM revision",
    "SELECT count(*) FROM fact",
)


def _record_size(connection: sqlite3.Connection) -> list[int]:
    """How long the record is. It only ever grows, so a copy taken later has at least as much."""
    return [_count(connection, statement) for statement in _RECORD]


def _verify(draft: str, least: list[int]) -> None:
    copy = _look_into(draft)
    try:
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        complete = all(has >= had for has, had in zip(_record_size(copy), least, strict=True))
    finally:
        copy.close()
    if not (sound and complete):
        raise Impossible(_("the copy is not sound and was thrown away; see salescli doctor, then try again"))


def _look_into(path: str) -> sqlite3.Connection:
    """A connection to a file nobody writes to: no lock, no journal beside it."""
    from urllib.parse import quote

    return sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _refuse_to_replace(connection: sqlite3.Connection, path: str, target: str) -> None:
    """Replacing loses nothing only where all that the target knows is known here."""
    if os.path.samefile(path, target):
        raise Misuse(_("{path} is the file itself; name another for its backup").format(path=target))
    if not _is_earlier_state(connection, target):
        message = _("{path} is there already and is no earlier backup of this file; name another, or remove it")
        raise Impossible(message.format(path=target))


def _is_earlier_state(connection: sqlite3.Connection, path: str) -> bool:
    if not os.path.isfile(path):
        return False
    other = _look_into(path)
    try:
        if other.execute("PRAGMA application_id").fetchone()[0] != opening.APPLICATION_ID:
            return False
        state = "SELECT d.uid, c.seq, c.change FROM counter c JOIN device d ON d.id = c.device"
        theirs, ours = (each.execute(state).fetchone() for each in (other, connection))
        if theirs[0] != ours[0] or theirs[1] > ours[1] or theirs[2] > ours[2]:
            return False
        return all(had <= has for had, has in zip(_record_size(other), _record_size(connection), strict=True))
    except sqlite3.Error:  # no database, damaged, or of another shape: certainly none of ours to replace
        return False
    finally:
        other.close()


def _prune(connection: sqlite3.Connection, folder: str, keep: int) -> list[str]:
    """Remove the oldest of this file's own backups; what bears the name but is another's stays."""
    names = sorted(name for name in os.listdir(folder) if re.fullmatch(_NAME, name))
    own = [name for name in names if _is_earlier_state(connection, os.path.join(folder, name))]
    for name in own[:-keep]:
        os.unlink(os.path.join(folder, name))
    return own[:-keep]


def _count(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])


def _sync(path: str) -> None:
    handle = os.open(path, os.O_RDONLY if os.path.isdir(path) else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
