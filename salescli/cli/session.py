"""What every command shares: who types, in which zone, and where answers and messages go."""

import os
import sqlite3
import sys
from datetime import datetime, tzinfo

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import accept_name

_quiet = False


def be_quiet(*, quiet: bool = True) -> None:
    """Print no answers from now on; data asked for and errors still come."""
    global _quiet  # noqa: PLW0603  one switch for one process
    _quiet = quiet


def is_quiet() -> bool:
    """Whether answers are left out."""
    return _quiet


def answer(text: str) -> None:
    """The one line that says what was done, on stdout."""
    if not _quiet:
        emit(text + "\n")


def emit(text: str) -> None:
    """Text to stdout, as UTF-8 into a pipe whatever the locale; what a terminal cannot show is escaped."""
    if sys.stdout is None:  # closed by the caller: there is nowhere to write
        return
    from salescli.render.output import write

    write(text)


def message(text: str) -> None:
    """A line for people, on stderr."""
    if not _quiet and sys.stderr is not None:
        sys.stderr.write(text + "\n")


def say_waiting() -> None:
    """Tell why nothing happens: another salescli holds the file."""
    message(_("waiting for another salescli to finish writing …"))


def is_terminal() -> bool:
    """Whether a person can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def who(connection: sqlite3.Connection | None, stated: str | None) -> str:
    """The rep's name: as stated, else `$SALESCLI_REP`, else the setting `rep`, else the login name."""
    if stated is not None:
        return accept_name(stated, _("rep"))
    name = os.environ.get("SALESCLI_REP")
    if not name and connection is not None:
        from salescli.store import settings

        name = settings.read(connection, "rep")
    return accept_name(name or _login(), _("rep"))


def _login() -> str:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(variable):
            return os.environ[variable]
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise Misuse(_("who are you? Say it: --rep NAME, or set SALESCLI_REP")) from None


def zone(connection: sqlite3.Connection | None) -> tzinfo | None:
    """The zone of the setting `tz`; None means the machine's."""
    if connection is None:
        return None
    from salescli.store import settings

    name = settings.read(connection, "tz")
    if not name:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def local_now(connection: sqlite3.Connection | None) -> datetime:
    """The present in the reader's zone, whose calendar day is today."""
    from salescli.cli.clock import present

    return present().astimezone(zone(connection))


def date_order(connection: sqlite3.Connection | None) -> str | None:
    """The setting that decides what 03/04/2026 means; None: ask."""
    if connection is None:
        return None
    from salescli.store import settings

    return settings.read(connection, "date-order")
