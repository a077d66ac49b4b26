"""A file read, checked and staged: everything of an import that comes before the write lock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from salescli.exchange import column_aliases, formats, own_export, owners
from salescli.exchange.decoding import Source
from salescli.exchange.format import Format, Setting
from salescli.exchange.mapped_table import FIELDS, Columns, Mapped
from salescli.exchange.preset import Passed, Preset, PresetRows
from salescli.exchange.refusal import BadRow, NothingTaken, Undecided, UnknownWord, shown
from salescli.exchange.rows import Rows, converting, layout, read_as, rows_of
from salescli.exchange.table import Known
from salescli.exchange.table_dates import dates_of
from salescli.exchange.what_was_read import Read
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.store.staging import Stage, Staged

FORMATS = ("own", "csv", *formats.presets())
_BATCH = 2000
_WORDS = 12  # that are named

Progress = Callable[[int], None]
"""Told how many rows were read so far."""


@dataclass
class _Reader:
    table: Rows
    format: Format
    read: Read

    def run(self, progress: Progress) -> None:
        rows = self._staged()
        while batch := list(islice(rows, _BATCH)):
            self.read.stage.add(batch)
            progress(self.read.rows)

    def _staged(self) -> Iterator[Staged]:
        convert = converting(self.table, self.format)
        read = self.read
        for line, cells in self.table.rows():
            read.rows += 1
            try:
                row = convert(line, cells)
            except Undecided:
                raise
            except Passed as reason:
                read.passed[str(reason)] += 1
            except (BadRow, Misuse) as error:
                if isinstance(error, UnknownWord) and len(read.words) < _WORDS:
                    read.words[error.word] = None
                read.reject(self.table.header, line, cells, shown(str(error), 300))
            else:
                yield row


def read(
    source: Source,
    kind: str | None,
    setting: Setting,
    *,
    skip_bad: bool,
    progress: Progress = lambda _rows: None,
) -> Read:
    """Stage the rows of a file; the caller closes the stage. `kind` is one of FORMATS, None to recognise it.

    Raises Impossible where a row is bad and they are not skipped, where rows of one id say different things, and where
    none of the rows could be taken; Misuse where it cannot be told what the columns or dates mean.
    """
    table = rows_of(source, known_headers(setting))
    stage = Stage()
    try:
        if next(table.rows(), None) is None and not _begins_at_once(table, kind, setting):
            _check_header(table, stage, kind, setting)
            return Read(stage, kind or "csv", [shown(layout(table), 400)])
        made = _format(table, stage, kind, setting)
        found = Read(stage, made.name, [], keeps=skip_bad)
        reader = _Reader(table, made, found)
        reader.run(progress)
        found.zoned = made.zoned
        told = setting.owners.told() if setting.owners else []
        found.understood = [shown(line, 400) for line in (layout(table), *made.understood, *told)]
        _settle_repetitions(reader, skip_bad=skip_bad)
        _refuse(found, source.name, skip_bad=skip_bad)
        stage.hand_over()
    except BaseException:
        stage.close()
        raise
    return found


def known_headers(setting: Setting) -> Known:
    """What tells a header from the notes above it."""
    if setting.mapping:
        return lambda row: column_aliases.tell(row, setting.mapping)
    return is_known


def is_known(row: list[str]) -> bool:
    """Whether a row is a header that is known without a mapping."""
    ours = own_export.recognises(row) or column_aliases.tell(row, {})
    return ours or any(preset.recognises(row) for preset in formats.presets().values())


def _format(table: Rows, stage: Stage, kind: str | None, setting: Setting) -> Format:
    kind = kind or recognised(table.header, setting)
    read_as(table, kind, setting.zone)
    preset = formats.presets().get(kind)
    if setting.mapping and (preset or kind == "own"):
        raise Misuse(_("--map does not go with {kind}: its columns are known").format(kind=kind))
    if preset:
        return _preset(preset, table, stage, setting)
    if kind == "own":
        if not own_export.recognises(table.header):
            raise Misuse(_("{name} has not the columns of a salescli export").format(name=table.source.name))
        return own_export.Own(table.header, stage, setting)
    return _any_table(table, stage, setting)


def _any_table(table: Rows, stage: Stage, setting: Setting) -> Mapped:
    """A table of no program's. A column of ids counts where it is said whose: other sheets are numbered from 1 too."""
    places = _named(table, setting)
    numbers = None if setting.source else places.pop("id", None)
    made = _mapped("csv", table, places, stage, setting)
    if numbers is not None:
        message = _("rows are known by what they say; to know them by {column}, say whose it is: --source NAME")
        made.understood.append(message.format(column=table.header[numbers]))
    return made


