"""The texts that a workbook's cells share, in a temporary file: there may be millions, and they come in any order."""

import marshal
import tempfile
from array import array
from bisect import bisect_right
from typing import BinaryIO

from salescli.exchange import cell_values
from salescli.exchange.table import LONGEST_CELL
from salescli.exchange.xml_parts import NAMESPACES, BadXml, feed, make_parser
from salescli.i18n import _

_BLOCK = 64  # texts that are written and read together: those of a row stand near each other
_BLOCK_LENGTH = 1 << 16  # characters, after which a block is full
_REMEMBERED = 1 << 22  # characters in memory


class SharedStrings:
    """Gives the text of each number."""

    def __init__(self, part: BinaryIO | None) -> None:
        """Read all of the part; None where the workbook has none. Raises BadXml, also for a text without bounds."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        self._firsts, self._offsets = array("L"), array("Q")
        self._blocks: dict[int, list[str]] = {}
        self._remembered = self._count = 0
        if part is not None:
            try:
                self._read(part)
            except BaseException:
                self.close()
                raise
        self._offsets.append(self._file.tell())

    def __getitem__(self, number: int) -> str:
        """The text. Raises IndexError for a number that there is not."""
        at = bisect_right(self._firsts, number) - 1
        block = self._blocks.get(at)
        if block is None:
            if not 0 <= number < self._count:
                raise IndexError(number)
            block = self._blocks[at] = self._load(at)
        return block[number - self._firsts[at]]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _load(self, at: int) -> list[str]:
        start, end = self._offsets[at], self._offsets[at + 1]
        self._remembered += end - start
        if self._remembered > _REMEMBERED:
            self._blocks.clear()
            self._remembered = end - start
        self._file.seek(start)
        block: list[str] = marshal.loads(self._file.read(end - start))  # noqa: S302  our own
        return block

    def _read(self, part: BinaryIO) -> None:
        texts = _Texts()
        for _piece in feed(texts.parser, part):
            texts.accept_length()
            if len(texts.found) >= _BLOCK:
                self._write(texts.found)
                texts.found.clear()
        self._write(texts.found)

    def _write(self, texts: list[str]) -> None:
        """Write texts, in blocks of no more than so many texts, and characters."""
        start = length = 0
        for at, each in enumerate(texts):
            if at - start == _BLOCK or length > _BLOCK_LENGTH:
                self._write_block(texts[start:at])
                start, length = at, 0
            length += len(each)
        if start < len(texts):
            self._write_block(texts[start:])

    def _write_block(self, texts: list[str]) -> None:
        self._firsts.append(self._count)
        self._offsets.append(self._file.tell())
        self._file.write(marshal.dumps(texts))
        self._count += len(texts)


class _Texts:
    """Told of each element of the part; collects the texts."""

    def __init__(self) -> None:
        self.parser = make_parser(self._start, self._end)
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._phonetic = False
        self._names: dict[str, str] = {f"{space} {name}": name for space in NAMESPACES for name in ("t", "si", "rPh")}

    def accept_length(self) -> None:
        """Raise BadXml for a text that is longer than a cell may be."""
        if sum(map(len, self._pieces)) > LONGEST_CELL:
            raise BadXml(_("a text is longer than a million characters"))

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        what = self._names.get(name)
        if what == "t" and not self._phonetic:
            self.parser.CharacterDataHandler = self._pieces.append
        elif what == "rPh":  # how the text is read aloud, not the text
            self._phonetic = True

    def _end(self, name: str) -> None:
        what = self._names.get(name)
        if what == "t":
            self.parser.CharacterDataHandler = None
        elif what == "si":
            self.found.append(cell_values.text("".join(self._pieces)))
            self._pieces.clear()
        elif what == "rPh":
            self._phonetic = False
