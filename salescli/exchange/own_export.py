"""Our own export coming back: every field as it was, the guard against formulas taken off exactly once."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.exchange.format import Setting, ragged
from salescli.exchange.formula import unguarded
from salescli.exchange.instants import Moments
from salescli.exchange.refusal import BadRow
from salescli.i18n import _
from salescli.model import vocabulary
from salescli.model.names import accept_name
from salescli.store.staging import COUNTED, OWN, Stage, Staged
from salescli.store.uids import imported_uid

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = len(ACTIVITIES)
_CHANNELS = {channel: channel for channel in vocabulary.CHANNELS}
_DIRECTIONS = {"out": "out", "in": "in"}
_STATED = {"": None, "first": "first", "follow-up": "follow-up"}
_FLAGS = {"0": 0, "1": 1}
_CACHED = 100_000
_HEX = frozenset("0123456789abcdef")


def recognises(header: list[str]) -> bool:
    """Whether the columns begin as our export's do; newer ones may follow."""
    return tuple(header[:_WIDTH]) == ACTIVITIES


class Own:
    """Stages rows of an export of ours."""

    name = "own"

    def __init__(self, header: list[str], stage: Stage, setting: Setting) -> None:
        """`header` is one that `recognises` knows."""
        self.understood = [_("an export of salescli: every row keeps its uid, its times and its source")]
        self._width = len(header)
        self._stage = stage
        self._setting = setting
        self._moments = Moments(setting.zone, setting.now)
        self._days: set[str] = set()
        self._persons: dict[str, str] = {}
        self._outcomes: dict[str, str | None] = {"": None, **{word: word for word in vocabulary.OUTCOMES}}

    def convert(self, line: int, cells: list[str]) -> Staged:
        """One row. Raises BadRow, and Misuse for names that are none."""
        if len(cells) != self._width:
            raise ragged(cells, self._width)
        try:
            return self._staged(line, cells[:_WIDTH])
        except (KeyError, ValueError):
            raise BadRow(_wrong(cells)) from None

    def _staged(self, line: int, cells: list[str]) -> Staged:
        (_id, uid, rep, customer, person, number, channel, direction, _touch, stated, outcome, reached, at, day,
         duration, note, logged_at, source, source_id, known) = cells  # fmt: skip
        stage = self._stage
        who = (stage.customers.get(customer) or self._customer(customer)) if customer else None
        if _FLAGS[known] and who:
            stage.known(who)
        if day not in self._days:
            self._days.add(date.fromisoformat(day).isoformat())
        if datetime.fromisoformat(logged_at).tzinfo is None:
            raise ValueError(logged_at)
        return (
            line,
            OWN if uid else COUNTED,  # without a uid: a line that somebody added by hand
            _uid(uid) if uid else imported_uid("own", "\x1f".join(cells[2:16])),
            stage.reps.get(rep) or self._rep(rep),
            who,
            self._person(person, who) if person else None,
            _text(number) if number else None,
            _CHANNELS[channel],
            _DIRECTIONS[direction],
            _STATED[stated],
            self._outcomes[outcome] if outcome in self._outcomes else self._outcome(outcome, _FLAGS[reached]),
            _FLAGS[reached],
            at,
            self._moments.kept(at),
            day,
            _seconds(duration) if duration else None,
            _text(note) if note else None,
            logged_at,
            _text(source) if source else None,
            _text(source_id) if source_id else None,
        )

    def _rep(self, written: str) -> int:
        number = self._stage.rep(unguarded(written) or self._setting.rep)
        self._stage.reps[written] = number
        return number

    def _customer(self, written: str) -> int:
        number = self._stage.customer(unguarded(written))
        self._stage.customers[written] = number
        return number

    def _person(self, written: str, customer: int | None) -> str:
        names = self._persons.get(written)
        if names is None:
            if len(self._persons) > _CACHED:
                self._persons.clear()
            names = self._persons[written] = unguarded(written)
            for name in names.split("; "):
                accept_name(name, _("person"))
        if customer:
            for name in names.split("; "):
                self._stage.person(customer, name)
        return names

    def _outcome(self, written: str, reached: int) -> str:
        word = unguarded(written)
        if not word.isprintable():
            raise ValueError(word)
        if word not in self._setting.custom:
            self._stage.outcome(word, reached)
        self._outcomes[written] = word
        return word


def _text(written: str) -> str:
    return unguarded(written) if written[0] == "'" else written


def _seconds(written: str) -> int:
    if not written.isdecimal():
        raise ValueError(written)
    return int(written)


def _uid(written: str) -> str:
    if len(written) != 36 or written.count("-") != 4 or not _HEX.issuperset(written.replace("-", "")):  # noqa: PLR2004
        raise ValueError(written)
    return written


def _wrong(cells: list[str]) -> str:
    """Which cell it is that no export of ours holds."""
    row = dict(zip(ACTIVITIES, cells, strict=False))
    tests: dict[str, Callable[[str], object]] = {
        "uid": _uid,
        "channel": _CHANNELS.__getitem__,
        "direction": _DIRECTIONS.__getitem__,
        "stated": _STATED.__getitem__,
        "reached": _FLAGS.__getitem__,
        "known": _FLAGS.__getitem__,
        "day": date.fromisoformat,
        "duration_s": lambda text: text and _seconds(text),
    }
    for column, test in tests.items():
        try:
            test(row[column])
        except (KeyError, ValueError):
            if column != "uid" or row["uid"]:
                break
    else:
        column = "logged_at"
    message = _("{column} is {text}: no salescli export holds that")
    return message.format(column=column, text=ascii(row[column][:40]))