def _named(table: Rows, setting: Setting) -> dict[str, int]:
    """The places of columns that have usual names. Raises Misuse for a table that is no list of activities."""
    try:
        return column_aliases.places(table.header, setting.mapping)
    except column_aliases.NoDate:
        if not owners.tells(table.header):
            raise
        message = _(
            "{name} is a list of users by their ids, not of activities; import the file that has such ids as owners"
            " with --owners {name}"
        )
        raise Misuse(message.format(name=shown(table.source.name, 300))) from None


def recognised(header: list[str], setting: Setting) -> str:
    """The one of FORMATS that a header is of; csv where it is of no program's."""
    if not setting.mapping and own_export.recognises(header):
        return "own"
    preset = None if setting.mapping else formats.recognised(header)
    return preset.name if preset else "csv"


def _check_header(table: Rows, stage: Stage, kind: str | None, setting: Setting) -> None:
    """Raise Misuse for a file without rows whose header cannot be told: a message in the place of a table, perhaps."""
    try:
        _format(table, stage, kind, setting)
    except column_aliases.NoDate:
        if setting.mapping or not column_aliases.knows(table.header):
            raise


def _begins_at_once(table: Rows, kind: str | None, setting: Setting) -> bool:
    """Whether what stands where a header would is the only row of a format that has none."""
    preset = formats.presets().get(kind) if kind else None
    if kind is None and not setting.mapping:
        preset = formats.recognised(table.header)
    return bool(preset and preset.begins and preset.begins(table.header))


def _preset(preset: Preset, table: Rows, stage: Stage, setting: Setting) -> PresetRows:
    """The reader of a preset's file. Raises Misuse where the header is of another format."""
    if preset.begins and preset.begins(table.header):
        table.has_no_header(preset.header)
    elif not preset.recognises(table.header):
        raise preset.refusal(table.header, table.source.name)
    places = preset.places(table.header)
    unused = [column for place, column in enumerate(table.header) if column and place not in places.values()]
    understood = [_("format: {title}").format(title=preset.title)]
    if unused:
        understood.append(_("not used: {columns}").format(columns=", ".join(unused)))

    def when(cells: list[str]) -> str:
        try:
            return made.ours(cells)[FIELDS.index("at")]
        except (BadRow, Passed, Misuse):
            return ""

    made = PresetRows(preset, table.header, stage, setting, dates_of(table, when, setting, understood), understood)
    return made


def _mapped(name: str, table: Rows, places: dict[str, int], stage: Stage, setting: Setting) -> Mapped:
    """Rows by their columns' places."""
    columns = Columns(len(table.header), places)
    used = ", ".join(f"{name}={table.header[place]}" for name, place in places.items())
    unused = [column for place, column in enumerate(table.header) if column and place not in places.values()]
    understood = [_("columns: {used}").format(used=used)]
    if unused:
        understood.append(_("not used: {columns}").format(columns=", ".join(unused)))
    reading = dates_of(table, columns.when, setting, understood)
    return Mapped(name, columns, stage, setting, reading, understood, setting.source)


def _settle_repetitions(reader: _Reader, *, skip_bad: bool) -> None:
    """Rows of one id: equal ones are one, others are a conflict and none of them is taken."""
    stage = reader.read.stage
    conflicts = stage.seal()
    if not conflicts:
        return
    if not skip_bad:
        first, other = conflicts[0]
        message = _(
            "{name}: lines {first} and {other} have one id and say different things; nothing was imported."
            " --skip-bad leaves such rows out"
        )
        raise Impossible(message.format(name=reader.table.source.name, first=first, other=other))
    lines = stage.of_one_id(conflicts)
    for line, cells in reader.table.rows():
        if line in lines:
            reason = _("line {other} has the same id and says something else").format(other=lines[line])
            reader.read.reject(reader.table.header, line, cells, reason)
    stage.drop(lines)
    stage.drop_repeated()


def _refuse(found: Read, name: str, *, skip_bad: bool) -> None:
    if not found.rejected:
        return
    line, reason = found.first or (0, "")
    more = _(" (and {more} more rows)").format(more=found.rejected - 1) if found.rejected > 1 else ""
    others = list(found.words)[1:]
    if others:
        more += _("; not known either: {words}").format(words=", ".join(shown(word) for word in others))
    if not skip_bad:
        message = _("{name}, line {line}: {reason}{more}; nothing was imported. --skip-bad takes the good rows")
        raise Impossible(message.format(name=name, line=line, reason=reason, more=more))
    if found.rejected == found.rows:
        message = _("{name}: none of the {rows} rows could be taken; line {line}: {reason}")
        raise NothingTaken(message.format(name=name, rows=found.rows, line=line, reason=reason))
