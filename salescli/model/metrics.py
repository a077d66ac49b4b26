"""What is counted: one table, one entry a metric. Names, definitions and conditions stand here only.

The condition is portable SQL over the columns of `activity`, called `a`; store/counting.py makes the counting
query of it. It is data, and the one exception to the rule that SQL lives in store/. All metrics count what
the rep did: direction `out`.
"""

from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe


class Metric(NamedTuple):
    """One metric: `name` for machines, `label` for people, what it counts in words and in SQL."""

    name: str
    label: str
    unit: str
    definition: str
    condition: str  # which activities count; `a.direction = 'out'` is understood
    value: str = ""  # what is taken of each: nothing (each counts one), a column to sum ...
    distinct: bool = False  # ... or, distinct, a column whose different values are counted
    divisor: int = 1  # the sum is in parts of the unit: seconds of a minute

    @property
    def title(self) -> str:
        """The label as it begins a line of a table."""
        return self.label[:1].upper() + self.label[1:]


METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            name="calls",
            label=_("calls"),
            unit=_("calls"),
            definition=_("activities with channel phone"),
            condition="a.channel = 'phone'",
        ),
        Metric(
            name="first_contacts",
            label=_("first contacts"),
            unit=_("contacts"),
            definition=_("activities with touch first, any channel"),
            condition="a.touch = 'first'",
        ),
        Metric(
            name="follow_ups",
            label=_("follow-ups"),
            unit=_("contacts"),
            definition=_("activities with touch follow-up, any channel but visit"),
            condition="a.touch = 'follow-up' AND a.channel <> 'visit'",
        ),
        Metric(
            name="visits",
            label=_("visits"),
            unit=_("visits"),
            definition=_("activities with channel visit, met or not"),
            condition="a.channel = 'visit'",
        ),
        Metric(
            name="customers_visited",
            label=_("customers visited"),
            unit=_("customers"),
            definition=_("different customers with a visit that reached somebody"),
            condition="a.channel = 'visit' AND a.reached = 1",
            value="customer",
            distinct=True,
        ),
        Metric(
            name="conversations",
            label=_("conversations"),
            unit=_("calls"),
            definition=_("calls that reached somebody"),
            condition="a.channel = 'phone' AND a.reached = 1",
        ),
        Metric(
            name="talk_minutes",
            label=_("talk minutes"),
            unit=_("minutes"),
            definition=_("the summed duration of calls, in minutes"),
            condition="a.channel = 'phone'",
            value="duration_s",
            divisor=60,
        ),
    )
}
DEFAULT = tuple(METRICS)[:5]


def named(text: str) -> Metric:
    """The metric that a user means: its name, spelt with `_`, `-` or spaces, or an unambiguous beginning.

    Raises Misuse, naming what there is.
    """
    wanted = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    if wanted in METRICS:
        return METRICS[wanted]
    candidates = [name for name in METRICS if wanted and name.startswith(wanted)]
    if len(candidates) == 1:
        return METRICS[candidates[0]]
    known = ", ".join(candidates or METRICS)
    message = _("{text} begins several metrics: {known}") if candidates else _("unknown metric {text}; one of: {known}")
    raise Misuse(message.format(text=ascii_safe(text), known=known))
