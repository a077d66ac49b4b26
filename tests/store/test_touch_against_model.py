"""Random histories against section 3's rule, written again here: slowly, over all rows, from the words alone."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from salescli.model.errors import NotFound
from salescli.store import activities, customers, merging, migrations, reps, row_history, touch, undo
from salescli.store import edit as editing
from salescli.store.log_line import Said, log
from salescli.store.operation import Operation, writing

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NAMES = ("Acme", "Beta", "Gamma", "Delta")
REPS = ("ann", "bob")


def said(customer: str, rep: str, minutes: int, **more: object) -> Said:
    """A line at so many minutes after the start; many lines share a moment."""
    at = START + timedelta(minutes=minutes)
    line = Said(
        rep=rep,
        customer=customer,
        persons=(),
        number=None,
        channel="phone",
        direction="out",
        stated=None,
        outcome=None,
        reached=1,
        at=at.isoformat(),
        at_unix=int(at.timestamp()),
        day=at.date().isoformat(),
        duration_s=None,
        note=None,
        logged_at=at.isoformat(),
        next_day=None,
        next_at=None,
        new=True,
    )
    return line._replace(**more)  # type: ignore[arg-type]


Row = tuple[str, str | None, int, str | None, int, int, str | None]


def touches_by_the_words(rows: list[Row]) -> dict[str, str | None]:
    """uid -> touch. A row is (uid, customer, at, stated, reached, known, ignored)."""
    touches: dict[str, str | None] = {}
    ordered = sorted(rows, key=lambda row: (row[2], row[0]))
    for place, (uid, customer, _at, stated, reached, known, _touch) in enumerate(ordered):
        reached_before = [row for row in ordered[:place] if row[1] == customer and row[4]]
        if customer is None:
            touches[uid] = None
        elif not reached:
            touches[uid] = "attempt"
        elif stated:
            touches[uid] = stated
        elif known or reached_before:
            touches[uid] = "follow-up"
        else:
            touches[uid] = "first"
    return touches


class Histories(RuleBasedStateMachine):
    """Logs, edits, deletes, undos, redos, merges and `known`, in any order."""

    def __init__(self) -> None:
        """Begin with an empty file in memory."""
        super().__init__()
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        migrations.migrate(self.connection, ":memory:")
        self.now = START + timedelta(days=30)
        self.states: list[object] = []
        self.undone: list[object] = []
        self.out_of_order = False  # once an older change was taken back, states are no stack

    def state(self) -> object:
        """All that a reader sees of the activities."""
        return self.connection.execute(
            "SELECT id, rep, customer, touch, stated, reached, at_unix FROM activity WHERE deleted = 0 ORDER BY id"
        ).fetchall()

    def do(self, kind: str, change: Callable[[Operation], object]) -> None:
        """Run a change, remembering what stood before it."""
        before, done = self.state(), self.operations()
        with writing(self.connection, kind, self.now) as operation:
            change(operation)
        if self.operations() > done:  # a change that changes nothing is none
            self.states.append(before)
            self.undone.clear()

    def operations(self) -> int:
        """How many operations the record holds."""
        return int(self.connection.execute("SELECT count(*) FROM operation").fetchone()[0])

    def ids(self) -> list[int]:
        """The activities that stand."""
        return [row[0] for row in self.state()]  # type: ignore[attr-defined]

    @rule(
        customer=st.sampled_from(NAMES),
        rep=st.sampled_from(REPS),
        minutes=st.integers(0, 6),
        reached=st.integers(0, 1),
        stated=st.sampled_from((None, None, "first", "follow-up")),
        direction=st.sampled_from(("out", "in")),
        next_day=st.sampled_from((None, "2026-11-05")),
    )
    def log(self, customer: str, rep: str, minutes: int, **more: object) -> None:
        """A line at any time, in any order."""
        self.do("log", lambda operation: log(operation, said(customer, rep, minutes, **more)))

    @precondition(lambda self: self.ids())
    @rule(
        data=st.data(),
        minutes=st.none() | st.integers(0, 6),
        reached=st.none() | st.integers(0, 1),
        customer=st.none() | st.sampled_from(NAMES),
    )
    def edit(self, data: st.DataObject, minutes: int | None, reached: int | None, customer: str | None) -> None:
        """An edit of the moment, the outcome or the customer."""
        activity = data.draw(st.sampled_from(self.ids()))
        moved = said("Acme", "ann", minutes or 0)
        fields: dict[str, str | int | None] = {}
        if minutes is not None:
            fields.update(at=moved.at, at_unix=moved.at_unix, day=moved.day)
        if reached is not None:
            fields["reached"] = reached
        change = editing.Change(fields, customer, None, (), None, None, no_next=False, new=True)
        self.do("edit", lambda operation: editing.edit(operation, activity, change))

    @precondition(lambda self: self.ids())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """A delete."""
        activity = data.draw(st.sampled_from(self.ids()))
        self.do("delete", lambda operation: activities.delete(operation, activity))

    @rule(customer=st.sampled_from(NAMES), known=st.integers(0, 1))
    def know(self, customer: str, known: int) -> None:
        """A customer is said to be known from before, or not to be."""
        found = customers.find(self.connection, customer)
        if found is None or found.known == known:
            return

        def change(operation: Operation) -> None:
            row_history.update(operation, "customer", found.id, known=known)
            touch.settle(operation, [found.id])

        self.do("customer", change)

    @rule(loser=st.sampled_from(NAMES), kept=st.sampled_from(NAMES))
    def merge(self, loser: str, kept: str) -> None:
        """Two customers turn out to be one."""
        one, other = customers.find(self.connection, loser), customers.find(self.connection, kept)
        if one is None or other is None or one.id == other.id:
            return
        self.do("customer merge", lambda operation: merging.merge_customers(operation, one, other))

    @rule()
    def undo(self) -> None:
        """The newest change goes back to exactly what stood before it."""
        if self.out_of_order or not self.states:
            try:
                undo.undo(self.connection, self.now)
            except NotFound:
                return
            assert self.out_of_order, "an undo of nothing"
            return
        before = self.state()
        undo.undo(self.connection, self.now)
        assert self.state() == self.states.pop()
        self.undone.append(before)

    @precondition(lambda self: self.state())
    @rule(data=st.data())
    def undo_one(self, data: st.DataObject) -> None:
        """The newest change of one activity, with newer ones of others standing."""
        activity = data.draw(st.sampled_from(self.ids()))
        others = [row for row in self.state() if row[0] != activity]  # type: ignore[attr-defined]
        undo.undo(self.connection, self.now, activity)
        kept = [(*row[:3], *row[4:]) for row in self.state() if row[0] != activity]  # type: ignore[attr-defined]
        assert kept == [(*row[:3], *row[4:]) for row in others], "all but their touch stays"
        self.out_of_order = True
        self.undone.clear()

    @precondition(lambda self: self.undone and not self.out_of_order)
    @rule()
    def redo(self) -> None:
        """The last undo goes back to exactly what stood before it."""
        before = self.state()
        undo.redo(self.connection, self.now)
        assert self.state() == self.undone.pop()
        self.states.append(before)

    @invariant()
    def touch_is_what_the_words_say(self) -> None:
        """Every projected touch equals the rule over all rows."""
        rows: list[Row] = self.connection.execute(
            """SELECT a.uid, a.customer, a.at_unix, a.stated, a.reached, coalesce(c.known, 0), a.touch
            FROM activity a LEFT JOIN customer c ON c.id = a.customer WHERE a.deleted = 0"""
        ).fetchall()
        assert {row[0]: row[6] for row in rows} == touches_by_the_words(rows)

    @invariant()
    def reps_with_work_have_joined(self) -> None:
        """Whoever has worked has a day of joining."""
        working = {row[1] for row in self.state()}  # type: ignore[attr-defined]
        assert all(reps.get(self.connection, rep).joined for rep in working)

    @invariant()
    def nothing_hangs_on_what_is_gone(self) -> None:
        """Whoever work and dues name is there."""
        for table in ("customer", "rep"):
            hanging = f"""SELECT a.id FROM activity a JOIN {table} t ON t.id = a.{table} WHERE a.deleted = 0 AND t.gone
                UNION ALL SELECT d.id FROM due d JOIN {table} t ON t.id = d.{table} WHERE d.gone = 0 AND t.gone"""
            assert not self.connection.execute(hanging).fetchall()

    def teardown(self) -> None:
        """Close the file."""
        self.connection.close()


Histories.TestCase.settings = hypothesis_settings(max_examples=60, stateful_step_count=30, deadline=None)
TestHistories = Histories.TestCase
