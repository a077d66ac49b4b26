"""Twilio's calls: the columns of its API and of the tables that ETL tools make of them. Times are UTC."""

from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, utc
from salescli.i18n import _

_DIRECTIONS = {"inbound": "in", "outbound-api": "out", "outbound-dial": "out", "outbound": "out"}
_STATUS = {
    "completed": "",  # the call was answered by somebody or something: nothing is said of whom it reached
    "busy": "busy",
    "no-answer": "no-answer",
    "failed": "no-answer",
    "canceled": "no-answer",
}
_UNDER_WAY = {"queued", "ringing", "in-progress", "initiated"}


def _fields(row: Row) -> dict[str, str]:
    status = row["status"].lower()
    if status in _UNDER_WAY:
        raise Passed(_("not over yet"))
    direction = meaning(row["direction"], _DIRECTIONS, "direction")
    return {
        "id": row["id"],
        "at": utc(row["start"]),
        "direction": direction,
        "number": row["from"] if direction == "in" else row["to"],
        "duration_s": row["duration"],
        "outcome": meaning(status, _STATUS, "status"),
    }


PRESETS = (
    Preset(
        name="twilio",
        source="twilio",
        title=_("Twilio calls"),
        columns={
            "id": ("sid", "id", "Call SID"),
            "start": ("start_time", "Start Time"),
            "from": ("from", "from_", "From"),
            "to": ("to", "To"),
            "direction": ("direction",),
            "duration": ("duration",),
            "status": ("status",),
        },
        needs=("id", "start", "from", "to", "direction", "status"),
        fields=_fields,
        reads=_("start, other party's number, direction, seconds, status; times are UTC"),
        maps=_("completed: reached; busy: busy; no-answer, failed, canceled: no-answer"),
        drops=_("price, queue time and all else; calls that are not over are passed over and counted"),
    ),
)
