"""The file that a first merge makes: it gets its name when everything is in it, so that a refused merge leaves none."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from typing import TypeVar

from salescli.store import open as opening

T = TypeVar("T")


def made_or_changed(
    path: str,
    work: Callable[[sqlite3.Connection], T],
    brings: Callable[[T], bool],
    waiting: Callable[[], None] | None = None,
) -> T:
    """Do the work on the file at `path`; where there is none, and what came of it brings something, make it."""
    if not opening.exists(path):
        done = _made(path, work, brings)
        if done is not None:
            return done
    connection = opening.for_writing(path, waiting)
    try:
        return work(connection)
    finally:
        connection.close()


def _made(path: str, work: Callable[[sqlite3.Connection], T], brings: Callable[[T], bool]) -> T | None:
    """What came of it; None where somebody else made the file meanwhile, into which the work is to go then."""
    folder = os.path.dirname(os.path.abspath(path))
    missing = _missing(folder)
    draft = os.path.join(folder, f".salescli-merge-{os.getpid()}.part")
    _remove(draft)  # left by a killed process of the same number
    try:
        connection = opening.for_writing(draft)
        try:
            done = work(connection)
        finally:
            connection.close()
        return done if not brings(done) or _named(draft, path) else None
    except OSError as error:
        if error.filename == draft:
            error.filename = path  # the name that people know
        raise
    finally:
        _remove(draft)
        for each in missing:  # only what is empty goes
            with contextlib.suppress(OSError):
                os.rmdir(each)


def _remove(draft: str) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(draft + end)


def _missing(folder: str) -> list[str]:
    """The folders that have to be made, innermost first."""
    found = []
    while not os.path.exists(folder):
        found.append(folder)
        folder = os.path.dirname(folder)
    return found


def _named(draft: str, path: str) -> bool:
    """Give the draft its name; False where there is such a file already."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if os.path.exists(path):
            return False
        os.replace(draft, path)
    if os.name == "posix":
        handle = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return True
