"""Files merged in every order say the same, as often as they are merged, and `doctor` finds nothing."""

import itertools
import random
import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from salescli.store import activities, customers, customers_edit, dues, leave, merging, reps
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.check import check
from salescli.store.merge_files import Merged, merge
from salescli.store.merge_reps import Said
from salescli.store.operation import Operation, writing

NOW = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)
TODAY = date(2026, 11, 18)
NAMES = ["Acme", "ACME ", "Beta Ltd", "客户", "Gamma", "Delta GmbH"]

CONTENT = {
    "revision": """SELECT v.uid, v.activity_uid, d.uid, v.seq, v.rev, v.recorded_at, v.op, r.uid, c.uid, v.person,
        v.channel, v.direction, v.stated, v.outcome, v.reached, v.at, v.note, v.logged_at
        FROM revision v JOIN device d ON d.id = v.device JOIN rep r ON r.id = v.rep
        LEFT JOIN customer c ON c.id = v.customer""",
    "activity": """SELECT a.uid, v.uid, r.uid, c.uid, a.touch, a.deleted, a.note FROM activity a
        JOIN revision v ON v.id = a.revision JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer""",
    "rep": """SELECT r.uid, r.name, r.targets, r.joined, m.uid, r.gone FROM rep r
        LEFT JOIN rep m ON m.id = r.merged_into""",
    "rep_name": "SELECT n.folded, n.name, r.uid FROM rep_name n JOIN rep r ON r.id = n.rep WHERE n.gone = 0",
    "customer": """SELECT c.uid, c.name, c.kind, c.known, m.uid, c.gone FROM customer c
        LEFT JOIN customer m ON m.id = c.merged_into""",
    "customer_name": """SELECT n.folded, n.name, n.stem, c.uid FROM customer_name n
        JOIN customer c ON c.id = n.customer WHERE n.gone = 0""",
    "person": """SELECT p.uid, c.uid, p.name, p.focus FROM person p JOIN customer c ON c.id = p.customer
        WHERE p.gone = 0""",
    "due": """SELECT d.uid, c.uid, r.uid, d.day, d.why, a.uid, d.done, d.gone FROM due d
        JOIN customer c ON c.id = d.customer JOIN rep r ON r.id = d.rep LEFT JOIN activity a ON a.id = d.asked_by""",
    "leave": "SELECT l.uid, r.uid, l.day, l.part, l.reason FROM leave l JOIN rep r ON r.id = l.rep WHERE l.gone = 0",
    "confirmed_zero": "SELECT z.uid, r.uid, z.day FROM confirmed_zero z JOIN rep r ON r.id = z.rep WHERE z.gone = 0",
    "outcome": "SELECT word, reached FROM outcome WHERE gone = 0",
    "rep_day": """SELECT r.uid, d.day, d.activities, d.calls, d.first_contacts, d.follow_ups, d.visits FROM rep_day d
        JOIN rep r ON r.id = d.rep WHERE d.activities > 0""",
}


