"""What lies in a folder: the files that an import looks at, in which order, and whether all is one Takeout."""

import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

_PAGES = (".html", ".htm")
_PASSED_OVER = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".svg", ".tif", ".tiff"),
    *(".mp3", ".wav", ".amr", ".m4a", ".ogg", ".opus", ".aac", ".flac", ".mp4", ".3gp", ".mov", ".avi"),
)
_NEVER = (".*", "~$*", "*.rejects*.csv", "thumbs.db", "desktop.ini")  # hidden, Excel's locks, our own rejects
# the account's own numbers, beside Calls, and what came with a message, such as a card
_OF_A_TAKEOUT = re.compile(r"phones\.vcf|.* - \d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ.*", re.IGNORECASE)
TABLES = (".csv", ".tsv", ".tab", ".vcf", ".xml", ".xlsx", ".jsonl", ".csv.gz", ".jsonl.gz")
"""Endings of files that are there to be read: one that cannot be read is a failure, not another program's."""


class Contents(NamedTuple):
    """What is directly in a folder: paths of files, in order, and names of folders that are not looked into."""

    files: list[Path]
    folders: list[str]


def contents(path: str) -> Contents:
    """The files in a folder, but hidden ones, pictures, sounds and rejects. Raises OSError."""
    entries = [entry for entry in Path(path).iterdir() if not _is_passed_over(entry.name)]
    files = [entry for entry in entries if entry.is_file()]
    folders = [entry.name for entry in entries if entry.is_dir()]
    return Contents(sorted(files, key=lambda file: in_order(file.name)), sorted(folders, key=in_order))


def is_takeout(path: str) -> bool:
    """Whether a folder is one of Google Voice, or above one: HTML files in it or below, and no others of its own."""
    own = contents(path)
    if any(not is_page(file.name) and not _OF_A_TAKEOUT.fullmatch(file.name) for file in own.files):
        return False
    if any(is_page(file.name) for file in own.files):
        return True
    walks = (os.walk(Path(path, folder)) for folder in own.folders)
    return any(is_page(name) for walk in walks for _folder, _below, names in walk for name in names)


def is_page(name: str) -> bool:
    """Whether a file is HTML by its ending."""
    return name.lower().endswith(_PAGES)


def in_order(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """The order of names: figures as numbers, and before the ending, so that Task.csv precedes Task (1).csv."""
    pieces = re.findall(r"(\d+)|(\D+)", Path(name).stem.casefold())
    return [(not figures, int(figures or 0), text) for figures, text in pieces], name


def _is_passed_over(name: str) -> bool:
    folded = name.casefold()
    return folded.endswith(_PASSED_OVER) or any(fnmatchcase(folded, pattern) for pattern in _NEVER)
