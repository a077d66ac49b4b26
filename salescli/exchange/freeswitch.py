"""FreeSWITCH's call detail records, as mod_cdr_csv writes them by its template `example`: no header."""

import re

from salescli.exchange.call_detail import outward
from salescli.exchange.preset import Preset, Row
from salescli.i18n import _

_CAUSES = {"USER_BUSY": "busy", "UNALLOCATED_NUMBER": "wrong-number", "INVALID_NUMBER_FORMAT": "wrong-number"}
_HEADER = (
    "caller_id_name",
    "caller_id_number",
    "destination_number",
    "context",
    "start_stamp",
    "answer_stamp",
    "end_stamp",
    "duration",
    "billsec",
    "hangup_cause",
    "uuid",
    "bleg_uuid",
    "accountcode",
    "read_codec",
    "write_codec",
)
_FEWEST_COLUMNS = 12
_WHEN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
_CAUSE = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)+")


def _begins(row: list[str]) -> bool:
    if not _FEWEST_COLUMNS <= len(row) <= len(_HEADER):
        return False
    cells = dict(zip(_HEADER, row, strict=False))
    dates = [cells["start_stamp"], cells["end_stamp"], *([cells["answer_stamp"]] if cells["answer_stamp"] else [])]
    known = _CAUSE.fullmatch(cells["hangup_cause"]) and cells["billsec"].isdecimal()
    return bool(known) and all(map(_WHEN.fullmatch, dates))


def _fields(row: Row) -> dict[str, str]:
    out = outward(row["context"], row["caller_id_number"], row["destination_number"])
    unanswered = _CAUSES.get(row["hangup_cause"].upper(), "no-answer")
    return {
        "at": row["start_stamp"],
        "direction": "out" if out else "in",
        "number": row["destination_number"] if out else row["caller_id_number"],
        "duration_s": row["billsec"],
        "outcome": "connected" if row["answer_stamp"] else unanswered,
    }


PRESETS = (
    Preset(
        name="freeswitch",
        source="freeswitch",
        title=_("FreeSWITCH call detail records"),
        columns={name: (name,) for name in _HEADER},
        needs=("caller_id_number", "destination_number", "start_stamp", "answer_stamp", "billsec", "hangup_cause"),
        fields=_fields,
        header=_HEADER,
        begins=_begins,
        reads=_(
            "files of mod_cdr_csv by its template example, without a header, known by their first row; a table with the"
            " columns' names; times are local. Other templates: give the file a header and say --map"
        ),
        maps=_(
            "the duration is billsec, the seconds talked; an answer_stamp: connected; without one USER_BUSY: busy,"
            " UNALLOCATED_NUMBER: wrong-number, any other: no-answer; the context public is in, default out,"
            " by others a short extension called from a long number is in, all else out"
        ),
        drops=_(
            "uuid, which repeats and so is no id; the caller's name, accountcode, codecs; extensions, which are no reps"
            " (--rep says whose calls they are)"
        ),
    ),
)
