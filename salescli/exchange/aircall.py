"""Aircall's calls: the UTC column decides where it stands; numbers come without their plus."""

from salescli.exchange.crm_words import note, nulls, yes
from salescli.exchange.preset import Preset, Row
from salescli.exchange.values import meaning, utc
from salescli.i18n import _

_null = nulls("[No associated user]")


def _fields(row: Row) -> dict[str, str]:
    direction = meaning(row["direction"], {"inbound": "in", "outbound": "out"}, "direction")
    number = row["from"] if direction == "in" else row["to"]
    unanswered = "voicemail" if row["voicemail"] else "no-answer"
    return {
        "id": row["id"] or row["sid"],
        "at": utc(row["utc"]) or row["local"],
        "direction": direction,
        "number": f"+{number}" if number.isdecimal() else number,
        "rep": _null(row["user"]),
        "outcome": "connected" if yes(row["answered"], "answered") else unanswered,
        "duration_s": row["talked"],
        "note": note(row["comments"], row["tags"]),
    }


PRESETS = (
    Preset(
        name="aircall",
        source="aircall",
        title=_("Aircall calls"),
        columns={
            "id": ("call id (internal)",),
            "sid": ("call id",),
            "local": ("datetime (tz offset incl.)",),
            "utc": ("datetime (utc)",),
            "direction": ("direction",),
            "from": ("from",),
            "to": ("to",),
            "answered": ("answered",),
            "user": ("user",),
            "talked": ("duration (in call)",),
            "voicemail": ("voicemail",),
            "comments": ("comments",),
            "tags": ("tags",),
        },
        needs=("utc", "direction", "from", "to", "answered", "user"),
        fields=_fields,
        reads=_("start by the UTC column, seconds in the call, the other party's number, user, comments and tags"),
        maps=_("answered: connected; not answered: voicemail where one was left, else no-answer"),
        drops=_("line, team, waiting times, recordings, quality"),
    ),
)
