"""A file that gzip packed, as `export --gzip` does: unpacked into a temporary file, within bounds."""

import gzip
import os
import tempfile
import zlib
from typing import BinaryIO

from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible

_MARK = b"\x1f\x8b"
_CHUNK = 1 << 20
_MOST_SWELLING = 100  # times; a table shrinks to a fifth, one of very equal rows to a thirtieth
_HARMLESS = 10 << 20  # bytes


def plain(file: BinaryIO, name: str) -> BinaryIO:
    """What is in the file where gzip packed it, else the file itself, at its beginning. `name` is for people.

    Raises Impossible for a broken one, and one made to swell without bound.
    """
    file.seek(0)
    start = file.read(len(_MARK))
    file.seek(0)
    return _unpacked(file, name) if start == _MARK else file


def _unpacked(packed: BinaryIO, name: str) -> BinaryIO:
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by its Source
    try:
        with packed, gzip.GzipFile(fileobj=packed) as stream:
            _copy(stream, file, max(_HARMLESS, size * _MOST_SWELLING), name)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        file.close()
        message = _("{name} is packed by gzip and cannot be unpacked ({reason}); nothing was imported")
        raise Impossible(message.format(name=name, reason=shown(str(error), 120))) from None
    except BaseException:
        file.close()
        raise
    return file


def _copy(stream: gzip.GzipFile, file: BinaryIO, most: int, name: str) -> None:
    while chunk := stream.read(_CHUNK):
        file.write(chunk)
        if file.tell() > most:
            message = _("{name} is packed so that it swells without bound; nothing was imported")
            raise Impossible(message.format(name=name))
    file.flush()
