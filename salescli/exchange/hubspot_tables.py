"""HubSpot's tasks, and the table of all engagements that ETL tools keep: the only one with the time of older calls.

API times are UTC, in ISO or in Unix milliseconds, as with HubSpot's calls and meetings, whose ids these share.
"""

from salescli.exchange.crm_words import milliseconds, note, scaled, yes
from salescli.exchange.hubspot import columns, disposition, party
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import utc, without_tags
from salescli.i18n import _

_TASKS = {"call": "phone", "email": "email", "linked in": "message", "linked in message": "message"}
# an engagement's type: its channel and direction
_ENGAGEMENTS = {
    "CALL": ("phone", ""),
    "MEETING": ("visit", ""),
    "EMAIL": ("email", "out"),
    "INCOMING_EMAIL": ("email", "in"),
    "FORWARDED_EMAIL": ("email", "out"),
    "COMMUNICATION": ("message", ""),
}


def _task(row: Row) -> dict[str, str]:
    if row["status"].casefold() != "completed":
        raise Passed(_("planned"))
    done = row["local_done"] or utc(milliseconds(row["done"]))
    return {
        **party(row),
        "id": row["id"],
        "at": done or row["due"] or utc(milliseconds(row["stamp"])),
        "channel": _TASKS.get(row["kind"].replace("_", " ").casefold(), "other"),
        "note": note(row["title"], without_tags(row["text"])),
    }


def _engagement(row: Row) -> dict[str, str]:
    if row["active"] and not yes(row["active"], "active"):
        raise Passed(_("deleted"))
    found = _ENGAGEMENTS.get(row["type"].upper())
    if found is None:
        raise Passed(_("note") if row["type"].upper() == "NOTE" else _("task"))
    channel, direction = found
    return {
        **party(row),
        "id": row["id"],
        "at": utc(milliseconds(row["time"])),
        "channel": channel,
        "direction": direction,
        "duration_s": scaled(row["ms"], 0.001),
        "outcome": disposition(row["disposition"]),
        "note": note(row["title"], without_tags(row["text"])),
    }


def _nested(*names: str) -> tuple[str, ...]:
    """The names of columns within the engagement, or what is known of it, as they are laid flat."""
    return tuple(name for path in names for name in (path.replace(".", "__"), path))


PRESETS = (
    Preset(
        name="hubspot-task",
        source="hubspot",
        title=_("HubSpot tasks"),
        columns=columns(
            {
                "title": ("Task Title", "hs_task_subject", "subject"),
                "text": ("Task notes", "hs_task_body", "body"),
                "status": ("Task status", "hs_task_status", "status"),
                "kind": ("Task type", "hs_task_type", "task_type"),
                "owner": ("Activity assigned to", "Assigned to"),
                "due": ("Due date",),
                "local_done": ("Completed at",),
                "done": ("hs_task_completion_date", "completion_date"),
            }
        ),
        needs=("id", "status", "kind"),
        some=("local_done", "done"),
        fields=_task,
        reads=_("completed tasks by when they were completed, else by their date (UTC in API names), title, notes"),
        maps=_("call: phone; email; a task on LinkedIn: message; else other"),
        drops=_("tasks that are not completed are passed over and counted; priority, queue, reminders"),
    ),
    Preset(
        name="hubspot-engagement",
        source="hubspot",
        title=_("HubSpot engagements of all types"),
        columns=columns(
            {
                "id": ("id", *_nested("engagement.id")),
                "type": ("type", *_nested("engagement.type")),
                "time": ("timestamp", *_nested("engagement.timestamp")),
                "active": ("active", *_nested("engagement.active")),
                "portal": ("portal_id", *_nested("engagement.portalId")),
                "owner_id": ("owner_id", *_nested("engagement.ownerId")),
                "disposition": _nested("metadata.disposition"),
                "ms": _nested("metadata.durationMilliseconds"),
                "title": _nested("metadata.title", "metadata.subject"),
                "text": _nested("metadata.body"),
            }
        ),
        needs=("id", "type", "time", "portal"),
        fields=_engagement,
        calendar=True,
        reads=_(
            "calls, meetings, e-mails and messages by their timestamp in UTC; duration and outcome where they stand"
        ),
        maps=_("call: phone; meeting: visit; e-mail, incoming or not; communication: message"),
        drops=_("notes and tasks are passed over and counted, and what is still to come or no longer active"),
    ),
)
