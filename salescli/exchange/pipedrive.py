"""Pipedrive's activities, by the names of its API and of scripts over it; its own spreadsheet could not be had."""

from salescli.exchange.crm_words import clock, done_on, note, unless
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, without_tags
from salescli.i18n import _

_CHANNELS = {"call": "phone", "meeting": "visit", "lunch": "visit", "email": "email"}
_OTHERS = {"task", "deadline", ""}
_STATUS = {
    **dict.fromkeys(("done", "1", "true", "yes", "completed"), "done"),
    **dict.fromkeys(("to do", "todo", "0", "false", "no", "open", "planned"), "open"),
}


def _fields(row: Row) -> dict[str, str]:
    status = meaning(row["status"], _STATUS, "status")
    if status == "open" or not (status or row["done_at"]):
        raise Passed(_("planned"))
    due = f"{row['due']} {row['time']}".strip() if row["due"] else ""
    channel = _CHANNELS.get(row["type"].casefold(), "other")
    own_type = unless(row["type"].casefold() in {*_CHANNELS, *_OTHERS}, "type", row["type"])
    hours = row["duration"]
    return {
        "id": row["id"],
        "at": done_on(due, row["done_at"]),
        "customer": row["organization"],
        "contact": row["person"],
        "number": row["phone"],
        "rep": row["assigned"] or row["owner"],
        "channel": "video" if channel == "visit" and row["link"] else channel,
        "duration_s": f"{hours}:00" if hours.count(":") == 1 else clock(hours),
        "note": note(row["subject"], without_tags(row["note"]), own_type),
    }


PRESETS = (
    Preset(
        name="pipedrive",
        source="pipedrive",
        title=_("Pipedrive activities (unverified)"),
        columns={
            "id": ("ID", "Activity ID"),
            "subject": ("Subject",),
            "status": ("Done", "Status"),
            "organization": ("Organization", "org_name"),
            "person": ("Contact Person", "person_name"),
            "phone": ("Phone",),
            "due": ("Due Date",),
            "time": ("Due Time",),
            "duration": ("Duration",),
            "assigned": ("Activity Assigned", "Assigned to user"),
            "note": ("Note",),
            "type": ("Type",),
            "done_at": ("Marked as Done Time",),
            "owner": ("Owner", "owner_name"),
            "link": ("conference_meeting_url",),
        },
        needs=("subject", "type", "due", "done_at", "organization"),
        fields=_fields,
        reads=_("done activities by due date and time, or when marked as done if before; times in the zone of --tz"),
        maps=_("call: phone; meeting, lunch: visit, video with a conference link; email; any other type: other"),
        drops=_("activities to do are passed over and counted; deal, pipeline, stage, e-mail address"),
    ),
)
