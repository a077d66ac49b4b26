"""3CX's call logs: one row a call with its id, and the report of its version 20, a row for each leg of a call.

The report's columns are those that other programs read it by; a real one was not seen.
"""

import re

from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning
from salescli.i18n import _

_DIRECTIONS = {"inbound": "in", "inbound queue": "in", "outbound": "out", "outbound queue": "out"}
_STATUS = {
    "completed": "connected",
    "answered": "connected",
    "no answer": "no-answer",
    "unanswered": "no-answer",
    "missed": "no-answer",
    "busy": "busy",
    "failed": "no-answer",
    "voicemail": "voicemail",
}
_EXTENSION = re.compile(r"\d{2,5}", re.ASCII)


def _fields(row: Row) -> dict[str, str]:
    if row["direction"].lower() == "internal":
        raise Passed(_("internal call"))
    direction = meaning(row["direction"], _DIRECTIONS, "direction")
    return {
        "id": row["id"],
        "at": row["time"],
        "direction": direction,
        "number": row["from"] if direction == "in" else row["to"],
        "duration_s": row["duration"],
        "outcome": meaning(row["status"], _STATUS, "status"),
    }


def _leg(row: Row) -> dict[str, str]:
    if not row["from"] and not row["to"]:
        raise Passed(_("totals"))
    if row["direction"].lower() == "internal":
        raise Passed(_("internal call"))
    if row["status"].lower() in {"redirected", "waiting"}:
        raise Passed(_("passed on to somebody else"))
    direction = meaning(row["direction"], _DIRECTIONS, "direction")
    own, other = (row["to"], row["from"]) if direction == "in" else (row["from"], row["to"])
    name, extension = _party(own)
    return {
        "at": row["time"],
        "direction": direction,
        "number": _party(other)[1],
        "rep": name if direction == "out" and _EXTENSION.fullmatch(extension) else "",
        "duration_s": row["talking"],
        "outcome": meaning(row["status"], _STATUS, "status"),
    }


def _party(text: str) -> tuple[str, str]:
    """The name and the number of `Lee, Ann (117)`; either alone."""
    name, opened, number = text.rpartition("(")
    if opened and number.find(")") == len(number) - 1:
        return name.rstrip(), number[:-1]
    return ("", text) if any(map(str.isdecimal, text)) else (text, "")


PRESETS = (
    Preset(
        name="3cx",
        source="3cx",
        title=_("3CX call log"),
        columns={
            "id": ("CallID", "Call ID"),
            "time": ("Time", "Call Time"),
            "from": ("From", "Caller"),
            "to": ("To", "Callee"),
            "direction": ("Direction",),
            "duration": ("Duration",),
            "status": ("Status",),
        },
        needs=("id", "time", "direction", "duration", "status"),
        fields=_fields,
        reads=_("CallID, Time, Duration in seconds, Direction, Status, also From and To; times are local"),
        maps=_(
            "Completed, Answered: connected; No Answer, Unanswered, Missed, Failed: no-answer; Busy: busy; Inbound: in;"
            " Outbound: out; CallID is the id: rows of one id that differ are a conflict"
        ),
        drops=_("all other columns; internal calls are passed over and counted"),
    ),
    Preset(
        name="3cx-report",
        source="3cx",
        title=_("3CX call log report (version 20)"),
        columns={
            "time": ("Call Time",),
            "from": ("From",),
            "to": ("To",),
            "direction": ("Direction",),
            "status": ("Status",),
            "ringing": ("Ringing",),
            "talking": ("Talking",),
        },
        needs=("time", "from", "to", "direction", "status", "ringing", "talking"),
        fields=_leg,
        reads=_("Call Time, From, To, Direction, Status, Talking as hours, minutes, seconds; times are local"),
        maps=_(
            "as in the call log; the other party's number is what stands in brackets; who called out from an extension"
            " is the rep; a Call ID stands on each leg of a call and so is no id"
        ),
        drops=_(
            "all other columns; internal calls, legs that were passed on (Redirected, Waiting) and the line of totals"
            " are passed over and counted"
        ),
    ),
)
