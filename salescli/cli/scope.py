"""Whose work a looking command shows, and on how wide a page."""

import os
import sqlite3
import sys

from salescli.cli import session
from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.store import counting, reps

PIPE_COLUMNS = 80


def named_rep(connection: sqlite3.Connection, name: str) -> reps.Rep:
    """The rep of this name. Raises NotFound where there is none, Misuse for no name."""
    found = reps.find(connection, name)
    if not name.strip():
        raise Misuse(_("the name of the rep is empty"))
    if found is None:
        from salescli.render.terminal_text import safe

        raise NotFound(_("there is no rep {name}; salescli rep list shows them").format(name=safe(name)))
    return found


def own_reps(connection: sqlite3.Connection, stated: str | None) -> list[int] | None:
    """The ids of the named rep, else of the own one; None, which is the team, where the login never logged.

    A rep who is known but has no activity (a manager, somebody with targets and no work yet) never logged.
    """
    if stated is not None:
        return [named_rep(connection, stated).id]
    found = reps.find(connection, session.who(connection, None))
    return [found.id] if found and counting.has_logged(connection, found.id) else None


def terminal_columns() -> int:
    """How wide the page is: `$COLUMNS`, else the terminal's width, else 80, as into any pipe."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdigit() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return PIPE_COLUMNS
