"""Opening the file: where it is, how it is made, which promises the connection keeps."""

import os
import sqlite3
import sys
from collections.abc import Callable

from salescli.i18n import _
from salescli.model.errors import Impossible

APPLICATION_ID = 0x53414C45  # "SALE", so that `file` and we can tell whose database it is
WAIT_SECONDS = 60
SAY_AFTER_SECONDS = 2


def location() -> str:
    """The path of the file: `$SALESCLI_DB`, else `salescli.db` in the platform's folder for a user's data."""
    stated = os.environ.get("SALESCLI_DB")
    if stated:
        return os.path.expanduser(stated)
    if sys.platform.startswith("linux"):  # the rule is one line here; platformdirs costs 20 ms of every log line
        home = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
        return os.path.join(home, "salescli", "salescli.db")
    import platformdirs

    return os.path.join(platformdirs.user_data_dir("salescli", appauthor=False), "salescli.db")


def exists(path: str) -> bool:
    """Whether there is a file to read: an empty one is a first run that was cut short, as good as none."""
    return os.path.isdir(path) or (os.path.exists(path) and os.path.getsize(path) > 0)


def for_reading(path: str | None = None) -> sqlite3.Connection:
    """A connection that changes nothing. Raises Impossible where there is no file, or it cannot be read."""
    path = path or location()
    if not exists(path):
        message = _("there is no file at {path} yet; log something first, or set SALESCLI_DB")
        raise Impossible(message.format(path=path))
    connection = _connect(path)
    if _version(connection, path) < _newest():
        connection.close()
        return for_writing(path)
    connection.execute("PRAGMA query_only=ON")
    return connection


def for_writing(path: str | None = None, waiting: Callable[[], None] | None = None) -> sqlite3.Connection:
    """A connection that may write; the first one makes the file (mode 0600) and its tables, however many come at once.

    `waiting` is called once when the lock takes longer than two seconds to get.
    """
    path = path or location()
    if not exists(path):
        _make(path)
    connection = _connect(path)
    _keep_promises(connection)
    if _version(connection, path) < _newest():
        from salescli.store import migrations

        migrations.migrate(connection, path, waiting)
    return connection


def of_another(path: str) -> tuple[sqlite3.Connection, str, int]:
    """Somebody else's file, never written to: a connection, the address to attach it by, its version.

    Raises Impossible where it is none of salescli's, or of a newer one.
    """
    from urllib.parse import quote

    address = f"file:{quote(os.path.abspath(path))}?mode=ro{'&immutable=1' if _rests(path) else ''}"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Impossible(_("{path} is no file of salescli; nothing was done").format(path=path))
    return connection, address, _version(connection, path)


def _rests(path: str) -> bool:
    """Whether a file keeps a WAL and nothing is in it: to look even into that, SQLite would make files beside it.

    The folder may be one that others share, or that may not be written to.
    """
    with open(path, "rb") as file:
        keeps_wal = file.read(20)[18:] == b"\x02\x02"  # the header's format versions
    return keeps_wal and not (os.path.exists(path + "-wal") and os.path.getsize(path + "-wal"))


def begin(connection: sqlite3.Connection, waiting: Callable[[], None] | None = None) -> None:
    """Take the write lock: waits up to a minute, says so after two seconds. Raises sqlite3.OperationalError after."""
    connection.execute(f"PRAGMA busy_timeout={SAY_AFTER_SECONDS * 1000}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        if waiting:
            waiting()
        connection.execute(f"PRAGMA busy_timeout={(WAIT_SECONDS - SAY_AFTER_SECONDS) * 1000}")
        connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")


def _newest() -> int:
    return 2  # the number of migrations; store/migrations.py checks that it is


def _make(path: str) -> None:
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # somebody else's first run was quicker


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _keep_promises(connection: sqlite3.Connection) -> None:
    """An acknowledged line survives a power cut: WAL where it is sound, else the truncated rollback journal."""
    if _wal_is_sound():
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.execute("PRAGMA synchronous=EXTRA")


def _wal_is_sound() -> bool:
    """Whether SQLite is free of the WAL-reset bug: from 3.51.3 on, or the repaired 3.50.7 and 3.44.6."""
    version = sqlite3.sqlite_version_info
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _version(connection: sqlite3.Connection, path: str) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > _newest():
        message = _("{path} was written by a newer salescli; upgrade this one: pip install -U salescli")
        raise Impossible(message.format(path=path))
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner != APPLICATION_ID and (version or connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        message = _("{path} is a database of another program; set SALESCLI_DB to a file of salescli")
        raise Impossible(message.format(path=path))
    return version
