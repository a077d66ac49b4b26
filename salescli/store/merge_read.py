"""What a file says of its reps, customers and what hangs on them: its tables, and what its record tells of each row."""

import json
import sqlite3
from itertools import groupby

from salescli.store.merge_rows import OWNERS, REFERENCES, Fields, Found, Key, Stated, key_of
from salescli.store.row_history import COLUMNS


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
