"""`delete ID`: an activity goes out of all figures; the record keeps it, and undo brings it back."""

from typing import Annotated

import typer

from salescli.cli import session
from salescli.cli.clock import present
from salescli.cli.ids import activity_id
from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.store import open as opening

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(help=_("Delete an activity; undo brings it back.\n\nExample: salescli delete 214"))
def delete(activity: Annotated[str | None, typer.Argument(metavar="ID", help=_("The activity's id."))] = None) -> None:
    """Delete it and print what it was."""
    from salescli.render import changes
    from salescli.store import activities
    from salescli.store.operation import writing
    from salescli.store.undo import ActivityBack

    if activity is None:
        raise Misuse(_("delete which? salescli delete 214; salescli list shows the ids"))
    number = activity_id(activity)
    opening.for_reading().close()  # a delete makes no file
    connection = opening.for_writing(waiting=session.say_waiting)
    with writing(connection, "delete", present(), waiting=session.say_waiting) as operation:
        before = activities.entry_of(connection, number)
        if before is None or activities.is_deleted(connection, number):
            raise NotFound(_("there is no activity #{id}; salescli list shows the ids").format(id=number))
        activities.delete(operation, number)
    told = changes.activity_back(connection, ActivityBack(number, before, None))
    session.answer(_("deleted {what}; salescli undo brings it back").format(what=told))
