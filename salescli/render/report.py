"""A report in the format asked for: one computation, several views."""

from collections.abc import Iterator

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.render import report_machine, report_words
from salescli.render.output import by_ending
from salescli.render.records import lines
from salescli.render.report_remarks import remarks_under
from salescli.render.report_rows import FORMS, machine
from salescli.render.terminal_text import safe
from salescli.reports.result import Report

FORMATS = ("table", "plain", "csv", "json", "jsonl", "md")


def chosen_form(stated: str | None, path: str | None, also: tuple[str, ...] = ()) -> str:
    """The format stated, else by the file's ending, else the table. Raises Misuse for an unknown one, or ending.

    `also` are those that the command can write beside FORMATS.
    """
    known = (*FORMATS, *also)
    if stated is None:
        return by_ending(path, known) or "table"
    if stated.lower() not in known:
        message = _("no such format: {form}; there are {forms}")
        raise Misuse(message.format(form=safe(stated), forms=", ".join(known)))
    return stated.lower()


def view(report: Report, form: str, *, columns: int = 80, colour: bool = False, excel: bool = False) -> Iterator[str]:
    """The report as pieces of text. `columns` and `colour` are for the table, `excel` for csv."""
    if form == "table":
        from salescli.render.report_table import table

        return table(report, columns, colour=colour)
    return machine(report_machine.data(report), form, excel=excel) if form in FORMS else markdown(report)


def markdown(report: Report) -> Iterator[str]:
    """The report as Markdown: a heading, one table, the notes as a list."""
    yield f"## {report_words.heading(report)}\n\n"
    by = report.question.by
    names = {"rep": _("Rep"), "customer": _("Customer"), "channel": _("Channel"), "outcome": _("Outcome")}
    header = [
        _("Metric"),
        _("Actual"),
        _("Target"),
        _("Done"),
        _("By now"),
        _("Status"),
        _("Per day"),
        _("Today"),
    ]
    header.append(_("Forecast"))
    header += [_("Change"), _("Rank")] if by == "rep" else []
    first = [names.get(by, _("When"))] if by else []
    total = _("Team") if by == "rep" else _("Total")
    titles = report_words.titles(report)
    shown = [(row, report_words.group_name(report, row.group)) for row in report.rows]
    shown += [(row, total) for row in report.total] if by and report.rows else []
    cells = (
        [
            *([name] if by else []),
            titles[row.metric],
            report_words.figure(row.actual),
            *((report_words.figure(row.target), report_words.percent(row.attainment)) if row.target else ("", "")),
            report_words.figure(row.expected) if row.target else "",
            report_words.STATUS.get(row.status or "", ""),
            *(report_words.figure(value) if row.target else "" for value in (row.need, row.left_today, row.forecast)),
            *((report_words.change(row), "" if row.rank is None else str(row.rank)) if by == "rep" else ()),
        ]
        for row, name in shown
    )
    yield from lines([*first, *header], cells, "md")
    remarks = remarks_under(report)
    yield "\n" if remarks else ""
    for remark in remarks:
        yield f"- {escaped(remark)}\n"


def escaped(text: str) -> str:
    """Users' text in a line of Markdown: nothing in it is markup."""
    text = text.replace("\\", "\\\\")
    for mark in "*_`[]<>#|~":
        text = text.replace(mark, "\\" + mark)
    return text
