"""Pages of activities hold together, whatever is written between them."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pytest

from salescli.exchange import exporting
from salescli.exchange.formula import BEGINNINGS
from salescli.store import activities, customers, merging, reps, row_history
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.operation import Operation, writing
from salescli.store.paging import Chosen, Text, lines, pages

NOW = datetime(2026, 11, 18, 15, 4, tzinfo=timezone(timedelta(hours=8)))


def entry(minute: int, customer: int | None, **fields: object) -> Entry:
    at = NOW - timedelta(days=30) + timedelta(minutes=minute)
    text = at.isoformat(timespec="seconds")
    plain = Entry(1, customer, None, None, "phone", "out", None, None, 1, text, int(at.timestamp()), text[:10],
                  None, f"note {minute}", text, None, None)  # fmt: skip
    return plain._replace(**fields)  # type: ignore[arg-type]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = opening.for_writing()
    dice = random.Random(3)  # noqa: S311
    with writing(made, "log", NOW) as operation:
        reps.create(operation, "Ann")
        for name in ("Acme", "Beta", "=Gamma"):
            customers.create(operation, name)
        for number in range(60):
            customer = dice.choice([1, 2, 3, None])
            reached = dice.choice([0, 1, 1])
            note = dice.choice(["plain", "=1+1", 'a "b"', "c,d", "e\nf", "g\rh", "", None, "'=x"])
            activities.add(
                operation, entry(dice.randrange(20), customer, reached=reached, note=note, number=str(number))
            )
    yield made
    made.close()


def edit(operation: Operation, number: int, **fields: object) -> None:
    found = activities.entry_of(operation.connection, number)
    assert found
    activities.change(operation, number, found._replace(**fields))  # type: ignore[arg-type]


def move(operation: Operation, number: int, minute: int) -> None:
    place = entry(minute, None)
    edit(operation, number, at=place.at, at_unix=place.at_unix, day=place.day)


def scatter(operation: Operation) -> None:
    for number in range(1, 61, 3):
        move(operation, number, 500 if number % 2 else -500)


def delete(operation: Operation) -> None:
    for number in range(2, 60, 4):
        activities.delete(operation, number)


def reclassify(operation: Operation) -> None:
    for customer in (1, 2, 3):
        activities.add(operation, entry(-1000, customer, note="earlier than all"))


def log_more(operation: Operation) -> None:
    for minute in range(20):
        activities.add(operation, entry(minute, 1, note="new"))


def rename(operation: Operation) -> None:
    row_history.update(operation, "customer", 1, name="Acme renamed", known=1)
    row_history.update(operation, "rep", 1, name="Anna")


def merge(operation: Operation) -> None:
    merging.merge_customers(operation, customers.get(operation.connection, 2), customers.get(operation.connection, 1))


def unreach(operation: Operation) -> None:
    for number in range(1, 60, 2):
        edit(operation, number, reached=0, outcome="busy")


WRITERS = [scatter, delete, reclassify, log_more, rename, merge, unreach]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("page", [1, 7, 1000])
@pytest.mark.parametrize("after", [0, 1, 3])
def test_rows_are_as_they_stood(
    connection: sqlite3.Connection, write: Callable[[Operation], None], page: int, after: int
) -> None:
    expected = [row for rows in pages(connection, Chosen()) for row in rows]
    reader = opening.for_reading()
    found = []
    for number, rows in enumerate(pages(reader, Chosen(), page)):
        found += rows
        if number == after:
            with writing(connection, "edit", NOW) as operation:
                write(operation)
    assert found == expected


def test_every_writer_one_after_the_other(connection: sqlite3.Connection) -> None:
    text = Text(BEGINNINGS, exporting.SPECIAL, exporting.guarded_cell)
    expected = [line for each in lines(connection, Chosen(), text, as_line) for line in each]
    reader = opening.for_reading()
    found: list[str] = []
    writers = iter(WRITERS)
    for each in lines(reader, Chosen(), text, as_line, page=6):
        found += each
        write = next(writers, None)
        if write:
            with writing(connection, "edit", NOW) as operation:
                write(operation)
    assert found == expected


def test_a_touch_is_chosen_as_it_was(connection: sqlite3.Connection) -> None:
    chosen = Chosen(touch="first")
    expected = [row for rows in pages(connection, chosen) for row in rows]
    assert expected
    reader = opening.for_reading()
    found = []
    for number, rows in enumerate(pages(reader, chosen, 1)):
        found += rows
        if number == 0:
            with writing(connection, "edit", NOW) as operation:
                reclassify(operation)
                unreach(operation)
    assert found == expected


def as_line(row: tuple[int | str | None, ...]) -> str:
    return exporting.line(row, exporting.guarded_cell)


def test_no_read_stays_open_between_pages(connection: sqlite3.Connection) -> None:
    reader = opening.for_reading()
    for _rows in pages(reader, Chosen(), 5):
        assert not reader.in_transaction
