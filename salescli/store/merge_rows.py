"""Rows of reps, customers and what hangs on them, as they travel: what was said of each, with references by uid.

What a merge concludes (two customers of one name are one, say) stands in the same tables as what somebody said. A fact
that a merge writes therefore keeps, under `said`, what was said where that differs: conclusions are drawn anew from
what all files said, so that neither the order of merging nor merging again makes a difference.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from salescli.store.operation import Operation
from salescli.store.row_history import COLUMNS

REFERENCES = {"rep": "rep", "customer": "customer", "asked_by": "activity"}
OWNERS = {"rep_name": "rep", "customer_name": "customer", "person": "customer"}
Key = str | tuple[str, str]
Fields = dict[str, Any]


class Stated(NamedTuple):
    """What was last said of a row, and when. Redirect and joining were said at times of their own.

    `joined_at` is empty while the joining is that of the first line, which nobody set by hand.
    """

    at: str
    fields: Fields
    merged_at: str = ""
    joined_at: str = ""


class Found(NamedTuple):
    """A row of a file: its id there, what its table says, what was said."""

    id: int
    fields: Fields
    stated: Stated


Said = dict[Key, Stated]


def read(connection: sqlite3.Connection, schema: str, entity: str) -> dict[Key, Found]:
    """All rows of a table: by uid; names by (folded name, uid of who had it first).

    Raises ValueError where the record cannot be understood.
    """
    uids = _uids(connection, schema, entity)
    columns = COLUMNS[entity]
    statement = f"""SELECT e.id, {", ".join(f"e.{name}" for name in columns)}, f.recorded_at, f.body
        FROM {schema}.{entity} e LEFT JOIN {schema}.fact f ON f.entity = '{entity}' AND f.entity_id = e.id
        ORDER BY e.id, f.id"""  # noqa: S608  names come from code
    found: dict[Key, Found] = {}
    times: dict[str, str] = {}  # many rows have one: kept once
    for number, rows in groupby(connection.execute(statement), key=lambda row: row[0]):
        facts = list(rows)
        shown = _by_uid(dict(zip(columns, facts[0][1:-2], strict=True)), uids)
        told = [(times.setdefault(row[-2], row[-2]), row[-1]) for row in facts if row[-1] is not None]
        stated = _stated(entity, shown, told, uids)
        if stated.fields == shown:
            stated = stated._replace(fields=shown)
        key = key_of(entity, stated.fields)
        row = Found(number, shown, stated)
        found[key] = _one_of(found[key], row) if key in found else row
    return found


def key_of(entity: str, fields: Fields) -> Key:
    """What a row is the same by, in whatever file."""
    return str(fields["uid"]) if "uid" in fields else (fields["folded"], fields[entity.removesuffix("_name")])


def later(one: Stated, other: Stated) -> Stated:
    """What stands of two versions: the later; at one second what sorts last, so that order never matters.

    The redirect is the one that was said last. Of two joinings the earlier stands, but one set by hand before either.
    """
    stands = max(one, other, key=_order)
    if "merged_into" not in stands.fields:
        return stands
    merged = max(one, other, key=lambda each: (each.merged_at, each.fields["merged_into"] or ""))
    fields = {**stands.fields, "merged_into": merged.fields["merged_into"]}
    joined_at = ""
    if "joined" in fields:
        fields["joined"], joined_at = joining((one, other))
    return Stated(stands.at, fields, merged.merged_at, joined_at)


def joining(versions: Iterable[Stated]) -> tuple[str | None, str]:
    """The joining that stands of several, and when it was set by hand."""
    several = list(versions)
    latest = max(each.joined_at for each in several)
    days = [each.fields["joined"] for each in several if each.joined_at == latest and each.fields["joined"]]
    return min(days, default=None), latest


def _order(each: Stated) -> tuple[str, int, list[tuple[str, bool, str]]]:
    fields = sorted(each.fields.items())
    passing = {"merged_into", "joined"}  # said at times of their own
    known = [(name, value is not None, str(value)) for name, value in fields if name not in passing]
    return each.at, each.fields["gone"], known


def _uids(connection: sqlite3.Connection, schema: str, entity: str) -> dict[str, dict[int, str]]:
    """For each column that refers to another table: its ids to uids."""
    found: dict[str, dict[int, str]] = {}
    for column in COLUMNS[entity]:
        table = entity if column == "merged_into" else REFERENCES.get(column)
        if table:
            asked = " WHERE id IN (SELECT asked_by FROM {schema}.due)" if table == "activity" else ""
            statement = f"SELECT id, uid FROM {schema}.{table}{asked.format(schema=schema)}"  # noqa: S608
            found[column] = dict(connection.execute(statement).fetchall())
    return found


def _by_uid(fields: Fields, uids: dict[str, dict[int, str]]) -> Fields:
    for column in uids.keys() & fields.keys():
        fields[column] = uids[column].get(fields[column])
    return fields


def _stated(entity: str, shown: Fields, facts: list[tuple[str, str]], uids: dict[str, dict[int, str]]) -> Stated:
    """What the facts of one row, oldest first, come to."""
    if not facts:
        return Stated("", shown)
    if len(facts) == 1 and ('"said":' not in facts[0][1] or '"said":{}' in facts[0][1]):
        at = facts[0][0]
        return Stated(at, shown, at if shown.get("merged_into") else "")
    stated: Stated | None = None
    before = shown
    for at, text in facts:
        body = json.loads(text)
        now = _by_uid({name: body[name] for name in shown if name in body}, uids)
        now = {**before, **now}  # an older fact may not have a newer column
        if "said" in body:
            said = body["said"]
            fields = {name: said.get(name, value) for name, value in now.items()}
            stated = Stated(at, fields, said.get("merged_at", ""), said.get("joined_at", ""))
        elif stated is None:
            stated = Stated(at, now, at if now.get("merged_into") else "")
        else:
            stated = _changed(entity, stated, before, now, at)
        before = now
    return stated or Stated("", shown)


def _changed(entity: str, stated: Stated, before: Fields, now: Fields, at: str) -> Stated:
    """After a change by hand: what it changed was said then; what a merge had concluded is not said by leaving it.

    Names and persons move with their customer or rep: whose they were first is what was said.
    """
    changed = {name for name in now if now[name] != before[name]} - {OWNERS.get(entity)}
    fields = {name: now[name] if name in changed else stated.fields[name] for name in now}
    by_hand = "joined" in changed and before["joined"] and now["joined"]
    return Stated(
        at,
        fields,
        at if "merged_into" in changed else stated.merged_at,
        at if by_hand else stated.joined_at,
    )


def _one_of(one: Found, other: Found) -> Found:
    """Two rows for one name, which was forgotten and given again: the later word, in the row that stands."""
    stated = max(one, other, key=lambda row: (row.stated.at, not row.stated.fields["gone"], row.id)).stated
    row = min(one, other, key=lambda row: (row.fields["gone"], -row.id))
    return Found(row.id, row.fields, stated)


def changed(fields: Fields, **now: Any) -> Fields:  # noqa: ANN401  any column's
    """The fields with these values; the same dictionary where they are so already."""
    return fields if all(fields[name] == value for name, value in now.items()) else {**fields, **now}


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
