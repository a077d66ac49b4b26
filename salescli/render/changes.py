"""What changed, in words: an activity or a row of another table, before → after."""

import sqlite3

from salescli.i18n import _
from salescli.model.vocabulary import channel_noun
from salescli.render.terminal_text import fit, safe
from salescli.store import customers, reps, row_history, undo_in_use
from salescli.store.activities import Entry
from salescli.store.edit import Edited
from salescli.store.undo import ActivityBack, RowBack

Row = dict[str, row_history.Value]

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


def value_in_words(  # noqa: PLR0911  one line a kind of field
    connection: sqlite3.Connection, field: str, value: row_history.Value
) -> str:
    """One field as people read it; a rep or customer by name, nothing as `none`."""
    if value is None:
        return _("none")
    if field in SWITCHES:
        return _("yes") if value else _("no")
    if field == "works":
        return _("worked") if value else _("off")
    if field == "customer" and isinstance(value, int):
        return safe(customers.get(connection, customers.merged(connection, value)).name)
    if field == "rep" and isinstance(value, int):
        return safe(reps.get(connection, reps.merged(connection, value)).name)
    if field == "duration_s" and isinstance(value, int):
        from salescli.model.durations import format_duration

        return format_duration(value)
    if field == "activity":
        return f"#{value}"
    if field == "at":
        return str(value)[:16].replace("T", " ")
    return fit(safe(str(value)), SHOWN_TEXT)


def differences(connection: sqlite3.Connection, before: Entry, after: Entry) -> str:
    """`outcome none → won, note “a” → “b”`; empty where the two state the same."""
    shown = [
        (field, *(value_in_words(connection, field, getattr(entry, field)) for entry in (before, after)))
        for field in COMPARED
        if getattr(before, field) != getattr(after, field)
    ]
    # two customers that were merged are one by name, and no change
    return ", ".join(f"{label(field)} {old} → {new}" for field, old, new in shown if old != new)


def label(field: str) -> str:
    """What a field is called in an answer."""
    named = {"duration_s": _("duration"), "stated": _("touch"), "merged_into": _("part of")}
    return named.get(field, field.replace("_", " "))


def edited_in_words(connection: sqlite3.Connection, activity: int, edited: Edited) -> str:
    """`#214 call · Acme: outcome none → won, due none → 2026-11-20 · new customer`."""
    changed = differences(connection, edited.before, edited.after)
    if edited.due_before != edited.due_after:
        old, new = (day or _("none") for day in (edited.due_before, edited.due_after))
        changed = ", ".join(filter(None, (changed, _("due {before} → {after}").format(before=old, after=new))))
    made = [_("new customer")] * edited.new_customer + [_("new rep")] * edited.new_rep
    text = f"#{activity} {entry_in_words(connection, edited.after)}: {changed or _('unchanged')}"
    return " · ".join([text, *made])


def activity_back(connection: sqlite3.Connection, back: ActivityBack) -> str:
    """One activity's way back: `#214 call · Acme → gone`, or the fields that differ."""
    if back.imported:
        return _("#{id} stays as it is: an import changed it since").format(id=back.id)
    if back.before and back.after:
        changed = differences(connection, back.before, back.after) or _("unchanged")
        return f"#{back.id} {entry_in_words(connection, back.after)}: {changed}"
    if back.before:
        return _("#{id} {entry} → gone").format(id=back.id, entry=entry_in_words(connection, back.before))
    if back.after:
        return _("#{id} gone → {entry}").format(id=back.id, entry=entry_in_words(connection, back.after))
    return _("#{id} stays gone").format(id=back.id)


SWITCHES = {"known", "done", "targets", "reached", "estimated"}
HIDDEN = {"uid", "folded", "stem", "recorded_at", "received_at", "gone", "asked_by"}


def row_back(connection: sqlite3.Connection, back: RowBack) -> str | None:
    """Another row's way back: `customer Acme → gone`; None for a name that only goes with its owner."""
    if undo_in_use.is_own_name(connection, back.entity, back.id):
        return None
    row = back.after or back.before
    if row is None:
        return None
    shown = row_in_words(connection, back.entity, row)
    if back.before and back.after:
        return f"{shown}: " + (_changed(connection, back.entity, back.before, back.after) or _("unchanged"))
    if back.before:
        return _("{row} → gone").format(row=shown)
    kind, _blank, rest = shown.partition(" ")
    return _("{kind} gone → {row}").format(kind=kind, row=rest)


def _changed(connection: sqlite3.Connection, entity: str, before: Row, after: Row) -> str:
    """`note old → new`, field by field; of a year of holidays, the days that moved."""
    changed = []
    for field, new in after.items():
        old = before[field]
        if field in HIDDEN or old == new:
            continue
        if field == "days":
            from salescli.store.calendar_write import moved, read_days

            changed += moved(read_days(str(old)), read_days(str(new)))
        else:
            pair = (_value(connection, entity, field, value) for value in (old, new))
            changed.append(f"{label(field)} " + " → ".join(pair))
    return ", ".join(changed)


def _value(connection: sqlite3.Connection, entity: str, field: str, value: row_history.Value) -> str:
    """A row's field; what it was merged into is a customer or rep, by name."""
    return value_in_words(connection, entity if field == "merged_into" else field, value)


KINDS = {
    "customer_name": _("alias"),
    "rep_name": _("alias"),
    "leave": _("day-off"),
    "confirmed_zero": _("day-closed"),
    "calendar_day": _("calendar"),
    "calendar_year": _("holidays"),
}
# what a row is known by, where that is no name
TELLING = {
    "due": ("customer", "day", "why"),
    "leave": ("rep", "day", "part", "reason"),
    "confirmed_zero": ("rep", "day"),
    "calendar_day": ("day", "works", "name"),
    "calendar_year": ("country", "year", "source"),
    "waiver": ("activity", "flag", "note"),
}


def row_in_words(connection: sqlite3.Connection, entity: str, row: Row) -> str:
    """A row by its kind, and its name, else what tells it from others: `calendar 2026-12-24 off Christmas Eve`."""
    kind = KINDS.get(entity, entity)
    if entity == "target":
        return f"{kind} {_target(connection, row)}"
    fields = TELLING.get(entity) or (("name",) if "name" in row and "value" not in row else None)
    telling = [(field, row[field]) for field in fields] if fields else list(row.items())
    shown = [(field, value) for field, value in telling if field not in HIDDEN and (fields or value != 0)]
    words = [_value(connection, entity, field, value) for field, value in shown if value is not None]
    return " ".join([kind, *words])


def _target(connection: sqlite3.Connection, row: Row) -> str:
    """`calls 40 a day · everyone · from 2026-11-18`; with a ramp, `to 60 by 2026-12-31`."""
    from salescli.render.target_words import rate

    ramp = _("to {amount} by {day}").format(amount=row.get("ramp_to"), day=row.get("ramp_until"))
    parts = (
        f"{safe(str(row['metric']))} " + (rate(str(row["amount"]), str(row["per"])) if row["amount"] else _("ended")),
        value_in_words(connection, "rep", row["rep"]) if row["rep"] else _("everyone"),
        _("from {day}").format(day=row["from_day"]),
        ramp if row.get("ramp_to") else "",
    )
    return " · ".join(part for part in parts if part)
