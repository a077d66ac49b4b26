"""Any table whose columns are known by name: what Zoho calls, and what `--map` says, become activities by one road."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from salescli.exchange import cells as said
from salescli.exchange.date_column import Reading
from salescli.exchange.importing import Setting, ragged
from salescli.exchange.moments import Moment, Moments
from salescli.exchange.refusal import BadRow
from salescli.i18n import _
from salescli.store.identity import imported_uid
from salescli.store.staging import COUNTED, IDENTIFIED, Stage, Staged

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
_CACHED = 100_000


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


class Mapped:
    """Stages rows of a table whose columns were recognised."""

    def __init__(self, name: str, columns: Columns, stage: Stage, setting: Setting, reading: Reading) -> None:
        """`reading` reads what the quick way of ISO times does not."""
        self.name = name
        self.source = setting.source or name
        self.understood: list[str] = []
        self._columns, self._stage, self._setting = columns, stage, setting
        self._moments, self._reading = Moments(setting.zone, setting.now), reading
        self._iso = not setting.date_format
        self._words: dict[tuple[str, str], Any] = {}

    def convert(self, line: int, row: list[str]) -> Staged:
        """One row. Raises BadRow, and Misuse for names that are none."""
        if len(row) != self._columns.width:
            raise ragged(row, self._columns.width)
        found = {field: text for field, place in self._columns.places.items() if (text := row[place].strip())}
        get = found.get
        at, at_unix, day = self._moment(row)
        rep = get("rep") or self._setting.rep
        customer, name, person = self._customer(found)
        outcome, reached = self._word("outcome", get("outcome"), self._outcome) or (None, 1)
        fields = (
            get("number") and said.number(found["number"]),
            self._word("channel", get("channel"), said.channel) or "phone",
            self._word("direction", get("direction"), said.direction) or "out",
            self._word("touch", get("touch"), said.touch),
            outcome,
            reached,
        )
        duration = self._duration(found)
        note = get("note")
        key, source_id, content = IDENTIFIED, get("id"), get("id", "")
        if source_id is None:
            key = COUNTED
            content = "\x1f".join(map(str, (rep, name, person, *fields, at_unix, duration, note)))
        return (
            line,
            key,
            imported_uid(self.source, content),
            self._stage.reps.get(rep) or self._stage.rep(rep),
            customer,
            person,
            *fields,
            at,
            at_unix,
            day,
            duration,
            note,
            None,
            self.source,
            source_id,
        )

    def _moment(self, row: list[str]) -> Moment:
        text = self._columns.when(row)
        if not text:
            raise BadRow(_("no date"))
        found = self._moments.quick(text) if self._iso else None
        return found or self._moments.of(self._reading(text))

    def _customer(self, found: dict[str, str]) -> tuple[int | None, str, str | None]:
        """The customer's number and name: the account, else the contact, else the lead; and the person at an account."""
        name = ""
        for kind, word in _KINDS:
            number = found.get(f"{kind}_id", "0")
            name = found.get(kind) or (f"{word} {number}" if number != "0" else "")
            if name:
                break
        if not name:
            return None, "", None
        customer = self._stage.customers.get(name) or self._stage.customer(name)
        contact = found.get("contact")
        if not contact or contact == name:
            return customer, name, None
        person = str(self._word("person", contact, said.persons))
        for each in person.split("; "):
            self._stage.person(customer, each)
        return customer, name, person or None

    def _outcome(self, text: str) -> tuple[str | None, int]:
        return said.outcome(text, self._setting.custom)

    def _duration(self, found: dict[str, str]) -> int | None:
        if "duration_s" in found:
            return said.seconds(found["duration_s"])
        return said.seconds(found["duration_min"], 60) if "duration_min" in found else None

    def _word(self, field: str, text: str | None, read: Callable[[str], Any]) -> Any:  # noqa: ANN401  each field has one type
        """What a cell of few values means, remembered."""
        if text is None:
            return None
        key = (field, text)
        if key not in self._words:
            if len(self._words) > _CACHED:
                self._words.clear()
            self._words[key] = read(text)
        return self._words[key]
