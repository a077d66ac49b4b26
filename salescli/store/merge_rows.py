"""Rows of reps, customers and what hangs on them, as they travel: references by uid, with the time of their last fact.

Of two versions of one row the later fact's stands; at the same second, the one that sorts last, so that the order of
merging never matters.
"""

import sqlite3
from typing import Any, NamedTuple

from salescli.store.operation import Operation
from salescli.store.row_history import COLUMNS

REFERENCES = {"rep": "rep", "customer": "customer", "asked_by": "activity"}
Key = str | tuple[str, str]


class Row(NamedTuple):
    """One row. `id` is None where it is not in this file; `at` is when its newest fact was recorded."""

    id: int | None
    at: str
    fields: dict[str, Any]


Rows = dict[Key, Row]


def read(connection: sqlite3.Connection, schema: str, entity: str) -> Rows:
    """All rows of a table: by uid, names by (folded name, uid of the owner); of one key the one that stands."""
    chosen = ", ".join(_selected(schema, entity, column) for column in COLUMNS[entity])
    statement = f"""SELECT e.id, coalesce((SELECT f.recorded_at FROM {schema}.fact f
        WHERE f.entity = '{entity}' AND f.entity_id = e.id ORDER BY f.id DESC LIMIT 1), ''), {chosen}
        FROM {schema}.{entity} e ORDER BY e.gone DESC, e.id"""  # noqa: S608  names come from code
    found: Rows = {}
    for number, at, *values in connection.execute(statement):
        fields = dict(zip(COLUMNS[entity], values, strict=True))
        found[key_of(entity, fields)] = Row(number, at, fields)
    return found


def key_of(entity: str, fields: dict[str, Any]) -> Key:
    """What a row is the same by, in whatever file."""
    return fields["uid"] if "uid" in fields else (fields["folded"], fields[entity.removesuffix("_name")])


def _selected(schema: str, entity: str, column: str) -> str:
    table = entity if column == "merged_into" else REFERENCES.get(column)
    return f"(SELECT x.uid FROM {schema}.{table} x WHERE x.id = e.{column})" if table else f"e.{column}"  # noqa: S608


def later(one: Row, other: Row, *, passing: tuple[str, ...] = ("merged_into", "joined")) -> Row:
    """The version that stands; fields of `passing` have rules of their own and decide nothing."""
    if one.at != other.at:
        return max(one, other, key=lambda row: row.at)
    if one.fields == other.fields:
        return one
    return max(one, other, key=lambda row: _sorted(row.fields, passing))


def _sorted(fields: dict[str, Any], passing: tuple[str, ...]) -> list[tuple[str, bool, str]]:
    return [(name, value is not None, str(value)) for name, value in sorted(fields.items()) if name not in passing]


def write(operation: Operation, entity: str, rows: list[Row], ids: dict[str, dict[str, int]]) -> None:
    """Write rows that are new or differ, and their facts; `ids` tells the ids of uids, and learns those of new rows."""
    if not rows:
        return
    execute = operation.connection.execute
    top = int(execute(f"SELECT coalesce(max(id), 0) FROM {entity}").fetchone()[0])  # noqa: S608  names come from code
    numbered = []
    for row in rows:
        top += row.id is None
        numbered.append(row._replace(id=row.id or top))
        if "uid" in row.fields:
            ids.setdefault(entity, {})[row.fields["uid"]] = numbered[-1].id or 0
    columns = COLUMNS[entity]
    values = [(*(_local(entity, row, column, ids) for column in columns), row.id) for row in numbered]
    known = {row.id for row in rows}
    freed = [(row.id,) for row in numbered if row.id in known]
    many = operation.connection.executemany
    many(f"UPDATE {entity} SET gone = 1 WHERE id = ?", freed)  # noqa: S608  out of each other's way
    marks = ", ".join("?" * (len(columns) + 1))
    taken = ", ".join(f"{column} = excluded.{column}" for column in columns)
    many(
        f"""INSERT INTO {entity} ({", ".join(columns)}, id) VALUES ({marks})
        ON CONFLICT (id) DO UPDATE SET {taken}""",  # noqa: S608  names come from code
        values,
    )
    pairs = ", ".join(f"'{column}', {column}" for column in columns)
    many(
        f"""INSERT INTO fact (operation, entity, entity_id, body, recorded_at, received_at)
        SELECT ?, ?, id, json_object({pairs}), ?, ? FROM {entity} WHERE id = ?""",  # noqa: S608  as above
        [(operation.id, entity, row.at or operation.recorded_at, operation.recorded_at, row.id) for row in numbered],
    )


def _local(entity: str, row: Row, column: str, ids: dict[str, dict[str, int]]) -> Any:  # noqa: ANN401  any column's
    value = row.fields[column]
    table = entity if column == "merged_into" else REFERENCES.get(column)
    return ids[table].get(value) if table and value is not None else value
