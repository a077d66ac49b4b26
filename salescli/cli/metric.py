"""`metric`: what is counted, and how each count is defined; metrics of one's own."""

import sys
from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Metrics: what is counted, and how each count is defined.\n\nExample: salescli metric list"),
)

Texts = list[str] | None
Words = Annotated[list[str], typer.Argument(metavar="NAME", help=_("Letters, digits and _."))]


@app.command(
    name="list",
    help=_(
        "The metrics with their definitions. The first five are reported unasked, and your own that have a target."
        "\n\nExample: salescli metric list"
    ),
)
def list_(
    form: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """Print them; no file is needed."""
    from salescli.cli import record_list
    from salescli.cli.metric_change import known_metrics
    from salescli.render.records import chosen_form

    chosen = chosen_form(form, output, terminal=sys.stdout.isatty())
    columns = ("name", "definition") if chosen == "table" else ("name", "label", "unit", "definition")
    rows = [tuple(getattr(each, column) for column in columns) for each in known_metrics().values()]
    record_list.show(columns, rows, chosen, output)


@app.command(
    help=_(
        "Add a metric of your own. It counts the activities that pass its filter, or their customers."
        "\n\nExample: salescli metric add demos --channel video --outcome interested"
    )
)
def add(
    name: Words,
    channel: Annotated[Texts, typer.Option(metavar="CHANNEL", help=_("With this channel; repeatable."))] = None,
    outcome: Annotated[
        Texts, typer.Option("-o", "--outcome", metavar="WORD", help=_("With this outcome; repeatable."))
    ] = None,
    direction: Annotated[str, typer.Option(metavar="out|in|both", help=_("Whose doing; out unless said."))] = "out",
    touch: Annotated[
        Texts, typer.Option(metavar="TOUCH", help=_("With touch first, follow-up or attempt; repeatable."))
    ] = None,
    distinct: Annotated[
        str | None, typer.Option(metavar="customers", help=_("Count different customers, not activities."))
    ] = None,
) -> None:
    """Add it and say what it counts."""
    from salescli.cli import session
    from salescli.cli.metric_change import add as add_metric
    from salescli.model.own_metrics import Filter

    wanted = Filter(tuple(channel or ()), tuple(outcome or ()), direction, tuple(touch or ()), distinct)
    session.answer(add_metric(name, wanted))


@app.command(
    help=_(
        "Add a score of other metrics. So many points for each of them; weights have up to four decimals."
        "\n\nExample: salescli metric score points calls=1 conversations=3 visits=10"
    )
)
def score(
    name: Annotated[list[str], typer.Argument(metavar="NAME METRIC=N", help=_("Its name, then its parts."))],
) -> None:
    """Add it and say what it counts."""
    from salescli.cli import session
    from salescli.cli.metric_change import score as add_score

    session.answer(add_score(name))


@app.command(
    help=_(
        "Drop a metric of your own. Its targets have to end first, and scores made of it have to be dropped."
        "\n\nExample: salescli metric drop demos"
    )
)
def drop(name: Words) -> None:
    """Drop it and say what it was."""
    from salescli.cli import session
    from salescli.cli.metric_change import drop as drop_metric

    session.answer(drop_metric(name))
