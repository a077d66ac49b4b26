"""A change by hand that leaves no trace when it changes nothing: undo would find an empty step."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from salescli.store.operation import Operation, writing


class _Unchanged(Exception):  # noqa: N818  no error: it rolls the empty operation back
    pass


def _require_news(operation: Operation) -> None:
    news = "SELECT 1 FROM fact WHERE operation = ?"
    if not operation.connection.execute(news, (operation.id,)).fetchone():
        raise _Unchanged


@contextmanager
def changing(
    connection: sqlite3.Connection, kind: str, now: datetime, waiting: Callable[[], None] | None = None
) -> Iterator[Operation]:
    """As `operation.writing`, of rows of other tables than activities; nothing new, nothing kept."""
    try:
        with writing(connection, kind, now, waiting=waiting) as operation:
            yield operation
            _require_news(operation)
    except _Unchanged:
        return
