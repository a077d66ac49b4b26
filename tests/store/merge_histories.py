"""Random histories of files, of all that a rep can do; and what a file says, to compare what merges of them say."""

import random
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from salescli.model.errors import Misuse, SalescliError
from salescli.model.names import fold
from salescli.store import (
    activities,
    bulk_batches,
    customers,
    customers_edit,
    dues,
    import_undo,
    imports,
    leave,
    merging,
    reps,
    reps_edit,
    undo,
)
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.operation import Operation, writing
from salescli.store.staging import IDENTIFIED, Stage
from salescli.store.uids import imported_uid
from tests.store.test_bulk import Batch

NOW = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)
NAMES = ["Acme", "ACME ", "Beta Ltd", "客户", "Gamma", "Delta GmbH"]
MORE = ["Acme 2", "Beta 2", "Gamma"]
PERSONS = ["Li", "li", "Bob"]

CONTENT = {
    "revision": """SELECT v.uid, v.activity_uid, d.uid, v.seq, v.rev, v.recorded_at, v.op, r.uid, c.uid, v.person,
        v.channel, v.direction, v.stated, v.outcome, v.reached, v.at, v.note, v.logged_at
        FROM revision v JOIN device d ON d.id = v.device JOIN rep r ON r.id = v.rep
        LEFT JOIN customer c ON c.id = v.customer""",
    "activity": """SELECT a.uid, v.uid, r.uid, c.uid, a.touch, a.deleted, a.note FROM activity a
        JOIN revision v ON v.id = a.revision JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer""",
    "rep": """SELECT r.uid, r.name, r.targets, r.joined, r.until, m.uid, r.gone FROM rep r
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


def content(path: Path) -> dict[str, list[str]]:
    """All that is in a file but what is its own: small ids, change numbers, when it learned of things."""
    connection = opening.for_reading(str(path))
    try:
        return {name: sorted(map(repr, connection.execute(statement))) for name, statement in CONTENT.items()}
    finally:
        connection.close()


class History:
    """One rep's file, and the next thing that he does in it."""

    def __init__(self, path: Path, rep: str, dice: random.Random) -> None:
        """`rep` is made with his first line."""
        self.path, self.name, self.dice = path, rep, dice
        self.at = NOW - timedelta(days=20)

    def live(self, steps: int) -> None:
        """So many things, one after another; what is refused is left out."""
        deeds = [deed for deed, weight in DEEDS.items() for _each in range(weight)]
        for _number in range(steps):
            self.at += timedelta(seconds=self.dice.randrange(0, 4000))
            connection = opening.for_writing(str(self.path))
            try:
                self.dice.choice(deeds)(self, connection)
            except SalescliError:
                pass
            finally:
                connection.close()

    def _standing(self, connection: sqlite3.Connection) -> list[customers.Customer]:
        rows = connection.execute("SELECT id FROM customer WHERE gone = 0 AND merged_into IS NULL ORDER BY id")
        return [customers.get(connection, row) for (row,) in rows.fetchall()]

    def _customer(self, connection: sqlite3.Connection) -> customers.Customer:
        standing = self._standing(connection)
        if not standing:
            raise Misuse
        return self.dice.choice(standing)

    def _line(self, connection: sqlite3.Connection) -> int:
        rows = connection.execute("SELECT id FROM activity WHERE deleted = 0 ORDER BY id").fetchall()
        if not rows:
            raise Misuse
        return int(self.dice.choice(rows)[0])

    def _rep(self, op: Operation) -> reps.Rep:
        own = [rep for rep in reps.everyone(op.connection) if fold(rep.name).startswith(fold(self.name))]
        return own[0] if own else reps.create(op, self.name)

    def entry(self, rep: int, customer: int | None) -> Entry:
        """A line of any kind."""
        dice = self.dice
        at = NOW - timedelta(minutes=dice.randrange(60 * 24 * 30))
        text = at.isoformat(timespec="seconds")
        outcome = dice.choice([None, "won", "no-answer"])
        return Entry(rep, customer, dice.choice([None, "Li", "Bob; li"]), None, dice.choice(["phone", "visit"]),
                     dice.choice(["out", "out", "in"]), dice.choice([None, None, None, "first", "follow-up"]), outcome,
                     int(outcome != "no-answer"), text, int(at.timestamp()), text[:10], None, f"n{dice.random()}", text,
                     None, None)  # fmt: skip

    def log(self, connection: sqlite3.Connection) -> None:
        """A line, often with persons and a due."""
        with writing(connection, "log", self.at) as op:
            rep, name = self._rep(op), self.dice.choice(NAMES)
            known = customers.find(connection, name) or customers.create(op, name.strip())
            entry = self.entry(rep.id, self.dice.choice([known.id, known.id, None]))
            reps.join(op, rep, entry.day)
            customers.meet(op, known.id, entry.person.split("; ") if entry.person else [])
            made = activities.add(op, entry)
            if self.dice.random() < 0.3 and entry.customer:
                dues.ask(op, made, "2026-11-20", None, self.dice.choice([None, "why"]))

    def edit(self, connection: sqlite3.Connection) -> None:
        """Another note, another customer."""
        with writing(connection, "edit", self.at) as op:
            line, customer = self._line(connection), self._customer(connection)
            old = activities.entry_of(connection, line)
            assert old
            activities.change(op, line, old._replace(note=f"e{self.dice.random()}", customer=customer.id))
            dues.follow(op, line, rep=False)

    def delete(self, connection: sqlite3.Connection) -> None:
        """A line less."""
        with writing(connection, "delete", self.at) as op:
            activities.delete(op, self._line(connection))

    def undo(self, connection: sqlite3.Connection) -> None:
        """The newest, or a line's newest."""
        undo.undo(connection, self.at, self.dice.choice([None, None, self._line(connection)]))

    def redo(self, connection: sqlite3.Connection) -> None:
        """Undone, and after all not."""
        if self.dice.random() < 0.7:
            undo.undo(connection, self.at)
            self.at += timedelta(seconds=self.dice.randrange(90))
        undo.redo(connection, self.at)

    def rename(self, connection: sqlite3.Connection) -> None:
        """A customer's name."""
        with writing(connection, "customer", self.at) as op:
            customers_edit.rename(op, self._customer(connection), self.dice.choice(MORE))

    def alias(self, connection: sqlite3.Connection) -> None:
        """A further name, or one forgotten."""
        with writing(connection, "customer", self.at) as op:
            customer = self._customer(connection)
            if self.dice.random() < 0.6:
                customers_edit.add_alias(op, customer, self.dice.choice([*NAMES, *MORE]).strip())
            else:
                others = customers_edit.aliases(connection, customer)
                customers_edit.remove_alias(op, customer, self.dice.choice(others or ["-"]))

    def join(self, connection: sqlite3.Connection) -> None:
        """Two customers are one."""
        with writing(connection, "customer merge", self.at) as op:
            standing = self._standing(connection)
            if len(standing) < 2:
                raise Misuse
            merging.merge_customers(op, *self.dice.sample(standing, 2))

    def describe(self, connection: sqlite3.Connection) -> None:
        """Known or not, agent or direct; what moves a person."""
        with writing(connection, "customer", self.at) as op:
            customer = self._customer(connection)
            customers_edit.describe(op, customer, self.dice.choice(["agent", "direct"]), self.dice.randrange(2))
            if self.dice.random() < 0.6:
                focus = self.dice.choice(["power", "receptive", None])
                customers_edit.set_focus(op, customer, self.dice.choice(PERSONS), focus)

    def due(self, connection: sqlite3.Connection) -> None:
        """Snoozed, done, asked for anew."""
        with writing(connection, "due", self.at) as op:
            rows = connection.execute("SELECT id, asked_by FROM due WHERE gone = 0 ORDER BY id").fetchall()
            if not rows:
                raise Misuse
            row, line = self.dice.choice(rows)
            day = f"2026-11-2{self.dice.randrange(10)}"
            deed = self.dice.choice(["snooze", "finish", "ask", "forget"])
            if deed == "snooze":
                dues.snooze(op, row, day, None)
            elif deed == "finish":
                dues.finish(op, row)
            elif deed == "ask":
                dues.ask(op, line, day, None, "again")
            else:
                dues.forget(op, line)

    def off(self, connection: sqlite3.Connection) -> None:
        """Leave, by days and halves, and back."""
        with writing(connection, "day", self.at) as op:
            rep, day = self._rep(op), [date(2026, 11, self.dice.randrange(1, 4))]
            if self.dice.random() < 0.3:
                leave.give_back(op, rep.id, day)
            else:
                leave.take(op, rep.id, day, self.dice.choice(["day", "am", "pm"]), self.dice.choice([None, "why"]))

    def zero(self, connection: sqlite3.Connection) -> None:
        """A day without work, or not."""
        with writing(connection, "day", self.at) as op:
            rep, day = self._rep(op), date(2026, 11, self.dice.randrange(1, 4))
            if self.dice.random() < 0.3:
                leave.reopen(op, rep.id, [day])
            else:
                leave.confirm(op, rep.id, day)

    def rep(self, connection: sqlite3.Connection) -> None:
        """Another name, another joining or leaving."""
        with writing(connection, "rep", self.at) as op:
            rep = self._rep(op)
            if self.dice.random() < 0.5:
                reps_edit.rename(op, rep, f"{self.name}{self.dice.choice(['', ' B', ' C'])}")
            else:
                day = f"2026-10-{self.dice.randrange(10, 30)}"
                reps_edit.set_terms(op, rep, reps_edit.terms(rep)._replace(joined=day, until="2026-12-31"))

    def bring_in(self, connection: sqlite3.Connection) -> None:
        """Rows of a source that other reps have too."""
        stage = Stage()
        for line, number in enumerate(self.dice.sample(range(6), self.dice.randrange(1, 4))):
            name = self.dice.choice(["Acme", "Omega", None])
            who = stage.customer(name) if name else None
            said = self.entry(0, None)._replace(source="crm", source_id=str(number))
            if who and said.person:
                stage.person(who, "Li")
            uid = imported_uid("crm", str(number))
            stage.add([(line, IDENTIFIED, uid, stage.rep(self.name), who, *said[2:])])
        stage.seal()
        stage.hand_over()
        bulk_batches.bring_in(connection, self.at, [Batch(stage)])
        stage.close()

    def take_back(self, connection: sqlite3.Connection) -> None:
        """One of the imports."""
        numbers = [batch.number for batch in imports.batches(connection)]
        import_undo.undo_import(connection, self.at, self.dice.choice(numbers or [1]))


DEEDS = {
    History.log: 6, History.edit: 3, History.delete: 1, History.undo: 4, History.redo: 2, History.rename: 2,
    History.alias: 2, History.join: 2, History.describe: 2, History.due: 2, History.off: 2, History.zero: 1,
    History.rep: 1, History.bring_in: 2, History.take_back: 1,
}  # fmt: skip
