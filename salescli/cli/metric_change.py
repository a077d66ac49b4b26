"""What `metric add`, `score` and `drop` do, and the one line that says what was understood."""

import sqlite3
from collections.abc import Sequence

from salescli.cli import session
from salescli.cli.customer_change import changing
from salescli.i18n import _
from salescli.model import metrics, own_metrics, vocabulary
from salescli.model.errors import Misuse
from salescli.model.metrics import METRICS, Metric
from salescli.model.own_metrics import Filter
from salescli.model.targets import Target
from salescli.model.vocabulary import ascii_safe
from salescli.store import metrics_kept, outcomes
from salescli.store import open as opening


def known_metrics() -> dict[str, Metric]:
    """Every metric; the built-in ones where there is no file."""
    connection = _file()
    return metrics_kept.catalogue(connection) if connection else dict(METRICS)


def add(words: Sequence[str], wanted: Filter) -> str:
    """Add a metric by a filter as typed. Raises Misuse, before a file is made, for what is not understood."""
    name = own_metrics.accept_name(" ".join(words))
    connection = _file()
    added = outcomes.custom(connection) if connection else {}
    understood = own_metrics.accept_filter(
        wanted._replace(
            channels=tuple(vocabulary.channel_of(word) for word in wanted.channels),
            outcomes=tuple(vocabulary.outcome_of(word, added) for word in wanted.outcomes),
        )
    )
    with changing("metric", makes_file=True) as operation:
        metric, new = metrics_kept.add(operation, name, understood)
    return _said(metric, new=new)


def score(words: Sequence[str]) -> str:
    """Add a score; of the words those with `=` are its parts. Raises Misuse as `add` does."""
    name = own_metrics.accept_name(" ".join(word for word in words if "=" not in word))
    known = known_metrics()
    weights: dict[str, str] = {}
    for word in words:
        typed, equals, weight = word.partition("=")
        if not equals:
            continue
        part = metrics.named(typed, known).name
        if part in weights:
            raise Misuse(_("{metric} is there twice: give it one weight").format(metric=part))
        weights[part] = own_metrics.accept_weight(weight)
    own_metrics.by_score(name, weights, known)
    with changing("metric", makes_file=True) as operation:
        metric, new = metrics_kept.score(operation, name, weights)
    return _said(metric, new=new)


def _said(metric: Metric, *, new: bool) -> str:
    text = _("new metric {name} · {definition}") if new else _("{name} · {definition}: unchanged")
    return text.format(name=metric.name, definition=metric.definition)


def drop(words: Sequence[str]) -> str:
    """Drop a metric of the user's. Raises Misuse where it is none, and while a target or a score needs it."""
    typed = " ".join(words)
    with changing("metric") as operation:
        connection = operation.connection
        name = _own(typed, metrics_kept.names(connection))
        asked = metrics_kept.still_asked(connection, name, session.local_now(connection).date())
        if asked:
            first = _clearing(connection, asked)
            raise Misuse(_("a target of {name} is in force; first: {command}").format(name=name, command=first))
        definition = metrics_kept.catalogue(connection).get(name)
        metrics_kept.drop(operation, name)
    counted = definition.definition if definition else _("what was not understood")
    return _("metric dropped: {name} · {definition}").format(name=name, definition=counted)


def _own(typed: str, names: Sequence[str]) -> str:
    """The user's metric of this name, whole; a faulty one may be named in a way that no other is."""
    name = typed if typed in names else metrics.spelt(typed)
    if name in names:
        return name
    if name in METRICS:
        raise Misuse(_("{name} is built in and stays").format(name=name))
    if not names:
        raise Misuse(_("no metric of your own: {text}; there is none yet").format(text=ascii_safe(typed)))
    message = _("no metric of your own: {text}; there are {names}")
    raise Misuse(message.format(text=ascii_safe(typed), names=", ".join(map(ascii_safe, names))))


def _clearing(connection: sqlite3.Connection, target: Target) -> str:
    """The command that ends the target: from today, or from the day on which it is to begin."""
    from shlex import quote

    from salescli.render.terminal_text import safe
    from salescli.store import reps

    command = f"salescli target clear {target.metric}"
    if target.rep is not None:
        command += f" --rep {quote(safe(reps.get(connection, target.rep).name))}"
    if target.from_day > session.local_now(connection).date():
        command += f" --from {target.from_day}"
    return command


def _file() -> sqlite3.Connection | None:
    return opening.for_reading() if opening.exists(opening.location()) else None
