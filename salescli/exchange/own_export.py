"""Our own export coming back: every field as it was, the guard against formulas taken off exactly once."""

from collections.abc import Callable
from datetime import date, datetime
from operator import itemgetter

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.exchange.cells import LONGEST_DURATION
from salescli.exchange.format import Setting, ragged
from salescli.exchange.formula import unguarded
from salescli.exchange.instants import Moments
from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _
from salescli.model import vocabulary
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.store.staging import COUNTED, OWN, Stage, Staged
from salescli.store.uids import imported_uid

ESSENTIAL = (
    "uid",
    "rep",
    "customer",
    "channel",
    "direction",
    "stated",
    "outcome",
    "reached",
    "at",
    "logged_at",
    "source",
    "source_id",
)
"""Without these an activity would come back as another one."""

_TELLING = frozenset({"uid", "at", "reached", "logged_at", "source_id"})
_ENOUGH = 4  # of those that tell an own export
_WIDTH = len(ACTIVITIES)
_CHANNELS = {channel: channel for channel in vocabulary.CHANNELS}
_DIRECTIONS = {"out": "out", "in": "in"}
_STATED = {"": None, "first": "first", "follow-up": "follow-up"}
_TOUCHES = frozenset({"", "first", "follow-up", "attempt"})
_FLAGS = {"0": 0, "1": 1}
_KNOWN = {"": 0, **_FLAGS}
_CACHED = 30_000
_HEX = frozenset("0123456789abcdef")


def recognises(header: list[str]) -> bool:
    """Whether the columns are our export's, in whatever order; others may stand among them, and some be missing."""
    return "uid" in header and len(_TELLING.intersection(header)) >= _ENOUGH


class Own:
    """Stages rows of an export of ours."""

    name = "own"
    zoned = False

    def __init__(self, header: list[str], stage: Stage, setting: Setting) -> None:
        """Find the columns by their names. Raises Misuse where an essential one is missing, or one is there twice."""
        self.understood = [_("an export of salescli: every row keeps its uid, its times and its source")]
        if setting.source:
            self.understood.append(_("--source {name} is ignored: the rows say theirs").format(name=setting.source))
        self._width = len(header)
        self.used = [place for place, name in enumerate(header) if name in ACTIVITIES]
        self._ordered = _in_order(header)
        self._stage = stage
        self._setting = setting
        self._moments = Moments(setting.zone, setting.now)
        # by text as written: `'=x` here and the name that another text means are not to meet in one dictionary
        self._reps: dict[str, int] = {}
        self._customers: dict[str, int] = {}
        self._persons: dict[str, str] = {}
        self._outcomes: dict[tuple[str, str], tuple[str | None, int]] = {("", "1"): (None, 1)}
        self._meanings: dict[str, int] = {
            **{word: int(reached) for word, reached in setting.custom.items()},
            **{word: int(reached) for word, reached in vocabulary.OUTCOMES.items()},
        }

    def convert(self, line: int, cells: list[str]) -> Staged:
        """One row. Raises BadRow, and Misuse for names that are none."""
        if len(cells) != self._width:
            raise ragged(cells, self._width)
        row = self._ordered(cells)
        try:
            return self._staged(line, row)
        except (KeyError, ValueError):
            raise BadRow(_wrong(row)) from None

    def _staged(self, line: int, cells: tuple[str, ...]) -> Staged:
        (_id, uid, rep, customer, person, number, channel, direction, touch, stated, outcome, reached, at, day,
         duration, note, logged_at, source, source_id, known) = cells  # fmt: skip
        stage = self._stage
        at_unix = self._moments.kept(at)
        if day != at[:10] and day:
            raise BadRow(_("the day {day} is not that of {at}").format(day=shown(day), at=at))
        if datetime.fromisoformat(logged_at).tzinfo is None:
            raise ValueError(logged_at)
        if touch not in _TOUCHES:
            raise ValueError(touch)
        meaning = self._outcomes.get((outcome, reached)) or self._outcome(outcome, reached)
        row = (
            OWN if uid else COUNTED,  # without a uid: a line that somebody added by hand
            _uid(uid) if uid else imported_uid("own", "\x1f".join(cells[2:16])),
        )
        seconds = _seconds(duration) if duration else None
        ways = _CHANNELS[channel], _DIRECTIONS[direction], _STATED[stated]
        is_known = _KNOWN[known]
        acting = self._reps.get(rep) or self._rep(rep)
        who = (self._customers.get(customer) or self._customer(customer)) if customer else None
        people = self._person(person, who) if person else None
        if is_known and who:
            stage.known(who)
        return (
            line,
            *row,
            acting,
            who,
            people,
            _text(number) if number else None,
            *ways,
            *meaning,
            at,
            at_unix,
            at[:10],
            seconds,
            _text(note) if note else None,
            logged_at,
            _text(source) if source else None,
            _text(source_id) if source_id else None,
        )

    def _rep(self, written: str) -> int:
        number = self._reps[written] = self._stage.rep(unguarded(written) or self._setting.rep)
        return number

    def _customer(self, written: str) -> int:
        if len(self._customers) > _CACHED:
            self._customers.clear()
        number = self._customers[written] = self._stage.customer(unguarded(written))
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

    def _outcome(self, written: str, reached: str) -> tuple[str | None, int]:
        """The outcome and whether it reached, which is what it means here, or what the file's first row made of it."""
        word, flag = unguarded(written), _FLAGS[reached]
        if not word.isprintable():
            raise ValueError(word)
        if not word:
            raise BadRow(_("nobody was reached, and no outcome says why"))
        if word not in self._meanings:
            self._stage.outcome(word, flag)
            self._meanings[word] = flag
        if self._meanings[word] != flag:
            message = _("reached is {flag}, but {word} means the other")
            raise BadRow(message.format(flag=flag, word=shown(word)))
        self._outcomes[written, reached] = word, flag
        return word, flag


