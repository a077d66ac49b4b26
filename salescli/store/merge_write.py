"""Rows that a merge makes or changes, and their facts: what the table is to say, and what was said."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from salescli.store.merge_rows import REFERENCES, Fields, Stated
from salescli.store.operation import Operation
from salescli.store.row_history import COLUMNS


class Coming(NamedTuple):
    """A row to be written: its id (None where it is new), what its table is to say, what was said."""

    id: int | None
    fields: Fields
    stated: Stated


def write(operation: Operation, entity: str, rows: list[Coming], ids: dict[str, dict[str, int]]) -> None:
    """Write rows that are new or differ, and their facts; `ids` tells the ids of uids."""
    if not rows:
        return
    execute = operation.connection.execute
    top = int(execute(f"SELECT coalesce(max(id), 0) FROM {entity}").fetchone()[0])  # noqa: S608  names come from code
    numbered = []
    for row in rows:
        top += row.id is None
        numbered.append(row._replace(id=row.id or top))
    columns = COLUMNS[entity]
    values = [(*(_local(entity, row, column, ids) for column in columns), row.id) for row in numbered]
    many = operation.connection.executemany
    many(f"UPDATE {entity} SET gone = 1 WHERE id = ?", [(row.id,) for row in rows if row.id])  # noqa: S608  to make way
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
        SELECT ?, ?, id, json_object({pairs}, 'said', json(?)), ?, ? FROM {entity} WHERE id = ?""",  # noqa: S608
        _facts(operation, entity, numbered),
    )


def _facts(operation: Operation, entity: str, rows: list[Coming]) -> Iterator[tuple[Any, ...]]:
    now = operation.recorded_at
    for row in rows:
        said = {name: value for name, value in row.stated.fields.items() if value != row.fields[name]}
        times = {"merged_at": row.stated.merged_at, "joined_at": row.stated.joined_at}
        said |= {name: at for name, at in times.items() if at}
        yield operation.id, entity, json.dumps(said), row.stated.at or now, now, row.id


def _local(entity: str, row: Coming, column: str, ids: dict[str, dict[str, int]]) -> Any:  # noqa: ANN401  any column's
    value = row.fields[column]
    table = entity if column == "merged_into" else REFERENCES.get(column)
    return ids[table].get(value) if table and value is not None else value
