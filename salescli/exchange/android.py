"""Calls of an Android phone, as SMS Backup & Restore writes them; in XML, or as its rejected rows come back in CSV."""

from salescli.exchange.contact import legible
from salescli.exchange.preset import Preset, Row
from salescli.exchange.values import meaning
from salescli.i18n import _

COLUMNS = ("number", "duration", "date", "type", "presentation", "readable_date", "contact_name")
_UNKNOWN = {"(unknown)", "null"}
_NO_NUMBER = {"-1", "-2", "-3"}  # unknown, withheld, a payphone

# the numbers of Android's CallLog.Calls
_DIRECTIONS = {"1": "in", "2": "out", "3": "in", "4": "in", "5": "in", "6": "in", "7": "in"}
_OUTCOMES = {"3": "no-answer", "4": "voicemail", "5": "no-answer", "6": "no-answer"}


def _fields(row: Row) -> dict[str, str]:
    name = row["name"]
    return {
        "at": row["date"],
        "direction": meaning(row["type"], _DIRECTIONS, "type"),
        "number": "" if row["number"] in _NO_NUMBER else row["number"],
        "contact": "" if name.lower() in _UNKNOWN else legible(name),
        "duration_s": row["duration"],
        "outcome": _OUTCOMES.get(row["type"], ""),
    }


PRESETS = (
    Preset(
        name="android",
        source="android",
        title=_("calls of SMS Backup & Restore (Android)"),
        columns={**{name: (name,) for name in COLUMNS}, "name": ("contact_name",)},
        needs=("number", "duration", "date", "type", "name"),
        fields=_fields,
        by_number=True,
        reads=_("calls-….xml: number, duration in seconds, date in milliseconds of Unix time, type, contact_name"),
        maps=_(
            "type 1: in; 2: out, of which the phone does not say whether somebody answered; 3 missed, 5 rejected,"
            " 6 blocked: in, no-answer; 4: in, voicemail; 7, answered on another device: in; contact_name is the"
            " customer, (Unknown) is nobody"
        ),
        drops=_("readable_date, which is in a zone that is not said; presentation; a call has no id, but its number"),
    ),
)
