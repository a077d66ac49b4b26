"""Which metrics a view knows, and which it shows where none is named.

On the path of a log line: the file is asked for the user's metrics only where a target is for one.
"""

import sqlite3
from collections.abc import Mapping, Sequence

from salescli.model.metrics import DEFAULT, METRICS, Metric
from salescli.model.periods import Period
from salescli.model.targets import Schedule, Target, Worker


def with_targets(connection: sqlite3.Connection, stated: Sequence[Target]) -> Mapping[str, Metric]:
    """The built-in metrics, and the user's where one of the targets is for none of those."""
    if all(target.metric in METRICS for target in stated):
        return METRICS
    from salescli.store.metrics_kept import catalogue

    return catalogue(connection)


def by_default(
    connection: sqlite3.Connection, known: Mapping[str, Metric], period: Period, chosen: Sequence[int]
) -> tuple[Metric, ...]:
    """What a report of these reps (ids; all for none) shows: the first five, and the user's with a target in force."""
    shown = [known[name] for name in DEFAULT]
    own = [metric for name, metric in known.items() if name not in METRICS]
    if not own:
        return tuple(shown)
    from salescli.store import reps, targets

    stated = targets.stated(connection)
    people = [rep for rep in reps.everyone(connection) if rep.id in (chosen or {rep.id})]
    workers = [targets.as_worker(rep.id, rep.joined, rep.until, rep.targets) for rep in people]
    for metric in own:
        mine = [target for target in stated if target.metric == metric.name]
        if mine and any(_is_asked(mine, worker, period) for worker in workers):
            shown.append(metric)
    return tuple(shown)


def _is_asked(stated: Sequence[Target], worker: Worker, period: Period) -> bool:
    """Whether one of the targets is in force for the rep on a day of the period."""
    if not worker.targets or worker.joined is None:
        return False
    schedule = Schedule(stated, stated[0].metric, worker.id)
    day, end = max(period.start, worker.joined), min(period.end, worker.until or period.end)
    while day <= end:
        if schedule.on(day):
            return True
        later = schedule.next_begin(day)
        if later is None:
            return False
        day = later
    return False
