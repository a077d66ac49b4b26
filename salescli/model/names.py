"""Names as people type them: how they compare, and which are refused at the door."""

import unicodedata

from salescli.i18n import _
from salescli.model.errors import Misuse

LONGEST_NAME = 200  # characters; a longer one is a note that lost its -n


def fold(name: str) -> str:
    """The form in which names compare: NFKC, case folding, white space collapsed."""
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def accept_name(text: str, what: str) -> str:
    """The name without surrounding and doubled white space. `what` says whose it is, for the refusal.

    Raises Misuse for an empty name, one with control or direction-changing characters (they could run in a
    terminal or hide what is there), one with `;` (it parts persons in a list), and one of over 200 characters.
    """
    name = " ".join(text.split(" ")).strip()
    name = " ".join(name.split()) if name.isprintable() else name
    if not name or not fold(name):
        raise Misuse(_("the name of the {what} is empty").format(what=what))
    if not _harmless(name):
        message = _("the name of the {what} has control characters: {name}; type it without them")
        raise Misuse(message.format(what=what, name=ascii(name)))
    if ";" in name:
        raise Misuse(_("a name holds no semicolon: {name}").format(name=name))
    if len(name) > LONGEST_NAME:
        message = _("the name of the {what} is longer than {most} characters; a note goes after -n")
        raise Misuse(message.format(what=what, most=LONGEST_NAME))
    return name


def _harmless(name: str) -> bool:
    """No control, surrogate, private or direction-changing character; ideographic spaces and joiners may stay."""
    if name.isprintable():
        return True
    allowed = {"\u3000", "\u00a0", "\u200d", "\u200c", "\u202f"}
    return all(character.isprintable() or character in allowed for character in name)
