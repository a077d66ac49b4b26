"""Any table whose columns are known by name: what Zoho calls, and what `--map` says, become activities by one road."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from salescli.exchange import cells as said
from salescli.exchange.date_column import Reading
from salescli.exchange.date_shapes import Stamp
from salescli.exchange.format import Setting, ragged
from salescli.exchange.instants import Moment, Moments
from salescli.exchange.refusal import BadRow
from salescli.i18n import _
from salescli.store.staging import COUNTED, DAY_ONLY, IDENTIFIED, Stage, Staged
from salescli.store.uids import uids_of

FIELDS = (
    "id",
    "at",
    "date",
    "time",
    "rep",
    "customer",
    "contact",
    "lead",
    "customer_id",
    "contact_id",
    "lead_id",
    "number",
    "channel",
    "direction",
    "touch",
    "outcome",
    "duration_s",
    "duration_min",
    "note",
)
_KINDS = (("customer", "account"), ("contact", "contact"), ("lead", "lead"))
_CACHED = 30_000


@dataclass(frozen=True)
class Columns:
    """Which column holds which field: the field's name to the column's place, from 0. `width` is the header's."""

    width: int
    places: dict[str, int] = field(default_factory=dict)

    def when(self, row: list[str]) -> str:
        """The text of the moment: one column, or a date's and a time's."""
        if "at" in self.places:
            return row[self.places["at"]].strip()
        date = row[self.places["date"]].strip()
        time = row[self.places["time"]].strip() if "time" in self.places else ""
        return f"{date} {time}".strip() if date else ""


class Remembered(dict[str, Any]):
    """What each text of a column means, found out once; a column of very many texts is begun anew at times."""

    def __init__(self, read: Callable[[str], Any], nothing: object) -> None:
        """`nothing` is what an empty cell means."""
        super().__init__({"": nothing})
        self._read, self._nothing = read, nothing

    def __missing__(self, text: str) -> Any:  # noqa: ANN401  each column has one type
        """Read a text that is new. Raises BadRow."""
        meaning = self._read(text.strip()) if text.strip() else self._nothing
        if len(self) > _CACHED:
            self.clear()
        self[text] = meaning
        return meaning


