"""What stands under a report's table: leave, what to know, how a team is spread, what moved, what to look at."""

from salescli.i18n import _
from salescli.render import aggregate_words, leave_words, restated_words
from salescli.render.quality import short_lines
from salescli.render.report_words import notes
from salescli.render.streak_words import in_a_row
from salescli.render.terminal_text import safe
from salescli.reports.result import Report


def remarks_under(report: Report) -> list[str]:
    """The lines, as text."""
    question = report.question
    return [
        *leave_words.sentences(report),
        *notes(report),
        *_calendar(report),
        *_streaks(report),
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


def _streaks(report: Report) -> list[str]:
    """`In a row: Ann: calls 5 days (longest 12)`, a line a rep; one alone is no streak."""
    labels = {metric.name: metric.label for metric in report.question.metrics}
    found: dict[str, list[str]] = {}
    for row in report.rows:
        if row.streak is not None and row.per and (row.longest_streak or 0) > 1:
            run = in_a_row(row.per, row.streak, row.longest_streak or 0)
            found.setdefault(row.group or "", []).append(f"{labels[row.metric]} {run}")
    return [
        _("In a row: {streaks}").format(streaks=f"{safe(name)}: {' · '.join(runs)}" if name else " · ".join(runs))
        for name, runs in found.items()
    ]
