"""A contact as every address book has it: what becomes of it here is a customer, and a person at the customer."""

import unicodedata
from typing import NamedTuple

from salescli.exchange.preset import Passed
from salescli.exchange.refusal import BadRow
from salescli.i18n import _
from salescli.model.names import fold

_JOINERS = "\u200c\u200d"


class Contact(NamedTuple):
    """A person (or none) at a company (or none), and how many numbers and addresses came along."""

    name: str
    company: str
    phones: int = 0
    emails: int = 0


Outcome = Contact | BadRow | Passed
"""What a card or a row turned out to be."""


def contact(name: str, company: str, phones: int, emails: int) -> Contact:
    """The contact of these texts, made legible; a company's own card has no person. Raises Passed for no name."""
    name, company = (" ".join(legible(text).split()) for text in (name, company))
    if not name and not company:
        raise Passed(_("neither a name nor a company"))
    return Contact("" if fold(name) == fold(company) else name, company, phones, emails)


def full_name(given: str, middle: str, family: str) -> str:
    """The parts as one name: in Chinese, Japanese and Korean the family's comes first, without a blank."""
    whole = given + middle + family
    if given and family and all(_is_east_asian(letter) for letter in whole if not letter.isspace()):
        return family + middle + given
    return " ".join(part for part in (given, middle, family) if part)


def _is_east_asian(letter: str) -> bool:
    first_of_kana, first_of_hangul, last_of_hangul = "\u3040", "\uac00", "\ud7a3"
    return first_of_kana <= letter <= "\u9fff" or first_of_hangul <= letter <= last_of_hangul or letter >= "\U00020000"


def legible(name: str) -> str:
    """A name out of an address book without what cannot be seen in it, and with commas for semicolons.

    Telephones and LinkedIn keep direction marks, joiners of no use and private signs in names; `;` parts persons here.
    """
    if name.isprintable() and ";" not in name:
        return name
    seen = "".join(each for each in name if each in _JOINERS or unicodedata.category(each) not in {"Cf", "Co"})
    return seen.replace(";", ",").strip(" ,")
