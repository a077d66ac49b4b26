"""Twilio's calls: the columns of its API and of the tables that ETL tools make of them. Times are UTC."""

from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.values import meaning, utc
from salescli.i18n import _

_DIRECTIONS = {
    "inbound": "in",
    "incoming": "in",
    "trunking-originating": "in",  # a SIP trunk's: from the public network
    "outbound": "out",
    "outbound-api": "out",
    "outbound-dial": "out",
    "outgoing-api": "out",
    "outgoing-dial": "out",
    "trunking-terminating": "out",
}
_STATUS = {
    "completed": "",  # the call was answered by somebody or something: nothing is said of whom it reached
    "busy": "busy",
    "no-answer": "no-answer",
    "failed": "no-answer",
    "canceled": "no-answer",
    "cancelled": "no-answer",
}
_UNDER_WAY = {"queued", "ringing", "in-progress", "initiated"}


def _word(text: str) -> str:
    """`No Answer`, as the console shows it, is the API's `no-answer`."""
    return "-".join(text.lower().split())


def _fields(row: Row) -> dict[str, str]:
    status = _word(row["status"])
    if status in _UNDER_WAY:
        raise Passed(_("not over yet"))
    direction = meaning(_word(row["direction"]), _DIRECTIONS, "direction")
    return {
        "id": row["id"],
        "at": utc(row["start"] or row["created"]),
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
            "id": ("sid", "id", "Call SID", "CallSid"),
            "start": ("start_time", "Start Time", "StartTime"),
            "created": ("date_created", "created_at", "Date Created", "DateCreated"),
            "from": ("from", "from_", "From", '"from"'),
            "to": ("to", "To", '"to"'),
            "direction": ("direction",),
            "duration": ("duration",),
            "status": ("status",),
        },
        needs=("id", "start", "from", "to", "direction", "status"),
        fields=_fields,
        reads=_(
            "start, else when it was created; other party's number, direction, seconds, status; times are UTC, said or"
            " not; names in quotes, as Snowflake has them, are the same"
        ),
        maps=_(
            "completed: reached; busy: busy; no-answer, failed, canceled: no-answer; inbound, and originating of a"
            " trunk: in; outbound, and terminating of a trunk: out"
        ),
        drops=_("price, queue time and all else; calls that are not over are passed over and counted"),
    ),
)
