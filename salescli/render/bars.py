"""A part of a whole as a bar of characters."""

from salescli.model.rounding import Rational

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(part: Rational, columns: int) -> str:
    """The part (0 to 1, more is as good as 1) as a bar that many columns wide, to an eighth of a column."""
    eighths = min(part.numerator * columns * 8 // part.denominator, columns * 8)
    if not eighths and part.numerator > 0:
        eighths = 1  # something is not nothing
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(columns, "·")
