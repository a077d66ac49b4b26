"""What changed, in words: an activity or a row of another table, before → after."""

import sqlite3

from salescli.i18n import _
from salescli.model.vocabulary import channel_noun
from salescli.render.terminal_text import fit, safe
from salescli.store import customers, reps, row_history, undo_in_use
from salescli.store.activities import Entry
from salescli.store.undo import ActivityBack, RowBack

SHOWN_TEXT = 60  # columns of a note
COMPARED = (
    "customer",
    "rep",
    "channel",
    "direction",
    "outcome",
    "at",
    "duration_s",
    "person",
    "number",
    "stated",
    "note",
)


def entry_in_words(connection: sqlite3.Connection, entry: Entry) -> str:
    """`call · Acme Corp · no-answer · 2026-11-18 15:04`."""
    customer = value_in_words(connection, "customer", entry.customer)
    outcome = entry.outcome or _("reached (assumed)")
    parts = [channel_noun(entry.channel), customer, safe(outcome), f"{entry.day} {entry.at[11:16]}"]
    if entry.note:
        parts.append("“" + fit(safe(entry.note), SHOWN_TEXT) + "”")
    return " · ".join(parts)


def value_in_words(connection: sqlite3.Connection, field: str, value: row_history.Value) -> str:
    """One field as people read it; a rep or customer by name, nothing as `none`."""
    if value is None:
        return _("none")
    if field == "customer" and isinstance(value, int):
        return safe(customers.get(connection, value).name)
    if field == "rep" and isinstance(value, int):
        return safe(reps.get(connection, value).name)
    if field == "duration_s" and isinstance(value, int):
        from salescli.model.durations import format_duration

        return format_duration(value)
    if field == "at":
        return str(value)[:16].replace("T", " ")
    return fit(safe(str(value)), SHOWN_TEXT)


def differences(connection: sqlite3.Connection, before: Entry, after: Entry) -> str:
    """`outcome none → won, note “a” → “b”`; empty where the two state the same."""
    labels = {"duration_s": "duration", "stated": "touch"}
    changed = [field for field in COMPARED if getattr(before, field) != getattr(after, field)]
    return ", ".join(
        _("{field} {before} → {after}").format(
            field=labels.get(field, field),
            before=value_in_words(connection, field, getattr(before, field)),
            after=value_in_words(connection, field, getattr(after, field)),
        )
        for field in changed
    )


def activity_back(connection: sqlite3.Connection, back: ActivityBack) -> str:
    """One activity's way back: `#214 call · Acme → gone`, or the fields that differ."""
    if back.before and back.after:
        changed = differences(connection, back.before, back.after) or _("unchanged")
        return f"#{back.id} {entry_in_words(connection, back.after)}: {changed}"
    if back.before:
        return _("#{id} {entry} → gone").format(id=back.id, entry=entry_in_words(connection, back.before))
    if back.after:
        return _("#{id} gone → {entry}").format(id=back.id, entry=entry_in_words(connection, back.after))
    return _("#{id} stays gone").format(id=back.id)


HIDDEN = {"uid", "folded", "stem", "recorded_at", "received_at", "gone", "asked_by"}


def row_back(connection: sqlite3.Connection, back: RowBack) -> str | None:
    """Another row's way back: `customer Acme → gone`; None for a name that only goes with its owner."""
    if undo_in_use.is_own_name(connection, back.entity, back.id):
        return None
    kind = {"customer_name": _("alias"), "rep_name": _("alias")}.get(back.entity, back.entity)
    if back.before and back.after:
        pairs = [(field, back.before[field], value) for field, value in back.after.items() if field not in HIDDEN]
        changed = [
            f"{field} {value_in_words(connection, field, old)} → {value_in_words(connection, field, new)}"
            for field, old, new in pairs
            if old != new
        ]
        return f"{kind} {row_in_words(connection, back.after)}: " + (", ".join(changed) or _("unchanged"))
    if back.before:
        return _("{kind} {row} → gone").format(kind=kind, row=row_in_words(connection, back.before))
    if back.after:
        return _("{kind} gone → {row}").format(kind=kind, row=row_in_words(connection, back.after))
    return None


def row_in_words(connection: sqlite3.Connection, row: dict[str, row_history.Value]) -> str:
    """A row by its name, else by its values."""
    if "name" in row and "value" not in row:
        return safe(str(row["name"]))
    shown = [(field, value) for field, value in row.items() if field not in HIDDEN and value not in {None, 0}]
    if "day" in row:
        shown = [pair for pair in shown if pair[0] in {"customer", "day", "why"}]
    return " ".join(value_in_words(connection, field, value) for field, value in shown)
