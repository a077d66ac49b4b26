"""Salesforce tasks and events: Data Loader, the weekly export, and the snake-case tables of ETL tools.

Times without an offset are UTC (weekly export). A date may come as `2013-02-28 00:00:00`, which is no midnight.
"""

import re

from salescli.exchange.crm_words import conference, dated, named, note, nulls, result, scaled, unless, yes
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.salesforce_ids import long_id
from salescli.exchange.values import meaning, utc
from salescli.i18n import _

_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?: ?(?:Z|UTC)|[+-]00:?00)?$")
_CALL_TYPES = {"inbound": "in", "outbound": "out", "internal": "internal"}
_CHANNELS = {"call": "phone", "email": "email", "listemail": "email", "meeting": "visit", "linkedin": "message"}
_null = nulls("000000000000000AAA", "000000000000000")


def _date(text: str) -> str:
    """A day, though it may be written as its midnight; some ETL tools have a time there, which is UTC."""
    return utc(_MIDNIGHT.sub("", text))


def _party(row: Row) -> dict[str, str]:
    """Whom an activity was with. The first three characters of an id say its kind; What may be a deal or anything."""
    what, who, account = _null(row["what"]), _null(row["who"]), _null(row["account"])
    of_account = what.startswith("001") or row["what_type"].casefold() == "account" or not (what or row["what_type"])
    is_lead = who.startswith("00Q") or row["who_type"].casefold() == "lead"
    person = {"lead" if is_lead else "contact": _null(row["who_name"]), "lead_id" if is_lead else "contact_id": who}
    return {
        "customer": _null(row["account_name"]) or (_null(row["what_name"]) if of_account else ""),
        "customer_id": account or (what if of_account else ""),
        **person,
        "rep": named(_null(row["owner_name"]), "owner", _null(row["owner"])),
    }


def _task(row: Row) -> dict[str, str]:
    if yes(row["deleted"], "IsDeleted"):
        raise Passed(_("deleted"))
    closed = _null(row["closed"])
    if not (yes(closed, "IsClosed") if closed else row["status"].casefold() == "completed"):
        raise Passed(_("planned"))
    call = meaning(_null(row["call_type"]), _CALL_TYPES, "CallType")
    if call == "internal":
        raise Passed(_("internal"))
    kind = _CHANNELS.get(row["subtype"].casefold()) or _CHANNELS.get(row["type"].casefold(), "other")
    channel = "phone" if call else kind
    disposition = _null(row["disposition"])
    outcome = result(disposition)
    return {
        **_party(row),
        **dated(_date(_null(row["date"])), utc(_null(row["completed"])), utc(_null(row["created"]))),
        "id": long_id(_null(row["id"])),
        "channel": channel,
        "direction": call,
        "outcome": outcome,
        "duration_s": _null(row["seconds"]) if channel == "phone" else "",
        "note": note(row["subject"], _null(row["text"]), unless(outcome, "disposition", disposition)),
    }


def _event(row: Row) -> dict[str, str]:
    if yes(row["deleted"], "IsDeleted"):
        raise Passed(_("deleted"))
    start = _null(row["start"]) or _null(row["at"])
    day = _date(_null(row["date"])) or start[:10]
    whole = yes(row["all_day"], "IsAllDayEvent")
    kind = _CHANNELS.get(row["type"].casefold(), "visit")
    return {
        **_party(row),
        "id": long_id(_null(row["id"])),
        "at": day[:10] if whole else utc(start) or day,
        "channel": "video" if kind == "visit" and conference(row["place"]) else kind,
        "duration_s": "" if whole else scaled(_null(row["minutes"]), 60),
        "note": note(row["subject"], _null(row["text"])),
    }


_COLUMNS = {
    "id": ("Id",),
    "who": ("WhoId", "who_id"),
    "what": ("WhatId", "what_id"),
    "account": ("AccountId", "account_id"),
    "account_name": ("Account.Name", "account_name"),
    "what_name": ("What.Name", "what_name"),
    "what_type": ("What.Type", "what_type"),
    "who_name": ("Who.Name", "who_name"),
    "who_type": ("Who.Type", "who_type"),
    "owner": ("OwnerId", "owner_id"),
    "owner_name": ("Owner.Name", "owner_name"),
    "subject": ("Subject",),
    "text": ("Description",),
    "type": ("Type",),
    "date": ("ActivityDate", "activity_date"),
    "deleted": ("IsDeleted", "is_deleted", "_fivetran_deleted"),
}
_PARTIES = ("who", "what", "account", "owner", "account_name", "what_name", "who_name", "owner_name")
_PARTY = _(
    "account's, else contact's, else lead's name, else the id with its kind; an id of another kind is no customer"
)

PRESETS = (
    Preset(
        name="salesforce-task",
        source="salesforce",
        title=_("Salesforce tasks"),
        columns={
            **_COLUMNS,
            "status": ("Status",),
            "closed": ("IsClosed", "is_closed"),
            "completed": ("CompletedDateTime", "completed_date_time", "completed_datetime"),
            "created": ("CreatedDate", "created_date"),
            "subtype": ("TaskSubtype", "task_subtype"),
            "seconds": ("CallDurationInSeconds", "call_duration_in_seconds"),
            "call_type": ("CallType", "call_type"),
            "disposition": ("CallDisposition", "call_disposition"),
        },
        needs=("id", "date", "status"),
        some=_PARTIES,
        fields=_task,
        reads=_(
            "done tasks by ActivityDate, as Salesforce counts them; when completed, else made, where there is none or"
            " it is still to come; times without offset are UTC"
        ),
        maps=_("TaskSubtype, Type or CallType: phone, email, visit, message; else other. {party}").format(party=_PARTY),
        drops=_("planned, deleted and internal ones are passed over; a disposition of no known word goes to the note"),
    ),
    Preset(
        name="salesforce-event",
        source="salesforce",
        title=_("Salesforce events"),
        columns={
            **_COLUMNS,
            "start": ("StartDateTime", "start_date_time", "start_datetime"),
            "at": ("ActivityDateTime", "activity_date_time", "activity_datetime"),
            "minutes": ("DurationInMinutes", "duration_in_minutes"),
            "all_day": ("IsAllDayEvent", "is_all_day_event"),
            "place": ("Location",),
        },
        needs=("id", "date", "minutes"),
        some=_PARTIES,
        fields=_event,
        calendar=True,
        reads=_("start, minutes, subject and description; an event of a whole day has a day and no duration"),
        maps=_("visit; video where the location is a link; phone and email by Type. {party}").format(party=_PARTY),
        drops=_("deleted events, and those still to come, are passed over and counted; recurrence, reminders"),
    ),
)
