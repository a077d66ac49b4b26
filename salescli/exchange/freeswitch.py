"""FreeSWITCH's call detail records, as mod_cdr_csv writes them by its templates `example` and `asterisk`: no header."""

import re

from salescli.exchange.call_detail import are_times, columns, other_party, outward
from salescli.exchange.preset import Preset, Row
from salescli.i18n import _

# causes by which nobody was spoken to, though a machine may have answered; others leave it to the answer
_CAUSES = {
    "USER_BUSY": "busy",
    "UNALLOCATED_NUMBER": "wrong-number",
    "INVALID_NUMBER_FORMAT": "wrong-number",
    "NO_ANSWER": "no-answer",
    "NO_USER_RESPONSE": "no-answer",
    "CALL_REJECTED": "no-answer",
    "ORIGINATOR_CANCEL": "no-answer",
    "USER_NOT_REGISTERED": "no-answer",
    "SUBSCRIBER_ABSENT": "no-answer",
}
_EXAMPLE = columns(
    "caller_id_name caller_id_number destination_number context start_stamp answer_stamp end_stamp duration billsec"
    " hangup_cause uuid bleg_uuid accountcode read_codec write_codec"
)
_ASTERISK = columns(
    "accountcode caller_id_number destination_number context caller_id channel_name bridge_channel last_app last_arg"
    " start_stamp answer_stamp end_stamp duration billsec hangup_cause amaflags uuid userfield"
)
_FEWEST_COLUMNS, _MOST_COLUMNS = 12, 24
_CAUSE = re.compile(r"[A-Z][A-Z0-9_]{3,}")


def _is_example(row: list[str]) -> bool:
    return _begins(dict(zip(_EXAMPLE, row, strict=False)), len(row))


def _is_asterisk(row: list[str]) -> bool:
    return len(row) == len(_ASTERISK) and _begins(dict(zip(_ASTERISK, row, strict=True)), len(row))


def _begins(cells: dict[str, str], width: int) -> bool:
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS:
        return False
    known = _CAUSE.fullmatch(cells["hangup_cause"]) and cells["billsec"].isdecimal()
    return bool(known) and are_times(cells["start_stamp"], cells["answer_stamp"], cells["end_stamp"])


def _fields(row: Row) -> dict[str, str]:
    out = outward(row["context"], row["caller_id_number"], row["destination_number"], row["direction"])
    unspoken = _CAUSES.get(row["hangup_cause"].upper())
    return {
        "at": row["start_stamp"],
        "direction": "out" if out else "in",
        "number": other_party(row, "caller_id_number", "destination_number", out=out),
        "duration_s": row["billsec"],
        "outcome": unspoken or ("connected" if row["answer_stamp"] else "no-answer"),
    }


_COLUMNS = {name: (name,) for name in (*_EXAMPLE, *_ASTERISK, "direction")}
_NEEDS = ("caller_id_number", "destination_number", "start_stamp", "answer_stamp", "billsec", "hangup_cause")
_MAPS = _(
    "the duration is billsec, the seconds talked; a cause that says that nobody was reached decides: USER_BUSY: busy,"
    " UNALLOCATED_NUMBER: wrong-number, NO_ANSWER, NO_USER_RESPONSE, CALL_REJECTED, ORIGINATOR_CANCEL and the like:"
    " no-answer; by any other cause an answer_stamp is connected, none is no-answer; a column direction of inbound or"
    " outbound, else the context public is in, default out, by others a short extension called from a long number is"
    " in, all else out"
)
_DROPS = _(
    "uuid, which repeats and so is no id; the caller's name, accountcode, codecs; extensions, which are no reps"
    " (--rep says whose calls they are)"
)

PRESETS = (
    Preset(
        name="freeswitch",
        source="freeswitch",
        title=_("FreeSWITCH call detail records"),
        columns=_COLUMNS,
        needs=_NEEDS,
        fields=_fields,
        header=_EXAMPLE,
        begins=_is_example,
        reads=_(
            "files of mod_cdr_csv by its template example, and by snom and linksys, which only add columns, without a"
            " header, known by their first row, also as a spreadsheet saved them again; a table with the columns'"
            " names; times are local. Other templates: give the file a header and say --map"
        ),
        maps=_MAPS,
        drops=_DROPS,
    ),
    Preset(
        name="freeswitch-asterisk",
        source="freeswitch",
        title=_("FreeSWITCH call detail records (template asterisk)"),
        columns=_COLUMNS,
        needs=_NEEDS,
        fields=_fields,
        header=_ASTERISK,
        begins=_is_asterisk,
        reads=_("files of mod_cdr_csv by its template asterisk: Asterisk's columns, with a cause for a disposition"),
        maps=_("as by the template example"),
        drops=_("as by the template example"),
    ),
)
