"""Conversion in the format asked for: one computation, several views."""

from collections.abc import Iterator
from dataclasses import fields

from salescli.i18n import _
from salescli.render import conversion_words as words
from salescli.render.records import lines
from salescli.render.report import escaped
from salescli.render.report_rows import Data, Value, machine
from salescli.reports.conversion import Conversion, Row

COLUMNS = tuple(field.name for field in fields(Row))


def view(
    found: Conversion, form: str, *, columns: int = 80, colour: bool = False, excel: bool = False
) -> Iterator[str]:
    """The report as pieces of text. `columns` and `colour` are for the table, `excel` for csv."""
    if form == "table":
        from salescli.render.conversion_table import table

        return table(found, columns, colour=colour)
    if form == "md":
        return markdown(found)
    return machine(data(found), form, excel=excel)


def data(found: Conversion) -> Data:
    """The report for programs."""
    question = found.question
    around: dict[str, Value] = {
        "period": question.period.kind,
        "start": question.period.start,
        "end": question.period.end,
        "as_of": question.today,
        "by": found.by,
        "cohort": question.cohort,
    }
    return Data(COLUMNS, found.rows, around, ratios=("rate",))


def markdown(found: Conversion) -> Iterator[str]:
    """A heading, one table, the notes as a list."""
    yield f"## {words.heading(found)}\n\n"
    first = {"rep": _("Rep"), "week": _("Week"), "month": _("Month")}.get(found.by or "")
    header = [_("Stage"), _("Count"), _("Rate"), "", _("Days"), _("Touches"), _("Customers")]
    shown = [(words.group_name(row.group), row) for row in found.rows]
    if found.by and found.rows:
        shown += [(words.total_name(found), row) for row in found.total]
    cells = (
        [*([name] if first else []), words.STAGE[row.stage], str(row.count), *words.share(row), *words.way(row)]
        for name, row in shown
    )
    yield from lines([first, *header] if first else header, cells, "md")
    for number, note in enumerate(words.notes(found, grid=False)):
        yield "" if number else "\n"
        yield f"- {escaped(note)}\n"
