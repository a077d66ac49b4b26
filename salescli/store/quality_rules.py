"""What each flag of `report quality` counts, in SQL over the lines of a period.

A rule can say it twice: which lines it marks (to name them), and how many for each rep (quicker, where lines that are
alike are counted in groups). A line that was waived is left out of its flag, as if it were not there.
"""

from typing import NamedTuple, Protocol

from salescli.model.doubts import A_DAY, A_MINUTE, LATE_S, ROUNDED_S

# The period's lines, read once for all flags. A day without a time stands at noon: such a line is `timeless`.
LINE = """line AS MATERIALIZED (
    SELECT a.id, a.rep, a.customer, a.number, a.channel, a.direction, a.touch, a.outcome, a.reached, a.at_unix, a.day,
        a.duration_s, a.logged_at, a.source, a.revision, substr(a.at, 12, 8) = '12:00:00' AS timeless,
        CASE WHEN a.customer IS NULL AND a.number IS NULL THEN a.note END AS remark
    FROM activity a WHERE a.deleted = 0 AND a.day >= :start AND a.day <= :end{reps})"""


class Rule(Protocol):
    """One flag's rule; `among` says of which lines."""

    def marks(self, among: str) -> str:
        """The lines considered: rep, id, at_unix and `marked` (0, 1, or missing for 0)."""

    def counts(self, among: str) -> str:
        """By rep: how many are marked, of how many, and what `about` is."""

    @property
    def among(self) -> str:
        """The condition on the lines considered."""


class Each(NamedTuple):
    """Lines of which a condition is true, looked at one by one or through a window over them."""

    among: str
    marked: str
    window: str = ""

    def marks(self, among: str) -> str:
        """As the protocol says."""
        return f"SELECT rep, id, at_unix, {self.marked} AS marked FROM line WHERE {among} {self.window}"  # noqa: S608

    def counts(self, among: str) -> str:
        """As the protocol says."""
        return f"SELECT rep, CAST(total(marked) AS INTEGER), count(*), NULL FROM ({self.marks(among)}) GROUP BY rep"  # noqa: S608


class Beyond(NamedTuple):
    """Lines beyond the first `allowed` of those that agree in the columns `alike`."""

    among: str
    alike: str
    allowed: int
    about: str

    def marks(self, among: str) -> str:
        """As the protocol says."""
        place = f"row_number() OVER (PARTITION BY {self.alike} ORDER BY at_unix, id)"
        return f"SELECT rep, id, at_unix, {place} > {self.allowed} AS marked FROM line WHERE {among}"  # noqa: S608

    def counts(self, among: str) -> str:
        """As the protocol says."""
        beyond = f"sum(CASE WHEN n > {self.allowed} THEN n - {self.allowed} ELSE 0 END)"
        return f"""SELECT rep, {beyond}, sum(n), {self.about} FROM (
                SELECT rep, count(*) AS n FROM line WHERE {among} GROUP BY {self.alike}) GROUP BY rep"""  # noqa: S608


class Usual(NamedTuple):
    """Lines with the value of a column that most of the rep's lines have; `about` is that value."""

    among: str
    column: str

    def marks(self, among: str) -> str:
        """As the protocol says."""
        return f"""SELECT rep, id, at_unix, {self.column} = first_value({self.column})
                OVER (PARTITION BY rep ORDER BY n DESC, {self.column}) AS marked
            FROM (SELECT *, count(*) OVER (PARTITION BY rep, {self.column}) AS n FROM line WHERE {among})"""  # noqa: S608

    def counts(self, among: str) -> str:
        """As the protocol says."""
        return f"""SELECT rep, sum(CASE WHEN place = 1 THEN n END), sum(n), max(CASE WHEN place = 1 THEN value END)
            FROM (SELECT rep, value, n, row_number() OVER (PARTITION BY rep ORDER BY n DESC, value) AS place
                FROM (SELECT rep, {self.column} AS value, count(*) AS n FROM line WHERE {among}
                    GROUP BY rep, {self.column})) GROUP BY rep"""  # noqa: S608


_OUT_CALL = "direction = 'out' AND channel = 'phone'"
_APART = "at_unix - lag(at_unix) OVER times"

RULES: dict[str, Rule] = {
    # a row of another program was first known here when it was imported: its logged_at tells nothing of the rep.
    # A line without a time is late when the day after it is over
    "late": Each(
        "source IS NULL",
        f"CAST(strftime('%s', logged_at) AS INTEGER) - at_unix > {LATE_S} + CASE WHEN timeless THEN {LATE_S // 2}"
        " ELSE 0 END",
    ),
    # `at` is the beginning of a call in some sources, and its end where it was typed after it: two overlap when they
    # do so in both readings
    "bursts": Each(
        "channel IN ('phone', 'visit', 'video') AND NOT timeless",
        f"count(*) OVER (PARTITION BY rep, at_unix / 60) > {A_MINUTE}"
        f" OR ({_APART} < duration_s - {ROUNDED_S} AND {_APART} < lag(duration_s) OVER times - {ROUNDED_S})",
        "WINDOW times AS (PARTITION BY rep ORDER BY at_unix, id)",
    ),
    "copies": Beyond(
        "NOT timeless",
        "rep, at_unix, customer, number, channel, direction, duration_s, remark",
        1,
        "sum(CASE WHEN n > 1 THEN 1 END)",
    ),
    "repeats": Beyond(
        "direction = 'out' AND (customer IS NOT NULL OR number IS NOT NULL)",
        "rep, day, channel, customer, CASE WHEN customer IS NULL THEN number END",
        A_DAY,
        "max(n)",
    ),
    "customers": Beyond(f"{_OUT_CALL} AND customer IS NOT NULL", "rep, day, customer", 1, "NULL"),
    "outcome": Usual(f"{_OUT_CALL} AND outcome IS NOT NULL", "outcome"),
    "durations": Usual("direction = 'out' AND channel IN ('phone', 'video') AND duration_s > 0", "duration_s"),
    "edits": Each(
        "1",
        "EXISTS (SELECT 1 FROM revision v WHERE v.id = line.revision AND v.rev > 1 AND v.recorded_at >= :over)",
    ),
    "near": Each("direction = 'out' AND touch = 'first'", "id IN (SELECT value FROM json_each(:near))"),
    "no-customer": Each("channel = 'phone'", "customer IS NULL"),
    "zero": Each(f"{_OUT_CALL} AND reached = 1 AND duration_s IS NOT NULL", "duration_s = 0"),
}


def marks(flag: str) -> str:
    """The lines that the flag considers: rep, id, at_unix, marked."""
    return RULES[flag].marks(_among(flag))


def counts(flag: str) -> str:
    """What the flag counts for each rep: rep, marked, of, about."""
    return RULES[flag].counts(_among(flag))


def _among(flag: str) -> str:
    waived = f"SELECT w.activity FROM waiver w WHERE w.gone = 0 AND coalesce(w.flag, '{flag}') = '{flag}'"  # noqa: S608
    return f"{RULES[flag].among} AND id NOT IN ({waived})"
