"""A file's bytes as often as they are wanted, and whether they stayed what they were."""

import io
import os
import stat
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 20
# A line longer than that is a broken quote or no table, and would have to be held in memory whole.
_LONGEST_LINE, _LONGEST_STREAM = 1 << 26, 1 << 31  # bytes of what can be read only once


class FileBytes:
    """An open file. Raises Impossible where it changes meanwhile: what was checked is no longer what is read."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """`name` is for people."""
        self.file, self.name = file, name
        self._state = self._now()

    def at(self, offset: int, size: int) -> bytes:
        """Bytes from a place on, none at the end. Raises OSError with the file's name."""
        try:
            self.file.seek(offset)
            data = self.file.read(size)
        except OSError as error:
            raise OSError(error.errno, error.strerror, self.name) from None
        if self._now() != self._state:
            message = _("{name} changed while it was read; nothing was imported: try again, or import a copy")
            raise Impossible(message.format(name=self.name))
        return data

    def _now(self) -> tuple[int, int] | None:
        try:
            found = os.fstat(self.file.fileno())
        except OSError:  # a file in memory
            return None
        return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


class View(io.RawIOBase):
    """The file from its beginning, beneath a text reader; closing it leaves the file open, and several do not disturb
    each other."""

    def __init__(self, data: FileBytes, told: Callable[[int], None] | None = None) -> None:
        """`told` hears how many bytes were taken, each time."""
        super().__init__()
        self._data, self._told, self._offset = data, told, 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """The next bytes."""
        data = self._data.at(self._offset, len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self._offset += len(data)
        if self._told:
            self._told(len(data))
        return len(data)


def readable(file: BinaryIO, path: str) -> BinaryIO:
    """The file at its beginning. Raises OSError with its name where it cannot be read: a disk that fails, perhaps."""
    try:
        file.read(1)
        file.seek(0)
    except OSError as error:
        file.close()
        raise OSError(error.errno, error.strerror, path) from None
    return file


def copied(stream: BinaryIO, name: str) -> BinaryIO:
    """What can be read only once, in a temporary file without a name.

    Raises Impossible for a stream without end: one whose line, or whose whole, is longer than any table's.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by its Source
    line = 0
    while chunk := stream.read(_CHUNK):
        ends = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        line = line + len(chunk) if ends < 0 else len(chunk) - ends
        file.write(chunk)
        if line > _LONGEST_LINE or file.tell() > _LONGEST_STREAM:
            file.close()
            message = _(
                "{name} does not end, or is no table: nothing was imported. Longer than 2 GB? Import it as a file"
            )
            raise Impossible(message.format(name=shown(name, 300)))
    file.flush()
    return file
