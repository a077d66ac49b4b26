"""Quotes where none can stand: text on both sides of one, in a cell that is not quoted, or behind one that is.

csv.reader takes the former as they come, so that `, "Acme, Inc"` becomes two cells and the row may still have the
header's width.
"""

import re

from salescli.exchange.decoding import Source
from salescli.i18n import _
from salescli.model.errors import Impossible

_PIECE = 1 << 20  # characters
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def refuse(source: Source, skip: int, delimiter: str) -> None:
    """Raise Impossible for the first stray quote after the first `skip` lines."""
    no_text = re.escape(delimiter) + r'\r\n"'
    stray = re.compile(rf'"(?<=[^{no_text}]")(?=[^{no_text}])')
    with source.open() as text:
        for _line in range(skip):
            text.readline()
        offset, before = 0, ""
        while piece := text.read(_PIECE):
            piece = before + piece
            if found := stray.search(piece):
                raise _refusal(source, skip, offset + found.start())
            offset, before = offset + len(piece[:-2]), piece[-2:]


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
