"""Zoho CRM's tasks and events as Zoho Analytics gives them out; tasks and meetings as its screens and API do.

Its calls are in zoho_calls. Times are local, without a zone, as `16 Apr, 2021 00:02:00` too.
"""

from salescli.exchange.crm_words import conference, dated, note, span
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.refusal import shown
from salescli.exchange.values import without_tags
from salescli.exchange.zoho_records import NAMES, OWN, columns, party
from salescli.i18n import _

_OPEN = ("not started", "in progress", "deferred", "waiting for input", "waiting on someone else", "open", "")
_CHANNELS = {"call": "phone", "phone call": "phone", "email": "email", "meeting": "visit", "visit": "visit"}


def _task(row: Row) -> dict[str, str]:
    status = row["status"].casefold()
    if status != "completed":  # a word of one's own is named, so that it can be seen what was passed over
        raise Passed(_("planned") if status in _OPEN else shown(row["status"]))
    return {
        **party(row),
        **dated(row["due"], row["closed"], row["modified"]),
        "channel": _CHANNELS.get(row["type"].casefold(), "other"),
        "note": note(row["subject"], without_tags(row["text"])),
    }


def _event(row: Row) -> dict[str, str]:
    return {
        **party(row),
        "at": row["start"],
        "channel": "video" if conference(row["place"]) else "visit",
        "duration_s": span(row["start"], row["end"]),
        "note": note(row["subject"], without_tags(row["text"])),
    }


PRESETS = (
    Preset(
        name="zoho-task",
        source="zoho",
        title=_("Zoho CRM tasks"),
        columns=columns(
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
        maps=_("{names}; Task Type call, email, meeting or visit: that channel; else other").format(names=NAMES),
        drops=_("tasks that are not completed are passed over and counted; priority, reminders"),
    ),
    Preset(
        name="zoho-event",
        source="zoho",
        title=_("Zoho CRM events"),
        columns=columns(
            "Event",
            {
                "subject": ("Subject", "Event Title"),
                "start": ("Start DateTime",),
                "end": ("End DateTime",),
                "place": ("Venue", "Location"),
            },
        ),
        needs=("subject", "start", "end"),
        some=OWN,
        fields=_event,
        calendar=True,
        reads=_("start in the zone of the import, duration from start to end up to a day, title, description"),
        maps=_("visit; video where the place is a link; {names}").format(names=NAMES),
        drops=_("events still to come are passed over and counted; deal, participants, reminders"),
    ),
    Preset(
        name="zoho-meeting",
        source="zoho",
        title=_("Zoho CRM meetings by the names of its screens (unverified)"),
        columns=columns(
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
        some=OWN,
        fields=_event,
        calendar=True,
        reads=_("start in the zone of the import, duration from start to end up to a day, title, description"),
        maps=_("visit; video where the place is a link; {names}").format(names=NAMES),
        drops=_("meetings still to come are passed over and counted; deal, participants, reminders"),
    ),
)
