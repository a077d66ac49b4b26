"""The metrics that users added, in the file: by a filter, or as a score of others.

Read on the path of a log line where a target is for one of them.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.metrics import METRICS, Metric
from salescli.model.own_metrics import (
    Filter,
    accept_filter,
    accept_name,
    accept_weight,
    by_filter,
    by_score,
    joined,
    parted,
)
from salescli.model.targets import Schedule, Target
from salescli.store import row_history, targets
from salescli.store.operation import Operation

_COLUMNS = ("channel", "outcome", "direction", "touch", "distinct_by", "parts")
_EVERY = f"SELECT name, {', '.join(_COLUMNS)} FROM metric WHERE gone = 0 ORDER BY id"  # noqa: S608  from above

Kept = tuple[str | None, ...]  # the values of _COLUMNS


def catalogue(connection: sqlite3.Connection) -> dict[str, Metric]:
    """Every metric by its name: the built-in ones, then the user's in the order of making.

    One that cannot be understood is left out; `faults` says why.
    """
    known = dict(METRICS)
    for _name, _fault in _read(connection, known):
        pass
    return known


def faults(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The names of metrics that cannot be understood, and why."""
    return list(_read(connection, dict(METRICS)))


def _read(connection: sqlite3.Connection, known: dict[str, Metric]) -> Iterator[tuple[str, str]]:
    """Add the user's metrics to the known ones; yield the name and the fault of those that cannot be."""
    scores = []
    for name, *kept in connection.execute(_EVERY).fetchall():
        try:
            _check_spelling(name)
            if kept[-1]:
                known[name] = _PLACE
                scores.append((name, kept[-1]))
            else:
                known[name] = by_filter(name, accept_filter(_filter(kept)))
        except Misuse as error:
            yield name, str(error)
    for name, parts in scores:  # a part that was dropped and made again comes after the score
        try:
            known[name] = by_score(name, _weights(parts), known)
        except Misuse as error:
            del known[name]
            yield name, str(error)


def _check_spelling(name: str) -> None:
    if accept_name(name) != name:
        raise Misuse(_("its name is not spelt as metrics are"))


_PLACE = Metric("", "", "", "", "", parts=((1, METRICS["calls"]),))  # of a score that is still to be made


def _filter(kept: list[str | None]) -> Filter:
    channel, outcome, direction, touch, distinct_by, _parts = kept
    return Filter(parted(channel), parted(outcome), direction or "both", parted(touch), distinct_by)


def _weights(parts: str) -> dict[str, str]:
    """The weights of a score by metric. Raises Misuse where one is none."""
    pairs = (each.partition("=") for each in parts.split())
    return {name: accept_weight(weight) for name, _equals, weight in pairs}


def add(operation: Operation, name: str, wanted: Filter) -> tuple[Metric, bool]:
    """Add a metric by a filter whose outcomes are known ones; returns it, and whether it is new.

    Raises Misuse for a name or word that will not do, and where the name means something else already.
    """
    name, wanted = accept_name(name), accept_filter(wanted)
    direction = None if wanted.direction == "both" else wanted.direction
    kept = (joined(wanted.channels), joined(wanted.outcomes), direction, joined(wanted.touches), wanted.distinct_by)
    return _keep(operation, by_filter(name, wanted), (*kept, None))


def score(operation: Operation, name: str, weights: Mapping[str, str]) -> tuple[Metric, bool]:
    """Add a score, `weights` by names of metrics; returns it, and whether it is new. Raises Misuse as `add` does."""
    name = accept_name(name)
    accepted = {part: accept_weight(weight) for part, weight in weights.items()}
    metric = by_score(name, accepted, catalogue(operation.connection))
    parts = " ".join(f"{part}={weight}" for part, weight in accepted.items())
    return _keep(operation, metric, (None, None, None, None, None, parts))


def _keep(operation: Operation, metric: Metric, kept: Kept) -> tuple[Metric, bool]:
    connection = operation.connection
    statement = f"SELECT id, gone, {', '.join(_COLUMNS)} FROM metric WHERE name = ? ORDER BY gone, id DESC"  # noqa: S608
    row = connection.execute(statement, (metric.name,)).fetchone()
    fields = dict(zip(_COLUMNS, kept, strict=True))
    if row is None:
        row_history.insert(operation, "metric", name=metric.name, **fields)
        return metric, True
    number, gone, *before = row
    if gone:  # the name's own row again, so that undo can tell that it was made anew
        row_history.update(operation, "metric", number, **fields, gone=0)
        return metric, True
    if _same(tuple(before), kept):
        return catalogue(connection).get(metric.name, metric), False
    known = catalogue(connection).get(metric.name)
    message = _("{name} is a metric already: {definition}; another name, or first: salescli metric drop {name}")
    raise Misuse(message.format(name=metric.name, definition=known.definition if known else _("a faulty one")))


def _same(one: Kept, other: Kept) -> bool:
    """Whether two rows count the same, in whatever order a score's parts stand."""
    return (*one[:-1], sorted((one[-1] or "").split())) == (*other[:-1], sorted((other[-1] or "").split()))


def drop(operation: Operation, name: str) -> None:
    """Take a metric of the user's out of the list. Raises Misuse while a score is made of it."""
    connection = operation.connection
    for score_name, parts in connection.execute("SELECT name, parts FROM metric WHERE gone = 0 AND parts IS NOT NULL"):
        if name in (each.partition("=")[0] for each in parts.split()):
            message = _("the score {score} is made of {name}; first: salescli metric drop {score}")
            raise Misuse(message.format(score=score_name, name=name))
    for (row,) in connection.execute("SELECT id FROM metric WHERE gone = 0 AND name = ?", (name,)).fetchall():
        row_history.update(operation, "metric", row, gone=1)


def still_asked(connection: sqlite3.Connection, name: str, today: date) -> Target | None:
    """A target of the metric that is in force today for its rep or for everyone, or is to come."""
    stated = [target for target in targets.stated(connection) if target.metric == name]
    for whose in sorted({target.rep for target in stated}, key=lambda rep: rep or 0):
        mine = Schedule([target for target in stated if target.rep == whose], name, whose)
        day: date | None = today
        while day:
            if target := mine.on(day):
                return target
            day = mine.next_begin(day)
    return None


def outcomes_counted(connection: sqlite3.Connection) -> list[tuple[str, tuple[str, ...]]]:
    """The user's metrics that count some outcomes only, and these."""
    statement = "SELECT name, outcome FROM metric WHERE gone = 0 AND outcome IS NOT NULL ORDER BY id"
    return [(name, parted(words)) for name, words in connection.execute(statement)]


def names(connection: sqlite3.Connection) -> list[str]:
    """The names of the user's metrics, faulty ones too, in the order of making."""
    return [name for (name,) in connection.execute("SELECT name FROM metric WHERE gone = 0 ORDER BY id")]
