"""Asterisk's call detail records: Master.csv of cdr_csv and of cdr_custom, and the cdr table of a database."""

from salescli.exchange.call_detail import are_times, columns, is_time, other_party, outward
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
# cdr_csv; after the sixteenth, as cdr.conf says: uniqueid, userfield, peeraccount, linkedid, sequence
_CSV = columns(
    "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec"
    " disposition amaflags"
)
# cdr_custom, as its sample configuration has it
_CUSTOM = columns(
    "clid src dst dcontext channel dstchannel lastapp lastdata start answer end duration billsec disposition amaflags"
    " accountcode uniqueid userfield sequence"
)
# the table cdr of cdr_mysql, cdr_odbc, cdr_pgsql, FreePBX, Issabel; what follows the userfield differs
_TABLE = columns(
    "calldate clid src dst dcontext channel dstchannel lastapp lastdata duration billsec disposition amaflags"
    " accountcode uniqueid userfield"
)
_MOST_CSV, _FEWEST_CUSTOM, _FEWEST_TABLE, _MOST = 21, 15, 12, 30  # columns


def _cells(header: list[str], row: list[str]) -> dict[str, str]:
    return dict(zip(header, row, strict=False))


def _is_csv(row: list[str]) -> bool:
    return len(_CSV) <= len(row) <= _MOST_CSV and _has_times(_cells(_CSV, row))


def _is_custom(row: list[str]) -> bool:
    return _FEWEST_CUSTOM <= len(row) <= _MOST and _has_times(_cells(_CUSTOM, row))


def _has_times(cells: dict[str, str]) -> bool:
    known = cells["disposition"].lower() in _DISPOSITIONS
    return known and are_times(cells["start"], cells["answer"], cells["end"])


def _is_table(row: list[str]) -> bool:
    if not _FEWEST_TABLE <= len(row) <= _MOST:
        return False
    cells = _cells(_TABLE, row)
    return cells["disposition"].lower() in _DISPOSITIONS and is_time(cells["calldate"])


def _fields(row: Row) -> dict[str, str]:
    out = outward(row["dcontext"], row["src"], row["dst"], row["userfield"])
    return {
        "at": row["start"],
        "direction": "out" if out else "in",
        "number": other_party(row, "src", "dst", out=out),
        "duration_s": row["billsec"],
        "outcome": meaning(row["disposition"], _DISPOSITIONS, "disposition"),
    }


_COLUMNS = {
    **{name: (name,) for name in (*_CSV, *_CUSTOM)},
    "src": ("src", "Caller Number"),
    "dst": ("dst", "Callee Number"),
    "dcontext": ("dcontext", "Context"),
    "start": ("start", "calldate", "Start Time"),
    "billsec": ("billsec", "Talk Time"),
    "userfield": ("userfield", "Log Userfield"),
}
_NEEDS = ("src", "dst", "start", "billsec", "disposition")
_MAPS = _(
    "the duration is billsec, the seconds talked; ANSWERED: connected; BUSY: busy; NO ANSWER, FAILED, CONGESTION:"
    " no-answer, whatever the duration; the direction is the userfield's where it says Inbound or Outbound, else"
    " dcontext's where it names one (from-trunk, ext-did, from-internal …), else a short extension called from a long"
    " number is in, all else out; the number is the other party's"
)
_DROPS = _(
    "uniqueid, which repeats and so is no id; the caller's name, which networks make up; extensions, which are no reps:"
    " --rep says whose calls they are"
)

PRESETS = (
    Preset(
        name="asterisk",
        source="asterisk",
        title=_("Asterisk call detail records"),
        columns=_COLUMNS,
        needs=_NEEDS,
        fields=_fields,
        header=_CSV,
        begins=_is_csv,
        reads=_(
            "Master.csv of cdr_csv, 16 to 21 columns without a header, known by its first row; a table with the"
            " columns' names, as databases have them or as Grandstream's UCM does; times are local unless cdr.conf has"
            " usegmtime (then --tz UTC)"
        ),
        maps=_MAPS,
        drops=_DROPS,
    ),
    Preset(
        name="asterisk-custom",
        source="asterisk",
        title=_("Asterisk call detail records (cdr_custom)"),
        columns=_COLUMNS,
        needs=_NEEDS,
        fields=_fields,
        header=_CUSTOM,
        begins=_is_custom,
        reads=_("Master.csv of cdr_custom as its sample configuration has it: the caller's name first, no header"),
        maps=_("as in Master.csv of cdr_csv"),
        drops=_("as in Master.csv of cdr_csv"),
    ),
    Preset(
        name="asterisk-table",
        source="asterisk",
        title=_("Asterisk call detail records (table cdr)"),
        columns=_COLUMNS,
        needs=_NEEDS,
        fields=_fields,
        header=_TABLE,
        begins=_is_table,
        reads=_("the table cdr of a database, written without its columns' names: calldate first"),
        maps=_("as in Master.csv of cdr_csv"),
        drops=_("as in Master.csv of cdr_csv"),
    ),
)
