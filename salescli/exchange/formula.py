"""Text that a spreadsheet would run as a formula: defused on the way out, and exactly that undone on the way in.

The rule is OWASP's, ASVS 1.2.10: one more leading `'`, so that `import` can take exactly one off again.
"""

import re

SUSPICIOUS = "=+-@\t\r＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, the full-width forms included."""

BEGINNINGS = SUSPICIOUS + "'"
"""With what a text begins that `guarded` may change."""

# A plain number is shown as one, and a telephone number may begin with +: both would only be spoilt.
_HARMLESS = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?|\+[0-9][0-9 ]*", re.ASCII)


def guarded(text: str) -> str:
    """The text with one more leading `'` where a spreadsheet would run it, after however many `'` it has."""
    if not text or text[0] not in BEGINNINGS:
        return text
    rest = text.lstrip("'")
    if rest[:1] in _SUSPECTS and not _HARMLESS.fullmatch(rest):
        return "'" + text
    return text


def unguarded(text: str) -> str:
    """The text that `guarded` made this one of; any other text as it is."""
    if text[:1] == "'" and guarded(text[1:]) == text:
        return text[1:]
    return text


_SUSPECTS = frozenset(SUSPICIOUS)
