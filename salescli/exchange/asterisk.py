"""Asterisk's call detail records, as cdr_csv writes Master.csv (no header) and as tables of a database are exported."""

import re

from salescli.exchange.call_detail import outward
from salescli.exchange.preset import Preset, Row
from salescli.exchange.values import meaning
from salescli.i18n import _

_DISPOSITIONS = {
    "answered": "connected",
    "no answer": "no-answer",
    "busy": "busy",
    "failed": "no-answer",
    "congestion": "no-answer",
}
_HEADER = (
    "accountcode",
    "src",
    "dst",
    "dcontext",
    "clid",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
)
_MOST_COLUMNS = 21  # after the sixteenth, as cdr.conf says: uniqueid, userfield, peeraccount, linkedid, sequence
_WHEN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)


def _begins(row: list[str]) -> bool:
    if not len(_HEADER) <= len(row) <= _MOST_COLUMNS:
        return False
    cells = dict(zip(_HEADER, row, strict=False))
    dates = [cells["start"], cells["end"], *([cells["answer"]] if cells["answer"] else [])]
    return cells["disposition"].lower() in _DISPOSITIONS and all(map(_WHEN.fullmatch, dates))


def _fields(row: Row) -> dict[str, str]:
    out = outward(row["dcontext"], row["src"], row["dst"])
    other = row["dst"] if out else row["src"]
    return {
        "at": row["start"],
        "direction": "out" if out else "in",
        "number": "" if len(other) == 1 and other.isalpha() else other,  # s, h, i, t: places in a dial plan
        "duration_s": row["billsec"],
        "outcome": meaning(row["disposition"], _DISPOSITIONS, "disposition"),
    }


PRESETS = (
    Preset(
        name="asterisk",
        source="asterisk",
        title=_("Asterisk call detail records"),
        columns={**{name: (name,) for name in _HEADER}, "start": ("start", "calldate")},
        needs=("src", "dst", "start", "billsec", "disposition"),
        fields=_fields,
        header=_HEADER,
        begins=_begins,
        reads=_(
            "Master.csv, 16 to 21 columns without a header, known by its first row; a table with the columns' names;"
            " times are local unless cdr.conf has usegmtime (then --tz UTC)"
        ),
        maps=_(
            "the duration is billsec, the seconds talked; ANSWERED: connected; BUSY: busy; NO ANSWER, FAILED,"
            " CONGESTION: no-answer; the direction is dcontext's where it names one (from-trunk, from-internal …),"
            " else a short extension called from a long number is in, all else out; the number is the other party's"
        ),
        drops=_(
            "uniqueid, which repeats and so is no id; the caller's name, which networks make up; extensions, which are"
            " no reps: --rep says whose calls they are"
        ),
    ),
)
