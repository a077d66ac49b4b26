"""Reps' files into this one: all of them in one transaction, in any order, as often as one likes.

The record travels: every revision with its uid, device, number and time; `received_at`, `change` and the small ids are
this file's own. docs/team.md says what else travels and who wins.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import merge_bring_in, merge_first, merge_moved, merge_source, merge_summary
from salescli.store.merge_moved import Figure, Shared
from salescli.store.merge_open import Incoming, Staging
from salescli.store.merge_reps import Said
from salescli.store.merge_summary import FileMerged
from salescli.store.operation import Operation, writing


class Merged(NamedTuple):
    """What a merge did. `news` is False where every file was known already: then nothing was written."""

    files: list[FileMerged]
    news: bool
    moved: Sequence[Figure] = ()
    shared: Sequence[Shared] = ()


class _Nothing(Exception):  # noqa: N818  no error: it rolls the empty operation back
    pass


def require_others(paths: Sequence[str], here: str) -> list[str]:
    """The files, each once. Raises Misuse where one of them is this one, Impossible where one cannot be read."""
    merge_source.require_files(paths)
    for path in paths:
        if os.path.exists(here) and os.path.samefile(path, here):
            raise Misuse(_("{path} is the file that the others are merged into; leave it out").format(path=path))
    return merge_source.different(paths)


def merge_into(
    path: str,
    paths: Sequence[str],
    now: datetime,
    today_in: Callable[[sqlite3.Connection], date],
    said: Said | None = None,
    waiting: Callable[[], None] | None = None,
) -> Merged:
    """`merge` into the file at a path, which is made where there is none: then only if the merge brings something.

    `today_in` tells the day from the file's settings.
    """
    with _staged(paths) as (stage, files):

        def work(connection: sqlite3.Connection) -> Merged:
            return _merge(connection, stage, files, now, today_in(connection), said or Said(), waiting)

        return merge_first.made_or_changed(path, work, lambda done: done.news, waiting)


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
    with _staged(paths) as (stage, files):
        return _merge(connection, stage, files, now, today, said or Said(), waiting)


@contextmanager
def _staged(paths: Sequence[str]) -> Iterator[tuple[str, list[Incoming]]]:
    """All files read, and the path of the database with their revisions."""
    staging = Staging()
    try:
        files = [staging.take(number, path) for number, path in enumerate(paths)]
        staging.hand_over()
        yield staging.path, files
    finally:
        staging.close()


def _merge(
    connection: sqlite3.Connection,
    stage: str,
    files: list[Incoming],
    now: datetime,
    today: date,
    said: Said,
    waiting: Callable[[], None] | None,
) -> Merged:
    done: Merged | None = None
    connection.execute("ATTACH ? AS stage", (stage,))
    try:
        with writing(connection, "merge", now, waiting=waiting) as operation:
            done = _brought_in(operation, files, today, said)
            if not done.news:
                raise _Nothing  # noqa: TRY301  the way out of the transaction
    except _Nothing:
        pass
    finally:
        for (table,) in connection.execute("SELECT name FROM sqlite_temp_master WHERE type = 'table'").fetchall():
            connection.execute(f"DROP TABLE temp.{table}")
        connection.execute("DETACH stage")
    if done is None:
        raise LookupError
    return done


def _brought_in(operation: Operation, files: list[Incoming], today: date, said: Said) -> Merged:
    connection = operation.connection
    connection.execute("PRAGMA defer_foreign_keys=ON")  # a redirect may name a row that comes after it
    merge_moved.note(connection, today)
    together = merge_bring_in.bring_in(operation, files, said)
    summaries = merge_summary.of_files(connection, files, together)
    if not together.news:
        return Merged(summaries, news=False)
    operation.summarise(", ".join(each.path for each in summaries))
    shared = merge_moved.shared(connection)
    return Merged(summaries, news=True, moved=merge_moved.figures(connection, today), shared=shared)
