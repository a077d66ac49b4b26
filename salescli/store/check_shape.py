"""Whether the file's tables, indexes, triggers and views are as the code made them; mending what is missing.

This is where sqlite-utils inspects: what it says of a column or an index is read by people.
"""

import sqlite3
from typing import NamedTuple

from sqlite_utils import Database

from salescli.i18n import _
from salescli.store import migrations


class Difference(NamedTuple):
    """One thing that is not as the code made it. `mendable`: it holds no data, or is made from the record."""

    kind: str
    name: str
    text: str
    mendable: bool


RECORD_TABLES = ("device", "counter", "operation", "revision", "fact")  # what nothing else can make again
COUNTED_TABLES = ("rep_day",)  # nothing in them is not in other tables

_OBJECTS = """SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY type = 'table' DESC, rowid"""


def differences(connection: sqlite3.Connection) -> tuple[list[Difference], list[str]]:
    """What is missing or changed, tables first; and the names of triggers on our tables that are not ours."""
    model = _as_made()
    made = {(kind, name): sql for kind, name, sql in model.execute(_OBJECTS)}
    here = {(kind, name): sql for kind, name, sql in connection.execute(_OBJECTS)}
    ours = Database(model, execute_plugins=False)
    theirs = Database(connection, execute_plugins=False)
    found = []
    for (kind, name), sql in made.items():
        there = here.get((kind, name))
        if there is None:
            text = _("the {kind} {name} is missing").format(kind=_noun(kind), name=name)
            found.append(Difference(kind, name, text, name not in RECORD_TABLES))
        elif _normal(there) != _normal(sql):
            text = _("the {kind} {name} was changed").format(kind=_noun(kind), name=name)
            detail = _columns(ours, theirs, name) if kind == "table" else ""
            mendable = kind != "table" or name in COUNTED_TABLES
            found.append(Difference(kind, name, text + detail, mendable))
    tables = {name for kind, name in made if kind == "table"}
    strange = [each.name for each in theirs.triggers if each.table in tables and ("trigger", each.name) not in made]
    model.close()
    return found, strange


def mend(connection: sqlite3.Connection) -> int:
    """Make again what is missing and holds no data of its own, inside a transaction; returns how many."""
    model = _as_made()
    made = {(kind, name): sql for kind, name, sql in model.execute(_OBJECTS)}
    model.close()
    mended = 0
    while mendable := [each for each in differences(connection)[0] if each.mendable]:  # a table takes its indexes along
        for each in mendable:
            connection.execute(f'DROP {each.kind} IF EXISTS "{each.name}"')
            connection.execute(made[each.kind, each.name])
        mended += len(mendable)
    return mended


def _as_made() -> sqlite3.Connection:
    """An empty file of the newest version, in memory."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    for step in migrations.STEPS:
        step(model)
    return model


def _columns(ours: Database, theirs: Database, table: str) -> str:
    """Which columns of a changed table are missing or foreign, as the end of a sentence."""
    made, here = set(ours[table].columns_dict), set(theirs[table].columns_dict)
    parts = []
    if made - here:
        parts.append(_("missing: {columns}").format(columns=", ".join(sorted(made - here))))
    if here - made:
        parts.append(_("added: {columns}").format(columns=", ".join(sorted(here - made))))
    return f" ({'; '.join(parts)})" if parts else ""


def _noun(kind: str) -> str:
    return {"table": _("table"), "index": _("index"), "trigger": _("trigger"), "view": _("view")}[kind]


def _normal(sql: str) -> str:
    """A statement without its layout and without the quotes that ALTER TABLE puts around names."""
    return " ".join(sql.replace('"', "").split()).replace("( ", "(").replace(" )", ")")
