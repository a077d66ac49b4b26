"""Zoho CRM's tasks and events as Zoho Analytics gives them out; calls, tasks, meetings as its screens and API do.

Zoho Analytics' calls are in zoho_calls. Times are local, without a zone. A date may come as `16 Apr, 2021 00:02:00`,
a call's duration as `5:00`, minutes first.
"""

from salescli.exchange.crm_words import clock, conference, dated, named, note, result, span, unless
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.refusal import shown
from salescli.exchange.values import meaning, without_tags
from salescli.i18n import _

_DIRECTIONS = {"inbound": "in", "outbound": "out", "missed": "in"}
_OPEN = ("not started", "in progress", "deferred", "waiting for input", "waiting on someone else", "open", "")
_NOT_MADE = {"scheduled": _("planned"), "overdue": _("planned"), "cancelled": _("cancelled")}
_CHANNELS = {"call": "phone", "phone call": "phone", "email": "email", "meeting": "visit", "visit": "visit"}


def _party(row: Row) -> dict[str, str]:
    """The account, contact or lead; the record an activity is related to only where it is said to be an account."""
    owner = row["owner"]
    is_id = owner.isdecimal()  # of a bulk read of the API
    return {
        "id": row["id"],
        "customer": row["account"] or (row["related"] if row["module"].casefold() == "accounts" else ""),
        "customer_id": row["account_id"],
        "contact": row["contact"],
        "contact_id": row["contact_id"],
        "lead": row["lead"],
        "lead_id": row["lead_id"],
        "rep": named("" if is_id else owner, "owner", owner if is_id else row["owner_id"]),
    }


def _call(row: Row) -> dict[str, str]:
    if not_made := _NOT_MADE.get(row["status"].casefold()):
        raise Passed(not_made)
    outcome = "no-answer" if row["type"].casefold() == "missed" else result(row["result"])
    return {
        **_party(row),
        "at": row["start"],
        "direction": meaning(row["type"], _DIRECTIONS, "Call Type"),
        "duration_s": row["seconds"] or clock(row["duration"]),
        "outcome": outcome,
        "note": note(row["subject"], without_tags(row["text"]), unless(outcome, "result", row["result"])),
    }


def _task(row: Row) -> dict[str, str]:
    status = row["status"].casefold()
    if status != "completed":  # a word of one's own is named, so that it can be seen what was passed over
        raise Passed(_("planned") if status in _OPEN else shown(row["status"]))
    return {
        **_party(row),
        **dated(row["due"], row["closed"], row["modified"]),
        "channel": _CHANNELS.get(row["type"].casefold(), "other"),
        "note": note(row["subject"], without_tags(row["text"])),
    }


def _event(row: Row) -> dict[str, str]:
    return {
        **_party(row),
        "at": row["start"],
        "channel": "video" if conference(row["place"]) else "visit",
        "duration_s": span(row["start"], row["end"]),
        "note": note(row["subject"], without_tags(row["text"])),
    }


def _columns(kind: str, columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The columns of one module, whose name stands before some of them: `Call Owner`."""
    return {
        "id": ("Record Id", "id", f"{kind} Id", f"{kind.upper()}ID", "TASKID", "Activity Id", "ACTIVITYID"),
        "account": ("Account Name",),
        "account_id": ("ACCOUNTID", "Account Name.id"),
        "related": ("Related To", "What Id.name"),
        "module": ("SEMODULE", "se_module", "$se_module"),
        "contact": ("Contact Name", "Who Id.name"),
        "contact_id": ("CONTACTID", "Contact Name.id"),
        "lead": ("Lead Name",),
        "lead_id": ("LEADID", "Lead Name.id"),
        "text": ("Description",),
        "subject": ("Subject",),
        "owner": (f"{kind} Owner", "Owner", "Owner.name"),
        "owner_id": (f"{kind} Owner Id", f"{kind} Owner.id", "Owner Id", "Owner.id"),
        **columns,
    }


_OWN = ("owner", "owner_id")
_NAMES = _("account, else contact, else lead, by name or id")

PRESETS = (
    Preset(
        name="zoho-call",
        source="zoho",
        title=_("Zoho CRM calls by the names of its screens (unverified)"),
        columns=_columns(
            "Call",
            {
                "type": ("Call Type",),
                "start": ("Call Start Time",),
                "duration": ("Call Duration",),
                "seconds": ("Call Duration (in seconds)", "Call Duration in seconds"),
                "result": ("Call Result",),
                "status": ("Outgoing Call Status", "Call Status"),
            },
        ),
        needs=("subject", "type", "start"),
        some=("duration", "seconds"),
        fields=_call,
        calendar=True,
        reads=_("start in the zone of the import, duration as minutes:seconds, owner, subject, description"),
        maps=_("{names}; Call Type: direction, missed as no-answer; Call Result by its usual words").format(
            names=_NAMES
        ),
        drops=_("scheduled and cancelled calls; purpose, agenda, deal; a result of no known word goes to the note"),
    ),
    Preset(
        name="zoho-task",
        source="zoho",
        title=_("Zoho CRM tasks"),
        columns=_columns(
            "Task",
            {
                "owner": ("Task Owner",),
                "status": ("Status",),
                "due": ("Due Date",),
                "closed": ("Closed Time",),
                "modified": ("Modified Time",),
                "type": ("Task Type",),
            },
        ),
        needs=("subject", "status", "due"),
        some=("owner", "owner_id", "closed"),
        fields=_task,
        reads=_(
            "completed tasks by their due date; when closed, else modified, where there is none or it is still to come;"
            " without an id, rows count as they are"
        ),
        maps=_("{names}; Task Type call, email, meeting or visit: that channel; else other").format(names=_NAMES),
        drops=_("tasks that are not completed are passed over and counted; priority, reminders"),
    ),
    Preset(
        name="zoho-event",
        source="zoho",
        title=_("Zoho CRM events"),
        columns=_columns(
            "Event",
            {
                "subject": ("Subject", "Event Title"),
                "start": ("Start DateTime",),
                "end": ("End DateTime",),
                "place": ("Venue", "Location"),
            },
        ),
        needs=("subject", "start", "end"),
        some=_OWN,
        fields=_event,
        calendar=True,
        reads=_("start in the zone of the import, duration from start to end up to a day, title, description"),
        maps=_("visit; video where the place is a link; {names}").format(names=_NAMES),
        drops=_("events still to come are passed over and counted; deal, participants, reminders"),
    ),
    Preset(
        name="zoho-meeting",
        source="zoho",
        title=_("Zoho CRM meetings by the names of its screens (unverified)"),
        columns=_columns(
            "Meeting",
            {
                "id": ("Record Id", "id", "Event Id", "Meeting Id"),
                "owner": ("Meeting Owner", "Event Owner", "Host", "Owner"),
                "owner_id": ("Meeting Owner.id", "Event Owner Id", "Event Owner.id", "Host.id", "Owner.id"),
                "subject": ("Title",),
                "start": ("From",),
                "end": ("To",),
                "place": ("Venue", "Location"),
            },
        ),
        needs=("subject", "start", "end"),
        some=_OWN,
        fields=_event,
        calendar=True,
        reads=_("start in the zone of the import, duration from start to end where both are ISO, title, description"),
        maps=_("visit; video where the place is a link; {names}").format(names=_NAMES),
        drops=_("meetings still to come are passed over and counted; deal, participants, reminders"),
    ),
)