def content(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """All that is in a file but what is its own: small ids, change numbers, when it learned of things."""
    return {name: sorted(map(repr, connection.execute(statement))) for name, statement in CONTENT.items()}


def merged(path: Path, files: list[Path], said: Said | None = None) -> Merged:
    connection = opening.for_writing(str(path))
    try:
        return merge(connection, [str(file) for file in files], NOW, TODAY, said)
    finally:
        connection.close()


def well(path: Path) -> None:
    connection = opening.for_reading(str(path))
    assert check(connection, str(path), NOW).problems == []
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def entry(rep: int, customer: int | None, at: datetime, dice: random.Random) -> Entry:
    text = at.isoformat(timespec="seconds")
    outcome = dice.choice([None, "won", "no-answer"])
    return Entry(rep, customer, dice.choice([None, "Li"]), None, dice.choice(["phone", "visit"]),
                 dice.choice(["out", "out", "in"]), dice.choice([None, None, None, "first", "follow-up"]), outcome,
                 int(outcome != "no-answer"), text, int(at.timestamp()), text[:10], None, f"n{dice.random()}", text,
                 None, None)  # fmt: skip


def step(op: Operation, rep: int, dice: random.Random) -> None:
    """One thing that a rep does."""
    execute = op.connection.execute
    standing = [row for (row,) in execute("SELECT id FROM customer WHERE gone = 0 AND merged_into IS NULL ORDER BY id")]
    lines = [row for (row,) in execute("SELECT id FROM activity ORDER BY id")]
    deed = dice.randrange(12)
    if deed < 5 or not standing or not lines:
        name = dice.choice(NAMES)
        known = customers.find(op.connection, name) or customers.create(op, name.strip())
        at = NOW - timedelta(minutes=dice.randrange(60 * 24 * 30))
        made = activities.add(op, entry(rep, dice.choice([known.id, known.id, None]), at, dice))
        customers.meet(op, known.id, dice.sample(["Li", "li", "Bob"], dice.randrange(3)))
        if dice.random() < 0.3 and activities.entry_of(op.connection, made).customer:  # type: ignore[union-attr]
            dues.ask(op, made, "2026-11-20", None, dice.choice([None, "why"]))
    elif deed < 7:
        line = dice.choice(lines)
        old = activities.entry_of(op.connection, line)
        assert old
        activities.change(op, line, old._replace(note=f"e{dice.random()}", customer=dice.choice(standing)))
    elif deed == 7:
        activities.delete(op, dice.choice(lines))
    elif deed == 8:
        name = f"{dice.choice(NAMES).strip()} {dice.randrange(3)}"
        if not customers.find(op.connection, name):
            customers_edit.rename(op, customers.get(op.connection, dice.choice(standing)), name)
    elif deed == 9:
        customers_edit.set_focus(
            op, customers.get(op.connection, dice.choice(standing)), "Li", dice.choice(["power", "receptive"])
        )
    elif deed == 10:
        due = execute("SELECT id FROM due ORDER BY id").fetchall()
        if due:
            dues.snooze(op, dice.choice(due)[0], f"2026-11-2{dice.randrange(10)}", None)
        leave.take(op, rep, [date(2026, 11, dice.randrange(1, 9))], dice.choice(["day", "am"]), None)
    elif len(standing) > 1 and dice.random() < 0.5:
        one, other = (customers.get(op.connection, each) for each in dice.sample(standing, 2))
        merging.merge_customers(op, one, other)
    else:
        customers_edit.describe(op, customers.get(op.connection, dice.choice(standing)), "agent", 1)


def history(path: Path, rep: str, dice: random.Random, steps: int) -> None:
    connection = opening.for_writing(str(path))
    at = NOW - timedelta(days=20)
    for _number in range(steps):
        at += timedelta(seconds=dice.randrange(1, 4000))
        with writing(connection, "log", at) as op:
            who = reps.find(connection, rep) or reps.create(op, rep, f"2026-10-{dice.randrange(10, 30)}")
            step(op, who.id, dice)
    connection.close()


def test_in_every_order(tmp_path: Path) -> None:
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        dice = random.Random(seed)  # noqa: S311
        files = [folder / f"{name}.db" for name in ("ann", "bob", "cem")]
        for file in files:
            history(file, file.stem, dice, 14)
        if seed % 2:  # one file grew out of another's copy: the two share rows
            shutil.copy(files[0], files[2])
            history(files[2], "cem", dice, 8)
            history(files[0], "ann", dice, 8)
        seen = []
        for number, order in enumerate(itertools.permutations(files)):
            into = folder / f"all{number}.db"
            if number % 2:
                merged(into, list(order))
            else:
                for file in order:
                    merged(into, [file])
            well(into)
            connection = opening.for_reading(str(into))
            seen.append(content(connection))
            connection.close()
            for file in order:
                assert not merged(into, [file]).news, (seed, order, file)
        for other in seen[1:]:
            for name, rows in other.items():
                assert rows == seen[0][name], (seed, name)
