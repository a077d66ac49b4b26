"""Bars on a terminal's stderr while a large file comes in or goes out; nothing anywhere else, and nothing imported."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from salescli.i18n import _

_BLOCK = 1 << 20

Advance = Callable[[int], None]


def is_watched() -> bool:
    """Whether somebody sees the bar."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Advance]:
    """A bar that is told how many rows are done; `total` None: it only shows that work goes on."""
    if not is_watched():
        yield lambda _rows: None
        return
    with _bars() as shown:
        task = shown.add_task(what, total=total)
        yield lambda rows: shown.update(task, completed=rows)


def watched(pieces: Iterator[str], total: int) -> Iterator[str]:
    """The pieces of an export as they come, their lines counted on a bar."""
    with bar(_("writing"), total) as advance:
        rows = 0
        for piece in pieces:
            yield piece
            rows += piece.count("\n")
            advance(rows)


def rows_in(path: str) -> int | None:
    """About how many rows a file has: its lines. None for what cannot be read twice, and for what is packed."""
    if path == "-" or not os.path.isfile(path):  # noqa: PTH113  os is here already
        return None
    with open(path, "rb") as file:  # noqa: PTH123  as above
        if file.read(2) in {b"PK", b"\x1f\x8b"}:
            return None
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))


def _bars() -> Any:  # noqa: ANN401  a rich Progress, whose module is only imported here
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    text = TextColumn("{task.description}", markup=False)
    return Progress(text, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True)
