"""What is counted: one table, one entry a metric. Names, definitions and conditions stand here only.

The condition is portable SQL over the columns of `activity`, called `a`; store/counting.py makes the counting
query of it. It is data, and the one exception to the rule that SQL lives in store/. The built-in metrics count what
the rep did: direction `out`. Those that a user added stand in the file (store/metrics_kept.py).
"""

from collections.abc import Mapping
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import fold
from salescli.model.vocabulary import ascii_safe


class Metric(NamedTuple):
    """One metric: `name` for machines, `label` for people, what it counts in words and in SQL."""

    name: str
    label: str
    unit: str
    definition: str
    condition: str  # which activities count, of those in the direction
    value: str = ""  # what is taken of each: nothing (each counts one), a column to sum ...
    distinct: bool = False  # ... or, distinct, a column whose different values are counted
    divisor: int = 1  # the sum is in parts of the unit: seconds of a minute
    kept: str = ""  # the column of rep_day where the sums of each rep and day are kept
    direction: str = "a.direction = 'out'"  # whose doing counts: the rep's
    parts: tuple[tuple[int, "Metric"], ...] = ()  # a score: so many of its own parts for each part of another metric

    @property
    def adds_up(self) -> bool:
        """Whether a team's count is the sum of its reps' counts."""
        return not self.distinct and all(part.adds_up for _number, part in self.parts)

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
            kept="calls",
        ),
        Metric(
            name="first_contacts",
            label=_("first contacts"),
            unit=_("contacts"),
            definition=_("activities with touch first, any channel"),
            condition="a.touch = 'first'",
            kept="first_contacts",
        ),
        Metric(
            name="follow_ups",
            label=_("follow-ups"),
            unit=_("contacts"),
            definition=_("activities with touch follow-up, any channel but visit"),
            condition="a.touch = 'follow-up' AND a.channel <> 'visit'",
            kept="follow_ups",
        ),
        Metric(
            name="visits",
            label=_("visits"),
            unit=_("visits"),
            definition=_("activities with channel visit, met or not"),
            condition="a.channel = 'visit'",
            kept="visits",
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
            kept="conversations",
        ),
        Metric(
            name="talk_minutes",
            label=_("talk minutes"),
            unit=_("minutes"),
            definition=_("the summed duration of calls, in minutes"),
            condition="a.channel = 'phone'",
            value="duration_s",
            divisor=60,
            kept="talk_s",
        ),
    )
}
DEFAULT = tuple(METRICS)[:5]


def named(text: str, known: Mapping[str, Metric] = METRICS) -> Metric:
    """The metric that a user means: its name, spelt with `_`, `-` or spaces, or an unambiguous beginning.

    Raises Misuse, naming what there is.
    """
    wanted = spelt(text)
    if wanted in known:
        return known[wanted]
    candidates = [name for name in known if wanted and name.startswith(wanted)]
    if len(candidates) == 1:
        return known[candidates[0]]
    names = ", ".join(candidates or known)
    message = _("{text} begins several metrics: {known}") if candidates else _("unknown metric {text}; one of: {known}")
    raise Misuse(message.format(text=ascii_safe(text), known=names))


def spelt(text: str) -> str:
    """A name as metrics have it: small letters, words joined by `_`."""
    return "_".join(fold(text).replace("-", " ").replace("_", " ").split())
