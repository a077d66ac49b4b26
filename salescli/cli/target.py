"""`target`: set, list, clear, history."""

from typing import Annotated

import typer

from salescli.cli.negative_words import NegativeWords
from salescli.i18n import _

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Targets: so many of a metric a day, a week or a month, for everyone or for one rep."
        "\n\nExample: salescli target set calls 40 --per day"
    ),
)

MetricName = Annotated[str, typer.Argument(metavar="METRIC", help=_("As salescli metric list names it."))]
Whose = Annotated[str | None, typer.Option("--rep", metavar="NAME", help=_("For this rep; else for everyone."))]
OnlyRep = Annotated[str | None, typer.Option("--rep", metavar="NAME", help=_("Only what holds for this rep."))]
From = Annotated[str | None, typer.Option("--from", metavar="WHEN", help=_("The first day; else today."))]
Until = Annotated[
    str | None, typer.Option("--until", metavar="WHEN", help=_("The day on which a ramp A..B comes to B, and stays."))
]
New = Annotated[bool, typer.Option("--new", help=_("A new rep, though the name is near a known one."))]
Format = Annotated[
    str | None,
    typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
]
Output = Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))]


@app.command(
    name="set",
    cls=NegativeWords,
    help=_(
        "Set a target from a date on; earlier days keep theirs. A ramp goes up or down, working day by working day."
        "\n\nExamples: salescli target set calls 40 --per day --rep Ann --from 2026-12-01,"
        " salescli target set calls 20..40 --per day --until 2027-01-31"
    ),
)
def set_(
    metric: MetricName,
    amount: Annotated[
        str, typer.Argument(metavar="N|A..B", help=_("How many: 40, or 2.5; or from how many to how many: 20..40."))
    ],
    per: Annotated[str, typer.Option(metavar="day|week|month", help=_("In how long."))],
    rep: Whose = None,
    since: From = None,
    until: Until = None,
    new: New = False,
) -> None:
    """State the target and say what was understood."""
    from salescli.cli import session
    from salescli.cli.target_write import Stated, set_target

    session.answer(set_target(Stated(metric, amount, per, rep, since, until, new)))


@app.command(
    help=_(
        "End a target from a date on. Where a rep's own ends, everyone's comes back."
        "\n\nExample: salescli target clear calls --rep Ann"
    )
)
def clear(metric: MetricName, rep: Whose = None, since: From = None) -> None:
    """End the target and say what was understood."""
    from salescli.cli import session
    from salescli.cli.target_write import clear_target

    session.answer(clear_target(metric, rep, since))


@app.command(
    name="list",
    help=_(
        "The targets in force today. Everyone's and each rep's, and what is to come."
        "\n\nExample: salescli target list --rep Ann"
    ),
)
def list_(rep: OnlyRep = None, form: Format = None, output: Output = None) -> None:
    """Print them."""
    from salescli.cli.target_list import in_force, show

    show(in_force(rep), form, output)


@app.command(
    help=_("Every target that was ever set or cleared, in that order.\n\nExample: salescli target history -f csv")
)
def history(rep: OnlyRep = None, form: Format = None, output: Output = None) -> None:
    """Print them."""
    from salescli.cli.target_list import ever_stated, show

    show(ever_stated(rep), form, output)
