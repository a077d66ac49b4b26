"""The lines behind a figure: their ids as ranges, and the command that lists them."""

import shlex
from collections.abc import Iterable, Iterator

from salescli.i18n import _
from salescli.render.explained_words import number
from salescli.render.terminal_text import safe
from salescli.reports.explained import Counting, Explained, Explanation, Figure

# how `list` narrows its lines to those of a metric; those that came in are listed too
_LIST = {
    "calls": ("--channel", "phone"),
    "conversations": ("--channel", "phone"),
    "talk_minutes": ("--channel", "phone"),
    "visits": ("--channel", "visit"),
    "customers_visited": ("--channel", "visit"),
    "first_contacts": ("--touch", "first"),
    "follow_ups": ("--touch", "follow-up"),
}


def behind(figure: Figure) -> Iterator[tuple[str, Iterable[Iterable[str]]]]:
    """The ids, of a score those of each metric in it."""
    yield _("Lines"), [_words(one, figure) for one in figure.counted]


def _words(one: Counting, figure: Figure) -> Iterator[str]:
    """`7: #1-4, 6, 9-10`, word by word."""
    count = one.behind.activities
    text = "{count}"
    if one.metric.distinct:
        text = _("{count}, with {different} different customers")
    elif one.metric.value:
        text = _("{count}, of {value} {unit} in all")
    value, unit = number(one.counted), one.metric.unit
    said = text.format(count=count, different=value, value=value, unit=unit)
    if figure.metric.parts:
        said = f"{number(one.times)} × {one.metric.label} {value} = {number(one.times * one.counted)}; {said}"
    yield from (f"{said}:" if count else said).split(" ")
    before = None
    mark = "#"
    for first, last in one.behind.ranges():
        if before is not None:
            yield f"{before},"
        before = f"{mark}{first}" if first == last else f"{mark}{first}-{last}"
        mark = ""
    if before is not None:
        yield before


def seen_by(figure: Figure, group: Explained, found: Explanation) -> list[str]:
    """The command that lists the lines, and perhaps some that are not counted."""
    question = found.report.question
    by, chosen = question.by, question.selection
    words = ["salescli", "list", "--since", str(group.cell.start), "--until", str(group.cell.end)]
    names = [group.name or ""] if by == "rep" else [found.names[rep] for rep in chosen.reps]
    for name in names:
        words += ["--rep", name]
    if by in {"customer", "channel", "outcome"} and group.name is not None:
        words += [f"--{by}", group.name]
    for option, values in (("--outcome", chosen.outcomes), ("--channel", chosen.channels)):
        for value in values if option != f"--{by}" else ():
            words += [option, value]
    option, value = _LIST.get(figure.metric.name, ("", ""))
    if option and option not in words:
        words += [option, value]
    return [shlex.quote(safe(word)) for word in words]