class Mapped:
    """Stages rows of a table whose columns were recognised. A million rows come through here: each step counts."""

    by_number = False
    """Whether a number tells, among rows without an id, who was called: his name may be written down later."""

    def __init__(
        self,
        name: str,
        columns: Columns,
        stage: Stage,
        setting: Setting,
        reading: Reading,
        understood: list[str],
        source: str | None = None,
    ) -> None:
        """`reading` reads what the quick way of ISO times does not."""
        self.name = name
        self.source = source or setting.source or name
        self.understood = understood
        self._columns, self._stage, self._setting = columns, stage, setting
        self._moments, self._reading = Moments(setting.zone, setting.now), reading
        self._quick = (lambda _text: None) if setting.date_format else self._moments.quick
        self._uid = uids_of(self.source)
        place = columns.places.get
        # a field without a column is read from an empty cell that is put at the end of every row
        alone = -1 if "time" in columns.places else place("date", -1)
        self._at, self._rep, self._id = place("at", alone), place("rep", -1), place("id", -1)
        self._customer, self._number, self._note = place("customer", -1), place("number", -1), place("note", -1)
        self._channel, self._direction = place("channel", -1), place("direction", -1)
        self._touch, self._outcome = place("touch", -1), place("outcome", -1)
        self._duration = place("duration_s", place("duration_min", -1))
        unit = 1 if "duration_s" in columns.places else 60
        self._customers: Remembered = Remembered(stage.customer, None)
        self._reps: Remembered = Remembered(self._owner, stage.rep(setting.rep) if self._rep < 0 else None)
        self._channels: Remembered = Remembered(said.channel, "phone")
        self._directions: Remembered = Remembered(said.direction, "out")
        self._touches: Remembered = Remembered(said.touch, None)
        self._outcomes: Remembered = Remembered(lambda text: said.outcome(text, setting.custom), (None, 1))
        self._durations: Remembered = Remembered(lambda text: said.seconds(text, unit), None)
        self._persons: Remembered = Remembered(said.persons, None)
        self._others = {"contact", "lead", "customer_id", "contact_id", "lead_id"} & set(columns.places)

    def convert(self, line: int, row: list[str]) -> Staged:
        """One row. Raises BadRow, and Misuse for names that are none."""
        if len(row) != self._columns.width:
            raise ragged(row, self._columns.width)
        row = [*row, ""]
        moment, stamp = self._quick(row[self._at].strip()), None
        if moment is None:
            moment, stamp = self._moment(row)
        at, at_unix, day = moment
        rep = self._reps[row[self._rep]]
        if rep is None:
            rep = self._stage.rep(self._setting.rep)
        name = row[self._customer].strip()
        person = None
        if self._others:
            name, person = self._named_otherwise(row, name)
        customer = self._customers[name]
        number = row[self._number].strip() or None
        if number and not number.isprintable():
            raise BadRow(_("the number {text} has control characters").format(text=ascii(number)))
        channel, direction = self._channels[row[self._channel]], self._directions[row[self._direction]]
        touch, (outcome, reached) = self._touches[row[self._touch]], self._outcomes[row[self._outcome]]
        duration, note = self._durations[row[self._duration]], row[self._note].strip() or None
        source_id = row[self._id].strip() or None
        if source_id:
            key, uid = IDENTIFIED, self._uid(source_id)
        else:
            who = row[self._rep].strip()
            if not who:
                who = self._stage.acting = self._setting.rep
            whom = "" if number and self.by_number else f"{name}\x1f{person}"
            content = f"{who}\x1f{whom}\x1f{number}\x1f{channel}\x1f{direction}\x1f{touch}\x1f{outcome}"
            when = at_unix if stamp and stamp.offset else _as_written(at, stamp)
            key, uid = COUNTED, self._uid(f"{content}\x1f{reached}\x1f{when}\x1f{duration}\x1f{note}")
        if stamp and not stamp.timed:
            key += DAY_ONLY
        if person:
            for each in person.split("; "):
                self._stage.person(customer, each)
        return (line, key, uid, rep, customer, person, number, channel, direction, touch, outcome, reached, at, at_unix,
                day, duration, note, None, self.source, source_id)  # fmt: skip

    @property
    def used(self) -> Collection[int]:
        """The places of the columns that are read."""
        return self._columns.places.values()

    def _owner(self, text: str) -> int:
        """The rep that a text means, which may be the id of one who has a name."""
        owners = self._setting.owners
        return self._stage.rep(owners.named(text) if owners else text)

    @property
    def zoned(self) -> bool:
        """Whether a time had no offset of its own."""
        return self._moments.zoned

    def _moment(self, row: list[str]) -> tuple[Moment, Stamp | None]:
        """The moment, and its stamp; None for a plain time without an offset."""
        text = row[self._at].strip()
        if not text:
            text = self._columns.when(row)
            if quick := self._quick(text):
                return quick, None
        if not text:
            raise BadRow(_("no date"))
        stamp = self._reading(text)
        return self._moments.of(stamp), stamp

    def _named_otherwise(self, row: list[str], account: str) -> tuple[str, str | None]:
        """The customer's name, account, else contact, else lead, else by an id; and the person at an account."""
        name = account
        found = {field: row[place].strip() for field, place in self._columns.places.items()}
        for kind, word in _KINDS:
            number = found.get(f"{kind}_id") or "0"
            name = found.get(kind) or (f"{word} {number}" if number != "0" else "")
            if name:
                break
        contact = found.get("contact", "")
        if not name or not contact or contact == name:
            return name, None
        return name, self._persons[contact] or None


def _as_written(at: str, stamp: Stamp | None) -> str:
    """A moment without an offset, by which its row is known again whatever the zone is then; a day alone as a day."""
    return at[:19] if stamp is None or stamp.timed else f"{stamp.local:%Y-%m-%d}"
