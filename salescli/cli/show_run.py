"""One activity, looked up and put into words or JSON."""

import sqlite3
from datetime import datetime

from salescli.cli import session
from salescli.exchange.activity_columns import ACTIVITIES
from salescli.i18n import _
from salescli.model.errors import NotFound
from salescli.render.changes import differences
from salescli.render.output import write
from salescli.render.terminal_text import safe
from salescli.store import customers, reps, versions
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.listing_order import Row
from salescli.store.versions import Version


def run(number: int, output: str | None, *, as_json: bool) -> None:
    """Print the activity, or write it into the file `output`. Raises NotFound for an id that nothing has."""
    connection = opening.for_reading()
    found = versions.versions(connection, number)
    row = versions.row(connection, number)
    if not found or row is None:
        raise NotFound(_("there is no activity #{id}; salescli list shows them").format(id=number))
    if as_json:
        write(_json(connection, row, found), output)
    else:
        write((line + "\n" for line in (*_fields(row), "", *_versions(connection, found))), output)
    connection.close()


def _fields(row: Row) -> list[str]:
    """`name  value`, what is empty left out."""
    deleted = row[-1]
    shown = zip(ACTIVITIES, row[:-1], strict=True)
    cells = [(name, value) for name, value in shown if value not in {None, ""} and not (deleted and name == "touch")]
    head = f"#{row[0]}" + (" " + _("(deleted)") if deleted else "")
    return [head, *(f"{name:<10}  {safe(str(value))}" for name, value in cells[1:])]


def _versions(connection: sqlite3.Connection, found: list[Version]) -> list[str]:
    """One line a version: when, what did it, what became of what."""
    zone = session.zone(connection)
    lines = []
    before: Version | None = None
    for version in found:
        at = datetime.fromisoformat(version.recorded_at).astimezone(zone)
        where = "" if version.here else " " + _("on another device")
        said = _said(connection, before, version)
        lines.append(f"{at:%Y-%m-%d %H:%M:%S}  {version.kind}{where}{': ' if said else ''}{said}")
        before = version
    return lines


def _said(connection: sqlite3.Connection, before: Version | None, version: Version) -> str:
    if version.op == "delete":
        return _("deleted")
    if before is None:
        return ""
    changed = differences(connection, before.entry, version.entry)
    if before.op == "delete":
        return _("brought back") + (f", {changed}" if changed else "")
    return changed or _("unchanged")


def _json(connection: sqlite3.Connection, row: Row, found: list[Version]) -> str:
    import json

    shown = dict(zip((*ACTIVITIES, "deleted"), row, strict=True))
    if shown["deleted"]:
        shown["touch"] = None  # derived from what stands, in which it has no place
    revisions = []
    before: Version | None = None
    for version in found:
        said = _stated(connection, version.entry)
        was = _stated(connection, before.entry) if before else {}
        revisions.append(
            {
                "rev": version.rev,
                "op": version.op,
                "kind": version.kind,
                "recorded_at": version.recorded_at,
                "received_at": version.received_at,
                "device": version.device,
                "changes": {
                    name: {"before": was.get(name), "after": value}
                    for name, value in said.items()
                    if was.get(name) != value
                },
            }
        )
        before = version
    return json.dumps({**shown, "revisions": revisions}, ensure_ascii=False, indent=2) + "\n"


def _stated(connection: sqlite3.Connection, entry: Entry) -> dict[str, str | int | None]:
    """The entry as a machine reads it, rep and customer by name."""
    customer = customers.get(connection, entry.customer).name if entry.customer is not None else None
    named = {**entry._asdict(), "rep": reps.get(connection, entry.rep).name, "customer": customer}
    return {name: value for name, value in named.items() if name != "at_unix"}
