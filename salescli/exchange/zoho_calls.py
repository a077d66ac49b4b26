"""Zoho CRM's calls as Zoho Analytics, its screens, its exports and its API name them.

Times are local, without a zone. Seconds are taken where there are any: minutes are rounded; `5:00` has minutes first.
"""

from salescli.exchange.crm_words import clock, note, result, scaled, unless
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, without_tags
from salescli.exchange.zoho_records import NAMES, columns, party
from salescli.i18n import _

_DIRECTIONS = {"inbound": "in", "outbound": "out", "missed": "in"}
_NOT_MADE = {"scheduled": _("planned"), "overdue": _("planned"), "cancelled": _("cancelled")}
_ENDED = {
    "received": "connected",
    "attended dialled": "connected",
    "scheduled attended": "connected",
    "scheduled attended delay": "connected",
    "unattended dialled": "no-answer",
    "scheduled unattended": "no-answer",
    "scheduled unattended delay": "no-answer",
    "missed": "no-answer",
}


def _call(row: Row) -> dict[str, str]:
    planned, status = row["outgoing"].casefold(), row["status"].casefold()
    if not_made := _NOT_MADE.get(planned) or _NOT_MADE.get(status):
        raise Passed(not_made)
    direction = meaning(row["type"], _DIRECTIONS, "Call Type")
    said = result(row["result"])
    missed = row["type"].casefold() == "missed"
    return {
        **party(row),
        "at": row["start"],
        "direction": direction,
        "number": row["dialled"] if direction == "out" else row["caller"],
        "duration_s": scaled(row["seconds"], 1) or clock(row["duration"]),
        "outcome": "no-answer" if missed else said or _ENDED.get(status, ""),
        "note": note(row["subject"], without_tags(row["text"]), unless(missed or said, "result", row["result"])),
    }


PRESETS = (
    Preset(
        name="zoho-call",
        source="zoho",
        title=_("Zoho CRM calls"),
        columns=columns(
            "Call",
            {
                "type": ("Call Type",),
                "start": ("Call Start Time",),
                "duration": ("Call Duration",),
                "seconds": ("Call Duration (in seconds)", "Call Duration in seconds"),
                "result": ("Call Result",),
                "outgoing": ("Outgoing Call Status",),
                "status": ("Call Status",),
                "dialled": ("Dialled Number", "Dialed Number"),
                "caller": ("Caller ID",),
            },
        ),
        needs=("type", "start"),
        some=("subject", "seconds"),
        fields=_call,
        calendar=True,
        reads=_(
            "start in the zone of the import, duration in seconds, else as minutes:seconds, number, owner, subject; the"
            " columns of Zoho Analytics, and (unverified) those of the screens, of backups and of the API"
        ),
        maps=_(
            "{names}; Call Type: direction, missed as no-answer; Call Result by its usual words, else Call Status:"
            " received or attended is connected, unattended no-answer; else reached"
        ).format(names=NAMES),
        drops=_(
            "calls planned or cancelled; rounded minutes; purpose, agenda, deal; a result of no known word goes to the"
            " note"
        ),
    ),
)
