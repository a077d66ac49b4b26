"""The quality panel: which of a rep's lines make his figures doubtful, flag by flag. It changes no figure."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from salescli.model.doubts import BY_NAME, FLAGS, Flag, share, shows
from salescli.model.periods import Period
from salescli.store import quality, reps
from salescli.store.quality import Asked, Counted

if TYPE_CHECKING:
    from salescli.reports.result import Question

# what the lines under another report look at, within a few milliseconds, and up to how many lines
_QUICK = ("late", "copies", "repeats", "outcome", "no-customer", "zero")
_QUICK_LINES = 10_000


@dataclass(frozen=True)
class Row:
    """One flag of one rep, as programs get it; `ids` with blanks between."""

    rep: str
    flag: str
    count: int
    of: int
    share: Fraction
    threshold: Fraction
    ids: str


@dataclass(frozen=True)
class Finding:
    """A row and what its sentence says beside the figures, as `store.quality.Counted` has it."""

    row: Row
    about: int | str | None

    @property
    def flag(self) -> Flag:
        """The flag itself."""
        return BY_NAME[self.row.flag]


@dataclass(frozen=True)
class Quality:
    """All findings of a period, by rep and then in the flags' order.

    `lines` and `people` are how many lines were looked at, and of how many reps. `few` names the reps with too few
    lines to judge: fewer than `sample`. `together` has, of the flags that more than one rep has, all reps' counts.
    """

    period: Period
    today: date
    lines: int
    people: int
    sample: int
    few: list[str]
    findings: list[Finding]
    together: list[Finding]


def panel(
    connection: sqlite3.Connection, period: Period, today: date, who: tuple[int, ...] = (), most: int | None = None
) -> Quality:
    """Look at the period, of these reps (ids; none: all). The first `most` ids of each finding; all for None."""
    asked = _asked(period, today, who)
    flags = _Levels(connection)
    near = _near(connection, asked, flags.on)
    counted, lines = quality.counts(connection, asked, flags.on, near)
    shown = [each for each in counted if flags.shows(each, lines[each.rep])]
    names = {rep.id: rep.name for rep in reps.everyone(connection)}
    found = quality.ids(connection, _of(asked, shown), _flags_of(shown), most, near)
    findings = [flags.finding(names.get(each.rep, ""), each, found.get((each.rep, each.flag), "")) for each in shown]
    findings.sort(key=_order)
    few = sorted((names.get(rep, "") for rep, count in lines.items() if count < flags.sample), key=str.casefold)
    together = _together(counted, shown, flags)
    return Quality(period, today, sum(lines.values()), len(lines), flags.sample, few, findings, together)


def in_short(connection: sqlite3.Connection, question: "Question") -> list[Finding]:
    """What stands under a team's table: the findings of the flags that are quick to count, without their ids.

    `render.quality.short_lines` makes at most two lines of them.

    Nothing for a part of the work (outcomes, channels), and for periods of more than 10,000 lines: no report is to
    wait for it.
    """
    asked = _asked(question.period, question.today, question.selection.reps)
    if question.selection.is_part or quality.lines_of(connection, asked) > _QUICK_LINES:
        return []
    flags = _Levels(connection)
    counted, lines = quality.counts(connection, asked, [flag for flag in _QUICK if flag in flags.on])
    shown = [each for each in counted if flags.shows(each, lines[each.rep])]
    names = {rep.id: rep.name for rep in reps.everyone(connection)} if shown else {}
    findings = [flags.finding(names.get(each.rep, ""), each, "") for each in shown]
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[str, str, int]:
    return finding.row.rep.casefold(), finding.row.rep, _PLACE[finding.row.flag]


_PLACE = {flag.name: place for place, flag in enumerate(FLAGS)}


class _Levels:
    """From which share on each flag shows, in this file, and on how many lines."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._percents, self.sample = quality.thresholds(connection)
        self.on = [flag.name for flag in FLAGS if self._percents[flag.name] is not None]

    def shows(self, counted: Counted, lines: int) -> bool:
        percent = self._percents[counted.flag]
        return shows(BY_NAME[counted.flag], counted.marked, counted.of, lines, percent, self.sample)

    def finding(self, rep: str, counted: Counted, ids: str) -> Finding:
        threshold = Fraction(self._percents[counted.flag] or 0, 100)
        part = share(counted.marked, counted.of)
        row = Row(rep, counted.flag, counted.marked, counted.of, part, threshold, ids)
        return Finding(row, counted.about)


def _asked(period: Period, today: date, who: tuple[int, ...]) -> Asked:
    """A change came after the period when its last day was over everywhere: at noon of the next day in UTC."""
    over = f"{period.end + timedelta(days=1)}T12:00:00Z" if today > period.end else None
    return Asked(period.start.isoformat(), period.end.isoformat(), who, over)


def _near(connection: sqlite3.Connection, asked: Asked, on: Iterable[str]) -> str:
    if "near" not in on:
        return "[]"
    from salescli.store.quality_near import near_firsts

    return json.dumps(near_firsts(connection, asked))


def _of(asked: Asked, shown: list[Counted]) -> Asked:
    """The same, of the reps that anything is found of."""
    return asked._replace(reps=tuple(sorted({each.rep for each in shown})))


def _flags_of(shown: list[Counted]) -> list[str]:
    found = {each.flag for each in shown}
    return [flag.name for flag in FLAGS if flag.name in found]


def _together(counted: list[Counted], shown: list[Counted], flags: _Levels) -> list[Finding]:
    """All reps' counts of the flags that more than one has, those included whom it does not show for."""
    has = Counter(each.flag for each in shown)
    sums: dict[str, list[Counted]] = defaultdict(list)
    for each in counted:
        if has[each.flag] > 1 and BY_NAME[each.flag].adds_up:
            sums[each.flag].append(each)
    return [flags.finding("", _sum(sums[flag.name]), "") for flag in FLAGS if flag.name in sums]


def _sum(parts: list[Counted]) -> Counted:
    flag = parts[0].flag
    abouts = [each.about for each in parts if isinstance(each.about, int)]
    about = None if not abouts else sum(abouts) if flag == "copies" else max(abouts)
    return Counted(0, flag, sum(each.marked for each in parts), sum(each.of for each in parts), about)
