"""Other people's files, read whole for a merge into a private database."""

import os
import sqlite3
import tempfile
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible, SalescliError
from salescli.store import merge_source
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.merge_read import read
from salescli.store.merge_rows import Found, Key, Said

TRAVELLING = ("rep", "rep_name", "customer", "customer_name", "person", "due", "leave", "confirmed_zero")
_STATED = ", ".join(f"v.{name}" for name in Entry._fields if name not in {"rep", "customer"})
STATED = _STATED.replace("v.", "")

_LINES = f"""INSERT INTO line (file, uid, activity_uid, device, seq, rev, recorded_at, op, rep, customer, {STATED})
    SELECT ?, v.uid, v.activity_uid, d.uid, v.seq, v.rev, v.recorded_at, v.op, r.uid, c.uid, {_STATED}
    FROM src.revision v JOIN src.device d ON d.id = v.device JOIN src.rep r ON r.id = v.rep
        LEFT JOIN src.customer c ON c.id = v.customer"""  # noqa: S608  names come from code

_TRIES = 3


class Incoming(NamedTuple):
    """What one file has beside its revisions: rows by key, and the outcomes that its revisions use."""

    path: str
    rows: dict[str, Said]
    outcomes: dict[str, int]


class Staging:
    """A private database with the revisions of all files; `close` removes it."""

    def __init__(self) -> None:
        """Make it where temporary files go."""
        self._folder = tempfile.TemporaryDirectory(prefix="salescli-merge-")
        self.path = os.path.join(self._folder.name, "stage.db")
        # uri: the files that are attached have addresses, to be opened for reading only
        self.connection = sqlite3.connect(self.path, uri=True, timeout=opening.WAIT_SECONDS, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", "trusted_schema=OFF"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(
            f"CREATE TABLE line (file INTEGER NOT NULL, uid, activity_uid, device, seq, rev, recorded_at, op,"
            f" rep, customer, {STATED})"
        )

    def take(self, number: int, path: str) -> Incoming:
        """Read one file whole, as it is at one moment. Raises Impossible, in one line, for what is no sound one."""
        try:
            for _try in range(_TRIES):
                try:
                    return self._read(number, path)
                except merge_source.Changing:
                    self.connection.execute("DELETE FROM line WHERE file = ?", (number,))
        except SalescliError:
            raise
        except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:
                text = _("{path} is damaged, or no file of salescli; nothing was done")
                raise Impossible(text.format(path=path)) from error
            from salescli.store.failures import explain

            raise explain(error, path) from error
        raise Impossible(_("{path} is being written to; try again").format(path=path))

    def _read(self, number: int, path: str) -> Incoming:
        folder = os.path.join(self._folder.name, str(number))
        os.makedirs(folder, exist_ok=True)
        source = merge_source.Source(path, folder)
        execute = self.connection.execute
        execute("ATTACH ? AS src", (source.address,))
        try:
            execute("BEGIN")  # all of one moment
            self._require_sound(path)
            execute(_LINES, (number,))
            rows = {entity: _said(read(self.connection, "src", entity)) for entity in TRAVELLING}
            _require_whole(rows)
            used = """SELECT word, reached FROM src.outcome WHERE gone = 0
                AND word IN (SELECT outcome FROM src.revision WHERE outcome IS NOT NULL)"""
            found = Incoming(path, rows, dict(execute(used).fetchall()))
            execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                execute("ROLLBACK")
            raise
        finally:
            execute("DETACH src")
        source.require_unchanged()
        return found

    def _require_sound(self, path: str) -> None:
        execute = self.connection.execute
        damage = execute("PRAGMA src.quick_check(1)").fetchone()[0]
        if damage != "ok" or execute("PRAGMA src.foreign_key_check").fetchone():
            text = _("{path} is damaged; nothing was done; its owner can run salescli doctor")
            raise Impossible(text.format(path=path))

    def hand_over(self) -> None:
        """Finish, so that another connection can attach it."""
        self.connection.execute("CREATE INDEX line_uid ON line (uid)")
        self.connection.close()

    def close(self) -> None:
        """Remove it, also after a failure."""
        self.connection.close()
        self._folder.cleanup()


def _said(rows: dict[Key, Found]) -> Said:
    return {key: row.stated for key, row in rows.items()}


def _require_whole(rows: dict[str, Said]) -> None:
    """Raise LookupError where the record names somebody who is not there."""
    for entity, said in rows.items():
        for row in said.values():
            into = row.fields.get("merged_into")
            named = [(table, row.fields[table]) for table in ("rep", "customer") if table in row.fields]
            for table, uid in [*named, *([(entity, into)] if into else [])]:
                if uid not in rows[table]:
                    raise LookupError(entity, uid)
