"""A file's bytes as text: which encoding, whether whole, before anything is read from it; of a folder, a table.

Of a workbook, its sheets.
"""

import codecs
import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, TextIO

from salescli.exchange import encodings
from salescli.exchange.file_bytes import FileBytes, View, copied, readable
from salescli.exchange.gzip_file import plain
from salescli.exchange.plausibility import implausible
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse

if TYPE_CHECKING:
    from salescli.exchange.workbook_sheets import Sheets

_CHUNK = 1 << 20
_ZIP, _COMPOUND = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LATIN_1 = (b"Typ;Datum;Name;Rufnummer;", b"Type;Date;Name;")  # headers of a FRITZ!Box, which writes no other


class Source:
    """A table's text: `name` for people, `encoding` as found or stated, `open()` as often as it is to be read.

    A workbook has `sheets` instead, and no text.
    """

    def __init__(self, path: str, stated: str | None, sheet: str | None = None) -> None:
        """Look at every byte once. `-` is the standard input, kept in a temporary file while it is read.

        Raises Impossible for what is no text in the encoding found, and OSError; Misuse for an unknown encoding, and
        where there is no such `sheet`.
        `holds` are the marks that need a closer look, where they are in it: a quote, and a byte order mark.
        """
        self.name = _("standard input") if path == "-" else shown(path, 300)
        self._file = plain(copied(sys.stdin.buffer, self.name) if path == "-" else _opened(path), self.name)
        self.sheets: Sheets | None = None
        self.encoding = "utf-8"
        self._file.seek(0)
        start = self._file.read(len(_COMPOUND))
        if start == _COMPOUND:
            from salescli.exchange import workbook_file

            raise workbook_file.compound_refusal(self._file, self.name)
        packed = start.startswith(_ZIP)
        if packed:
            self._unpack(sheet)
        if sheet is not None and not self.sheets:
            raise Misuse(_("--sheet says which sheet of a workbook; {name} is none").format(name=self.name))
        if packed or _is_pages(path):
            stated = None
        self.holds: set[str] = set()
        self._data = FileBytes(self._file, self.name)
        self.size = self._file.seek(0, os.SEEK_END)
        if self.sheets:
            return
        start = self._data.at(0, 64)
        self.encoding = self._checked(encodings.stated(stated, start)) if stated else self._recognised(start)

    def open(self, told: Callable[[int], None] | None = None) -> TextIO:
        """The text from its beginning, line ends as they are. `told` hears how many bytes were taken, each time."""
        if self.sheets:
            return io.StringIO()
        view = io.BufferedReader(View(self._data, told), _CHUNK // 4)
        return io.TextIOWrapper(view, encoding=self.encoding, newline="")

    def close(self) -> None:
        """Let go of the file."""
        if self.sheets:
            self.sheets.close()
        self._file.close()

    def _unpack(self, sheet: str | None) -> None:
        """What is in a zip: a workbook's sheets, or the table of Google Voice's pages. Raises Impossible for others."""
        from salescli.exchange import voice_takeout, workbook_file

        if not workbook_file.is_workbook(self._file, self.name, voice_takeout.ENDINGS):
            with self._file as pages:
                self._file = voice_takeout.of_zip(pages, self.name)
            return
        from salescli.exchange.workbook_sheets import Sheets

        self.sheets = Sheets(self._file, self.name, sheet)

    def _recognised(self, start: bytes) -> str:
        """By its mark, else UTF-8 where all of it is, else GB18030 (what a Chinese Excel writes) if Chinese."""
        what = encodings.no_table(start)
        if what:
            raise Impossible(_("{name} is {what}").format(name=self.name, what=what))
        if by_mark := encodings.marked(start):
            return self._checked(by_mark)
        if self._fails("utf-8") is None:
            return "utf-8"
        if start.removeprefix(b"sep=;").lstrip().startswith(_LATIN_1):
            return self._checked("latin-1")
        if self._fails("gb18030") is not None:
            message = _("{name} is neither UTF-8 nor GB18030; say what it is: --encoding latin-1, cp1252, utf-16 …")
            raise Impossible(message.format(name=self.name))
        self.encoding = "gb18030"
        with self.open() as text:
            odd = implausible(iter(lambda: text.read(_CHUNK), ""))
        if odd is not None:
            message = _(
                "{name} is not UTF-8, and as GB18030 it would read {odd}; say what it is: --encoding cp1252,"
                " latin-1, gb18030 …"
            )
            raise Impossible(message.format(name=self.name, odd=shown(odd)))
        return self.encoding

    def _fails(self, encoding: str) -> int | None:
        """The line at which the bytes are no text of that encoding, None where they are to the end."""
        decoder = codecs.getincrementaldecoder(encoding)()
        line, place = 1, 0
        while True:
            chunk = self._data.at(place, _CHUNK)
            place += len(chunk)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                return line + chunk.count(b"\n")
            if not chunk:
                return None
            self._refuse_monsters(text, line)
            self.holds |= {mark for mark in '"\ufeff' if mark in text}
            line += text.count("\n")

    def _checked(self, encoding: str) -> str:
        line = self._fails(encoding)
        if line is None:
            return encoding
        message = _("{name} is not {encoding}, about line {line}; say what it is with --encoding")
        raise Impossible(message.format(name=self.name, encoding=encoding.removesuffix("-sig"), line=line))

    def _refuse_monsters(self, text: str, line: int) -> None:
        if "\0" in text:
            number = line + text.count("\n", 0, text.index("\0"))
            message = _("{name} has a NUL byte on line {line}: it is no text, or UTF-16 (then --encoding utf-16-le)")
            raise Impossible(message.format(name=self.name, line=number))
        if len(text) > _CHUNK // 8 and "\n" not in text and "\r" not in text:
            message = _("{name}: line {line} is longer than a row can be; is a quote missing?")
            raise Impossible(message.format(name=self.name, line=line))


def _opened(path: str) -> BinaryIO:
    if _is_pages(path):
        from salescli.exchange import voice_takeout

        return voice_takeout.of_folder(path, shown(path, 300))
    file = open(path, "rb")  # noqa: PTH123,SIM115  closed by Source.close
    if file.seekable():
        return readable(file, path)
    with file:
        return copied(file, path)


def _is_pages(path: str) -> bool:
    """Whether it is a folder, or one page out of it."""
    return os.path.isdir(path) or path.lower().endswith((".html", ".htm"))  # noqa: PTH112
