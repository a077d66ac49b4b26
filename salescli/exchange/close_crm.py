"""Close's calls by the names of its API; a CSV of its own could not be had. A lead of Close is a company."""

from salescli.exchange.crm_words import named, note
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, without_tags
from salescli.i18n import _

_DISPOSITIONS = {
    "answered": "connected",
    "no-answer": "no-answer",
    "vm-answer": "no-answer",  # the caller hung up at the machine
    "vm-left": "voicemail",
    "busy": "busy",
    "blocked": "no-answer",
    "error": "no-answer",
    "abandoned": "no-answer",
}
_UNDER_WAY = {"created", "in-progress"}


def _fields(row: Row) -> dict[str, str]:
    if row["type"].casefold() not in {"", "call"}:
        raise Passed(_("no call"))
    if row["status"].casefold() in _UNDER_WAY:
        raise Passed(_("not over yet"))
    return {
        "id": row["id"],
        "at": row["at"] or row["created"],
        "customer": named(row["lead"], "lead", row["lead_id"]),
        "contact": row["contact"],
        "contact_id": row["contact_id"],
        "rep": named(row["user"], "user", row["user_id"]),
        "number": row["phone"] or row["remote"],
        "direction": meaning(row["direction"], {"inbound": "in", "outbound": "out"}, "direction"),
        "duration_s": row["duration"],
        "outcome": meaning(row["disposition"], _DISPOSITIONS, "disposition"),
        "note": without_tags(note(row["note"])),
    }


PRESETS = (
    Preset(
        name="close-call",
        source="close",
        title=_("Close calls (unverified)"),
        columns={
            "id": ("id",),
            "type": ("_type",),
            "at": ("activity_at",),
            "created": ("date_created",),
            "lead": ("lead_name",),
            "lead_id": ("lead_id",),
            "contact": ("contact_name",),
            "contact_id": ("contact_id",),
            "user": ("user_name",),
            "user_id": ("user_id",),
            "phone": ("phone",),
            "remote": ("remote_phone",),
            "direction": ("direction",),
            "duration": ("duration",),
            "disposition": ("disposition",),
            "status": ("status",),
            "note": ("note",),
        },
        needs=("id", "lead_id", "direction", "duration", "disposition", "created"),
        fields=_fields,
        reads=_("start by activity_at, else date_created, with its offset; seconds, lead, contact, user, note"),
        maps=_("answered: connected; vm-left: voicemail; busy; no-answer, vm-answer, blocked, error: no-answer"),
        drops=_("calls that are not over are passed over and counted; cost, recordings, outcomes of a team's own"),
    ),
)
