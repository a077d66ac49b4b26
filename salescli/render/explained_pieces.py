"""What an explanation says, piece by piece, whatever it is printed as."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from salescli.i18n import _
from salescli.render import explained_words as words
from salescli.render.explained_days import lines as day_lines
from salescli.render.explained_days import week
from salescli.render.explained_lines import behind, seen_by
from salescli.render.report_words import group_name, heading
from salescli.render.terminal_text import safe
from salescli.reports.explained import Explained, Explanation, Figure


class Heading(NamedTuple):
    """A line above what belongs to it, of level 1 to 3."""

    level: int
    text: str


class Entry(NamedTuple):
    """Something said, after its label; the words come one by one, since ids can be a million."""

    label: str
    words: Iterable[str]


def pieces(found: Explanation) -> Iterator[Heading | Entry]:
    """The head, then group after group."""
    yield Heading(1, heading(found.report))
    yield from _head(found)
    for group in found.groups:
        yield from _group(group, found)


def _head(found: Explanation) -> Iterator[Entry]:
    offset = f"UTC{found.now.isoformat()[-6:]}"
    text = _("{zone}, {offset}, by the setting tz") if found.zone else _("this machine's, {offset}")
    text += _("; a line is of the day that it was where it was logged")
    yield Entry(_("Time zone"), text.format(zone=found.zone, offset=offset).split(" "))
    text = _("from Monday, named by ISO 8601; worked on {week}, unless a rep has his own week")
    yield Entry(_("Weeks"), text.format(week=week(found.week)).split(" "))
    if found.country is None:
        holidays = _("none: no country is set; salescli config set country DE")
    else:
        estimate = _("{year}: {source}, an estimate")
        kept = [
            (estimate if estimated else "{year}: {source}").format(year=year, source=safe(source))
            for year, source, estimated in found.sources
        ]
        known = ", ".join(kept) or _("none is known of these days; salescli calendar update")
        holidays = _("of {country}: {known}").format(country=found.country, known=known)
    yield Entry(_("Holidays"), holidays.split(" "))


def _parted(text: str) -> list[str]:
    """The text in words; a date stays with the word before it."""
    import re

    return re.split(r" (?!\d{4}-\d\d-\d\d)", text)


def _group(group: Explained, found: Explanation) -> Iterator[Heading | Entry]:
    report = found.report
    if report.question.by:
        yield Heading(2, group_name(report, group.name) or _("(none)"))
    if group.days:
        yield from ([] if report.question.by else [Heading(2, _("Working days"))])
        for one in group.days:
            for place, line in enumerate(day_lines(one, found.week)):
                yield Entry("" if place else _("Days"), _parted(line))
    for figure in group.figures:
        yield from _figure(figure, group, found)


def _figure(figure: Figure, group: Explained, found: Explanation) -> Iterator[Heading | Entry]:
    actual = words.number(figure.row.actual)
    text = _("{metric}: {actual} of {target}") if figure.row.target else _("{metric}: {actual}")
    target = words.number(figure.row.target or 0)
    yield Heading(3, text.format(metric=figure.metric.title, actual=actual, target=target))
    yield Entry(_("Counts"), words.definition(figure).split(" "))
    for label, lines in (*_against(figure, group, found), *behind(figure)):
        for place, line in enumerate(lines):
            yield Entry("" if place else label, _parted(line) if isinstance(line, str) else line)
    if any(one.behind.activities for one in figure.counted):
        yield Entry(_("See"), seen_by(figure, group, found))


def _against(figure: Figure, group: Explained, found: Explanation) -> Iterator[tuple[str, Iterable[str]]]:
    """What the figure is held against, and where it stands; nothing where no target is about it."""
    together = figure.together
    if together is None:
        yield _("Target"), [_("none: only a part of the work is counted here")]
        return
    asked = [one for one in figure.reps if one.terms]
    if not asked:
        yield _("Target"), [_("none is in force on a working day")]
        if len(figure.reps) > 1:
            yield _("Reps"), _reps(figure)
        return
    question = found.report.question
    yield _("Targets"), words.targets(figure, found.names)
    alone = asked[0] if len(figure.reps) == 1 else None
    if not alone:
        yield _("Reps"), _reps(figure)
    totals = (lambda values: [words.summed(values)]) if not alone else None
    yield _("Target"), totals([one.pace.target for one in asked]) if totals else words.arithmetic(asked[0].terms)
    if together.target_raw != together.target:
        yield "", [_("without leave {number}").format(number=words.number(together.target_raw))]
    if not together.target:
        return
    by_now = [one.pace.expected for one in asked]
    yield _("By now"), totals(by_now) if totals else words.arithmetic(asked[0].terms_by_now)
    _kind, start, end = group.cell
    yield _("Status"), [words.status(figure, question.today, start, end)]
    begun, over = question.today >= start, question.today > end
    if alone:
        yield _("Per day"), [words.need(alone, begun=begun)]
        if alone.pace.left_today is not None and alone.actual < alone.pace.target:
            yield _("Today"), [words.left_today(alone)]
        yield _("Forecast"), [words.forecast(alone, over=over)]
        return
    for label, values in (
        (_("Per day"), [one.pace.need for one in asked if one.pace.target]),
        (_("Today"), [one.pace.left_today for one in asked if one.pace.target]),
        (_("Forecast"), [one.pace.forecast for one in asked]),
    ):
        present = [value for value in values if value is not None]
        text = words.summed(present) if present else _("none")
        missing = len(values) - len(present)
        yield label, [_("{sum}; none yet of {count}").format(sum=text, count=missing) if present and missing else text]


def _reps(figure: Figure) -> Iterator[str]:
    if not figure.metric.adds_up:
        yield _("one customer of several reps counts once for all of them")
    for one in figure.reps:
        yield f"{safe(one.rep)}: {words.part(one)}"
