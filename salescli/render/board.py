"""The board as lines of text. Own layout: rich costs 95 ms."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from salescli.i18n import _
from salescli.model.rounding import decimal
from salescli.render.bars import bar
from salescli.render.log_answer import appointed, weekdays
from salescli.render.streak_words import in_a_row
from salescli.render.terminal_text import fit, pad, safe, width
from salescli.reports.board import Board, Line
from salescli.store.dues import Due

if TYPE_CHECKING:
    from salescli.model.pace import Pace

_BAR, _NARROWEST_BAR = 12, 4
_DUES_SHOWN = 10
_COLOURS = {"met": "32", "ahead": "32", "on track": "33", "behind": "31"}


def lines(board: Board, columns: int, *, colour: bool) -> Iterator[str]:
    """The board, line by line, with their newlines, none wider than so many columns."""
    title = f"{_day(board.today)} · {_('everyone') if board.rep is None else safe(board.rep)}"
    for text, status in [
        (title, None),
        ("", None),
        *_work(board, columns),
        *_streaks(board),
        *_dues(board),
        *_unreported(board, columns),
    ]:
        line = fit(text, columns).rstrip()
        yield (f"\x1b[{_COLOURS[status]}m{line}\x1b[0m" if colour and status in _COLOURS else line) + "\n"


def _work(board: Board, columns: int) -> Iterator[tuple[str, str | None]]:
    if not board.lines and board.is_day_off:
        yield "  " + _("A day off. What is logged counts all the same."), None
        return
    if not board.lines:
        yield "  " + _("Nothing is logged for today yet: salescli log call Acme Corp"), None
        return
    done = [_done(line) for line in board.lines]
    names = max(width(line.metric.label) for line in board.lines)
    figures = max(map(width, done))
    starts = [
        f"  {pad(line.metric.label, names)}  {pad(text, figures)}" for line, text in zip(board.lines, done, strict=True)
    ]
    left = [_left(line, line.pace) if line.pace else "" for line in board.lines]
    room = columns - 4 - max(map(width, left)) - width(starts[0])
    for line, start, words in zip(board.lines, starts, left, strict=True):
        drawn = _bar(line, line.pace, min(room, _BAR)) if line.pace and room >= _NARROWEST_BAR else ""
        yield "  ".join(part for part in (start, drawn, words) if part), line.status


def _streaks(board: Board) -> Iterator[tuple[str, str | None]]:
    """`In a row: calls 5 days (longest 12) · visits 3 weeks`; one alone is no streak."""
    parts = [f"{metric.label} {in_a_row(*streak)}" for metric, streak in board.streaks if streak.longest > 1]
    if parts:
        yield "", None
        yield _("In a row: {streaks}").format(streaks=" · ".join(parts)), None


def _done(line: Line) -> str:
    """`18/40`, `2/5 this week`, or the count alone."""
    count = decimal(line.done, 1, divisor=line.metric.divisor)
    if line.pace is None:
        return count
    figure = f"{count}/{decimal(line.pace.target, 1)}"
    words = {"day": "{figure}", "week": _("{figure} this week"), "month": _("{figure} this month")}
    return words[line.per].format(figure=figure)


def _bar(line: Line, pace: "Pace", columns: int) -> str:
    from fractions import Fraction

    return bar(Fraction(line.done, line.metric.divisor) / pace.target, columns)


def _left(line: Line, pace: "Pace") -> str:
    """`22 left today; 23 a day for 3 days`; what is met, or can no longer be done, in a word."""
    from fractions import Fraction

    if line.status == "met":
        return _("met")
    if pace.need is None:
        short = pace.target - Fraction(line.done, line.metric.divisor)
        return _("{count} short; no working day is left").format(count=decimal(short, 1))
    today = _("{count} left today").format(count=decimal(pace.left_today or 0, 1))
    if not pace.left_today:
        today = _("done for today")
    if line.per == "day" or (line.days_left == 1 and pace.left_today):
        return today
    rate = _("{count} a day").format(count=decimal(pace.need, 1))
    if line.days_left is None:
        return f"{today}; {rate}"
    return _("{today}; {rate} for {days}").format(today=today, rate=rate, days=_days(line, pace))


def _days(line: Line, pace: "Pace") -> str:
    """The days that the rate is for: with today, while something is left of it."""
    left = line.days_left or 0
    if not pace.left_today:
        left -= line.today_weight
    return _("1 day") if left == 1 else _("{count} days").format(count=decimal(left, 1))


def _dues(board: Board) -> Iterator[tuple[str, str | None]]:
    if board.dues:
        yield "", None
        yield _("Due"), None
    for due in board.dues[:_DUES_SHOWN]:
        yield "  " + _due(due, board), "behind" if due.day < board.today.isoformat() else None
    more = len(board.dues) - _DUES_SHOWN
    if more > 0:
        yield "  " + _("and {count} more: salescli due").format(count=more), None


def _due(due: Due, board: Board) -> str:
    parts = [f"{due.id}  {safe(due.customer)}"]
    if due.day < board.today.isoformat():
        parts.append(_("overdue since {when}").format(when=appointed(due.day, due.at)))
    else:
        parts.append(_("today {time}").format(time=due.at[11:16]) if due.at else _("today"))
    if due.why:
        parts.append(safe(due.why))
    if due.tried:
        parts.append(_("tried once") if due.tried == 1 else _("tried {count} times").format(count=due.tried))
    if board.rep is None:
        parts.append(safe(due.rep))
    return " · ".join(parts)


def _unreported(board: Board, columns: int) -> Iterator[tuple[str, str | None]]:
    if board.unreported:
        yield "", None
    for rep, days in board.unreported:
        sentence = _("Unreported: {days}")
        if board.rep is None:
            sentence = _("Unreported: {rep}: {days}").replace("{rep}", safe(rep).replace("{", "{{").replace("}", "}}"))
        shortened = (sentence.format(days=_days_listed(days, count)) for count in range(len(days), 0, -1))
        fitting = (text for text in shortened if width(text) <= columns)
        yield next(fitting, sentence.format(days=_("{count} days").format(count=len(days)))), None


def _days_listed(days: Sequence[date], count: int) -> str:
    """The first so many of the days, and how many more there are."""
    listed = ", ".join(map(_day, days[:count]))
    more = len(days) - count
    return _("{days} and {count} more").format(days=listed, count=more) if more else listed


def _day(day: date) -> str:
    return f"{weekdays()[day.weekday()]} {day.isoformat()}"


def greeting() -> str:
    """What bare `salescli` says where there is no file yet: three commands to begin with."""
    words = _("Log sales work in a second; see at once whether the plan was executed. To begin with:")
    commands = (
        "salescli log call Acme Corp -n asked for a quote",
        "salescli target set calls 40 --per day",
        "salescli report",
    )
    return "\n".join([words, "", *(f"  {command}" for command in commands), ""])
