"""Zoho CRM's calls, tasks and events by the names of its screens and its API; Zoho Analytics' calls are in zoho_calls.

No file of these kinds could be had. Dates come as `16 Apr, 2021 00:02:00`; a call's duration as `5:00`, minutes first.
"""

from salescli.exchange.crm_words import clock, conference, done_on, named, note, result, span, unless
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning
from salescli.i18n import _

_DIRECTIONS = {"inbound": "in", "outbound": "out", "missed": "in"}
_STATUS = {
    "completed": "",
    **dict.fromkeys(("not started", "in progress", "deferred", "waiting for input", "waiting on someone else", "open"),
                    _("planned")),
}  # fmt: skip
_CHANNELS = {"call": "phone", "phone call": "phone", "email": "email", "meeting": "visit", "visit": "visit"}


def _party(row: Row) -> dict[str, str]:
    """The contact; the record an activity is related to only where it is said to be an account."""
    return {
        "id": row["id"],
        "customer": row["account"] or (row["related"] if row["module"].casefold() == "accounts" else ""),
        "contact": row["contact"],
        "rep": named(row["owner"], "owner", row["owner_id"]),
    }


def _call(row: Row) -> dict[str, str]:
    outcome = "no-answer" if row["type"].casefold() == "missed" else result(row["result"])
    return {
        **_party(row),
        "at": row["start"],
        "direction": meaning(row["type"], _DIRECTIONS, "Call Type"),
        "duration_s": row["seconds"] or clock(row["duration"]),
        "outcome": outcome,
        "note": note(row["subject"], row["text"], unless(outcome, "result", row["result"])),
    }


def _task(row: Row) -> dict[str, str]:
    if open_still := meaning(row["status"], _STATUS, "Status"):
        raise Passed(open_still)
    return {
        **_party(row),
        "at": done_on(row["due"], row["closed"]),
        "channel": _CHANNELS.get(row["type"].casefold(), "other"),
        "note": note(row["subject"], row["text"]),
    }


def _event(row: Row) -> dict[str, str]:
    return {
        **_party(row),
        "at": row["start"],
        "channel": "video" if conference(row["place"]) else "visit",
        "duration_s": span(row["start"], row["end"]),
        "note": note(row["subject"], row["text"]),
    }


_COMMON = {
    "id": ("Record Id", "id", "Activity Id", "ACTIVITYID"),
    "account": ("Account Name",),
    "related": ("Related To",),
    "module": ("SEMODULE", "se_module", "$se_module"),
    "contact": ("Contact Name",),
    "text": ("Description",),
    "owner_id": ("Owner Id",),
}

PRESETS = (
    Preset(
        name="zoho-call",
        source="zoho",
        title=_("Zoho CRM calls by the names of its screens (unverified)"),
        columns={
            **_COMMON,
            "owner": ("Call Owner", "Owner"),
            "subject": ("Subject",),
            "type": ("Call Type",),
            "start": ("Call Start Time",),
            "duration": ("Call Duration",),
            "seconds": ("Call Duration (in seconds)", "Call Duration in seconds"),
            "result": ("Call Result",),
        },
        needs=("subject", "type", "start", "duration"),
        fields=_call,
        reads=_("start in the zone of the import, duration as minutes:seconds, owner, subject, description"),
        maps=_("Call Type: direction, missed as no-answer; Call Result by its usual words"),
        drops=_("purpose, agenda, deal; a result of no known word goes to the note"),
    ),
    Preset(
        name="zoho-task",
        source="zoho",
        title=_("Zoho CRM tasks (unverified)"),
        columns={
            **_COMMON,
            "owner": ("Task Owner", "Owner"),
            "subject": ("Subject",),
            "status": ("Status",),
            "due": ("Due Date",),
            "closed": ("Closed Time",),
            "type": ("Task Type",),
        },
        needs=("owner", "subject", "status", "due", "closed"),
        fields=_task,
        reads=_(
            "completed tasks by their due date, else by when they were closed; without an id, rows count as they are"
        ),
        maps=_("Task Type call, email, meeting or visit: that channel; else other"),
        drops=_("tasks that are not completed are passed over and counted; priority, reminders"),
    ),
    Preset(
        name="zoho-event",
        source="zoho",
        title=_("Zoho CRM events (unverified)"),
        columns={
            **_COMMON,
            "owner": ("Event Owner", "Host", "Owner"),
            "subject": ("Event Title", "Title"),
            "start": ("Start DateTime", "From"),
            "end": ("End DateTime", "To"),
            "place": ("Venue", "Location"),
        },
        needs=("owner", "subject", "start", "end"),
        fields=_event,
        calendar=True,
        reads=_("start in the zone of the import, duration from start to end where both are ISO, title, description"),
        maps=_("visit; video where the place is a link"),
        drops=_("events still to come are passed over and counted; participants, reminders"),
    ),
)
