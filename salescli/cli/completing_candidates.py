"""The candidates for a place on the line: from the tables of the code, or from the file."""

import sqlite3
from collections.abc import Iterable

from salescli.cli import completing_place as at
from salescli.cli.completing_place import Place
from salescli.model.names import fold
from salescli.model.vocabulary import CODES, OUTCOMES

_LEAST = 2  # letters from which a name is looked for by its middle


def candidates(place: Place, typed: str) -> list[str]:
    """What can stand there and begins as typed, whatever the case; of names, what is left to type."""
    words = _words(place)
    if words is not None:
        return _beginning(words, typed)
    from salescli.store import completing_names

    file = completing_names.connection()
    if place.kind == at.OUTCOMES:
        outcomes = [*OUTCOMES, *(completing_names.outcomes(file) if file else [])]
        return _beginning(outcomes, typed) or _beginning(CODES, typed)
    if place.kind in {at.METRICS, at.OWN_METRICS}:
        from salescli.model.metrics import METRICS

        own = completing_names.metrics(file) if file else []
        return _beginning([*(METRICS if place.kind == at.METRICS else ()), *own], typed)
    return _names(file, place, typed) if file else []


def _words(place: Place) -> Iterable[str] | None:
    """The words that the code knows for a place; None where the file has to be asked."""
    if isinstance(place.kind, tuple):
        return place.kind
    if place.kind == at.COMMANDS:
        return at.children(place.path)
    if place.kind == at.OPTIONS:
        return at.spellings(place.path)
    if place.kind == at.SETTINGS:
        from salescli.model.settings import TABLE

        return [setting.name for setting in TABLE]
    return None


def _beginning(words: Iterable[str], typed: str) -> list[str]:
    begun = typed.casefold()
    return [word for word in words if word.casefold().startswith(begun)]


def _names(file: sqlite3.Connection, place: Place, typed: str) -> list[str]:
    """Names that begin with all words so far; what is left of each is one word for the shell."""
    from salescli.store import completing_names

    begun = _folded(place.before, typed)
    if place.kind == at.PERSONS:
        found = completing_names.persons(file, place.customer, begun)
    elif place.kind == at.REPS:
        found = completing_names.reps(file, begun) or _by_middle(file, "rep_name", place, begun)
    else:
        found = completing_names.customers(file, begun) or _by_middle(file, "customer_name", place, begun)
    left = [_left(name, place.before) for name in found]
    return list(dict.fromkeys(name for name in left if name))


def _by_middle(file: sqlite3.Connection, table: str, place: Place, begun: str) -> list[str]:
    from salescli.store import completing_names

    return completing_names.only_one_with(file, table, begun) if len(begun) >= _LEAST and not place.before else []


def _folded(before: tuple[str, ...], typed: str) -> str:
    """What names must begin with; a blank at its end counts."""
    head = fold(" ".join(before))
    tail = fold(typed) + (" " if typed[-1:].isspace() and typed.strip() else "")
    return f"{head} {tail}" if head else tail


def _left(name: str, before: tuple[str, ...]) -> str:
    """The words of a name after those that stand on the line already; nothing where these are others."""
    count = len(" ".join(before).split())
    words = name.split()
    return " ".join(words[count:]) if fold(" ".join(words[:count])) == fold(" ".join(before)) else ""
