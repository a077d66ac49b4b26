"""What `export --incremental` gives, put together, is what a whole export gives, whoever writes meanwhile."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest

from salescli.model.errors import NotFound
from salescli.store import activities, customers, export_marks, merging, reps, row_history, undo
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.changed_rows import Changed
from salescli.store.listing_order import Row
from salescli.store.operation import Operation, writing
from salescli.store.paging import Chosen, pages

NOW = datetime(2026, 11, 18, 15, 4, tzinfo=timezone(timedelta(hours=8)))
Writer = Callable[[sqlite3.Connection, random.Random], None]


def entry(dice: random.Random, **fields: object) -> Entry:
    """A line of some moment of the last 30 days."""
    at = NOW - timedelta(minutes=dice.randrange(30 * 24 * 60))
    text = at.isoformat(timespec="seconds")
    plain = Entry(dice.choice([1, 2]), dice.choice([1, 2, 3, None]), None, None, "phone", "out",
                  None, None, dice.choice([0, 1, 1]), text, int(at.timestamp()), text[:10], None, "note", text,
                  None, None)  # fmt: skip
    return plain._replace(**fields)  # type: ignore[arg-type]


def one_of(connection: sqlite3.Connection, dice: random.Random, deleted: int = 0) -> int | None:
    ids = connection.execute("SELECT id FROM activity WHERE deleted = ?", (deleted,)).fetchall()
    return int(dice.choice(ids)[0]) if ids else None


def log(operation: Operation, dice: random.Random) -> None:
    """Most of these are back-dated: touch of later lines changes."""
    activities.add(operation, entry(dice))


def edit(operation: Operation, dice: random.Random) -> None:
    number = one_of(operation.connection, dice)
    if number:
        activities.change(operation, number, entry(dice, note=f"edited {dice.random()}"))


def delete(operation: Operation, dice: random.Random) -> None:
    number = one_of(operation.connection, dice)
    if number:
        activities.delete(operation, number)


def bring_back(operation: Operation, dice: random.Random) -> None:
    number = one_of(operation.connection, dice, deleted=1)
    if number:
        activities.change(operation, number, entry(dice, note="back again"))


def rename(operation: Operation, dice: random.Random) -> None:
    table = dice.choice(["rep", "customer"])
    row_history.update(operation, table, dice.choice([1, 2]), name=f"name {dice.random()}")


def know(operation: Operation, dice: random.Random) -> None:
    from salescli.store import touch

    customer = dice.choice([1, 2, 3])
    row_history.update(operation, "customer", customer, known=dice.choice([0, 1]))
    touch.settle(operation, [customer])


def merge(operation: Operation, _dice: random.Random) -> None:
    two, three = (customers.get(operation.connection, number) for number in (2, 3))
    if operation.connection.execute("SELECT merged_into FROM customer WHERE id = 3").fetchone() == (None,):
        merging.merge_customers(operation, three, two)


WRITERS = (log, log, log, edit, edit, delete, bring_back, rename, know, merge)


def write(connection: sqlite3.Connection, dice: random.Random) -> None:
    """One command of somebody else's; now and then the undo of the last one."""
    if dice.random() < 0.1:
        with suppress(NotFound):
            undo.undo(connection, NOW)
        return
    with writing(connection, "log", NOW) as operation:
        dice.choice(WRITERS)(operation, dice)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = opening.for_writing()
    dice = random.Random(3)  # noqa: S311
    with writing(made, "import", NOW) as operation:
        for name in ("Ann", "Bob"):
            reps.create(operation, name)
        for name in ("Acme", "Beta", "=Gamma"):
            customers.create(operation, name)
        for _number in range(40):
            activities.add(operation, entry(dice))
    yield made
    made.close()


def whole(connection: sqlite3.Connection) -> list[Row]:
    return [row for rows in pages(connection, Chosen()) for row in rows]


class Elsewhere:
    """Who takes the increments: of each uid the last version, without those deleted."""

    def __init__(self) -> None:
        self.rows: dict[object, Row] = {}

    def take(self, rows: list[Row]) -> None:
        for row in rows:
            if row[-1]:
                self.rows.pop(row[1], None)
            else:
                self.rows[row[1]] = row[:-1]

    def in_order(self) -> list[Row]:
        return sorted(self.rows.values(), key=lambda row: (datetime.fromisoformat(str(row[12])), row[1]))


def export(
    reader: sqlite3.Connection, elsewhere: Elsewhere, page: int, between: Callable[[], None] = lambda: None
) -> list[Row]:
    """One run, with somebody writing between its pages."""
    changed = Changed(reader, export_marks.read(reader, "crm"))
    found = []
    between()
    for rows in changed.pages(page):
        found += rows
        between()
    elsewhere.take(found)
    with writing(reader, "config", NOW) as operation:
        export_marks.move(operation, "crm", changed.upto)
    return found


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("page", [3, 4000])
def test_increments_are_the_whole_under_a_busy_writer(connection: sqlite3.Connection, seed: int, page: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    reader, elsewhere = opening.for_writing(), Elsewhere()

    def between() -> None:
        for _number in range(dice.randrange(4)):
            write(connection, dice)

    for _round in range(6):
        export(reader, elsewhere, page, between)
        for _number in range(dice.randrange(12)):
            write(connection, dice)
    export(reader, elsewhere, page)
    assert elsewhere.in_order() == whole(connection)
    assert export(reader, elsewhere, page) == []
    reader.close()


@pytest.mark.parametrize("seed", range(6))
def test_each_run_gives_a_state_that_was(connection: sqlite3.Connection, seed: int) -> None:
    """What is written while a run goes on is not in it: it ends with the state at its beginning."""
    dice = random.Random(100 + seed)  # noqa: S311
    reader, elsewhere = opening.for_writing(), Elsewhere()
    for _round in range(8):
        stood = whole(connection)

        def between() -> None:
            for _number in range(dice.randrange(3)):
                write(connection, dice)

        export(reader, elsewhere, 3, between)
        assert elsewhere.in_order() == stood
        for _number in range(dice.randrange(6)):
            write(connection, dice)
    reader.close()


def test_deletes_are_told_once_and_a_return_is(connection: sqlite3.Connection) -> None:
    elsewhere = Elsewhere()
    first = export(connection, elsewhere, 7)
    assert [row[:-1] for row in first] == whole(connection)
    assert {row[-1] for row in first} == {0}
    with writing(connection, "delete", NOW) as operation:
        activities.delete(operation, 5)
    (gone,) = [row for row in export(connection, elsewhere, 7) if row[-1]]
    assert (gone[0], gone[8]) == (5, None)
    assert gone[1]
    undo.undo(connection, NOW)
    assert 5 in [row[0] for row in export(connection, elsewhere, 7) if not row[-1]]
    assert export(connection, elsewhere, 7) == []


def test_a_name_that_changes_brings_its_rows(connection: sqlite3.Connection) -> None:
    elsewhere = Elsewhere()
    export(connection, elsewhere, 4000)
    with writing(connection, "rep", NOW) as operation:
        row_history.update(operation, "rep", 1, joined="2020-01-01")  # is in no column
    assert export(connection, elsewhere, 4000) == []
    with writing(connection, "rep", NOW) as operation:
        row_history.update(operation, "rep", 1, name="Anna")
    found = export(connection, elsewhere, 4000)
    assert found
    assert {row[2] for row in found} == {"Anna"}
    assert elsewhere.in_order() == whole(connection)
