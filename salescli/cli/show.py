"""`salescli show`: one activity with all its versions."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "One activity: its fields, and who changed what when, before → after; a deleted one too."
        "\n\nExample: salescli show 214"
    ),
)
def show(
    number: Annotated[str | None, typer.Argument(metavar="ID", help=_("The number behind #."))] = None,
    form: Annotated[str | None, typer.Option("-f", "--format", metavar="FORMAT", help=_("text or json."))] = None,
    output: Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """Look it up, and print."""
    from salescli.cli.ids import activity_id
    from salescli.cli.show_run import run
    from salescli.model.errors import Misuse
    from salescli.model.vocabulary import ascii_safe

    if number is None:
        raise Misuse(_("show which? salescli show 214; salescli list shows the numbers"))
    if form not in {None, "text", "json"}:
        raise Misuse(_("no such format: {form}; there are text and json").format(form=ascii_safe(str(form))))
    by_name = output is not None and output.lower().endswith(".json")
    run(activity_id(number), output, as_json=form == "json" or (form is None and by_name))
