"""Merging customers and reps moves names, persons and work, and undo brings all of it back."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salescli.model.errors import Misuse
from salescli.store import activities, customers, customers_edit, merging, reps, row_history, undo
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.operation import Operation, writing

NOW = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> sqlite3.Connection:
    return opening.for_writing(str(tmp_path / "merging.db"))


def call(op: Operation, rep: int, customer: int, at: int, reached: int = 1, stated: str | None = None) -> int:
    moment = datetime.fromtimestamp(at, UTC)
    return activities.add(
        op,
        Entry(rep, customer, None, None, "phone", "out", stated, None, reached, moment.isoformat(), at,
              moment.date().isoformat(), None, None, moment.isoformat(), None, None),
    )  # fmt: skip


def picture(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Everything that a merge can touch, without the change numbers."""
    tables = {
        "activity": "id, rep, customer, touch, deleted",
        "customer": "id, name, known, merged_into, gone",
        "customer_name": "folded, customer, gone",
        "rep": "id, name, joined, merged_into, gone",
        "rep_name": "folded, rep, gone",
        "person": "id, customer, name, focus, gone",
    }
    rows: list[tuple[object, ...]] = []
    for table, columns in tables.items():
        rows += connection.execute(f"SELECT '{table}', {columns} FROM {table} ORDER BY id")
    return rows


