"""SuiteCRM's calls and meetings: an export's labels, or its database's names, whose times are UTC.

Dates and delimiter of an export are each user's own.
"""

from salescli.exchange.crm_words import bare, held, named, note, scaled, yes
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, utc
from salescli.i18n import _

_PARENTS = {"accounts": "customer", "contacts": "contact", "leads": "lead"}


def _common(row: Row) -> dict[str, str]:
    if yes(row["deleted"], "Deleted"):
        raise Passed(_("deleted"))
    held(row["status"])
    parent = _PARENTS.get(row["parent_type"].casefold())
    of_parent = {parent: bare(row["parent"]), f"{parent}_id": row["parent_id"]} if parent else {}
    lasting = int(scaled(row["hours"], 3600) or 0) + int(scaled(row["minutes"], 60) or 0)
    return {
        **of_parent,
        "id": row["id"],
        "at": row["start"] or utc(row["stored"]),
        "rep": named(bare(row["assigned"]), "user", row["assigned_id"]),
        "duration_s": str(lasting) if row["hours"] + row["minutes"] else "",
        "note": note(bare(row["subject"]), bare(row["text"])),
    }


def _call(row: Row) -> dict[str, str]:
    return {**_common(row), "direction": meaning(row["direction"], {"inbound": "in", "outbound": "out"}, "direction")}


def _meeting(row: Row) -> dict[str, str]:
    return {**_common(row), "channel": "video" if row["link"] else "visit"}


_COLUMNS = {
    "id": ("ID",),
    "subject": ("Subject", "name"),
    "text": ("Description",),
    "status": ("Status",),
    "start": ("Date", "Start Date"),
    "stored": ("date_start",),
    "hours": ("Duration Hours",),
    "minutes": ("Duration Minutes",),
    "parent_type": ("Parent Type",),
    "parent_id": ("Parent ID",),
    "parent": ("Parent Name", "Related to"),
    "assigned": ("Assigned to", "assigned_user_name"),
    "assigned_id": ("Assigned User ID",),
    "deleted": ("Deleted",),
}
_STARTS = ("start", "stored")
_READS = _(
    "start as each user writes dates, in the zone of the import (UTC by its database's name); hours and minutes; a"
    " guarding ' is taken off"
)
_DROPS = _("planned, not held and deleted ones are passed over and counted; reminders, Outlook's id")

PRESETS = (
    Preset(
        name="suitecrm-call",
        source="suitecrm",
        title=_("SuiteCRM calls"),
        columns={**_COLUMNS, "direction": ("Direction",)},
        needs=("id", "status", "hours", "minutes", "direction"),
        some=_STARTS,
        fields=_call,
        reads=_READS,
        maps=_("held: reached; the parent, where it is an account, contact or lead, is the customer"),
        drops=_DROPS,
    ),
    Preset(
        name="suitecrm-meeting",
        source="suitecrm",
        title=_("SuiteCRM meetings"),
        columns={**_COLUMNS, "link": ("join_url", "Join URL")},
        needs=("id", "status", "hours", "minutes"),
        some=_STARTS,
        fields=_meeting,
        reads=_READS,
        maps=_("held: visit, video with a link to join; the parent is the customer as with calls"),
        drops=_DROPS,
    ),
)
