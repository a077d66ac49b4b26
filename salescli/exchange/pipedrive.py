"""Pipedrive's activities: by the labels of its spreadsheets, also behind `Activity - `, and its API's names."""

from salescli.exchange.crm_words import clock, dated, named, note, unless, yes
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, without_tags
from salescli.i18n import _

_CHANNELS = {"call": "phone", "meeting": "visit", "lunch": "visit", "email": "email"}
_OTHERS = {"task", "deadline", ""}
_STATUS = {
    **dict.fromkeys(("done", "1", "true", "yes", "completed"), "done"),
    **dict.fromkeys(("to do", "todo", "undone", "not done", "0", "false", "no", "open", "planned"), "open"),
}


def _fields(row: Row) -> dict[str, str]:
    if row["active"] and not yes(row["active"], "active_flag"):
        raise Passed(_("deleted"))
    status = meaning(row["done"] or row["is_done"] or row["status"], _STATUS, "Done")
    if status == "open" or not (status or row["done_at"]):
        raise Passed(_("planned"))
    channel = _CHANNELS.get(row["type"].casefold(), "other")
    own_type = unless(row["type"].casefold() in {*_CHANNELS, *_OTHERS}, "type", row["type"])
    hours = row["duration"]
    return {
        **dated(f"{row['due']} {row['time']}".strip() if row["due"] else "", row["done_at"]),
        "id": row["id"],
        "customer": row["organization"],
        "customer_id": row["organization_id"],
        "contact": row["person"],
        "contact_id": row["person_id"],
        "number": row["phone"],
        "rep": named(row["assigned"] or row["owner"], "user", row["user_id"]),
        "channel": "video" if channel == "visit" and row["link"] else channel,
        "duration_s": f"{hours}:00" if hours.count(":") == 1 else clock(hours),
        "note": note(row["subject"], without_tags(row["note"]), own_type),
    }


def _labels(**columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The columns' names, each also as its spreadsheets have it: `Activity - Due date`."""
    return {ours: (*names, *(f"Activity - {name}" for name in names)) for ours, names in columns.items()}


PRESETS = (
    Preset(
        name="pipedrive",
        source="pipedrive",
        title=_("Pipedrive activities (unverified)"),
        columns=_labels(
            id=("ID", "Activity ID", "System ID", "Pipedrive System ID"),
            subject=("Subject", "Subject*"),
            status=("Status",),
            organization=("Organization", "org_name"),
            organization_id=("org_id",),
            person=("Contact Person", "person_name", "Person"),
            person_id=("person_id",),
            phone=("Phone",),
            due=("Due Date",),
            time=("Due Time",),
            duration=("Duration",),
            assigned=("Activity Assigned", "Assigned to user"),
            note=("Note",),
            type=("Type",),
            done_at=("Marked as Done Time",),
            owner=("Owner", "owner_name"),
            user_id=("assigned_to_user_id", "user_id"),
            link=("conference_meeting_url",),
            active=("active_flag",),
        )
        | {"done": ("Activity - Done",), "is_done": ("Done",)},
        needs=("subject", "type", "due"),
        some=("done_at", "done"),
        fields=_fields,
        reads=_(
            "done activities by due date and time; when marked as done, where there is none or it is still to come"
        ),
        maps=_("call: phone; meeting, lunch: visit, video with a conference link; email; any other type: other"),
        drops=_(
            "activities to do or deleted are passed over; deal, pipeline, stage, e-mail address; times are of --tz"
        ),
    ),
)
