"""A zip that anybody may have made, opened within bounds: how long its list is, what its names and sizes promise."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible

_LONGEST_DIRECTORY = 64 << 20  # bytes of a zip's list of names: half a million of them
_ELSEWHERE = 0xFFFFFFFF  # the list's size, where a wide zip says it in another place
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # other ways take much memory


class Bounds(NamedTuple):
    """How much a zip may swell: so many times its size, but `harmless` bytes in any case."""

    times: int
    harmless: int


def opened(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """The zip, once its list of names is known to be of a size to hold. Raises Impossible for a broken one."""
    _refuse_long_list(file, name)
    with reading(name):
        return zipfile.ZipFile(file)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """What is read of a zip raises Impossible where it is cut off, or not what the list promises."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        message = _("{name} is a zip that cannot be read ({reason}); nothing was imported")
        raise Impossible(message.format(name=name, reason=shown(str(error), 120))) from None


def _refuse_long_list(file: BinaryIO, name: str) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = len(tail) - 22 if tail[-22:-18] == b"PK\5\6" else tail.rfind(b"PK\5\6")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    wide = tail.rfind(b"PK\6\6")  # a zip of more than 4 GB, or 65,535 files, says it here
    if wide >= 0:
        stated = int.from_bytes(tail[wide + 40 : wide + 48], "little")
        directory = stated if directory == _ELSEWHERE else max(directory, stated)
    if directory > _LONGEST_DIRECTORY:
        message = _("{name} is a zip of more files than can be looked at; nothing was imported")
        raise Impossible(message.format(name=name))


def refuse_names(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Raise Impossible for names that lead out of the folder."""
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or parts[0][1:2] == ":":
            message = _("{name} holds {file}, a name that leads out of its folder; nothing was imported")
            raise Impossible(message.format(name=name, file=shown(entry.filename, 80)))


def refuse_swelling(entries: list[zipfile.ZipInfo], size: int, name: str, bounds: Bounds) -> None:
    """Raise Impossible where the sizes of these entries, of a zip of `size` bytes, are none that an honest one has."""
    unpacked = packed = 0
    for entry in entries:
        unpacked, packed = unpacked + entry.file_size, packed + entry.compress_size
        swells = entry.file_size > max(bounds.harmless, entry.compress_size * bounds.times)
        if swells or packed > size or unpacked > max(bounds.harmless, size * bounds.times):
            message = _("{name} is a zip that swells without bound, at {file}; nothing was imported")
            raise Impossible(message.format(name=name, file=shown(entry.filename, 80)))


def accept_packing(entry: zipfile.ZipInfo, name: str) -> None:
    """Raise Impossible for an entry that is packed in a way that is not read."""
    if entry.compress_type not in _PACKED:
        message = _("{name} packs {file} in a way that is not read; nothing was imported")
        raise Impossible(message.format(name=name, file=shown(entry.filename, 80)))
