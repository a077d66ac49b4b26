"""3CX's call log: one row a call with its id. The columns of its other reports were not seen: --map reads them."""

from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning
from salescli.i18n import _

_DIRECTIONS = {"inbound": "in", "outbound": "out"}
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
)
