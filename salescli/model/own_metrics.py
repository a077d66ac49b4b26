"""Metrics that a user added: by a filter of activities, or a score of other metrics weighted.

Read on the path of a log line where a target is for one, so nothing heavy is imported. The conditions in SQL are made
here and nowhere else, of words that were looked at; quotes in them are doubled all the same.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from math import gcd, lcm
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.metrics import METRICS, Metric, spelt
from salescli.model.vocabulary import CHANNELS, ascii_safe

DIRECTIONS = ("out", "in", "both")
TOUCHES = ("first", "follow-up", "attempt")
CUSTOMERS = "customers"
LONGEST = 40  # columns of a name
MOST = 1_000_000
_DECIMALS = 4


class Filter(NamedTuple):
    """Which activities a metric counts; empty is all. `distinct_by` customers counts these, each once."""

    channels: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    direction: str = "out"
    touches: tuple[str, ...] = ()
    distinct_by: str | None = None


def accept_name(text: str) -> str:
    """The name as metrics have it: letters, digits and `_`, a letter first. Raises Misuse for anything else.

    Letters of any script will do, with the marks that belong to them; a built-in metric's name will not.
    """
    name = spelt(text)
    if not name[:1].isalpha() or not all(map(_may_be_in_a_name, name)):
        message = _("a metric's name is letters, digits and _, a letter first, as in big_demos, not {text}")
        raise Misuse(message.format(text=ascii_safe(text)))
    wide = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in name)
    if wide > LONGEST:
        raise Misuse(_("{name} is too long for a metric: {most} columns at most").format(name=name, most=LONGEST))
    if name in METRICS:
        raise Misuse(_("{name} is built in; choose another name").format(name=name))
    return name


def _may_be_in_a_name(character: str) -> bool:
    return character == "_" or character.isdecimal() or unicodedata.category(character)[0] in "LM"


def accept_filter(wanted: Filter) -> Filter:
    """The filter with its words in the order of their lists, each once. Raises Misuse for an unknown word.

    Outcomes are looked up before, by `vocabulary.outcome_of`: the file adds to them.
    """
    if wanted.direction not in DIRECTIONS:
        message = _("--direction is out, in or both, not {text}")
        raise Misuse(message.format(text=ascii_safe(wanted.direction)))
    if wanted.distinct_by not in {None, CUSTOMERS}:
        message = _("--distinct is customers, not {text}")
        raise Misuse(message.format(text=ascii_safe(wanted.distinct_by or "")))
    for word in wanted.touches:
        if word not in TOUCHES:
            raise Misuse(_("--touch is first, follow-up or attempt, not {text}").format(text=ascii_safe(word)))
    for word in wanted.channels:
        if word not in CHANNELS:
            message = _("no such channel: {text}; there are {words}")
            raise Misuse(message.format(text=ascii_safe(word), words=", ".join(CHANNELS)))
    for word in wanted.outcomes:
        if not word.replace("-", "").isalnum():
            raise Misuse(_("no such outcome: {text}").format(text=ascii_safe(word)))
    return wanted._replace(
        channels=tuple(word for word in CHANNELS if word in wanted.channels),
        outcomes=tuple(sorted(set(wanted.outcomes))),
        touches=tuple(word for word in TOUCHES if word in wanted.touches),
    )


def accept_weight(text: str) -> str:
    """A weight as it is kept: decimal digits, no needless zeros. Raises Misuse for anything else, and for 0."""
    whole, point, decimals = text.strip().partition(".")
    if not (whole + decimals).isascii() or not (whole + decimals).isdigit() or (point and not decimals):
        message = _("not a weight: {text}; write a number above 0, such as 3 or 0.5")
        raise Misuse(message.format(text=ascii_safe(text)))
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    if len(decimals) > _DECIMALS:
        raise Misuse(_("{text} is too fine: four decimals at most").format(text=text))
    if len(whole) > len(str(MOST)) or int(whole) > MOST:
        raise Misuse(_("{text} is out of reach: {most} at most").format(text=text, most=MOST))
    if whole == "0" and not decimals:
        raise Misuse(_("a weight of 0 counts nothing: leave that metric out"))
    return f"{whole}.{decimals}" if decimals else whole


def by_filter(name: str, wanted: Filter) -> Metric:
    """The metric of an accepted name and filter."""
    unit = _("customers") if wanted.distinct_by else _("activities")
    conditions = [
        _is_one_of("channel", wanted.channels),
        _is_one_of("outcome", wanted.outcomes),
        _is_one_of("touch", wanted.touches),
    ]
    return Metric(
        name=name,
        label=name.replace("_", " "),
        unit=unit,
        definition=_filter_in_words(wanted),
        condition=" AND ".join(filter(None, conditions)),
        value="customer" if wanted.distinct_by else "",
        distinct=wanted.distinct_by is not None,
        direction="" if wanted.direction == "both" else _is_one_of("direction", (wanted.direction,)),
    )


def _is_one_of(column: str, words: Sequence[str]) -> str:
    """The condition in SQL; empty where there is no word."""
    quoted = ["'" + word.replace("'", "''") + "'" for word in words]
    if len(quoted) == 1:
        return f"a.{column} = {quoted[0]}"
    return f"a.{column} IN ({', '.join(quoted)})" if quoted else ""


def _filter_in_words(wanted: Filter) -> str:
    """`activities with channel video and outcome interested or won, any direction`."""
    either = _(" or ")
    parts = [
        text.format(words=either.join(words))
        for text, words in (
            (_("channel {words}"), wanted.channels),
            (_("outcome {words}"), wanted.outcomes),
            (_("touch {words}"), wanted.touches),
        )
        if words
    ]
    counted = _("different customers of activities") if wanted.distinct_by else _("activities")
    if parts:
        counted = _("{activities} with {filters}").format(activities=counted, filters=_(" and ").join(parts))
    directions = {"in": _("{activities}, incoming"), "both": _("{activities}, any direction")}
    return directions.get(wanted.direction, "{activities}").format(activities=counted)


def by_score(name: str, parts: Mapping[str, str], known: Mapping[str, Metric]) -> Metric:
    """The score of an accepted name; `parts` are accepted weights by metrics of `known`.

    Raises Misuse where there is no part, or one that is unknown or a score itself.
    """
    if not parts:
        raise Misuse(_("a score needs its parts: salescli metric score points calls=1 visits=10"))
    for part in parts:
        if part not in known:
            message = _("unknown metric {text}; one of: {known}")
            raise Misuse(message.format(text=ascii_safe(part), known=", ".join(known)))
        if known[part].parts:
            raise Misuse(_("{name} is a score itself: name what it is made of").format(name=part))
    ratios = {part: _ratio(weight, known[part].divisor) for part, weight in parts.items()}
    divisor = lcm(*(below for _above, below in ratios.values()))
    return Metric(
        name=name,
        label=name.replace("_", " "),
        unit=_("points"),
        definition=" + ".join(part if weight == "1" else f"{weight} × {part}" for part, weight in parts.items()),
        condition="",
        divisor=divisor,
        direction="",
        parts=tuple((above * (divisor // below), known[part]) for part, (above, below) in ratios.items()),
    )


def _ratio(weight: str, divisor: int) -> tuple[int, int]:
    """The weight of one part of a metric's unit, over and below the line, in lowest terms."""
    whole, _point, decimals = weight.partition(".")
    above, below = int(whole + decimals), 10 ** len(decimals) * divisor
    common = gcd(above, below)
    return above // common, below // common


def joined(words: Iterable[str]) -> str | None:
    """Words as they are kept; None for none."""
    return ",".join(words) or None


def parted(text: str | None) -> tuple[str, ...]:
    """Kept words, apart."""
    return tuple(text.split(",")) if text else ()
