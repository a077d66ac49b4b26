"""What each column of an export or a report holds, for the forms whose cells have types: workbooks and Parquet."""

TEXT, INTEGER, NUMBER, FLAG, DAY, INSTANT = "text", "integer", "number", "flag", "day", "instant"
"""A FLAG is 0 or 1, a DAY an ISO date, an INSTANT ISO 8601 with its offset. A NUMBER may come as text."""

_OF = {
    INTEGER: ("id", "duration_s", "asked_by", "streak", "longest_streak", "rank", "count", "of", "customers"),
    FLAG: ("reached", "known", "done", "deleted"),
    DAY: ("day", "from", "ramp_until", "start", "end"),
    INSTANT: ("at", "logged_at", "recorded_at"),
    NUMBER: (
        *("amount", "ramp_to", "actual", "target", "attainment", "expected", "need", "left_today", "forecast"),
        *("target_raw", "before", "rate", "median_days", "median_touches", "share", "threshold", "then", "now"),
    ),
}
_KINDS = {name: kind for kind, names in _OF.items() for name in names}


def kind(column: str) -> str:
    """The kind of a column, by its name: a name means the same wherever it stands. TEXT unless it is known."""
    return _KINDS.get(column, TEXT)
