"""The pictures of docs/pictures.md: the board and reports of a made-up team, as the real commands show them.

`python -m tests.pictures` writes them; tests/test_pictures.py compares.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from tests.pictured_team import around, set_up
from tests.terminal_svg import svg

DOCS = Path(__file__).parents[1] / "docs"
WIDTHS = (80, 120)


class Shot(NamedTuple):
    """A picture's name, the command that it is of, and what is to be said of it."""

    name: str
    command: str
    said: str


SHOTS = (
    Shot(
        "board",
        "salescli",
        "The board of one rep: today against the daily targets, the week against the weekly ones, what is due.",
    ),
    Shot(
        "week",
        "salescli report week --by rep",
        "The week by rep, with the team last. Anna Berg is on leave from Wednesday noon, Maria Lopez on Thursday and"
        " Friday, 陈刚 on a ramp, and Tom Baker has not said what became of Tuesday.",
    ),
    Shot(
        "trend",
        "salescli report trend",
        "Eight weeks of calls. The mark is the target: less around the National Day, more from November.",
    ),
    Shot(
        "heat",
        "salescli report heat year",
        "The calls of each day since January, holidays and the days made up for them included; without colours, shades"
        " say the same.",
    ),
)

_INTRODUCTION = """# Pictures

The board, the week, the trend and the heat of a made-up team, on terminals of 80 and of 120 columns, with colours and
without (`NO_COLOR=1`). `python -m tests.pictures` made them from what the commands print; a test keeps them true.
"""


def write(docs: Path) -> None:
    """Make the team's file in a temporary folder; put its pictures, and the page that shows them, into `docs`."""
    (docs / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        set_up(Path(home))
        page = [_INTRODUCTION, *(part for shot in SHOTS for part in _section(shot, Path(home), docs))]
    (docs / "pictures.md").write_text("".join(page), encoding="utf-8")


def _section(shot: Shot, home: Path, docs: Path) -> Iterator[str]:
    """The page's part about one command, whose pictures are written on the way."""
    yield f"\n## {shot.name.capitalize()}\n\n{fill(shot.said, 120)}\n"
    for columns in WIDTHS:
        name = f"pictures/{shot.name}-{columns}.svg"
        title = f"{shot.command}, {columns} columns"
        picture = svg(on_a_terminal(shot.command, home, columns), columns, title)
        (docs / name).write_text(picture, encoding="utf-8")
        yield f"\n![{title}]({name})\n"
    for columns in WIDTHS:
        plain = on_a_terminal(shot.command, home, columns, NO_COLOR="1")
        yield f"\n{columns} columns, without colours:\n\n```text\n{plain}```\n"


def on_a_terminal(line: str, home: Path, columns: int, **environment: str) -> str:
    """What a command prints on a terminal of so many columns, with its escape sequences."""
    import pty  # there is none on Windows

    shown, terminal = pty.openpty()
    pinned = {**around(home), "COLUMNS": str(columns), **environment}
    command = [sys.executable, "-m", *shlex.split(line)]
    with subprocess.Popen(command, env=pinned, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE) as running:
        os.close(terminal)
        output = b"".join(iter(lambda: _more(shown), b""))
        os.close(shown)
        _nothing, said = running.communicate()
    if running.returncode or said:
        raise RuntimeError(f"{line}: {said.decode()}")
    return output.decode().replace("\r\n", "\n")


def _more(reading: int) -> bytes:
    """The next that a terminal shows; nothing once its program has ended, which Linux calls an error."""
    try:
        return os.read(reading, 65536)
    except OSError:
        return b""


if __name__ == "__main__":
    write(DOCS)
