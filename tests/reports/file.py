"""A file written row by row, for tests of what reads it, and the command line called within the test's process."""

import contextlib
import io
import json
import sqlite3
from typing import Any, NamedTuple

from salescli.store import schema, schema_v2


class File:
    """Rows by their columns, everything not named at its usual value."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.customers: dict[str, int] = {}
        self.number = 0
        connection.execute("PRAGMA foreign_keys=OFF")

    @classmethod
    def in_memory(cls) -> "File":
        connection = sqlite3.connect(":memory:", isolation_level=None)
        for statement in (*schema.STATEMENTS, *schema_v2.STATEMENTS):
            connection.execute(statement)
        return cls(connection)

    def _insert(self, table: str, **fields: Any) -> int:
        marks = ", ".join("?" * len(fields))
        statement = f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({marks})"
        return self.connection.execute(statement, tuple(fields.values())).lastrowid or 0

    def _uid(self) -> str:
        self.number += 1
        return f"uid-{self.number:06}"

    def rep(
        self, name: str, joined: str | None, until: str | None = None, targets: int = 1, work_week: str | None = None
    ) -> int:
        fields = {"joined": joined, "until": until, "targets": targets, "work_week": work_week}
        rep = self._insert("rep", uid=self._uid(), name=name, **fields)
        self._insert("rep_name", folded=name.casefold(), name=name, rep=rep)
        return rep

    def customer(self, name: str, known: int = 0) -> int:
        if name not in self.customers:
            customer = self._insert("customer", uid=self._uid(), name=name, known=known)
            folded = name.casefold()
            self._insert("customer_name", folded=folded, stem=folded, name=name, customer=customer)
            self.customers[name] = customer
        return self.customers[name]

    def activity(self, rep: int, day: str, **fields: Any) -> int:
        at = f"{day}T12:00:00+08:00"
        row = {
            "uid": self._uid(),
            "revision": 0,
            "rep": rep,
            "channel": "phone",
            "direction": "out",
            "reached": 1,
            "at": at,
            "at_unix": 0,
            "day": day,
            "logged_at": at,
            "change": 0,
        }
        return self._insert("activity", **(row | fields))

    def target(
        self,
        metric: str,
        amount: str | None,
        per: str = "day",
        rep: int | None = None,
        from_day: str = "2026-01-01",
        **fields: Any,
    ) -> int:
        at = "2026-01-01T00:00:00Z"
        row = {
            "uid": self._uid(),
            "metric": metric,
            "amount": amount,
            "per": per,
            "rep": rep,
            "from_day": from_day,
            "recorded_at": at,
            "received_at": at,
        }
        return self._insert("target", **(row | fields))

    def leave(self, rep: int, day: str, part: str = "day") -> int:
        return self._insert("leave", uid=self._uid(), rep=rep, day=day, part=part)

    def confirmed_zero(self, rep: int, day: str) -> int:
        return self._insert("confirmed_zero", uid=self._uid(), rep=rep, day=day)

    def calendar_day(self, day: str, works: int) -> int:
        return self._insert("calendar_day", day=day, works=works, name="as told")

    def calendar_year(self, country: str, year: int, days: dict[str, int]) -> int:
        kept = json.dumps([[day, works, "as announced"] for day, works in sorted(days.items())])
        fields = {"country": country, "year": year, "source": "a test", "estimated": 0, "days": kept}
        return self._insert("calendar_year", **fields)

    def metric(self, name: str, **fields: str | None) -> int:
        return self._insert("metric", name=name, **fields)

    def setting(self, name: str, value: str) -> int:
        return self._insert("setting", name=name, value=value)


class Called(NamedTuple):
    """What a command did: its exit code, its output as bytes, its messages as text."""

    code: int
    out: bytes
    err: str


def called(*words: str) -> Called:
    """Run a command line in this process, in some milliseconds: the file and the present come from the environment."""
    from salescli.__main__ import run

    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline=""), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(list(words))
    out.flush()
    return Called(code, out.buffer.getvalue(), err.getvalue())
