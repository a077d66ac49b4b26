"""A share of what was to be done, as `--fail-under` takes it."""

from fractions import Fraction

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe

_DECIMALS = 4


def accept_share(text: str) -> Fraction:
    """The ratio of `80%`, `80` or `0.8`: above 0, at most 1. Raises Misuse for anything else.

    A bare number below 1 is a ratio, as in the column attainment; from 2 on it is per cent; 1 could be either.
    """
    words = text.strip()
    number = words.removesuffix("%").rstrip()
    whole, point, decimals = number.partition(".")
    digits = whole + decimals
    if not (digits.isascii() and digits.isdigit()) or (point and not decimals) or len(digits) > 2 * _DECIMALS:
        raise Misuse(_("not a share: {text}; write one such as 80%").format(text=ascii_safe(text)))
    value = Fraction(int(digits), 10 ** len(decimals))
    if number == words and 1 <= value < 2:  # noqa: PLR2004  see above
        raise Misuse(_("{text} reads two ways: {text}% or 100%?").format(text=ascii_safe(text)))
    share = value if number == words and value < 1 else value / 100
    if not 0 < share <= 1:
        message = _("{text} is no share to fail under: above 0%, and 100% at most")
        raise Misuse(message.format(text=ascii_safe(text)))
    return share
