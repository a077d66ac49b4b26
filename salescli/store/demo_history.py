"""Writing the made-up team's history: a day is an operation, so that `--as-of` looks back there too."""

import sqlite3
from datetime import date, datetime, time, timedelta

from salescli.model.targets import Target
from salescli.store import activities, customers, demo_team, dues, reps, targets
from salescli.store.activities import Entry
from salescli.store.demo_team import Contact
from salescli.store.operation import Operation, writing

# days from today on which something is due, and whose: one is overdue, two are for today
_DUES = (
    (-1, "Anna Berg", "send the offer"),
    (0, "Anna Berg", "ask about the trial"),
    (0, "王芳", "回电谈价格"),
    (1, "Tom Baker", "call back"),
    (2, "Maria Lopez", "show the new model"),
    (4, "陈刚", "签合同"),
)


def write(connection: sqlite3.Connection, now: datetime) -> int:
    """Fill an empty file: team, targets, twelve weeks of work, some dues. Returns how many contacts."""
    _write_team(connection, now)
    total = 0
    for contacts in demo_team.history(now):
        if contacts:
            evening = max(contact.logged_at for contact in contacts)
            with writing(connection, "log", min(evening, now)) as operation:
                for contact in contacts:
                    _write_contact(operation, contact)
            total += len(contacts)
    with writing(connection, "due", now) as operation:
        for days, rep, why in _DUES:
            _write_due(operation, rep, now.date() + timedelta(days=days), why)
    return total


def _write_team(connection: sqlite3.Connection, now: datetime) -> None:
    """Each target is stated on the morning of the day from which it counts, each rep on his first."""
    starts = {member.joined_weeks_ago for member in demo_team.TEAM} | {row[4] for row in demo_team.TARGETS}
    for weeks in sorted(starts, reverse=True):
        first = demo_team.start_of(weeks, now.date())
        with writing(connection, "target", min(_morning(first, now), now)) as operation:
            for member in demo_team.TEAM:
                if member.joined_weeks_ago == weeks:
                    reps.create(operation, member.name, first.isoformat())
            for metric, amount, per, whose, since in demo_team.TARGETS:
                if since == weeks:
                    rep = reps.find(connection, whose) if whose else None
                    targets.add(operation, Target(metric, amount, per, rep.id if rep else None, first, "", ""))


def _morning(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(8), now.tzinfo)


def _write_contact(operation: Operation, contact: Contact) -> None:
    rep = reps.find(operation.connection, contact.rep)
    if rep is None:
        raise LookupError(contact.rep)
    kind = "agent" if demo_team.is_agent(contact.customer) else "direct"
    customer = customers.find(operation.connection, contact.customer) or customers.create(
        operation, contact.customer, kind
    )
    if contact.person:
        customers.meet(operation, customer.id, [contact.person])
    entry = Entry(
        rep=rep.id,
        customer=customer.id,
        person=contact.person,
        number=None,
        channel=contact.channel,
        direction=contact.direction,
        stated=None,
        outcome=contact.outcome,
        reached=int(contact.reached),
        at=contact.at.isoformat(timespec="seconds"),
        at_unix=int(contact.at.timestamp()),
        day=contact.at.date().isoformat(),
        duration_s=contact.duration_s,
        note=contact.note,
        logged_at=contact.logged_at.isoformat(timespec="seconds"),
        source=None,
        source_id=None,
    )
    activities.add(operation, entry)


_ASKING = """SELECT a.id, a.customer, a.rep FROM activity a
    WHERE a.rep = (SELECT id FROM rep WHERE name = ?1) AND a.reached = 1 AND a.deleted = 0 AND a.day < ?2
        AND a.customer NOT IN (SELECT customer FROM due)
        AND NOT EXISTS (SELECT 1 FROM activity l WHERE l.customer = a.customer AND l.reached = 1
            AND (l.at_unix, l.uid) > (a.at_unix, a.uid))
    ORDER BY a.at_unix DESC, a.uid DESC LIMIT 1"""


def _write_due(operation: Operation, rep: str, day: date, why: str) -> None:
    """Let a customer's last contact that reached, before that day, have asked for another."""
    found = operation.connection.execute(_ASKING, (rep, min(day, operation.now.date()).isoformat())).fetchone()
    if found:
        dues.ask(operation, found[0], day.isoformat(), None, why)
