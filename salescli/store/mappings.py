"""Mappings that were kept: how tables of one's own are imported, by name."""

import json
import sqlite3
from typing import Any

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import row_history
from salescli.store.operation import Operation

Body = dict[str, Any]
"""`map`: fields to columns; `as`, `date_format`, `tz`, `encoding`, `source`, `rep`: texts, where they are stated."""

_LONGEST = 40
_FIND = "SELECT id, gone FROM mapping WHERE name = ? ORDER BY gone, id DESC LIMIT 1"


def accept_name(text: str) -> str:
    """A mapping's name as it is kept, in small letters. Raises Misuse for one that will not do."""
    name = text.strip().casefold()
    if not name or len(name) > _LONGEST or not name.replace("-", "").replace("_", "").isalnum():
        message = _("a mapping's name is made of letters, digits, - and _, at most {most} of them: {name} is none")
        raise Misuse(message.format(most=_LONGEST, name=ascii(text[:_LONGEST])))
    return name


def accept_body(body: object) -> Body:
    """A mapping that came from elsewhere. Raises ValueError for what is none."""
    if not isinstance(body, dict) or not all(isinstance(value, str) for value in _texts(body)):
        raise ValueError(_("a mapping is none"))
    return body


def _texts(body: Body) -> list[object]:
    columns = body.get("map", {})
    pairs = [*columns, *columns.values()] if isinstance(columns, dict) else [columns, None]
    return [*pairs, *(value for field, value in body.items() if field != "map")]


def every(connection: sqlite3.Connection) -> dict[str, Body]:
    """All of them by name, in the order of their making."""
    rows = connection.execute("SELECT name, body FROM mapping WHERE gone = 0 ORDER BY id")
    return {name: json.loads(body) for name, body in rows}


def keep(operation: Operation, name: str, body: Body) -> None:
    """Keep a mapping, in the place of one that has that name or had it: so an undo never meets two of one name."""
    text = json.dumps(body, ensure_ascii=False)
    row = operation.connection.execute(_FIND, (name,)).fetchone()
    if row:
        row_history.update(operation, "mapping", row[0], body=text, gone=0)
    else:
        row_history.insert(operation, "mapping", name=name, body=text)


def drop(operation: Operation, name: str) -> bool:
    """Forget a mapping; False where there is none of that name."""
    row = operation.connection.execute(_FIND, (name,)).fetchone()
    if row is None or row[1]:
        return False
    row_history.update(operation, "mapping", row[0], gone=1)
    return True
