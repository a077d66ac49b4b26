"""Rows that are no activities (reps, customers, dues, targets, settings …): written with their history.

Each write appends the whole row to `fact` and changes the projection in the same transaction; undo puts the version
before back. SQLite makes the JSON, so that a log line does not import json.
"""

import sqlite3

from salescli.store.operation import Operation

COLUMNS = {
    "rep": ("uid", "name", "targets", "joined", "until", "work_week", "merged_into", "gone"),
    "rep_name": ("folded", "name", "rep", "gone"),
    "customer": ("uid", "name", "kind", "known", "merged_into", "gone"),
    "customer_name": ("folded", "stem", "name", "customer", "gone"),
    "person": ("uid", "customer", "name", "folded", "focus", "gone"),
    "due": ("uid", "customer", "rep", "day", "at", "why", "asked_by", "done", "gone"),
    "target": (
        *("uid", "metric", "amount", "per", "rep", "from_day", "recorded_at", "received_at"),
        *("ramp_to", "ramp_until", "gone"),
    ),
    "leave": ("uid", "rep", "day", "part", "reason", "gone"),
    "confirmed_zero": ("uid", "rep", "day", "gone"),
    "calendar_year": ("country", "year", "source", "estimated", "days", "gone"),
    "calendar_day": ("day", "works", "name", "gone"),
    "metric": ("name", "channel", "outcome", "direction", "touch", "distinct_by", "parts", "gone"),
    "waiver": ("activity", "flag", "note", "gone"),
    "outcome": ("word", "reached", "gone"),
    "setting": ("name", "value", "gone"),
    "mapping": ("name", "body", "gone"),
    "export_mark": ("name", "change", "newest_operation", "exported_at", "gone"),
}

Value = str | int | None


def insert(operation: Operation, entity: str, **fields: Value) -> int:
    """Add a row to the entity's table and its first fact to the record; returns the row's id."""
    names = ", ".join(fields)
    marks = ", ".join("?" * len(fields))
    statement = f"INSERT INTO {entity} ({names}) VALUES ({marks})"  # noqa: S608  names come from code
    row = operation.connection.execute(statement, tuple(fields.values())).lastrowid or 0
    record(operation, entity, row)
    return row


def update(operation: Operation, entity: str, row: int, **fields: Value) -> None:
    """Change columns of a row and append the version that it has now; nothing where they are so already."""
    if _stands_so(operation, entity, row, fields):
        return
    settings = ", ".join(f"{name} = ?" for name in fields)
    statement = f"UPDATE {entity} SET {settings} WHERE id = ?"  # noqa: S608  names come from code
    operation.connection.execute(statement, (*fields.values(), row))
    record(operation, entity, row)


def _stands_so(operation: Operation, entity: str, row: int, fields: dict[str, Value]) -> bool:
    names = ", ".join(fields)
    statement = f"SELECT {names} FROM {entity} WHERE id = ?"  # noqa: S608  names come from code
    found = operation.connection.execute(statement, (row,)).fetchone()
    return found is not None and tuple(found) == tuple(fields.values())


def record(operation: Operation, entity: str, row: int) -> None:
    """Append the row as it stands to the record."""
    pairs = ", ".join(f"'{column}', {column}" for column in COLUMNS[entity])
    statement = f"""INSERT INTO fact (operation, entity, entity_id, body, recorded_at, received_at)
        SELECT ?, ?, id, json_object({pairs}), ?, ? FROM {entity} WHERE id = ?"""  # noqa: S608  names come from code
    at = operation.recorded_at
    operation.connection.execute(statement, (operation.id, entity, at, at, row))


def restore(operation: Operation, entity: str, row: int, fact: int | None) -> None:
    """Make the row what an earlier fact says; without one, the row is gone."""
    if fact is None:
        update(operation, entity, row, gone=1)
        return
    columns = COLUMNS[entity]
    settings = ", ".join(f"{column} = json_extract(fact.body, '$.{column}')" for column in columns)
    statement = f"UPDATE {entity} SET {settings} FROM fact WHERE fact.id = ? AND {entity}.id = ?"  # noqa: S608
    operation.connection.execute(statement, (fact, row))
    record(operation, entity, row)


def as_it_stands(connection: sqlite3.Connection, entity: str, row: int) -> dict[str, Value] | None:
    """The row's columns and values now; None where it is gone."""
    columns = COLUMNS[entity]
    statement = f"SELECT {', '.join(columns)} FROM {entity} WHERE id = ? AND gone = 0"  # noqa: S608
    found = connection.execute(statement, (row,)).fetchone()
    return dict(zip(columns, found, strict=True)) if found else None
