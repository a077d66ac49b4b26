"""The call list of a FRITZ!Box: `sep=;`, two-digit years, durations in hours and minutes.

The columns' names of its firmwares, German and English, are those that other programs read it by.
"""

from salescli.exchange.contact import legible
from salescli.exchange.preset import Preset, Row
from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

# Typ: what became of the call, and which way it went
_IN, _MISSED, _REFUSED, _OUT = "1", "2", "3", "4"
_LONGEST_MINUTE = 59


def _seconds(text: str) -> int:
    """`1:05` is 65 minutes: the box rounds up to whole ones. Raises BadRow."""
    hours, _colon, minutes = text.partition(":")
    figures = all(figure.isdecimal() and figure.isascii() and len(figure) < 5 for figure in (hours, minutes))  # noqa: PLR2004
    if not figures or int(minutes) > _LONGEST_MINUTE:
        raise BadRow(_("the duration {text} is not hours:minutes, as a FRITZ!Box writes it").format(text=shown(text)))
    return int(hours) * 3600 + int(minutes) * 60


def _fields(row: Row) -> dict[str, str]:
    kind = row["type"]
    if kind not in {_IN, _MISSED, _REFUSED, _OUT}:
        raise BadRow(_("Typ {text} is not known; there are 1, 2, 3, 4").format(text=shown(kind)))
    seconds = _seconds(row["duration"])
    if kind == _REFUSED and seconds:
        kind = _OUT
    return {
        "at": row["date"],
        "direction": "out" if kind == _OUT else "in",
        "number": row["number"],
        "contact": legible(row["name"]),
        "duration_s": str(seconds),
        "outcome": "no-answer" if kind in {_MISSED, _REFUSED} else "",
    }


PRESETS = (
    Preset(
        name="fritzbox",
        source="fritzbox",
        title=_("FRITZ!Box call list"),
        columns={
            "type": ("Typ", "Type"),
            "date": ("Datum", "Date"),
            "name": ("Name",),
            "number": ("Rufnummer", "Number", "Telephone number"),
            "extension": ("Nebenstelle", "Extension"),
            "own": ("Eigene Rufnummer", "Own number", "Outgoing Caller ID", "Local Number"),
            "duration": ("Dauer", "Duration"),
        },
        needs=("type", "date", "number", "extension", "duration"),
        fields=_fields,
        by_number=True,
        reads=_(
            "Typ, Datum, Name, Rufnummer, Dauer, the header in German or English, also of old boxes without names; the"
            " sep= line; ISO-8859-1 where it is not UTF-8; times are local, without seconds"
        ),
        maps=_(
            "Typ 1: in; 2: in, no-answer; 4: out, of which the box does not say whether somebody answered; 3, which"
            " means refused on newer boxes and out on older ones: out where it has a duration, else in, no-answer;"
            " 1:05 is an hour and five minutes; the name in the telephone book is the customer"
        ),
        drops=_("the area, the extension and the own number; a call has no id, but its number"),
    ),
)
