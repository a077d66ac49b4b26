"""Outcomes that users added to the built-in ones."""

import sqlite3

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import CODES, OUTCOMES
from salescli.store import row_history
from salescli.store.operation import Operation


def custom(connection: sqlite3.Connection) -> dict[str, bool]:
    """The added words, each with whether it means that somebody was reached."""
    rows = connection.execute("SELECT word, reached FROM outcome WHERE gone = 0 ORDER BY id")
    return {word: bool(reached) for word, reached in rows}


def add(operation: Operation, word: str, *, reached: bool) -> bool:
    """Add a word; False where it means that already. Raises Misuse for a code, and for the other meaning."""
    if word in CODES:
        raise Misuse(_("{word} is the code of {outcome}; choose another word").format(word=word, outcome=CODES[word]))
    known = {**OUTCOMES, **custom(operation.connection)}
    if word not in known:
        row_history.insert(operation, "outcome", word=word, reached=int(reached))
        return True
    if known[word] != reached:
        meaning = _("reached") if known[word] else _("not reached")
        message = _("{word} means {meaning} already, and what it means in what was logged stays")
        raise Misuse(message.format(word=word, meaning=meaning))
    return False
