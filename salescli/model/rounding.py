"""Exact numbers as text: rounded half up, once, at the very end. Does without fractions (3 ms to import)."""

from typing import Protocol


class Rational(Protocol):
    """An int or a Fraction."""

    @property
    def numerator(self) -> int:
        """The upper number, in lowest terms."""

    @property
    def denominator(self) -> int:
        """The lower number, above zero."""


def decimal(value: Rational, places: int, *, fixed: bool = False, divisor: int = 1) -> str:
    """The value over the divisor, rounded half up to at most so many decimals; if fixed, exactly so many."""
    below = value.denominator * divisor
    scaled = (2 * value.numerator * 10**places + below) // (2 * below)
    sign, digits = ("-", str(-scaled)) if scaled < 0 else ("", str(scaled))
    if not places:
        return sign + digits
    digits = digits.rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}"
    return sign + (text if fixed else text.rstrip("0").rstrip("."))


def ceiling(value: Rational) -> int:
    """The smallest whole number that is not below the value."""
    return -(-value.numerator // value.denominator)
