"""What stands under a report's table: leave, what to know, how a team is spread, what moved, what to look at."""

from salescli.render import aggregate_words, leave_words, restated_words
from salescli.render.quality import short_lines
from salescli.render.report_words import notes
from salescli.reports.execution import Report


def remarks_under(report: Report) -> list[str]:
    """The lines, as text."""
    question = report.question
    return [
        *leave_words.sentences(report),
        *notes(report),
        *aggregate_words.sentences(report),
        *restated_words.sentences(report),
        *short_lines(report.doubts, question.period, question.today),
    ]
