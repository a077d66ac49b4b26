"""A folder of Google Voice's HTML files, or its zip, as the text of a table: one row a file.

Nothing is unpacked to disk, no more than 200 KB of a file are held, and a zip that is made to swell is refused.
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from salescli.exchange.google_voice import COLUMNS
from salescli.exchange.refusal import shown
from salescli.exchange.voice_page import page
from salescli.i18n import _
from salescli.model.errors import Impossible

ENDINGS = (".html", ".htm")
_LONGEST_PAGE = 200_000  # bytes looked at; a call's page has some 5,000, with a long voicemail's transcript 100,000
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
    from salescli.exchange import zip_bounds

    size = file.seek(0, os.SEEK_END)
    with zip_bounds.reading(name), zip_bounds.opened(file, name) as packed:
        entries = packed.infolist()
        zip_bounds.refuse_names(entries, name)
        zip_bounds.refuse_swelling(entries, size, name, zip_bounds.Bounds(_MOST_SWELLING, _HARMLESS))
        for entry in sorted(entries, key=lambda entry: entry.filename):
            if entry.filename.lower().endswith(ENDINGS):
                zip_bounds.accept_packing(entry, name)
                with packed.open(entry) as inside:
                    yield entry.filename, inside.read(_LONGEST_PAGE + 1)