def touches(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute("SELECT id, touch FROM activity ORDER BY id").fetchall()


def scene(connection: sqlite3.Connection) -> tuple[list[customers.Customer], list[reps.Rep]]:
    with writing(connection, "log", NOW) as op:
        people = [reps.create(op, "ann", "2026-11-02"), reps.create(op, "Anne", "2026-11-01")]
        firms = [customers.create(op, name) for name in ("Acme Corp", "Acme Crop", "Zenith")]
        customers.meet(op, firms[0].id, ["Li", "Bob"])
        customers.meet(op, firms[1].id, ["li", "Eve"])
        call(op, people[0].id, firms[0].id, 2000)
        call(op, people[1].id, firms[1].id, 1000)
        call(op, people[1].id, firms[1].id, 3000, 0)
        gone = call(op, people[1].id, firms[1].id, 4000)
    with writing(connection, "delete", NOW) as op:
        activities.delete(op, gone)
    return firms, people


def test_work_names_and_persons_move_and_touch_is_derived_again(file: sqlite3.Connection) -> None:
    firms, _ = scene(file)
    assert touches(file)[:3] == [(1, "first"), (2, "first"), (3, "attempt")]
    before = file.execute("SELECT change FROM counter").fetchone()[0]
    with writing(file, "customer merge", NOW) as op:
        assert merging.merge_customers(op, firms[1], firms[0]) == 3
    assert touches(file)[:3] == [(1, "follow-up"), (2, "first"), (3, "attempt")]
    assert {row[0] for row in file.execute("SELECT customer FROM activity")} == {firms[0].id}
    assert file.execute("SELECT count(*) FROM activity WHERE change > ?", (before,)).fetchone()[0] == 4
    assert {row[0] for row in file.execute("SELECT customer FROM revision")} == {firms[0].id, firms[1].id}
    found = customers.find(file, "acme crop")
    assert found is not None
    assert found.id == firms[0].id
    living = file.execute("SELECT name, customer FROM person WHERE gone = 0 ORDER BY name").fetchall()
    assert living == [("Bob", firms[0].id), ("Eve", firms[0].id), ("Li", firms[0].id)]


def test_undo_and_redo_bring_everything_back(file: sqlite3.Connection) -> None:
    firms, people = scene(file)
    pictures = [picture(file)]
    with writing(file, "customer merge", NOW) as op:
        merging.merge_customers(op, firms[1], firms[0])
    pictures.append(picture(file))
    with writing(file, "customer merge", NOW) as op:
        merging.merge_customers(op, customers.get(file, firms[0].id), firms[2])
    pictures.append(picture(file))
    with writing(file, "rep merge", NOW) as op:
        merging.merge_reps(op, people[1], people[0])
    pictures.append(picture(file))
    for state in reversed(pictures[:-1]):
        undo.undo(file, NOW)
        assert picture(file) == state
    for state in pictures[1:]:
        undo.redo(file, NOW)
        assert picture(file) == state


def test_undo_and_redo_where_the_person_of_the_duplicate_stays(file: sqlite3.Connection) -> None:
    with writing(file, "log", NOW) as op:
        person = reps.create(op, "ann", "2026-11-02")
        firms = [customers.create(op, name) for name in ("Gamma", "Acme")]
        for firm in firms:
            customers.meet(op, firm.id, ["Li"])
            call(op, person.id, firm.id, 2000)
    pictures = [picture(file)]
    with writing(file, "customer merge", NOW) as op:
        merging.merge_customers(op, firms[0], firms[1])
    pictures.append(picture(file))
    for state, back in ((pictures[0], undo.undo), (pictures[1], undo.redo), (pictures[0], undo.undo)):
        back(file, NOW)
        assert picture(file) == state


def test_undo_of_a_rename_takes_the_name_back(file: sqlite3.Connection) -> None:
    with writing(file, "log", NOW) as op:
        firm = customers.create(op, "Acme")
        line = call(op, reps.create(op, "ann", "2026-11-02").id, firm.id, 2000)
    with writing(file, "customer", NOW) as op:
        customers_edit.rename(op, firm, "Zenith")
    undo.undo(file, NOW)
    assert customers.find(file, "Zenith") is None
    undo.redo(file, NOW)
    assert customers.find(file, "Zenith") == firm._replace(name="Zenith")
    undo.undo(file, NOW)
    undo.undo(file, NOW, line)
    with writing(file, "log", NOW) as op:
        assert customers.create(op, "Zenith").name == "Zenith"  # nobody has it


def test_undo_leaves_a_name_that_another_has_by_now(file: sqlite3.Connection) -> None:
    with writing(file, "customer", NOW) as op:
        firm = customers.create(op, "Acme")
        customers.add_name(op, firm.id, "Zenith")
    with writing(file, "customer", NOW) as op:
        customers_edit.remove_alias(op, firm, "Zenith")
    with writing(file, "import", NOW) as op:
        other = customers.create(op, "Zenith")
    undo.undo(file, NOW)
    assert customers.find(file, "Zenith") == other


def test_chains_collapse(file: sqlite3.Connection) -> None:
    firms, _ = scene(file)
    with writing(file, "customer merge", NOW) as op:
        merging.merge_customers(op, firms[1], firms[0])
        merging.merge_customers(op, firms[0], firms[2])
    into = dict(file.execute("SELECT id, merged_into FROM customer"))
    assert into == {firms[0].id: firms[2].id, firms[1].id: firms[2].id, firms[2].id: None}
    assert {row[0] for row in file.execute("SELECT customer FROM activity")} == {firms[2].id}


def test_the_earlier_joining_stands(file: sqlite3.Connection) -> None:
    _, people = scene(file)
    with writing(file, "rep merge", NOW) as op:
        assert merging.merge_reps(op, people[1], people[0]) == 3
    assert reps.get(file, people[0].id).joined == "2026-11-01"
    found = reps.find(file, "ANNE")
    assert found is not None
    assert found.id == people[0].id
    assert {row[0] for row in file.execute("SELECT rep FROM activity")} == {people[0].id}


def test_known_by_either_name_is_known(file: sqlite3.Connection) -> None:
    firms, _ = scene(file)
    with writing(file, "customer", NOW) as op:
        row_history.update(op, "customer", firms[2].id, known=1)
    with writing(file, "customer merge", NOW) as op:
        merging.merge_customers(op, customers.get(file, firms[2].id), firms[0])
    assert customers.get(file, firms[0].id).known == 1
    assert touches(file)[0] == (1, "follow-up")
    undo.undo(file, NOW)
    assert touches(file)[0] == (1, "first")


def test_nobody_merges_into_himself(file: sqlite3.Connection) -> None:
    firms, people = scene(file)
    with pytest.raises(Misuse), writing(file, "customer merge", NOW) as op:
        merging.merge_customers(op, firms[0], firms[0])
    with pytest.raises(Misuse), writing(file, "rep merge", NOW) as op:
        merging.merge_reps(op, people[0], people[0])
