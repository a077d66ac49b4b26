"""Outcomes that users added to the built-in ones."""

import sqlite3


def custom(connection: sqlite3.Connection) -> dict[str, bool]:
    """The added words, each with whether it means that somebody was reached."""
    rows = connection.execute("SELECT word, reached FROM outcome WHERE gone = 0 ORDER BY id")
    return {word: bool(reached) for word, reached in rows}
