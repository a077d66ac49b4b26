"""A file written row by row, for tests of what reads it."""

import sqlite3
from typing import Any

from salescli.store import schema


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
        for statement in schema.STATEMENTS:
            connection.execute(statement)
        return cls(connection)

    def _insert(self, table: str, **fields: Any) -> int:
        marks = ", ".join("?" * len(fields))
        statement = f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({marks})"
        return self.connection.execute(statement, tuple(fields.values())).lastrowid or 0

    def _uid(self) -> str:
        self.number += 1
        return f"uid-{self.number:06}"

    def rep(self, name: str, joined: str | None, until: str | None = None, targets: int = 1) -> int:
        rep = self._insert("rep", uid=self._uid(), name=name, joined=joined, until=until, targets=targets)
        self._insert("rep_name", folded=name.casefold(), name=name, rep=rep)
        return rep

    def customer(self, name: str) -> int:
        if name not in self.customers:
            customer = self._insert("customer", uid=self._uid(), name=name)
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
    ) -> int:
        at = "2026-01-01T00:00:00Z"
        return self._insert(
            "target",
            uid=self._uid(),
            metric=metric,
            amount=amount,
            per=per,
            rep=rep,
            from_day=from_day,
            recorded_at=at,
            received_at=at,
        )
