"""Reports on activities as Salesforce exports them: labels, tasks and events mixed, dates as each user writes them."""

from salescli.exchange.crm_words import clock, note, nulls, result, unless
from salescli.exchange.date_shapes import readings
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.salesforce_ids import long_id
from salescli.exchange.values import meaning
from salescli.i18n import _

_CALL_TYPES = {"inbound": "in", "outbound": "out", "internal": "internal"}
_CHANNELS = {"call": "phone", "email": "email", "list email": "email", "meeting": "visit", "event": "visit"}
_null = nulls("-")


def _is_footer(row: Row) -> bool:
    """Whether a row has one cell at most, and that no date: the report's title, who made it and when, a copyright."""
    said = {name for name, text in row.items() if text}
    return not said or (len(said) == 1 and not any(readings(row[name]) for name in ("date", "start")))


def _fields(row: Row) -> dict[str, str]:
    if _is_footer(row):
        raise Passed(_("footer"))
    if row["status"].casefold() not in {"completed", "", "-"}:  # an event has none
        raise Passed(_("planned"))
    call = meaning(_null(row["call_type"]), _CALL_TYPES, "Call Type")
    if call == "internal":
        raise Passed(_("internal"))
    kind = _CHANNELS.get(row["subtype"].casefold()) or _CHANNELS.get(row["type"].casefold(), "other")
    said = _null(row["result"])
    outcome = result(said)
    return {
        "id": long_id(row["id"]),
        "at": row["start"] or row["date"],
        "customer": _null(row["account"]),
        "contact": _null(row["contact"]),
        "lead": _null(row["lead"]),
        "rep": row["assigned"],
        "channel": "phone" if call else kind,
        "direction": call,
        "outcome": outcome,
        "duration_s": clock(_null(row["seconds"])),
        "note": note(row["subject"], _null(row["text"]), unless(outcome, "result", said)),
    }


PRESETS = (
    Preset(
        name="salesforce-report",
        source="salesforce",
        title=_("Salesforce reports on activities (unverified)"),
        columns={
            "id": ("Activity ID (18 Char)", "Activity ID"),
            "subject": ("Subject",),
            "date": ("Date",),
            "start": ("Start",),
            "status": ("Status",),
            "assigned": ("Assigned",),
            "account": ("Company / Account", "Account Name"),
            "contact": ("Contact",),
            "lead": ("Lead",),
            "type": ("Type", "Activity Type"),
            "subtype": ("Task Subtype",),
            "call_type": ("Call Type",),
            "result": ("Call Result", "Call Disposition"),
            "seconds": ("Call Duration", "Call Duration (seconds)"),
            "text": ("Full Comments", "Comments"),
        },
        needs=("assigned", "date"),
        some=("account",),
        fields=_fields,
        calendar=True,
        footer=True,
        reads=_(
            "completed tasks, and events, by their date; a call's seconds; ids of 15 characters as of 18;"
            " without an id, rows count as they are"
        ),
        maps=_("Task Subtype, Type or Call Type: phone, email, visit; else other. Company or account, else contact"),
        drops=_(
            "tasks that are not completed, internal calls, and the footer are passed over; a result of no known word:"
            " to the note"
        ),
    ),
)
