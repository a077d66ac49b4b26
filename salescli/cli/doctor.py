"""`doctor [--rebuild]`: is the file well, and does it say what its record says?"""

from typing import Annotated

import typer

from salescli.cli import session
from salescli.i18n import _
from salescli.model.errors import Impossible
from salescli.store import open as opening

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Check the file, its tables and settings, and all rows against the record; name what is odd."
        "\n\nEnds with 1 when there is a problem; a warning is no problem."
        "\n\nExample: salescli doctor, salescli doctor --rebuild"
    )
)
def doctor(
    rebuild: Annotated[bool, typer.Option("--rebuild", help=_("First make the tables again from the record."))] = False,
) -> None:
    """Print a line for each problem and each warning, or that all is well."""
    from salescli.cli.clock import present
    from salescli.render.terminal_text import safe
    from salescli.store.check import check

    opening.for_reading().close()  # a check makes no file
    if rebuild:
        _rebuild()
    health = check(opening.for_reading(), opening.location(), present())
    for problem in health.problems:
        session.emit(_("problem: {text}").format(text=safe(problem)) + "\n")
    for warning in health.warnings:
        session.emit(_("warning: {text}").format(text=safe(warning)) + "\n")
    if health.problems:
        message = _("problems found in {path}: {count}; each line above says what helps")
        raise Impossible(message.format(path=opening.location(), count=len(health.problems)))
    counts = " · ".join(f"{name} {number}" for name, number in health.counts.items())
    session.answer(_("all is well: {counts}").format(counts=counts))


def _rebuild() -> None:
    from salescli.cli.clock import present
    from salescli.store.rebuild import rebuild

    connection = opening.for_writing(waiting=session.say_waiting)
    count = rebuild(connection, present(), session.say_waiting)
    connection.close()
    session.answer(_("rebuilt from the record; made right: {count}").format(count=count))
