"""HubSpot calls and meetings: by the labels of its export, by the names of its API, and as ETL tools prefix these.

API times are UTC, in ISO or in Unix milliseconds, and durations are milliseconds. A label's time is the portal's own.
"""

from collections.abc import Mapping, Sequence

from salescli.exchange.crm_words import milliseconds, named, note, result, scaled, span, unless, yes
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.refusal import BadRow
from salescli.exchange.values import meaning, utc, without_tags
from salescli.i18n import _

_OUTCOMES = {
    "f240bbac-87c9-4f6e-bf70-924b57d47db7": "connected",
    "73a0d17f-1163-4015-bdd5-ec830791da20": "no-answer",
    "b2cf5968-551e-4856-9783-52b3da59a7d0": "voicemail",
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": "connected",  # a live message: somebody took it
    "left live message": "connected",
    "9d9162e7-6cf3-4944-bf63-4dff82258764": "busy",
    "17b47fee-58de-441e-a44c-c6300d46f273": "wrong-number",
}
_STATUS = {
    "completed": "",
    "busy": "busy",
    "no answer": "no-answer",
    "missed": "no-answer",
    "failed": "no-answer",
    "canceled": "no-answer",
}
_UNDER_WAY = {"queued", "ringing", "connecting", "in progress", "calling crm user", "hold"}
_HELD = {"": "", "completed": "", "no show": "no-show"}
_NOT_HELD = {
    "scheduled": _("planned"),
    "rescheduled": _("planned"),
    "canceled": _("cancelled"),
    "cancelled": _("cancelled"),
}


def _word(text: str) -> str:
    return text.replace("_", " ").replace("-", " ").casefold()


def party(row: Row) -> dict[str, str]:
    """Company, else contact: the first of several; and the owner. Raises Passed for what was deleted."""
    if yes(row["deleted"], "deleted"):
        raise Passed(_("deleted"))
    company, contact = row["company"].split(";")[0].strip(), row["contact"]
    of_company = company or row["company_id"]
    return {
        "customer": company,
        "customer_id": row["company_id"].split(";")[0].strip(),
        "contact": contact if of_company else contact.split(";")[0].strip(),
        "contact_id": row["contact_id"].split(";")[0].strip(),
        "rep": named(row["owner"], "owner", row["owner_id"]),
    }


def disposition(said: str) -> str:
    """The outcome that a label or an id of a call's outcome means; empty for one of a portal's own."""
    return _OUTCOMES.get(said.casefold()) or result(said)


def _call(row: Row) -> dict[str, str]:
    status = _word(row["status"] or row["state"])
    if status in _UNDER_WAY:
        raise Passed(_("not over yet"))
    at = row["local"] or utc(milliseconds(row["stamp"] or row["created"]))
    if not at:
        raise BadRow(_("no time: ETL tools keep it in the table of all engagements"))
    said = row["outcome"] or row["disposition"]
    outcome = disposition(said)
    direction = meaning(row["direction"], {"inbound": "in", "outbound": "out"}, "direction")
    return {
        **party(row),
        "id": row["id"],
        "at": at,
        "direction": direction,
        "number": row["from"] if direction == "in" else row["to"],
        "duration_s": scaled(row["ms"], 0.001) or (row["clock"] if ":" in row["clock"] else ""),
        "outcome": outcome or meaning(status, _STATUS, "status"),
        "note": note(row["title"], without_tags(row["text"]), unless(outcome, "outcome", said)),
    }


def _meeting(row: Row) -> dict[str, str]:
    held = _word(row["outcome"])
    if held in _NOT_HELD:
        raise Passed(_NOT_HELD[held])
    start = utc(milliseconds(row["begin"] or row["start"]))
    local = row["local_start"] or ("" if start else row["local"])
    return {
        **party(row),
        "id": row["id"],
        "at": local or start or utc(milliseconds(row["stamp"] or row["created"])),
        "channel": "video" if row["conference"] else "visit",
        "duration_s": _length(row, start),
        "outcome": _HELD.get(held, ""),
        "note": note(row["title"], without_tags(row["text"]), unless(held in _HELD, "outcome", row["outcome"])),
    }


def _length(row: Row, start: str) -> str:
    """From start to end: two labels' times, which are the portal's own, or two in UTC, but not one of each."""
    label = span(row["local_start"], row["local_end"] or row["plain_end"])
    return label or span(start, utc(milliseconds(row["end"] or row["plain_end"])))


def columns(own: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The names of columns, those that all activities have too; those of the API also as ETL tools prefix them."""
    prefixes = ("", "property_", "properties_", "properties.")
    return {
        ours: tuple(p + name for name in names for p in (prefixes if name.startswith(("hs_", "hubspot_")) else ("",)))
        for ours, names in {**_COMMON, **own}.items()
    }


_COMMON = {
    "id": ("Record ID", "hs_object_id", "id", "engagement_id"),
    "local": ("Activity date",),
    "stamp": ("hs_timestamp",),
    "created": ("hs_createdate",),
    "deleted": ("_fivetran_deleted", "archived"),
    "owner": ("Activity assigned to",),
    "owner_id": ("hubspot_owner_id",),
    "company": ("Associated Company",),
    "company_id": ("Associated Company IDs",),
    "contact": ("Associated Contact",),
    "contact_id": ("Associated Contact IDs",),
}

PRESETS = (
    Preset(
        name="hubspot-call",
        source="hubspot",
        title=_("HubSpot calls"),
        columns=columns(
            {
                "title": ("Call Title", "hs_call_title"),
                "text": ("Call notes", "hs_call_body", "body"),
                "direction": ("Call direction", "hs_call_direction"),
                "outcome": ("Call outcome", "hs_call_disposition"),
                "disposition": ("disposition",),
                "status": ("hs_call_status",),
                "state": ("Call status", "status"),
                "from": ("From number", "hs_call_from_number", "from_number"),
                "to": ("To Number", "hs_call_to_number", "to_number"),
                "clock": ("Call duration",),
                "ms": ("hs_call_duration", "duration_milliseconds"),
            }
        ),
        needs=("id",),
        some=("outcome", "status", "ms"),
        fields=_call,
        reads=_("the time (UTC in API names, the portal's in labels), milliseconds, notes without HTML, both numbers"),
        maps=_("HubSpot's own outcomes by label or id, a left live message as connected; else by the status"),
        drops=_("calls not over yet; outcomes of a portal's own go to the note; a labelled duration without colons"),
    ),
    Preset(
        name="hubspot-meeting",
        source="hubspot",
        title=_("HubSpot meetings"),
        columns=columns(
            {
                "title": ("Meeting name", "hs_meeting_title", "title"),
                "text": ("Meeting description", "hs_meeting_body", "body"),
                "outcome": ("Meeting outcome", "hs_meeting_outcome", "meeting_outcome"),
                "local_start": ("Meeting start time",),
                "begin": ("hs_meeting_start_time",),
                "start": ("start_time",),
                "local_end": ("Meeting end time",),
                "end": ("hs_meeting_end_time",),
                "plain_end": ("end_time",),  # a label too, `End time`
                "conference": ("web_conference_meeting_id", "hs_meeting_web_conference_meeting_id"),
            }
        ),
        needs=("id",),
        some=("outcome", "begin", "local_start"),
        fields=_meeting,
        calendar=True,
        reads=_("start and end (UTC in API names, the portal's in labels), title and description without HTML"),
        maps=_("video where there is a conference id, else visit; no show: no-show; completed or none said: held"),
        drops=_("scheduled, rescheduled, cancelled and future meetings; an outcome of a portal's own goes to the note"),
    ),
)
