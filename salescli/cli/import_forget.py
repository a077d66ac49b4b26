"""`import forget NAME`: drop a mapping that `import --save-as NAME` kept."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Drop a kept mapping, as import --formats lists them; what was imported by it stays. undo brings it back."
        "\n\nExample: salescli import forget ours"
    )
)
def forget(name: Annotated[str, typer.Argument(metavar="NAME", help=_("As it was kept by --save-as NAME."))]) -> None:
    """Drop it, and say so."""
    from contextlib import closing

    from salescli.cli import session
    from salescli.cli.clock import present
    from salescli.cli.import_mapping import kept
    from salescli.exchange.refusal import shown
    from salescli.model.errors import NotFound
    from salescli.store import mappings
    from salescli.store import open as opening
    from salescli.store.operation import writing

    wanted = name.strip().casefold()
    there = kept()
    if wanted not in there:
        names = ", ".join(there) or _("none")
        raise NotFound(_("no mapping is kept as {name}; there are: {names}").format(name=shown(name), names=names))
    with (
        closing(opening.for_writing(waiting=session.say_waiting)) as connection,
        writing(connection, "import forget", present(), waiting=session.say_waiting) as operation,
    ):
        mappings.drop(operation, wanted)
    session.answer(_("mapping dropped: {name}").format(name=wanted))
