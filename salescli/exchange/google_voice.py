"""Google Voice's calls, as a Takeout holds them: what voice_takeout makes of the files, one row a file."""

import re

from salescli.exchange.contact import legible
from salescli.exchange.preset import Passed, Preset, Row
from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

COLUMNS = ("file", "kind", "published", "duration", "tel", "fn", "fault")
_DIRECTIONS = {"placed": "out", "received": "in", "missed": "in", "voicemail": "in"}
_OUTCOMES = {"missed": "no-answer", "voicemail": "voicemail"}
_PERIOD = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?", re.ASCII)


def _seconds(text: str) -> str:
    """`PT16M50S` is 1010; nothing for nothing. Raises BadRow."""
    found = _PERIOD.fullmatch(text)
    if text and (found is None or text == "PT"):
        raise BadRow(_("the duration {text} is not such as PT16M50S").format(text=shown(text)))
    if not found:
        return ""
    hours, minutes, seconds = (int(figure or 0) for figure in found.groups())
    return str(hours * 3600 + minutes * 60 + seconds)


def _fields(row: Row) -> dict[str, str]:
    if row["fault"]:
        raise BadRow(f"{shown(row['file'], 80)}: {row['fault']}")
    kind = row["kind"]
    if kind == "text":
        raise Passed(_("text message"))
    if kind == "recorded":
        raise Passed(_("recording of a call"))
    if kind == "call":
        raise Passed(_("a call that was neither placed nor received"))
    if kind not in _DIRECTIONS:
        raise Passed(_("no call"))
    if not row["published"]:
        raise BadRow(_("{file}: no date").format(file=shown(row["file"], 80)))
    return {
        "at": row["published"],
        "direction": _DIRECTIONS[kind],
        "number": row["tel"],
        "contact": legible(row["fn"]),
        "duration_s": _seconds(row["duration"]),
        "outcome": _OUTCOMES.get(kind, ""),
    }


PRESETS = (
    Preset(
        name="google-voice",
        source="google-voice",
        title=_("Google Voice calls (Takeout)"),
        columns={name: (name,) for name in COLUMNS},
        needs=("file", "kind", "published", "duration", "tel", "fn"),
        fields=_fields,
        by_number=True,
        reads=_(
            "a folder or its zip with one HTML file a call: the kind from its title, the moment with its offset, the"
            " duration, the number and the name"
        ),
        maps=_(
            "Placed: out, of which Google does not say whether somebody answered; Received: in; Missed: in, no-answer;"
            " Voicemail: in, voicemail, the duration is the message's; the name is the customer"
        ),
        drops=_(
            "transcripts, sound, pictures, the time in the file's name; text messages, recordings and calls of"
            " neither direction, as spam has them, are passed over and counted; a call has no id, but its number"
        ),
    ),
)
