"""What changed of the plan between two states of the file: targets, leave, calendar, joining, settings, metrics."""

import sqlite3
from typing import NamedTuple

from salescli.model.periods import Period
from salescli.store.past import Past


class Change(NamedTuple):
    """One version of a row that a target depends on, written in between. `body` has its columns, as in the record."""

    entity: str
    id: int
    received_at: str
    body: dict[str, str | int | None]
    rep: str | None


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
    statement = f"""SELECT f.entity, f.entity_id, f.received_at, f.body, r.name FROM fact f
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
    return [
        Change(entity, number, received_at, json.loads(body), rep)
        for entity, number, received_at, body, rep in connection.execute(statement, values)
    ]
