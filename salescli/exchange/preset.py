"""What a module of another program's format describes: how it is known, its columns, what its values mean.

A preset turns each row into cells of our own fields (mapped_table.FIELDS); from there on all formats go one road.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from salescli.exchange.date_column import Reading
from salescli.exchange.format import Setting, ragged
from salescli.exchange.mapped_table import FIELDS, Columns, Mapped
from salescli.exchange.refusal import ToCome
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store.staging import Stage, Staged

Row = Mapping[str, str]
"""A row's cells, stripped, by the names of `Preset.columns`; empty where there is none."""


class Passed(Exception):  # noqa: N818  no error: a row that is no activity that was done
    """A row is passed over; the text says why, in a few words by which rows are counted: `planned`, `text message`."""


@dataclass(frozen=True)
class Preset:
    """One format of another program. `name` is for --as, `source` keeps its ids apart, `title` is for people.

    `columns`: our name for a column to the names that it has in files, compared without case, `_` as a blank.
    `needs`: the columns without which a header is none of this format; `some`: of these it has at least one.
    `fields` makes of a row our own fields; it raises Passed, or refusal.BadRow. It may say `done`, the time that stands
    for an `at` still to come. Of a `calendar`, rows still to come are planned, not bad. Rows of one cell: a `footer`.
    `header` is that of files without one, `begins` knows these by a first row. `by_number`: without an id, a call is
    known again by its number, for the phone says a name that may be given, or changed, after the call.
    `reads`, `maps` and `drops` are for docs/formats.md: sentences on what is read, how values map, what is left out.
    """

    name: str
    source: str
    title: str
    columns: Mapping[str, Sequence[str]]
    needs: Sequence[str]
    fields: Callable[[Row], dict[str, str]]
    some: Sequence[str] = ()
    calendar: bool = False
    footer: bool = False
    by_number: bool = False
    header: Sequence[str] = ()
    begins: Callable[[list[str]], bool] | None = None
    reads: str = ""
    maps: str = ""
    drops: str = ""
    names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Fold the columns' names once."""
        folded = {_plain(name): ours for ours, names in self.columns.items() for name in names}
        object.__setattr__(self, "names", folded)

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Where our columns stand in a header; the first of several of one name."""
        found: dict[str, int] = {}
        for place, column in enumerate(header):
            ours = self.names.get(_plain(column))
            if ours is not None:
                found.setdefault(ours, place)
        return found

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether every column is there that this format cannot be without, and one of those that it has some of."""
        places = self.places(header).keys()
        some = not self.some or not places.isdisjoint(self.some)
        return bool(self.needs) and some and set(self.needs) <= places

    def refusal(self, header: Sequence[str], name: str) -> Misuse:
        """What to say of a file `name` whose header is none of this format."""
        missing = [each for each in self.needs if each not in self.places(header)]
        columns = ", ".join(self.columns[each][0] for each in missing or self.some)
        message = _("{name} is no {title}: there is no column {columns}")
        return Misuse(message.format(name=name, title=self.title, columns=columns))


def _plain(column: str) -> str:
    return " ".join(column.replace("_", " ").split()).casefold()


class PresetRows(Mapped):
    """Stages rows of a preset's file."""

    def __init__(
        self,
        preset: Preset,
        header: Sequence[str],
        stage: Stage,
        setting: Setting,
        reading: Reading,
        understood: list[str],
    ) -> None:
        """`reading` reads dates that the preset leaves as the file writes them."""
        everything = Columns(len(FIELDS), {name: place for place, name in enumerate(FIELDS) if name not in _NOT_READ})
        super().__init__(preset.name, everything, stage, setting, reading, understood, setting.source or preset.source)
        self._preset, self._width, self._places = preset, len(header), preset.places(header)
        self.by_number = preset.by_number

    def convert(self, line: int, row: list[str]) -> Staged:
        """One row. Raises BadRow, Passed, and Misuse for names that are none."""
        found = self._said(row)
        try:
            return super().convert(line, _ours(found))
        except ToCome:
            if found.get("done"):
                return super().convert(line, _ours({**found, "at": found["done"]}))
            if self._preset.calendar:
                raise Passed(_("planned")) from None
            raise

    @property
    def used(self) -> Collection[int]:
        """The places of the columns that are read."""
        return self._places.values()

    def ours(self, row: list[str]) -> list[str]:
        """The row as cells of our fields."""
        return _ours(self._said(row))

    def _said(self, row: list[str]) -> dict[str, str]:
        if len(row) != self._width:
            if len(row) == 1 and self._preset.footer:
                raise Passed(_("footer"))
            raise ragged(row, self._width)
        return self._preset.fields(_Cells({name: row[place].strip() for name, place in self._places.items()}))


def _ours(found: Mapping[str, str]) -> list[str]:
    return [found.get(name, "") for name in FIELDS]


_NOT_READ = {"date", "time", "duration_min"}


class _Cells(dict[str, str]):
    """A row's cells; a column that the file has not is empty."""

    def __missing__(self, name: str) -> str:
        return ""
