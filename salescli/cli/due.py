"""`due`: what is due with whom; done, snooze, move."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from salescli.cli import session
from salescli.cli.ids import due_id
from salescli.cli.negative_words import NegativeWords
from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.store import open as opening
from salescli.store.dues import Due
from salescli.store.operation import Operation

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "What is due today and overdue, with whom and why; --all shows what is still to come too."
        "\n\nExample: salescli due --all, salescli due snooze 3 fri 10am"
    ),
)
Number = Annotated[str, typer.Argument(metavar="ID", help=_("The due's number, as salescli due shows it."))]


@app.callback()
def due(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=_("Also what is still to come."))] = False,
    rep: Annotated[str | None, typer.Option("--rep", metavar="NAME", help=_("Whose."))] = None,
    form: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl or md.")),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file; its ending is a format."))
    ] = None,
) -> None:
    """List what is due, unless a subcommand follows."""
    if ctx.invoked_subcommand is None:
        from salescli.cli.due_run import show

        show(everything=everything, rep=rep, form=form, output=output)


@app.command(cls=NegativeWords, help=_("Close a due by hand.\n\nExample: salescli due done 3"))
def done(number: Number) -> None:
    """Close it and say which."""
    from salescli.store import dues

    with _changing(number) as (operation, found):
        dues.finish(operation, found.id)
    session.answer(_("done: {due}").format(due=_in_words(found)))


@app.command(cls=NegativeWords, help=_("Move a due to another day.\n\nExample: salescli due snooze 3 next monday"))
def snooze(
    number: Number, when: Annotated[list[str], typer.Argument(metavar="WHEN...", help=_("The new day."))]
) -> None:
    """Move it and say before → after."""
    from salescli.cli import line_meaning
    from salescli.render.log_answer import appointed
    from salescli.store import dues

    context = line_meaning.Context(opening.for_reading())
    try:
        day, at = line_meaning.next_of(" ".join(when), context)
    except Misuse as refused:  # what a log line says of its --next
        raise Misuse(str(refused).replace(": --next ", ": ")) from None
    with _changing(number) as (operation, found):
        dues.snooze(operation, found.id, day, at)
    session.answer(f"{_in_words(found)} → {appointed(day, at)}")


@app.command(help=_("Hand all open dues of one rep to another.\n\nExample: salescli due move --from ann --to bob"))
def move(
    giver: Annotated[str, typer.Option("--from", metavar="REP", help=_("Whose they are."))],
    taker: Annotated[str, typer.Option("--to", metavar="REP", help=_("Whose they become."))],
) -> None:
    """Move them and say how many."""
    from salescli.cli.clock import present
    from salescli.render.terminal_text import safe
    from salescli.store import dues, reps
    from salescli.store.operation import writing

    opening.for_reading().close()
    connection = opening.for_writing(waiting=session.say_waiting)
    with writing(connection, "due", present(), waiting=session.say_waiting) as operation:
        found = [reps.find(connection, name) for name in (giver, taker)]
        for name, rep in zip((giver, taker), found, strict=True):
            if rep is None:
                raise NotFound(_("there is no rep {name}; salescli rep list shows them").format(name=safe(name)))
        if found[0] == found[1]:
            raise Misuse(_("{name} has them already; --from and --to name two reps").format(name=safe(giver)))
        count = dues.move(operation, found[0].id, found[1].id)  # type: ignore[union-attr] # asked above
    text = _("1 due: {giver} → {taker}") if count == 1 else _("{count} dues: {giver} → {taker}")
    session.answer(text.format(count=count, giver=safe(giver), taker=safe(taker)))


@contextmanager
def _changing(number: str) -> Iterator[tuple[Operation, Due]]:
    """A change of one open due, in its transaction. Raises NotFound where no such due is open."""
    from salescli.cli.clock import present
    from salescli.store import dues
    from salescli.store.operation import writing

    wanted = due_id(number)
    opening.for_reading().close()  # a due that is changed is in a file
    connection = opening.for_writing(waiting=session.say_waiting)
    with writing(connection, "due", present(), waiting=session.say_waiting) as operation:
        found = dues.open_one(connection, wanted)
        if found is None:
            raise NotFound(_("no due {id} is open; salescli due --all shows them").format(id=wanted))
        yield operation, found


def _in_words(due: Due) -> str:
    from salescli.render.log_answer import appointed
    from salescli.render.terminal_text import safe

    why = f" · {safe(due.why)}" if due.why else ""
    return f"{due.id} {safe(due.customer)} · {appointed(due.day, due.at)}{why}"
