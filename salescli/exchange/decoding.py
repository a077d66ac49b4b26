"""A file's bytes as text: which encoding, whether whole, before anything is read from it; of a folder, a table."""

import codecs
import io
import os
import sys
import tempfile
from typing import TYPE_CHECKING, BinaryIO, TextIO

from salescli.exchange.plausibility import implausible
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 20
# A line longer than two chunks is a broken quote or no table, and would have to be held in memory whole.
_LONGEST_LINE, _LONGEST_STREAM = 1 << 26, 1 << 34  # bytes of the standard input
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LATIN_1 = (b"Typ;Datum;Name;Rufnummer;", b"Type;Date;Name;")  # headers of a FRITZ!Box, which writes no other


class Source:
    """A table's text: `name` for people, `encoding` as found or stated, `open()` as often as it is to be read."""

    def __init__(self, path: str, stated: str | None) -> None:
        """Look at every byte once. `-` is the standard input, kept in a temporary file while it is read.

        Raises Impossible for what is no text in the encoding found, and OSError; Misuse for an unknown encoding.
        """
        self.name = _("standard input") if path == "-" else shown(path, 300)
        self._file = _spooled() if path == "-" else _opened(path)
        if self._file.read(4) == b"PK\3\4":
            self._file = _pages_of(self._file, self.name)
            stated = None
        elif _is_pages(path):
            stated = None
        self.encoding = self._checked(_known(stated)) if stated else self._recognised()
        self.size = self._file.seek(0, os.SEEK_END)

    def open(self) -> TextIO:
        """The text from its beginning, line ends as they are."""
        return io.TextIOWrapper(io.BufferedReader(_View(self._file), _CHUNK // 4), encoding=self.encoding, newline="")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _recognised(self) -> str:
        """By its mark, else UTF-8 where all of it is, else GB18030 (what a Chinese Excel writes) if Chinese."""
        self._file.seek(0)
        start = self._file.read(64)
        if start.startswith(b"SQLite format 3"):
            message = _("{name} is a database; a file of salescli comes in by: salescli merge FILE")
            raise Impossible(message.format(name=self.name))
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return self._checked(encoding)
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
        self._file.seek(0)
        line = 1
        while True:
            chunk = self._file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                return line + chunk.count(b"\n")
            if not chunk:
                return None
            self._refuse_monsters(text, line)
            line += text.count("\n")

    def _checked(self, encoding: str) -> str:
        line = self._fails(encoding)
        if line is None:
            return encoding
        message = _("{name} is not {encoding}, about line {line}; say what it is with --encoding")
        raise Impossible(message.format(name=self.name, encoding=encoding, line=line))

    def _refuse_monsters(self, text: str, line: int) -> None:
        if "\0" in text:
            number = line + text.count("\n", 0, text.index("\0"))
            message = _("{name} has a NUL byte on line {line}: it is no text, or UTF-16 (then --encoding utf-16)")
            raise Impossible(message.format(name=self.name, line=number))
        if len(text) > _CHUNK // 8 and "\n" not in text and "\r" not in text:
            message = _("{name}: line {line} is longer than a row can be; is a quote missing?")
            raise Impossible(message.format(name=self.name, line=line))


class _View(io.RawIOBase):
    """The file from its beginning, beneath a text reader; closing it leaves the file open, and several do not disturb
    each other."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self._offset = file, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        self._file.seek(self._offset)
        data = self._file.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self._offset += len(data)
        return len(data)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name if encoding.lower() != "utf-8" else "utf-8-sig"
    except LookupError:
        message = _("no such encoding: {name}; common ones are utf-8, gb18030, latin-1, cp1252, utf-16")
        raise Misuse(message.format(name=ascii(encoding))) from None


def _opened(path: str) -> BinaryIO:
    if _is_pages(path):
        from salescli.exchange import voice_takeout

        return voice_takeout.of_folder(path, shown(path, 300))
    file = open(path, "rb")  # noqa: PTH123,SIM115  closed by Source.close
    if file.seekable():
        return file
    with file:
        return _copied(file)


def _is_pages(path: str) -> bool:
    """Whether it is a folder, or one page out of it."""
    return os.path.isdir(path) or path.lower().endswith((".html", ".htm"))  # noqa: PTH112


def _pages_of(packed: BinaryIO, name: str) -> BinaryIO:
    from salescli.exchange import voice_takeout

    with packed:
        return voice_takeout.of_zip(packed, name)


def _spooled() -> BinaryIO:
    return _copied(sys.stdin.buffer)


def _copied(stream: BinaryIO) -> BinaryIO:
    """What can be read only once, in a temporary file without a name.

    Raises Impossible for a stream without end: one whose line, or whose whole, is longer than any table's.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115
    line = 0
    while chunk := stream.read(_CHUNK):
        ends = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        line = line + len(chunk) if ends < 0 else len(chunk) - ends
        file.write(chunk)
        if line > _LONGEST_LINE or file.tell() > _LONGEST_STREAM:
            file.close()
            raise Impossible(_("the standard input does not end, or is no table: nothing was imported"))
    file.seek(0)
    return file
