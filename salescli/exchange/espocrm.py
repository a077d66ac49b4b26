"""EspoCRM's calls and meetings, by the names of their attributes (CSV, in UTC) or their labels (XLSX, in local time).

A leading `'` guards formulas, as in SuiteCRM.
"""

from salescli.exchange.crm_words import bare, held, named, note
from salescli.exchange.preset import Preset, Row
from salescli.exchange.values import meaning, utc
from salescli.i18n import _

_PARENTS = {"account": "customer", "contact": "contact", "lead": "lead"}


def _common(row: Row) -> dict[str, str]:
    held(row["status"])
    parent = _PARENTS.get(row["parent_type"].casefold())
    of_parent = {parent: bare(row["parent"]), f"{parent}_id": row["parent_id"]} if parent else {}
    of_account = {"customer": bare(row["account"]), "customer_id": row["account_id"]}
    return {
        **of_parent,
        **(of_account if any(of_account.values()) else {}),
        "id": row["id"],
        "at": row["local"] or utc(row["start"]),
        "rep": named(bare(row["assigned"]), "user", row["assigned_id"]),
        "duration_s": row["duration"],
        "note": note(bare(row["name"]), bare(row["text"])),
    }


def _call(row: Row) -> dict[str, str]:
    return {**_common(row), "direction": meaning(row["direction"], {"inbound": "in", "outbound": "out"}, "direction")}


def _meeting(row: Row) -> dict[str, str]:
    return {**_common(row), "channel": "video" if row["link"] else "visit"}


_COLUMNS = {
    "id": ("id",),
    "name": ("name",),
    "status": ("status",),
    "start": ("dateStart",),
    "local": ("Date Start",),
    "end": ("dateEnd", "Date End"),
    "duration": ("duration",),
    "text": ("description",),
    "account": ("accountName", "account"),
    "account_id": ("accountId",),
    "parent": ("parentName", "parent"),
    "parent_id": ("parentId",),
    "parent_type": ("parentType",),
    "assigned": ("assignedUserName", "assignedUser", "Assigned User"),
    "assigned_id": ("assignedUserId",),
}
_STARTS = ("start", "local")
_READS = _("start, in UTC by its attribute's name; seconds, name and description; a guarding ' is taken off")
_DROPS = _("planned and not held ones are passed over and counted; teams, invitees, reminders")

PRESETS = (
    Preset(
        name="espocrm-call",
        source="espocrm",
        title=_("EspoCRM calls"),
        columns={**_COLUMNS, "direction": ("direction",)},
        needs=("name", "status", "end", "direction"),
        some=_STARTS,
        fields=_call,
        reads=_READS,
        maps=_("held: reached; the account, else the parent, is the customer"),
        drops=_DROPS,
    ),
    Preset(
        name="espocrm-meeting",
        source="espocrm",
        title=_("EspoCRM meetings"),
        columns={**_COLUMNS, "link": ("joinUrl",)},
        needs=("name", "status", "end"),
        some=_STARTS,
        fields=_meeting,
        reads=_READS,
        maps=_("held: visit, video with a link to join; the account, else the parent, is the customer"),
        drops=_DROPS,
    ),
)
