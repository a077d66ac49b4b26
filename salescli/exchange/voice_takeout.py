"""A folder of Google Voice's HTML files, or its zip, as the text of a table: one row a file.

Nothing is unpacked to disk, no more than 200 KB of a file are held, and a zip that is made to swell is refused.
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from salescli.exchange.google_voice import COLUMNS
from salescli.exchange.refusal import shown
from salescli.exchange.voice_page import page
from salescli.i18n import _
from salescli.model.errors import Impossible

if TYPE_CHECKING:
    import zipfile

ENDINGS = (".html", ".htm")
_LONGEST_PAGE = 200_000  # bytes looked at; a call's page has some 5,000, with a long voicemail's transcript 100,000
_LONGEST_DIRECTORY = 64 << 20  # bytes of a zip's list of names: half a million of them
_ELSEWHERE = 0xFFFFFFFF  # the list's size, where a wide zip says it in another place
_MOST_SWELLING = 100  # times; pages shrink to a tenth
_HARMLESS = 10 << 20  # bytes


def of_folder(path: str, name: str) -> BinaryIO:
    """The table of the pages in a folder and below, or of one page. Raises Impossible where there is none."""
    return _table(_in_folder(Path(path)), name)


def of_zip(file: BinaryIO, name: str) -> BinaryIO:
    """The table of the pages in a zip. Raises Impossible where there is none, and for a hostile or broken one."""
    return _table(_in_zip(file, name), name)


def _table(pages: Iterator[tuple[str, bytes]], name: str) -> BinaryIO:
    table = tempfile.TemporaryFile()  # noqa: SIM115  closed by its Source
    text = io.TextIOWrapper(table, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    found = 0
    for file, data in pages:
        found += 1
        cells = page(file, data, whole=len(data) <= _LONGEST_PAGE)
        writer.writerow([shown(cells.get(column, ""), 300) for column in COLUMNS])
    text.detach()
    if not found:
        table.close()
        raise Impossible(_("{name} holds no HTML files of Google Voice").format(name=name))
    table.seek(0)
    return table


def _in_folder(top: Path) -> Iterator[tuple[str, bytes]]:
    if top.is_file():
        with top.open("rb") as file:
            yield top.name, file.read(_LONGEST_PAGE + 1)
        return
    for folder, below, names in os.walk(top, onerror=_refuse):
        below.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.lower().endswith(ENDINGS) and path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    yield str(path.relative_to(top)), file.read(_LONGEST_PAGE + 1)


def _refuse(error: OSError) -> None:
    raise error


def _in_zip(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    import zipfile
    import zlib

    size = _checked_size(file, name)
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            if any(entry.filename == "xl/workbook.xml" for entry in entries):
                raise Impossible(_("{name} is a workbook: save its sheet as CSV").format(name=name))
            _refuse_hostile(entries, size, name)
            for entry in sorted(entries, key=lambda entry: entry.filename):
                if entry.filename.lower().endswith(ENDINGS):
                    with packed.open(entry) as inside:
                        yield entry.filename, inside.read(_LONGEST_PAGE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        message = _("{name} is a zip that cannot be read ({reason}); nothing was imported")
        raise Impossible(message.format(name=name, reason=shown(str(error), 120))) from None


def _checked_size(file: BinaryIO, name: str) -> int:
    """The zip's size, once its list of names is known to be of a size to hold."""
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
    return size


def _refuse_hostile(entries: "list[zipfile.ZipInfo]", size: int, name: str) -> None:
    """Names that lead out of the folder, and sizes that no zip of pages has. Raises Impossible."""
    import zipfile

    unpacked = packed = 0
    for entry in entries:
        unpacked, packed = unpacked + entry.file_size, packed + entry.compress_size
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or parts[0][1:2] == ":":
            message = _("{name} holds {file}, a name that leads out of its folder; nothing was imported")
            raise Impossible(message.format(name=name, file=shown(entry.filename, 80)))
        swells = entry.file_size > max(_HARMLESS, entry.compress_size * _MOST_SWELLING)
        if swells or packed > size or unpacked > max(_HARMLESS, size * _MOST_SWELLING):
            message = _("{name} is a zip that swells without bound, at {file}; nothing was imported")
            raise Impossible(message.format(name=name, file=shown(entry.filename, 80)))
        pages = entry.filename.lower().endswith(ENDINGS)
        if pages and entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            message = _("{name} packs {file} in a way that is not read; nothing was imported")
            raise Impossible(message.format(name=name, file=shown(entry.filename, 80)))
