"""Figures as characters: a part of a whole as a bar, some figures in a row as a line of columns."""

from collections.abc import Sequence

from salescli.model.rounding import Rational

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(part: Rational, columns: int) -> str:
    """The part (0 to 1, more is as good as 1) as a bar that many columns wide, to an eighth of a column."""
    eighths = min(part.numerator * columns * 8 // part.denominator, columns * 8)
    if not eighths and part.numerator > 0:
        eighths = 1  # something is not nothing
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(columns, "·")


def sparkline(values: Sequence[Rational]) -> str:
    """A column for each value, the highest full, nothing a dot; empty where all are nothing."""
    highest = max((value.numerator / value.denominator for value in values), default=0)
    if highest <= 0:
        return ""
    heights = (value.numerator / value.denominator / highest for value in values)
    return "".join(_HEIGHTS[min(int(height * 8), 7)] if height > 0 else "·" for height in heights)
