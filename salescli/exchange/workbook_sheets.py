"""The sheets of a workbook: which of them is read, and what its first rows are."""

from typing import BinaryIO

from salescli.exchange.refusal import shown
from salescli.exchange.sheet import Sheet, beginning
from salescli.exchange.table import PREAMBLE, Known
from salescli.exchange.workbook_file import Book, Entry
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.model.names import fold

_NAMED = 5  # sheets in a message


class Sheets:
    """A workbook's sheets; `wanted` is the title of the one to be read, None to choose it."""

    def __init__(self, file: BinaryIO, name: str, wanted: str | None) -> None:
        """The file stays open as long as this is used. Raises Impossible; Misuse where there is no such sheet."""
        self._book = Book(file, name)
        self._beginnings: dict[str, list[list[str]]] = {}
        self._read: dict[str, Sheet] = {}
        if not self._book.entries:
            raise Impossible(_("{name} is a workbook without a sheet").format(name=name))
        self._wanted = None if wanted is None else self._named(wanted)

    def chosen(self, known: Known) -> Entry:
        """The wanted sheet; else the first visible one with a known header, else with anything in it, else at all."""
        if self._wanted:
            return self._wanted
        visible = [entry for entry in self._book.entries if not entry.hidden] or self._book.entries
        filled = []
        for entry in visible:
            rows = self.beginning(entry)
            if any(known(row) for row in rows):
                return entry
            filled += [entry] if rows else []
        return filled[0] if filled else visible[0]

    def beginning(self, entry: Entry) -> list[list[str]]:
        """The rows among which a header is looked for. Raises Impossible."""
        found = self._beginnings.get(entry.path)
        if found is None:
            found = self._beginnings[entry.path] = beginning(self._book, entry, PREAMBLE)
        return found

    def read(self, entry: Entry) -> Sheet:
        """All rows of a sheet; read once. Raises Impossible."""
        if entry.path not in self._read:
            self._read[entry.path] = Sheet(self._book, entry)
        return self._read[entry.path]

    def others(self, entry: Entry) -> str:
        """The sheets beside it, for people; those that have nothing in them are not named."""
        rest = [each for each in self._book.entries if each.path != entry.path]
        named = [each for each in rest if self.beginning(each)]
        titles = [
            _("{title} (hidden)").format(title=shown(each.title)) if each.hidden else shown(each.title)
            for each in named[:_NAMED]
        ]
        more = [_("{count} more").format(count=len(named) - _NAMED)] if len(named) > _NAMED else []
        return ", ".join([*titles, *more])

    def close(self) -> None:
        """Let go of temporary files; not of the workbook's own."""
        for sheet in self._read.values():
            sheet.close()
        self._book.close()

    def _named(self, wanted: str) -> Entry:
        for same in (str, fold):
            for entry in self._book.entries:
                if same(entry.title) == same(wanted):
                    return entry
        titles = ", ".join(shown(entry.title) for entry in self._book.entries[:20])
        message = _("{name} has no sheet {wanted}; there are {titles}")
        raise Misuse(message.format(name=self._book.name, wanted=shown(wanted), titles=titles))
