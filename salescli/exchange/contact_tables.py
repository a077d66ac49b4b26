"""Address books as tables: Google's (both shapes), Outlook's in five languages, LinkedIn's connections."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from salescli.exchange.contact import Contact, contact, full_name
from salescli.exchange.preset import Preset, Row
from salescli.i18n import _

_SEVERAL = ":::"  # Google's older files join values of one kind with it


@dataclass(frozen=True)
class Book(Preset):
    """An address book's columns; `or_needs` are enough as well: some leave out columns in which nothing stands."""

    or_needs: Sequence[str] = ()

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether the columns of either kind are all there."""
        alike = bool(self.or_needs) and set(self.or_needs) <= self.places(header).keys()
        return alike or super().recognises(header)


def _named(row: Row) -> dict[str, str]:
    name = row["name"] or full_name(row["given"], row["middle"], row["family"])
    return {"name": name, "company": row["company"].split(_SEVERAL)[0]}


_DROPS = _("phones and e-mails are counted and left out; all else")
_MAPS = _("the company is the customer, the name the person at it; without a company the name is the customer")

PRESETS = (
    Book(
        name="google-contacts",
        source="google-contacts",
        title=_("Google contacts"),
        columns={
            "name": ("Name",),
            "given": ("First Name", "Given Name"),
            "middle": ("Middle Name", "Additional Name"),
            "family": ("Last Name", "Family Name"),
            "company": ("Organization Name", "Organization 1 - Name"),
            "notes": ("Notes",),
            "labels": ("Labels", "Group Membership"),
        },
        needs=("given", "family", "company"),
        or_needs=("given", "family", "notes", "labels"),
        fields=_named,
        reads=_(
            "name, else first, middle and last name; organization, which Google leaves out where nobody has one (then"
            " known by notes and labels); the newer and the older columns"
        ),
        maps=_MAPS,
        drops=_DROPS,
    ),
    Book(
        name="linkedin-connections",
        source="linkedin-connections",
        title=_("LinkedIn connections"),
        columns={
            "given": ("First Name", "FirstName"),
            "family": ("Last Name", "LastName"),
            "company": ("Company",),
            "position": ("Position",),
            "connected": ("Connected On", "ConnectedOn"),
        },
        needs=("given", "family", "company", "position", "connected"),
        fields=_named,
        reads=_("first and last name, company; the header is found below the notes"),
        maps=_MAPS,
        drops=_("position, day of connection, address on LinkedIn; e-mails are counted and left out"),
    ),
    Book(
        name="outlook-contacts",
        source="outlook-contacts",
        title=_("Outlook contacts"),
        columns={
            "given": ("First Name", "Vorname", "Prénom", "Voornaam", "名"),
            "middle": ("Middle Name", "Weitere Vornamen", "Deuxième prénom", "Middelste naam", "中间名"),
            "family": ("Last Name", "Nachname", "Nom", "Achternaam", "姓"),
            "company": ("Company", "Firma", "Société", "Bedrijf", "单位"),
            "email": ("E-mail Address", "E-Mail-Adresse", "Adresse de messagerie", "E-mailadres", "电子邮件地址"),
            "phone": (
                *("Business Phone", "Mobile Phone", "Home Phone", "Telefon geschäftlich", "Mobiltelefon"),
                *("Téléphone (bureau)", "Tél. mobile", "Telefoon op werk", "Mobiele telefoon", "商务电话", "移动电话"),
            ),
        },
        needs=("given", "family", "company", "email", "phone"),
        fields=_named,
        reads=_("first, middle and last name, company; column names in English, German, French, Dutch and Chinese"),
        maps=_MAPS,
        drops=_DROPS,
    ),
)

_PHONE = re.compile(
    r"phone \d+ - value|.*\b(?:phone|fax|pager|callback|isdn|telex)(?: \d)?"
    r"|.*(?:telefon|mobiltelefon|téléphone|tél\.|télécopie|telefoon).*|fax .*|.*(?:电话|传真)(?: \d)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"e-?mail \d+ - value|e-?mail(?: \d)? ?address|email|e-mail-adresse|e-mail \d: adresse"
    r"|adresse de messagerie(?: \d)?|e-mailadres(?: \d)?|电子邮件(?: \d )?地址|电子邮件 \d 地址",
    re.IGNORECASE,
)


def recognised(header: Sequence[str]) -> Preset | None:
    """The kind of address book that a header is of."""
    return next((preset for preset in PRESETS if preset.recognises(header)), None)


class ContactRows:
    """Makes contacts of the rows of an address book."""

    def __init__(self, preset: Preset, header: Sequence[str]) -> None:
        """Find the columns by their names."""
        self._fields, self._places = preset.fields, preset.places(header)
        self._phones = [place for place, name in enumerate(header) if _PHONE.fullmatch(name.strip())]
        self._emails = [place for place, name in enumerate(header) if _EMAIL.fullmatch(name.strip())]

    def contact(self, row: list[str]) -> Contact:
        """The contact of a row as wide as the header. Raises Passed for one without any name."""
        cells = {name: row[place].strip() for name, place in self._places.items()}
        found = self._fields(defaultdict(str, cells))
        return contact(found["name"], found["company"], _count(row, self._phones), _count(row, self._emails))


def _count(row: list[str], places: list[int]) -> int:
    return sum(bool(each.strip()) for place in places for each in row[place].split(_SEVERAL))
