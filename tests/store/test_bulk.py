"""Many rows at once leave the file as the same rows one by one would."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from salescli.store import activities, bulk, bulk_batches, customers, day_totals, reps
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.operation import Operation, writing
from salescli.store.staging import COUNTED, IDENTIFIED, Stage
from salescli.store.uids import imported_uid

NOW = datetime(2026, 11, 18, 15, 4, tzinfo=timezone(timedelta(hours=8)))
NAMES = ["Acme", "ACME ", "Beta Ltd", "客户", None]
PROJECTED = """SELECT a.uid, r.name, c.name, a.channel, a.direction, a.touch, a.stated, a.outcome, a.reached,
    a.at_unix, a.note
    FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer ORDER BY a.at_unix, a.uid"""


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.close()


class Batch:
    """A stage as an import takes it; `copied` says what became of it."""

    copied: bulk.Copied

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def take(self, operation: Operation) -> str:
        self.copied = bulk.copy(operation, update=False)
        return "csv x: read 1 = new 1"


def brought_in(connection: sqlite3.Connection, stage: Stage) -> bulk.Copied:
    batch = Batch(stage)
    bulk_batches.bring_in(connection, NOW, [batch])
    return batch.copied


def row(number: int, dice: random.Random) -> Entry:
    at = NOW - timedelta(minutes=dice.randrange(40))
    text = at.isoformat(timespec="seconds")
    stated = dice.choice([None, None, None, "first", "follow-up"])
    return Entry(0, None, None, None, dice.choice(["phone", "visit"]), dice.choice(["in", "out"]), stated, None,
                 dice.choice([0, 1, 1]), text, int(at.timestamp()), text[:10], None, f"n{number}", text, "test",
                 str(number))  # fmt: skip


def staged(
    stage: Stage, line: int, name: str | None, entry: Entry, key: int = IDENTIFIED
) -> tuple[int | str | None, ...]:
    uid = imported_uid("test", str(entry.source_id))
    who = stage.customer(name) if name else None
    return (line, key, uid, stage.rep("Ann"), who, *entry[2:])


@pytest.mark.parametrize("few", [1, 1000])
@pytest.mark.parametrize("seed", range(6))
def test_as_one_by_one(stage: Stage, seed: int, few: int, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_FEW", few)
    dice = random.Random(seed)  # noqa: S311
    rows = [(dice.choice(NAMES), row(number, dice)) for number in range(60)]
    before, after = rows[:20], rows[20:]
    many, single = opening.for_writing(f"{tmp_path}/many.db"), opening.for_writing(f"{tmp_path}/single.db")
    for connection, listed in ((many, before), (single, rows)):
        with writing(connection, "log", NOW) as operation:
            rep = reps.create(operation, "Ann")
            for name, entry in listed:
                found = customers.find(connection, name) or customers.create(operation, name.strip()) if name else None
                placed = entry._replace(rep=rep.id, customer=found.id if found else None)
                activities.add(operation, placed, imported_uid("test", str(entry.source_id)))
    stage.add(staged(stage, line, name, entry) for line, (name, entry) in enumerate(after, 2))
    assert stage.seal() == []
    stage.hand_over()
    done = brought_in(many, stage)
    assert done.new == 40
    assert many.execute(PROJECTED).fetchall() == single.execute(PROJECTED).fetchall()
    totals = "SELECT * FROM rep_day WHERE activities > 0"
    assert many.execute(totals).fetchall() == single.execute(totals).fetchall() != []
    sound(many)


def sound(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute(day_totals.DIFFERENT).fetchall() == []
    counters = connection.execute("SELECT seq, change FROM counter").fetchone()
    assert counters[0] == connection.execute("SELECT max(seq) FROM revision").fetchone()[0]
    assert counters[1] >= connection.execute("SELECT max(change) FROM activity").fetchone()[0]
    assert connection.execute("SELECT count(*), count(DISTINCT uid), count(DISTINCT seq) FROM revision").fetchone()[
        0:2
    ] == (connection.execute("SELECT count(*), count(*) FROM revision").fetchone())


def test_more_rows_than_are_here_have_their_indexes_made_afterwards(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_FEW", 1)
    connection = opening.for_writing()
    names = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
    before = connection.execute(names).fetchall()
    dice = random.Random(1)  # noqa: S311
    stage.add(staged(stage, line, "Acme", row(line, dice)) for line in range(30))
    stage.seal()
    stage.hand_over()
    assert brought_in(connection, stage).new == 30
    assert connection.execute(names).fetchall() == before
    sound(connection)


def test_equal_rows_without_an_id_are_numbered_and_repeated_ones_with_one_dropped(stage: Stage) -> None:
    dice = random.Random(2)  # noqa: S311
    same = row(1, dice)
    stage.add(staged(stage, line, "Acme", same, COUNTED) for line in range(3))
    stage.add(staged(stage, line, "Acme", same._replace(source_id="x")) for line in range(3, 5))
    assert stage.seal() == []
    assert (stage.count(), stage.repeated) == (4, 1)


def test_rows_of_one_id_that_say_different_things_are_named(stage: Stage) -> None:
    dice = random.Random(2)  # noqa: S311
    stage.add([staged(stage, 2, "Acme", row(1, dice)), staged(stage, 3, "Beta", row(1, dice))])
    assert stage.seal() == [(2, 3)]


def test_a_failure_leaves_nothing(stage: Stage) -> None:
    connection = opening.for_writing()
    stage.add([staged(stage, 2, "Acme", row(1, random.Random(2)))])  # noqa: S311
    stage.seal()
    stage.hand_over()

    class Fails(Batch):
        def take(self, operation: Operation) -> str:
            super().take(operation)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        bulk_batches.bring_in(connection, NOW, [Fails(stage)])
    for table in ("activity", "revision", "customer", "rep", "fact", "operation"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
