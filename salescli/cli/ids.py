"""Ids as people type them: 214 or #214."""

from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.model.vocabulary import ascii_safe

LARGEST = 2**63 - 1


def activity_id(text: str) -> int:
    """The number of an activity. Raises Misuse where the text is none, NotFound where none is that large."""
    refusal = _("{text} is no id: type the number behind #, as salescli list shows it")
    return _id(text, refusal, _("there is no activity {text}; salescli list shows them"))


def due_id(text: str) -> int:
    """The number of a due. Raises as `activity_id` does."""
    refusal = _("{text} is no due's id: type the number that salescli due shows first")
    return _id(text, refusal, _("no due {text} is open; salescli due --all shows them"))


def import_number(text: str) -> int:
    """The number of an import. Raises as `activity_id` does."""
    refusal = _("{text} is no import's number: type the one that salescli import list shows first")
    return _id(text, refusal, _("there is no import {text}; salescli import list shows them"))


def _id(text: str, refusal: str, missing: str) -> int:
    digits = text.strip().removeprefix("#")
    shown = ascii_safe(text.strip())
    if not (digits.isascii() and digits.isdigit() and digits.strip("0")):
        raise Misuse(refusal.format(text=shown))
    digits = digits.lstrip("0")
    if len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
        raise NotFound(missing.format(text=shown))
    return int(digits)
