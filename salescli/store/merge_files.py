"""Reps' files into this one: all of them in one transaction, in any order, as often as one likes.

The record travels: every revision with its uid, device, number and time; `received_at`, `change` and the small ids are
this file's own. docs/team.md says what else travels and who wins.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.store import merge_bring_in, merge_moved, merge_summary
from salescli.store.merge_moved import Figure, Shared
from salescli.store.merge_open import Incoming, Staging
from salescli.store.merge_reps import Said
from salescli.store.merge_summary import FileMerged
from salescli.store.operation import writing


class Merged(NamedTuple):
    """What a merge did. `news` is False where every file was known already: then nothing was written."""

    files: list[FileMerged]
    news: bool
    moved: Sequence[Figure] = ()
    shared: Sequence[Shared] = ()
    shared_more: int = 0


class _Nothing(Exception):  # noqa: N818  no error: it rolls the empty operation back
    pass


def require_others(paths: Sequence[str], here: str) -> None:
    """Raise Misuse where one of the files is this one, and Impossible where one is not there, before any is made."""
    for path in paths:
        if not os.path.isfile(path):
            raise Impossible(_("there is no salescli file at {path}").format(path=path))
        if os.path.exists(here) and os.path.samefile(path, here):
            raise Misuse(_("{path} is the file that the others are merged into; leave it out").format(path=path))


def merge(
    connection: sqlite3.Connection,
    paths: Sequence[str],
    now: datetime,
    today: date,
    said: Said | None = None,
    waiting: Callable[[], None] | None = None,
) -> Merged:
    """Bring the files in, all or none. `today` ends the eight weeks whose figures are compared.

    Raises Impossible for a file that cannot be read, Misuse for reps of one name, and for outcomes of two meanings.
    """
    staging = Staging()
    try:
        files = [staging.take(number, path) for number, path in enumerate(paths)]
        staging.hand_over()
        connection.execute("ATTACH ? AS stage", (staging.path,))
        try:
            return _merge(connection, files, now, today, said or Said(), waiting)
        finally:
            for (table,) in connection.execute("SELECT name FROM sqlite_temp_master WHERE type = 'table'").fetchall():
                connection.execute(f"DROP TABLE temp.{table}")
            connection.execute("DETACH stage")
    finally:
        staging.close()


def _merge(
    connection: sqlite3.Connection,
    files: list[Incoming],
    now: datetime,
    today: date,
    said: Said,
    waiting: Callable[[], None] | None,
) -> Merged:
    done: Merged | None = None
    try:
        with writing(connection, "merge", now, waiting=waiting) as operation:
            connection.execute("PRAGMA defer_foreign_keys=ON")  # a redirect may name a row that comes after it
            merge_moved.note(connection, today)
            together = merge_bring_in.bring_in(operation, files, said)
            summaries = [merge_summary.of_file(connection, *each, together) for each in enumerate(files)]
            if not together.news:
                done = Merged(summaries, news=False)
                raise _Nothing  # noqa: TRY301  the way out of the transaction
            operation.summarise(", ".join(each.path for each in summaries))
            shared, more = merge_moved.shared(connection)
            figures = merge_moved.figures(connection, today)
            done = Merged(summaries, news=True, moved=figures, shared=shared, shared_more=more)
    except _Nothing:
        pass
    if done is None:
        raise LookupError
    return done
