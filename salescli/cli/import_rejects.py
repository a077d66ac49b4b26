"""The rows that `--skip-bad` leaves out, in a file beside the one that was imported."""

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from salescli.cli import session
from salescli.exchange.refusal import shown
from salescli.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salescli.exchange.what_was_read import Read

_PIECE = 1 << 16  # characters


def write(file: str, found: "Read") -> None:
    """Write the rejects of `file`, and say where. Files of before may have been corrected by hand: they stay."""
    if found.rejects is None:
        return
    from salescli.render import output

    names = (f"{_beside(file)}.rejects{'' if number == 1 else f'-{number}'}.csv" for number in count(1))
    path = next(name for name in names if not os.path.lexists(name) or _holds(name, found.rejects))
    if not os.path.lexists(path):
        output.write(_pieces(found.rejects), path)
    session.message(_("rejected rows: {path}").format(path=shown(path, 300)))


def _beside(file: str) -> str:
    """The name of what was imported, without a slash at its end; of a folder named . or .. its real one."""
    if file == "-":
        return "standard-input"
    path = Path(file)
    return str(path if path.name not in {"", ".."} else path.resolve())


def _holds(path: str, rejects: TextIO) -> bool:
    """Whether a file of before has these very rows."""
    try:
        with Path(path).open(encoding="utf-8", newline="") as before:
            return all(mine == before.read(_PIECE) for mine in _pieces(rejects)) and not before.read(1)
    except (OSError, UnicodeError):
        return False


def _pieces(rejects: TextIO) -> "Iterator[str]":
    rejects.seek(0)
    return iter(lambda: rejects.read(_PIECE), "")
