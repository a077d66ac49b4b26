"""Shell words as they stand on a line that is still being typed: taken apart, never run.

Quotes and backslashes are undone as bash and fish do it; `$`, backquotes and all else stand for themselves.
"""

from typing import NamedTuple

PLAIN, SINGLE, DOUBLE, OTHER = "plain", "single", "double", "other"


class Typed(NamedTuple):
    """The words before the cursor's, their quotes undone, and the cursor's word as it was typed."""

    words: list[str]
    raw: str


def split(line: str) -> Typed:
    """The words of a line up to the cursor; the last may be empty, or end within quotes."""
    words: list[str] = []
    start, at, quote = 0, 0, PLAIN
    while at < len(line):
        step, after = _step(line, at, quote)
        if quote == PLAIN and line[at].isspace():
            if at > start:
                words.append(unquoted(line[start:at])[0])
            start = at + 1
        at, quote = at + step, after
    return Typed(words, line[start:])


def unquoted(raw: str) -> tuple[str, str]:
    """A word without its quotes, and the quote that is open at its end (PLAIN: none; OTHER: $'…')."""
    value: list[str] = []
    at, quote = 0, PLAIN
    while at < len(raw):
        step, after = _step(raw, at, quote)
        if step > 1 and raw[at] == "\\":
            value.append(raw[at + 1])
        elif raw[at] == "\\" and at + 1 == len(raw) and quote != SINGLE:
            pass  # what it is to quote is still to be typed
        elif after == quote and not (step > 1 and raw[at] == "$"):
            value.append(raw[at])
        at, quote = at + step, after
    return "".join(value), quote


_OPENS = {"'": SINGLE, '"': DOUBLE}


def _step(text: str, at: int, quote: str) -> tuple[int, str]:
    """How many characters belong together here, and the quote that is open after them."""
    character, following = text[at], text[at + 1 : at + 2]
    if quote == PLAIN:
        if character == "\\" and following:
            return 2, PLAIN
        if character == "$" and following == "'":
            return 2, OTHER
        return 1, _OPENS.get(character, PLAIN)
    if quote == DOUBLE and character == "\\" and following and following in '"\\$`':
        return 2, DOUBLE
    if quote == OTHER and character == "\\" and following:
        return 2, OTHER
    closes = {SINGLE: "'", DOUBLE: '"', OTHER: "'"}[quote]
    return 1, PLAIN if character == closes else quote
