"""The flags of `report quality`: what each points at, from which share on, and what it might innocently be.

A flag points at lines to look at; it changes no figure and stops nothing. docs/quality.md says the same to users. What
a flag counts, line by line, is SQL in store/quality.py.
"""

from fractions import Fraction
from typing import NamedTuple

from salescli.i18n import _

SAMPLE = 20  # with fewer lines, a share says nothing of a rep
LEAST = 3  # so many lines make a habit; fewer are chance

# what the SQL holds a line against; docs/quality.md names them
LATE_S = 24 * 60 * 60  # from the contact to its being written down
A_MINUTE = 3  # calls, visits and video calls that may begin in one minute
A_DAY = 4  # lines a day with one customer by one channel
ROUNDED_S = 60  # times and durations that are rounded to minutes may overlap by so much


class Flag(NamedTuple):
    """One flag. `default` is the share in percent from which on it shows.

    `figure`, `usual` (a further sentence, where the SQL gives an `about`) and `short` are sentences for
    `{count}`, `{of}`, `{share}` and `{about}`. `least` lines at least must be marked.
    """

    name: str
    default: int
    meaning: str
    figure: str
    short: str
    innocent: str
    least: int = LEAST
    adds_up: bool = True
    """Whether the counts of several reps make a sum that means something."""
    by_lines: bool = False
    """Whether the sample is all of the rep's lines, not only those that the flag considers."""


FLAGS = (
    Flag(
        "late",
        20,
        _("lines typed in more than a day after the contact"),
        _("{count} of {of} lines were logged over a day late"),
        _("{count} lines logged late"),
        _("days on the road or off-line, or a weekend between; the work itself may be exactly as logged"),
    ),
    Flag(
        "bursts",
        10,
        _("calls, visits and video calls closer together than they lasted, or more than 3 in one minute"),
        _("{count} of {of} calls and visits came closer together than they lasted, or over 3 in one minute"),
        _("{count} lines too close together"),
        _("lines entered together without --at, a dialler or colleague working in parallel, times rounded by a source"),
    ),
    Flag(
        "copies",
        5,
        _("lines that say what an earlier one says: same customer, channel, direction, second and duration"),
        _("{count} of {of} lines say exactly what an earlier one says, each about {about} times over"),
        _("{count} exact repeats"),
        _("an export that holds its rows several times under other ids, or a source that knows only the minute"),
    ),
    Flag(
        "repeats",
        10,
        _("outgoing lines beyond the 4th to one customer, by one channel, on one day"),
        _("{count} of {of} outgoing lines were a customer's 5th or later that day by one channel, up to {about} a day"),
        _("{count} repeats of customer and day"),
        _("redialling until somebody answers, or several persons at one customer"),
    ),
    Flag(
        "customers",
        80,
        _("outgoing calls to a customer called before on the same day"),
        _("{count} of {of} outgoing calls went to a customer called before that day"),
        _("few customers for {of} calls"),
        _("a few large accounts, or redialling a short list"),
    ),
    Flag(
        "outcome",
        95,
        _("outgoing calls with the one outcome that the rep states most; calls without an outcome are left out"),
        _("{count} of {of} outgoing calls with an outcome have the same one, {about}"),
        _("one outcome for {share}"),
        _("a list of numbers that nobody answers, a habit of the hand, or a phone system that knows one outcome"),
        adds_up=False,
    ),
    Flag(
        "durations",
        80,
        _("outgoing calls and video calls with the one duration that the rep states most"),
        _("{count} of {of} outgoing calls with a duration lasted the same, {about}"),
        _("one duration for {share}"),
        _("typed in round figures, or filled in by a template"),
        adds_up=False,
    ),
    Flag(
        "edits",
        10,
        _("lines changed after the period was over"),
        _("{count} of {of} lines were changed after the period was over"),
        _("{count} lines changed afterwards"),
        _("outcomes that came later, a slip put right, or an import that brought corrections"),
    ),
    Flag(
        "near",
        10,
        _("first contacts with a customer whose name is near another's who was reached before or is known"),
        _("{count} of {of} first contacts were with a customer whose name is near an earlier one's"),
        _("{count} first contacts near a known name"),
        _("two customers with like names; if they are one: salescli customer merge"),
        least=1,
        by_lines=True,
    ),
    Flag(
        "no-customer",
        20,
        _("calls, either way, of which no customer is known"),
        _("{count} of {of} calls have no customer"),
        _("{count} calls with no customer"),
        _("a phone system that knows numbers only, or withheld numbers; they count as calls and as nothing else"),
    ),
    Flag(
        "zero",
        2,
        _("outgoing calls that count as reached, and lasted 0 seconds"),
        _("{count} of {of} outgoing calls that count as reached lasted 0 seconds"),
        _("{count} calls of 0 seconds"),
        _("a source that rounds to minutes, or has no outcomes, so that every call counts as reached"),
    ),
)
BY_NAME = {flag.name: flag for flag in FLAGS}


def shows(flag: Flag, count: int, of: int, lines: int, percent: int | None, sample: int) -> bool:
    """Whether the flag shows: enough lines to judge (`sample`), enough of them marked, and a share of `percent` on.

    `lines` are all of the rep's in the period. Without `percent` the flag is off.
    """
    if percent is None or not of or (lines if flag.by_lines else of) < sample:
        return False
    return count >= flag.least and share(count, of) >= Fraction(percent, 100)


def share(count: int, of: int) -> Fraction:
    """The part that is marked, exactly."""
    return Fraction(count, of)
