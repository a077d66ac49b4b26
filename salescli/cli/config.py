"""`config`: the settings, all of which stand in the file: list, get, set, unset."""

from typing import Annotated

import typer

from salescli.cli import session
from salescli.i18n import _
from salescli.store import open as opening

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Settings of this file.\n\nExample: salescli config set tz Asia/Shanghai"),
)
COLUMNS = ("setting", "value", "default", "meaning")
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The setting, such as tz."))]


@app.command("list", help=_("All settings with their values.\n\nExample: salescli config list -f json"))
def list_(
    form: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))] = None,
) -> None:
    """Print every setting: what holds, what would hold unset, what it means."""
    from salescli.cli import record_list
    from salescli.model.settings import TABLE
    from salescli.store import settings

    connection = opening.for_reading()
    rows = [
        (each.name, settings.read(connection, each.name) or each.default or None, each.default or None, each.meaning)
        for each in TABLE
    ]
    record_list.show(COLUMNS, rows, form, output)


@app.command(help=_("Print the value of a setting.\n\nExample: salescli config get tz"))
def get(name: Name) -> None:
    """Print what holds: as set, else the default; where neither is, say on stderr what happens instead."""
    from salescli.model.settings import find
    from salescli.store import settings

    setting = find(name)
    value = settings.read(opening.for_reading(), name) or setting.default
    if value:
        session.emit(value + "\n")
    else:
        session.message(_("{name} is not set: {meaning}").format(name=name, meaning=setting.meaning))


@app.command("set", help=_("Set a setting.\n\nExample: salescli config set work-week sun-thu"))
def set_(
    name: Name,
    value: Annotated[list[str], typer.Argument(metavar="VALUE...", help=_("Its value from now on."))],
) -> None:
    """Check the value, write it and say before → after."""
    from salescli.model.settings import accept

    text = " ".join(value)
    if name == "country" and text.strip():
        from salescli.exchange.public_holidays import check

        text = check(text)
    _write(name, accept(name, text))


@app.command(help=_("Take a setting back to its default.\n\nExample: salescli config unset tz"))
def unset(name: Name) -> None:
    """Write that it is no longer set and say before → after."""
    opening.for_reading().close()  # nothing to unset without a file
    _write(name, None)


def _write(name: str, value: str | None) -> None:
    from salescli.cli.clock import present
    from salescli.model.settings import default
    from salescli.render.terminal_text import safe
    from salescli.store import settings
    from salescli.store.operation import writing

    otherwise = default(name) or _("not set")
    connection = opening.for_writing(waiting=session.say_waiting)
    kept = ""
    with writing(connection, "config", present(), waiting=session.say_waiting) as operation:
        before = settings.read(connection, name)
        if value != before:
            settings.write(operation, name, value)
        if name == "country" and value:
            from salescli.cli.calendar_years import set_country

            kept = "\n" + set_country(operation, value, session.local_now(connection))
    shown = (safe(before or otherwise), safe(value or otherwise))
    session.answer(_("{name}: {before} → {after}").format(name=name, before=shown[0], after=shown[1]) + kept)
    if not kept:
        from salescli.cli.calendar_years import top_up

        top_up(connection, session.local_now(connection), session.say_waiting)
