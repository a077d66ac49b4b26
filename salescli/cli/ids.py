"""Ids as people type them: 214 or #214."""

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe

LARGEST = 2**63 - 1


def activity_id(text: str) -> int:
    """The number of an activity or due. Raises Misuse where the text is none."""
    digits = text.strip().removeprefix("#")
    if digits.isascii() and digits.isdigit() and 0 < int(digits[:20]) <= LARGEST:
        return int(digits)
    raise Misuse(
        _("{text} is no id: type the number behind #, as salescli list shows it").format(text=ascii_safe(text))
    )
