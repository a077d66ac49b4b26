"""What `target set` and `target clear` do, and the one line that says what was understood."""

from typing import NamedTuple

from salescli.cli import session
from salescli.cli.target_said import amounts, days, first_day
from salescli.i18n import _
from salescli.model import metrics
from salescli.model.errors import Misuse, NotFound
from salescli.model.metrics import Metric
from salescli.model.names import accept_name
from salescli.model.targets import PER, Target
from salescli.model.vocabulary import ascii_safe
from salescli.render.target_words import ended, stated
from salescli.render.terminal_text import safe
from salescli.store import open as opening
from salescli.store import reps, targets
from salescli.store.operation import writing


class Stated(NamedTuple):
    """What was typed after `target set`."""

    metric: str
    amount: str
    per: str
    rep: str | None
    since: str | None
    until: str | None
    new: bool


def set_target(typed: Stated) -> str:
    """State a target; the rep is made where he is new. Raises Misuse for what is not understood."""
    from salescli.cli.calendar_years import top_up
    from salescli.cli.clock import present
    from salescli.cli.rep_named import asking, found_or_made

    metric, (amount, ramp_to), per = _metric(typed.metric), amounts(typed.amount, typed.until), _per(typed.per)
    if typed.rep is not None:
        accept_name(typed.rep, _("rep"))
    _understood_before_a_file_is_made(typed)
    connection = opening.for_writing(waiting=session.say_waiting)
    from_day, ramp_until = days(connection, typed.since, typed.until)
    for day in {from_day, ramp_until or from_day}:
        top_up(connection, session.local_now(connection), session.say_waiting, day.year)

    def write(known_as: int | None) -> str:
        rep, new = None, False
        with writing(connection, "target", present(), waiting=session.say_waiting) as operation:
            if typed.rep is not None:
                day = from_day.isoformat()
                rep, new = found_or_made(operation, typed.rep, joined=day, new=typed.new, known_as=known_as)
                reps.join(operation, rep, day)
            whose = rep.id if rep else None
            before = targets.in_force(connection, metric.name, whose, from_day)
            wanted = Target(metric.name, amount, per, whose, from_day, "", "", ramp_to, ramp_until)
            targets.add(operation, wanted)
            change = targets.change_after(connection, metric.name, whose, from_day)
        line = stated(metric, wanted, rep.name if rep else None, before, change)
        if rep and not rep.targets:
            name = safe(rep.name)
            idle = _("targets do not apply to {rep} until salescli rep set {rep} --targets").format(rep=name)
            return f"{line} · {idle}"
        return f"{line} · {_('new rep')}" if new else line

    return asking(write)


def clear_target(metric_name: str, rep_name: str | None, since: str | None) -> str:
    """End a target. Raises NotFound where there is none of this metric and of this rep, or of everyone."""
    from salescli.cli.clock import present
    from salescli.cli.scope import named_rep

    metric = _metric(metric_name)
    opening.for_reading().close()  # a target that ends is in a file
    connection = opening.for_writing(waiting=session.say_waiting)
    from_day = first_day(connection, since)
    rep = named_rep(connection, rep_name) if rep_name is not None else None
    whose = rep.id if rep else None
    with writing(connection, "target", present(), waiting=session.say_waiting) as operation:
        before = targets.latest_own(connection, metric.name, whose, from_day)
        if before is None or before.amount is None:
            raise NotFound(_nothing_to_clear(metric, rep.name if rep else None))
        targets.add(operation, Target(metric.name, None, before.per, whose, from_day, "", ""))
        after = targets.in_force(connection, metric.name, whose, from_day)
    return ended(metric, rep.name if rep else None, from_day, before, after)


def _metric(text: str) -> Metric:
    """The metric meant, built in or the user's."""
    from salescli.cli.metric_change import known_metrics

    return metrics.named(text, known_metrics())


def _nothing_to_clear(metric: Metric, rep: str | None) -> str:
    if rep is None:
        return _("there is no target of {metric} for everyone; salescli target list").format(metric=metric.label)
    message = _("{rep} has no own target of {metric}; salescli target list shows what is in force")
    return message.format(rep=safe(rep), metric=metric.label)


def _per(text: str) -> str:
    word = text.strip().lower()
    if word not in PER:
        raise Misuse(_("--per is day, week or month, not {text}").format(text=ascii_safe(text)))
    return word


def _understood_before_a_file_is_made(typed: Stated) -> None:
    if not opening.exists(opening.location()):
        days(None, typed.since, typed.until)
