"""What a terminal shows, as an SVG picture that follows whether its reader likes it dark or light.

Drawn here and not by rich's `export_svg`: that gives a Chinese character one column and asks a web server for its font.
Each group of words has its place by columns and its length stated, so columns align whatever font there is.
"""

import re
from collections.abc import Iterator
from html import escape
from io import StringIO
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.text import Text

CELL, LINE, MARGIN = 9.6, 21, 16  # pixels: a column, a line, around the page
_BASE = 15  # from the top of a line to the foot of its letters
_FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"
# what terminals make of no colour and of the colours 1 to 3; those from 16 on are fixed
_DARK = {"page": "#1b1f24", "ink": "#d5dae0", "c1": "#ff8078", "c2": "#6cc76f", "c3": "#e3b341"}
_LIGHT = {"page": "#ffffff", "ink": "#1f2328", "c1": "#b3261e", "c2": "#1a7431", "c3": "#855b00"}


class Run(NamedTuple):
    """Characters of one style, from a column on."""

    column: int
    text: str
    style: Style


def svg(output: str, columns: int, title: str) -> str:
    """The picture of a page of so many columns. `output` has its colours as escape sequences."""
    lines = output.splitlines()
    drawn = [element for number, line in enumerate(lines) for element in _line(line, MARGIN + number * LINE) if element]
    wide, high = f"{columns * CELL + 2 * MARGIN:g}", f"{len(lines) * LINE + 2 * MARGIN}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
    page = f'<rect class="page" width="{wide}" height="{high}" rx="6"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", *_css(), page, *drawn, "</svg>", ""])


def _css() -> Iterator[str]:
    yield "<style>"
    yield f"text {{ font: 16px {_FONT} }}"
    yield ".bold { font-weight: bold }"
    yield ".wide { font-size: 18px }"
    yield from _palette(_DARK)
    yield "@media (prefers-color-scheme: light) {"
    yield from _palette(_LIGHT)
    yield "}"
    yield "</style>"


def _palette(colours: dict[str, str]) -> Iterator[str]:
    return (f".{name} {{ fill: {colour} }}" for name, colour in colours.items())


def _line(line: str, top: int) -> Iterator[str]:
    """A box behind each run with a background, and its words; those of two columns a character apart."""
    for run in _runs(line):
        if run.style.bgcolor is not None:
            wide = f"{cell_len(run.text) * CELL:g}"
            yield f'<rect x="{_x(run.column)}" y="{top}" width="{wide}" height="{LINE}" {_fill(run.style.bgcolor)}/>'
        for words in re.finditer(r"\S+(?: \S+)*", run.text):
            column = run.column + cell_len(run.text[: words.start()])
            for columns, characters in groupby(words.group(), cell_len):
                part = Run(column, "".join(characters), run.style)
                yield _text(part, top, wide=columns > 1)
                column += cell_len(part.text)


def _runs(line: str) -> Iterator[Run]:
    column = 0
    for segment in Text.from_ansi(line, end="").render(Console(file=StringIO())):
        yield Run(column, segment.text, segment.style or Style())
        column += cell_len(segment.text)


def _text(run: Run, top: int, *, wide: bool) -> str:
    """Bars must have no gaps, so letters fill their columns; Chinese ones keep their form and are spaced."""
    text = run.text.strip()  # of blanks between Chinese and other words
    if not text:
        return ""
    column = run.column + len(run.text) - len(run.text.lstrip())
    adjusted = "" if wide else ' lengthAdjust="spacingAndGlyphs"'
    place = f'x="{_x(column)}" y="{top + _BASE}" textLength="{cell_len(text) * CELL:g}"{adjusted}'
    classes = [name for name, holds in (("bold", run.style.bold), ("wide", wide)) if holds]
    return f"<text {place} {_fill(run.style.color, *classes)}>{escape(text)}</text>"


def _x(column: int) -> str:
    return f"{MARGIN + column * CELL:g}"


def _fill(colour: Color | None, *classes: str) -> str:
    """A class for what each terminal has its own of, else the colour itself; and further classes."""
    number = None if colour is None else colour.number
    if colour and number is not None and number > 15:
        return " ".join(
            [*([f'class="{" ".join(classes)}"'] if classes else []), f'fill="{colour.get_truecolor().hex}"']
        )
    return f'class="{" ".join([*classes, "ink" if number is None else f"c{number}"])}"'
