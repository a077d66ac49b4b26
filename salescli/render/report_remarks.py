"""What stands under a report's table: leave, what to know, how a team is spread, what moved, what to look at."""

from salescli.i18n import _
from salescli.render import aggregate_words, leave_words, restated_words
from salescli.render.quality import short_lines
from salescli.render.report_words import notes
from salescli.reports.result import Report


def remarks_under(report: Report) -> list[str]:
    """The lines, as text."""
    question = report.question
    return [
        *leave_words.sentences(report),
        *notes(report),
        *_calendar(report),
        *aggregate_words.sentences(report),
        *restated_words.sentences(report),
        *short_lines(report.doubts, question.period, question.today),
    ]


def _calendar(report: Report) -> list[str]:
    """What is not certain about the holidays behind the targets."""
    unkept = _("The holidays of {year} are not kept yet, none are reckoned with: salescli calendar refresh {year}")
    estimated = _("The holidays of {year} are estimated ({source}): salescli calendar refresh once they are announced")
    return [
        *(unkept.format(year=year) for year in report.unkept_years),
        *(estimated.format(year=year, source=source) for year, source in report.estimated_years),
    ]