def _in_order(header: list[str]) -> "Callable[[list[str]], tuple[str, ...]]":
    """A row's cells in the order of ACTIVITIES, those of a missing column empty."""
    missing = [name for name in ESSENTIAL if name not in header]
    if missing:
        message = _("an export of salescli without the column {columns}; export it again, or --as csv")
        raise Misuse(message.format(columns=", ".join(missing)))
    for name in ACTIVITIES:
        if header.count(name) > 1:
            raise Misuse(_("the column {name} is there twice").format(name=name))
    if tuple(header[:_WIDTH]) == ACTIVITIES:
        return lambda cells: tuple(cells[:_WIDTH])
    pick = itemgetter(*(header.index(name) if name in header else -1 for name in ACTIVITIES))
    return lambda cells: pick([*cells, ""])


def _text(written: str) -> str:
    return unguarded(written) if written[0] == "'" else written


def _seconds(written: str) -> int:
    seconds = int(written) if written.isdecimal() else -1
    if not 0 <= seconds <= LONGEST_DURATION:
        raise ValueError(written)
    return seconds


def _uid(written: str) -> str:
    if len(written) != 36 or written.count("-") != 4 or not _HEX.issuperset(written.replace("-", "")):  # noqa: PLR2004
        raise ValueError(written)
    return written


_TESTS: dict[str, Callable[[str], object]] = {
    "uid": lambda text: text and _uid(text),
    "channel": _CHANNELS.__getitem__,
    "direction": _DIRECTIONS.__getitem__,
    "touch": dict.fromkeys(_TOUCHES).__getitem__,
    "stated": _STATED.__getitem__,
    "reached": _FLAGS.__getitem__,
    "known": _KNOWN.__getitem__,
    "day": lambda text: text and date.fromisoformat(text),
    "duration_s": lambda text: text and _seconds(text),
    "outcome": lambda text: text.isprintable() or _FLAGS[text],
}


def _wrong(row: tuple[str, ...]) -> str:
    """Which cell it is that no export of ours holds."""
    named = dict(zip(ACTIVITIES, row, strict=True))
    for column, test in _TESTS.items():
        try:
            test(named[column])
        except (KeyError, ValueError):
            break
    else:
        column = "logged_at"
    message = _("{column} is {text}: no salescli export holds that")
    return message.format(column=column, text=ascii(named[column][:40]))
