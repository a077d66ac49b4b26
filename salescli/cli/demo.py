"""`demo`: look around in a made-up team's file; one's own stays untouched."""

import typer

from salescli.i18n import _

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Print the board and the week of a made-up team, from a file of its own; yours stays untouched."
        "\n\nExample: salescli demo"
    )
)
def demo() -> None:
    """Make the file in a temporary folder, print the board and the week by rep, say how to look further."""
    import os

    from salescli.cli import session
    from salescli.cli.report import report
    from salescli.cli.today import show_board

    path = _make()
    os.environ["SALESCLI_DB"] = path  # for this process only: whatever is read from here on is the made-up file
    os.environ.pop("SALESCLI_REP", None)
    show_board(None)
    session.emit("\n")
    report(by=["rep"])
    session.message(_("\nThis team is made up; your own file is untouched. To look further in theirs:"))
    for line in ("report month", "report --by day --rep 'Tom Baker'", "list --rep 王芳", "due --all"):
        session.message(f"  {_setting(path)} salescli {line}")


def _make() -> str:
    import tempfile
    from pathlib import Path

    from salescli.cli.clock import present
    from salescli.store import demo_history
    from salescli.store import open as opening

    path = str(Path(tempfile.mkdtemp(prefix="salescli-demo-"), "salescli.db"))
    connection = opening.for_writing(path)
    demo_history.write(connection, present())
    connection.close()
    return path


def _setting(path: str) -> str:
    """How a shell is told which file is meant."""
    import os
    import shlex

    if os.name == "nt":
        return f'set "SALESCLI_DB={path}" &&'
    return f"SALESCLI_DB={shlex.quote(path)}"
