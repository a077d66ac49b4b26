"""Quotes where none can stand: text on both sides of one, in a cell that is not quoted, or behind one that is.

csv.reader takes the former as they come, so that `, "Acme, Inc"` becomes two cells and the row may still have the
header's width. A caller such as `"Ann Lee" <201>` is told apart: older Asterisks do not double its quotes.
"""

import re
from collections.abc import Iterable, Iterator

from salescli.exchange.decoding import Source
from salescli.i18n import _
from salescli.model.errors import Impossible

_PIECE = 1 << 20  # characters
_CALLER = " (<[^{no_text}<>]{{0,80}}>)"  # his number, behind his name
_AHEAD = 100  # characters behind a quote that are looked at
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def callers_mended(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines, with `"Ann Lee" <201>` and `""Ann Lee" <201>"` as they ought to be; neither is in sound lines."""
    no_text = re.escape(delimiter) + r'\r\n"'
    number = _CALLER.format(no_text=no_text)
    caller = re.compile(rf'(?<![^{no_text[:-1]}])"("?)([^{no_text}]+)"{number}\1(?![^{no_text[:-1]}])')
    for line in lines:
        yield caller.sub(r'"""\2"" \3"', line) if '" <' in line else line


def refuse(source: Source, skip: int, delimiter: str) -> None:
    """Raise Impossible for the first stray quote after the first `skip` lines."""
    no_text = re.escape(delimiter) + r'\r\n"'
    number = _CALLER.format(no_text=no_text)
    stray = re.compile(rf'"(?<=[^{no_text}]")(?=[^{no_text}])(?!{number}"?(?![^{no_text}]))')
    with source.open() as text:
        for _line in range(skip):
            text.readline()
        offset, piece, more = 0, "", True
        while more:
            more = bool(new := text.read(_PIECE))
            piece += new
            found = stray.search(piece)
            if found and not (more and found.start() > len(piece) - _AHEAD):
                raise _refusal(source, skip, offset + found.start())
            done = max(0, len(piece) - _AHEAD - 1)
            offset, piece = offset + done, piece[done:]


def _refusal(source: Source, skip: int, offset: int) -> Impossible:
    """The refusal of a quote so many characters after the first `skip` lines."""
    with source.open() as text:
        for _line in range(skip):
            text.readline()
        line, ended = skip + 1, ""
        while offset > 0:
            piece = text.read(min(offset, _PIECE))
            offset -= len(piece)
            line += len(_LINE_ENDS.findall(piece)) - (ended == "\r" and piece[:1] == "\n")
            ended = piece[-1:]
    message = _(
        "{name}, line {line}: a quote stands amid a cell; put the whole cell in quotes, and write each quote within it"
        " twice; nothing was imported"
    )
    return Impossible(message.format(name=source.name, line=line))
