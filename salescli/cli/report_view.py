"""What the further views of a report share: where they are printed, how, and by what they are grouped."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe

if TYPE_CHECKING:
    from salescli.render.report_rows import Data

View = Callable[..., Iterator[str]]


@contextmanager
def known_at(connection: sqlite3.Connection, when: str | None) -> Iterator[datetime]:
    """Within, every query sees what was known at that WHEN, all that is known without one; gives the local time then.

    Raises Misuse for a time to come, NotFound for one before there was anything.
    """
    from salescli.cli.report_run import state_of
    from salescli.reports.restated import known
    from salescli.store.past import one_moment

    with one_moment(connection):
        state = state_of(connection, when)
        with known(state.past):
            yield state.now


class Page:
    """The format and the file asked for."""

    def __init__(
        self, form: str | None, output: str | None, excel: bool, columns: str | None = None, gzip: bool = False
    ) -> None:
        """Raises Misuse for an unknown format, and for what does not go with it."""
        from salescli.cli.report_out import accepted

        self.out = accepted(form, output, excel=excel, columns=columns, gzip=gzip)
        self._is_set_so: bool | None = None

    def learn(self, connection: sqlite3.Connection) -> None:
        """Take the setting `csv-excel` as it is known now: while the past is shown, as it was then."""
        from salescli.store import settings

        self._is_set_so = settings.read(connection, "csv-excel") == "yes"

    def show(self, connection: sqlite3.Connection, found: Any, view: View, data: "Callable[..., Data]") -> None:  # noqa: ANN401  of whatever view
        """Print what was found: by `view(found, form=, columns=, colour=, excel=)`, for programs by `data(found)`.

        The database is let go before.
        """
        from salescli.cli import session
        from salescli.cli.report_out import deliver

        if self._is_set_so is None:
            self.learn(connection)
        zone = session.zone(connection)
        connection.close()
        excel = self.out.excel or bool(self._is_set_so)
        deliver(self.out, lambda **how: view(found, **how), lambda: data(found), excel=excel, zone=zone)


def grouping(by: str | None, known: Sequence[str]) -> str | None:
    """The grouping meant. Raises Misuse, naming what there is, for another."""
    if by is not None and by not in known:
        message = _("no such grouping: {text}; --by {known}")
        raise Misuse(message.format(text=ascii_safe(by), known=", ".join(known)))
    return by


def kind_of_period(text: str, known: Sequence[str]) -> str:
    """The kind of period meant. Raises Misuse, naming what there is, for another."""
    if text not in known:
        message = _("no such period here: {text}; there are {known}")
        raise Misuse(message.format(text=ascii_safe(text), known=", ".join(known)))
    return text
