"""A workbook (.xlsx, .xlsm) as a zip of parts: known by what is in it, its sheets opened one by one."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import BinaryIO, NamedTuple, cast

from salescli.exchange import workbook_parts, zip_bounds
from salescli.exchange.cell_values import Values
from salescli.exchange.shared_strings import SharedStrings
from salescli.exchange.xml_parts import BadXml
from salescli.i18n import _
from salescli.model.errors import Impossible

_BOUNDS = zip_bounds.Bounds(times=200, harmless=32 << 20)
_LONGEST = 1 << 31  # bytes of a sheet, or of its texts: a million rows of nine columns have 400 million
_LONGEST_SMALL = 32 << 20  # bytes of any other part
_OTHERS = {
    "xl/workbook.bin": _("a binary workbook (.xlsb)"),
    "word/document.xml": _("a text document"),
    "ppt/presentation.xml": _("a presentation"),
    "content.xml": _("an OpenDocument file"),
    "index/document.iwa": _("a file of Numbers"),
}


def _plain(path: str) -> str:
    """A part's path as it is compared: some programs write other cases, and backslashes."""
    return path.replace("\\", "/").lower()


class Entry(NamedTuple):
    """A sheet, and where it is."""

    title: str
    hidden: bool
    path: str


def compound_refusal(file: BinaryIO, name: str) -> Impossible:
    """What to say of the kind of file that Office wrote before there were zips, and that it encrypts into."""
    file.seek(0)
    message = _("{name} is an old workbook (.xls), or locked: save it as a workbook (.xlsx) or as CSV, and import that")
    if "EncryptedPackage".encode("utf-16-le") in file.read(4 << 20):
        message = _("{name} has a password: save it without one as a workbook (.xlsx) or as CSV, and import that")
    return Impossible(message.format(name=name))


def is_workbook(file: BinaryIO, name: str, pages: tuple[str, ...]) -> bool:
    """Whether a zip is a workbook; not where it has `pages`, files of such endings.

    Raises Impossible for a broken zip, and for one that is neither.
    """
    with zip_bounds.opened(file, name) as packed:
        names = {_plain(entry) for entry in packed.namelist()}
    if "[content_types].xml" in names and any(each.startswith("xl/") and each.endswith(".xml") for each in names):
        return True
    if any(each.endswith(pages) for each in names):
        return False
    what = next((what for part, what in _OTHERS.items() if part in names), None)
    if what is None:
        message = _(
            "{name} is a zip of neither a workbook (.xlsx) nor Google Voice: unpack it, and import what is in it"
        )
        raise Impossible(message.format(name=name))
    message = _("{name} is {what}: save its table as a workbook (.xlsx) or as CSV, and import that")
    raise Impossible(message.format(name=name, what=what))


class Book:
    """An open workbook. `entries` are its sheets, in their order."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """The file stays open as long as this is used. Raises Impossible for a damaged or hostile workbook."""
        self.name = name
        self._strings: SharedStrings | None = None
        self._packed = zip_bounds.opened(file, name)
        entries = self._packed.infolist()
        zip_bounds.refuse_names(entries, name)
        zip_bounds.refuse_swelling(entries, file.seek(0, os.SEEK_END), name, _BOUNDS)
        self._parts = {_plain(entry.filename): entry for entry in entries}
        try:
            self._read()
        except BadXml as error:
            raise self.refused(str(error)) from None

    def _read(self) -> None:
        """The workbook's own part, and what it refers to."""
        tops = self._relations("")
        path = next((each.path for each in tops.values() if each.kind == "officeDocument"), "xl/workbook.xml")
        with self.part(path) as inside:
            said = workbook_parts.workbook(inside)
        others = self._relations(path)
        sheets = [(sheet, others[sheet.relation]) for sheet in said.sheets if sheet.relation in others]
        self.entries = [
            Entry(sheet.title, sheet.hidden, part.path) for sheet, part in sheets if part.kind == "worksheet"
        ]
        self._texts = next((each.path for each in others.values() if each.kind == "sharedStrings"), None)
        styles = next((each.path for each in others.values() if each.kind == "styles"), None)
        kinds: list[str] = []
        if styles is not None:
            with self.part(styles) as inside:
                kinds = workbook_parts.kinds(inside)
        self.values = Values(kinds, since_1904=said.since_1904)

    def _relations(self, of: str) -> dict[str, workbook_parts.Relation]:
        folder, _slash, name = of.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        if path.lower() not in self._parts:
            return {}
        with self.part(path) as inside:
            return workbook_parts.relations(inside, of)

    def refused(self, reason: str) -> Impossible:
        """The refusal of the workbook."""
        message = _("{name} is a workbook that cannot be read ({reason}); nothing was imported")
        return Impossible(message.format(name=self.name, reason=reason))

    @contextmanager
    def part(self, path: str, longest: int = _LONGEST_SMALL) -> Iterator[BinaryIO]:
        """A part of the workbook. Raises Impossible for one that is missing, broken, or longer than it may be."""
        entry = self._parts.get(path.lower())
        if entry is None:
            raise self.refused(_("it has no part {path}").format(path=path))
        zip_bounds.accept_packing(entry, self.name)
        if entry.file_size > longest:
            message = _("{name} is a larger workbook than can be read here: save the sheet as CSV, and import that")
            raise Impossible(message.format(name=self.name))
        with zip_bounds.reading(self.name), self._packed.open(entry) as inside:
            yield cast("BinaryIO", inside)

    def sheet(self, entry: Entry) -> AbstractContextManager[BinaryIO]:
        """A sheet's part. Raises as part."""
        return self.part(entry.path, _LONGEST)

    @cached_property
    def strings(self) -> SharedStrings:
        """The texts that its cells share, read when they are needed. Raises Impossible."""
        try:
            if self._texts is None:
                self._strings = SharedStrings(None)
            else:
                with self.part(self._texts, _LONGEST) as inside:
                    self._strings = SharedStrings(inside)
        except BadXml as error:
            raise self.refused(str(error)) from None
        return self._strings

    def close(self) -> None:
        """Let go of temporary files; not of the workbook's own."""
        self._packed.close()
        if self._strings is not None:
            self._strings.close()
