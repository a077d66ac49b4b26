"""Imports taken back in whatever order leave the file as if they had never been; what people did stays."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from salescli.store import activities, bulk, check, customers, day_totals, import_undo, reps, row_history
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.operation import writing
from salescli.store.staging import IDENTIFIED, Stage
from salescli.store.uids import imported_uid
from tests.store.test_bulk import brought_in

NOW = datetime(2026, 11, 18, 15, 4, tzinfo=timezone(timedelta(hours=8)))
STANDING = """SELECT a.uid, r.name, c.name, a.person, a.channel, a.direction, a.touch, a.outcome, a.reached, a.at,
    a.note FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer
    WHERE a.deleted = 0 ORDER BY a.at_unix, a.uid"""
NAMES = """SELECT 'rep', name, joined FROM rep WHERE gone = 0 UNION ALL SELECT 'customer', name, known FROM customer
    WHERE gone = 0 UNION ALL SELECT 'person', name, folded FROM person WHERE gone = 0 UNION ALL
    SELECT 'outcome', word, reached FROM outcome WHERE gone = 0 UNION ALL
    SELECT 'name', name, folded FROM customer_name WHERE gone = 0 UNION ALL
    SELECT 'alias', name, folded FROM rep_name WHERE gone = 0 ORDER BY 1, 2"""


def entry(dice: random.Random, number: int, rep: int, customer: int | None) -> Entry:
    at = NOW - timedelta(days=dice.randrange(1, 4), minutes=dice.randrange(40))
    text = at.isoformat(timespec="seconds")
    outcome, reached = dice.choice([(None, 1), ("won", 1), ("busy", 0), ("pitched", 1)])
    return Entry(rep, customer, None, None, dice.choice(["phone", "visit"]), dice.choice(["in", "out", "out"]),
                 dice.choice([None, None, "follow-up"]), outcome, reached, text, int(at.timestamp()), text[:10], None,
                 f"{dice.random()}", text, "test", str(number))  # fmt: skip


def a_file(path: str, dice: random.Random) -> Callable[[], None]:
    """Rows of the ids 0 to 9, as some of them stand at the source today: what imports it, as often as wanted."""
    rows = []
    for number in dice.sample(range(10), dice.randrange(1, 10)):
        person = dice.choice([None, "Eve", "Fay"])
        rows.append((dice.choice(["Ann", "Bob", "Cid"]), dice.choice(["Acme", "Beta", "Delta"]), person,
                     entry(dice, number, 0, None)))  # fmt: skip

    def bring_in() -> None:
        stage, connection = Stage(), opening.for_writing(path)
        for line, (rep, customer, person, said) in enumerate(rows):
            who = stage.customer(customer)
            if person:
                stage.person(who, person)
            if said.outcome == "pitched":
                stage.outcome("pitched", 1)
            uid = imported_uid("test", str(said.source_id))
            stage.add([(line, IDENTIFIED, uid, stage.rep(rep), who, person, *said[3:])])
        assert stage.seal() == []
        stage.hand_over()
        brought_in(connection, stage)
        connection.close()
        stage.close()

    return bring_in


def take_back(path: str, number: int) -> import_undo.TakenBack:
    connection = opening.for_writing(path)
    taken = import_undo.undo_import(connection, NOW, number)
    connection.close()
    return taken


def standing(path: str) -> tuple[list[object], list[object]]:
    connection = opening.for_reading(path)
    assert check.check(connection, path, NOW).problems == []
    assert connection.execute(day_totals.DIFFERENT).fetchall() == []
    found = connection.execute(STANDING).fetchall(), connection.execute(NAMES).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("few", [1, 20_000])
@pytest.mark.parametrize("seed", range(15))
def test_in_any_order_nothing_is_left(tmp_path: Path, seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_undo, "_FEW", few)
    monkeypatch.setattr(bulk, "_FEW", few)
    dice = random.Random(seed)  # noqa: S311
    path = str(tmp_path / "salescli.db")
    connection = opening.for_writing(path)
    with writing(connection, "log", NOW) as operation:
        ann, acme = reps.create(operation, "Ann"), customers.create(operation, "Acme")
        row_history.update(operation, "rep", ann.id, joined="2026-11-02")
        for number in range(20, 23):
            said = entry(dice, number, ann.id, acme.id)._replace(outcome=None, reached=1)
            activities.add(operation, said, imported_uid("test", str(number)))
    connection.close()
    before = standing(path)
    files = [a_file(path, dice) for _each in range(3)]
    for bring_in in files:
        bring_in()
    after = standing(path)
    order = [1, 2, 3]
    dice.shuffle(order)
    for number in order:
        take_back(path, number)
    assert standing(path) == before
    for bring_in in files:
        bring_in()
    assert standing(path) == after
    for number in order:
        take_back(path, number + 3)
    assert standing(path) == before


def test_the_newest_alone_taken_back_is_as_before_it(tmp_path: Path) -> None:
    for seed in range(15):
        dice = random.Random(seed)  # noqa: S311
        path = str(tmp_path / f"{seed}.db")
        a_file(path, dice)()
        second, before = a_file(path, dice), standing(path)
        second()
        after = standing(path)
        taken = take_back(path, 2)
        assert (taken.edited, taken.reimported, taken.gone) == (0, 0, 0)
        assert standing(path) == before
        second()
        assert standing(path) == after
