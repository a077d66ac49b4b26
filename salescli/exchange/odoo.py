"""Odoo's activities, by the names of their fields or by labels: most exports hold open follow-ups only.

Older releases make a message of an activity that is done; newer ones, and a known extension, keep it with its date.
"""

from salescli.exchange.crm_words import named, note
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import utc, without_tags
from salescli.i18n import _

_CHANNELS = {"call": "phone", "phonecall": "phone", "meeting": "visit", "email": "email"}
_PARTNERS = {"res.partner", "contact"}


def _fields(row: Row) -> dict[str, str]:
    if not row["done"]:
        raise Passed(_("planned"))
    is_partner = row["model"].casefold() in _PARTNERS
    return {
        "id": row["id"],
        "at": utc(row["done"]),
        "customer": row["name"] if is_partner else "",
        "contact_id": row["record"] if is_partner else "",
        "rep": named("", "user", row["user"]) if row["user"].isdecimal() else row["user"],
        "channel": _CHANNELS.get(row["type"].casefold(), "other"),
        "note": note(row["summary"], without_tags(row["feedback"]), without_tags(row["note"])),
    }


PRESETS = (
    Preset(
        name="odoo-activity",
        source="odoo",
        title=_("Odoo activities"),
        columns={
            "id": ("id", "External ID"),
            "model": ("res_model", "Related Document Model", "Document Model"),
            "record": ("res_id", "Related Document ID"),
            "name": ("res_name", "Document Name"),
            "type": ("activity_type_id", "activity_type_id/name", "activity_type_id/id", "Activity Type", "Activity"),
            "summary": ("summary",),
            "note": ("note",),
            "feedback": ("feedback",),
            "deadline": ("date_deadline", "Due Date"),
            "done": ("date_done", "Done Date"),
            "user": ("user_id", "user_id/name", "user_id/id", "Assigned to"),
        },
        needs=("model", "type", "deadline"),
        fields=_fields,
        reads=_("those that have the day on which they were done (in UTC, where there is a time); summary, notes"),
        maps=_("call: phone; meeting: visit; email; else other. A contact is the customer, by name or id"),
        drops=_("all others are passed over and counted as planned; activities of deals and orders have no customer"),
    ),
)
