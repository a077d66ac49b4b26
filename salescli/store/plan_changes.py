"""What changed of the plan between two states of the file: targets, leave, calendar, joining, settings, metrics."""

import sqlite3
from typing import NamedTuple

from salescli.model.periods import Period
from salescli.store.past import Past

Body = dict[str, str | int | None]


class Change(NamedTuple):
    """One version of a row that a target depends on, written in between. `body` has its columns.

    `before` has those of the version before, None where the row is new.
    """

    entity: str
    id: int
    received_at: str
    body: Body
    rep: str | None
    before: Body | None = None


OF_A_REP = ("joined", "until", "targets", "work_week", "merged_into")

# what of each entity can touch a period, in the days :start to :end
_TOUCHES = {
    "target": "json_extract(f.body, '$.from_day') <= :end",
    "leave": "json_extract(f.body, '$.day') BETWEEN :start AND :end",
    "calendar_day": "json_extract(f.body, '$.day') BETWEEN :start AND :end",
    "calendar_year": "json_extract(f.body, '$.year') BETWEEN substr(:start, 1, 4) + 0 AND substr(:end, 1, 4) + 0",
    "rep": "1",
    "metric": "1",
    "setting": "json_extract(f.body, '$.name') IN ('country', 'work-week')",
}


def between(connection: sqlite3.Connection, then: Past, now: Past | None, period: Period) -> list[Change]:
    """The changes that can have moved a target of the period, in the order of the record."""
    import json

    wanted = " OR ".join(f"(f.entity = '{entity}' AND {touches})" for entity, touches in _TOUCHES.items())
    statement = f"""SELECT f.entity, f.entity_id, f.received_at, f.body, r.name, (SELECT g.body FROM fact g
            WHERE g.entity = f.entity AND g.entity_id = f.entity_id AND g.id < f.id ORDER BY g.id DESC LIMIT 1)
        FROM fact f
        LEFT JOIN rep r ON r.id = CASE f.entity WHEN 'rep' THEN f.entity_id ELSE json_extract(f.body, '$.rep') END
        WHERE f.received_at > :then AND f.received_at <= :now AND f.operation >= :first AND ({wanted})
        ORDER BY f.id"""  # noqa: S608  made of the table above
    values = {
        "then": then.instant,
        "now": now.instant if now else "9999",
        "first": then.first_later,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
    }
    found = [
        Change(entity, number, received_at, json.loads(body), rep, json.loads(before) if before else None)
        for entity, number, received_at, body, rep, before in connection.execute(statement, values)
    ]
    return [change for change in found if change.entity != "rep" or _matters(change)]


def _matters(change: Change) -> bool:
    """Whether what changed of a rep is anything that his targets depend on."""
    before = change.before or {}
    return any(change.body.get(name) != before.get(name, 1 if name == "targets" else None) for name in OF_A_REP)
