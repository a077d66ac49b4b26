"""vCards 2.1, 3.0 and 4.0, one or many in a file: who stands in them, read card by card."""

import re
from collections.abc import Iterator

from salescli.exchange.contact import Contact, Outcome, contact, full_name
from salescli.exchange.decoding import Source
from salescli.exchange.preset import Passed
from salescli.exchange.refusal import BadRow
from salescli.exchange.vcard_lines import Property, decoded, parts, plain, taken_apart, unfolded
from salescli.i18n import _

NAME = "vcard"
TITLE = _("vCard")
READS = _("FN, else N; the first part of ORG; versions 2.1 to 4.0, with their foldings, encodings and character sets")
MAPS = _("a card of KIND org, or whose name is its company's, makes a customer without a person")
DROPS = _("phones and e-mails are counted and left out; groups are passed over and counted; all else")

_BEGIN = re.compile(r"(?:^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:[\r\n]|$)", re.IGNORECASE)
_START = 65_536  # characters in which a card must begin
_WANTED = re.compile(r"(?:[\w-]+\.)?(?:FN|N|ORG)[;: \t]", re.IGNORECASE)
_KINDS = {"KIND", "X-ADDRESSBOOKSERVER-KIND"}
_NAMES = {"FN", "N", "ORG"}
_NO_CONTACTS = {"group", "location", "application", "device"}


def recognises(source: Source) -> bool:
    """Whether a card begins in the text with which the file begins."""
    with source.open() as text:
        return bool(_BEGIN.search(text.read(_START)))


class _Card:
    """A card as far as it was read."""

    def __init__(self, line: int, usual: str) -> None:
        self.line, self._usual = line, usual
        self._texts: dict[str, str] = {}
        self._counts = {"TEL": 0, "EMAIL": 0}
        self.fault: tuple[int, BadRow] | None = None
        self.agent = False
        """Whether the line before says that an agent's card follows (2.1)."""
        self.naming = True
        """Whether a name may go on in the next line: it has just begun, or no property has."""

    def take(self, item: Property) -> None:
        """One property; of several of a name the first that says something. Raises BadRow."""
        self.agent = item.name == "AGENT" and not item.value.strip()
        self.naming = item.name in _NAMES
        if item.name in self._counts:
            self._counts[item.name] += bool(item.value.strip())
        elif item.name in {*_NAMES, *_KINDS} and not self._texts.get(item.name, "").strip("; "):
            self._texts[item.name] = decoded(item, self._usual)

    def wrong(self, line: int, error: BadRow) -> None:
        """Remember the first thing that is wrong with the card."""
        self.fault = self.fault or (line, error)

    def outcome(self) -> tuple[int, Outcome]:
        """Whom the card is of, or why it cannot be told, with the line."""
        if self.fault:
            return self.fault
        try:
            return self.line, self._contact()
        except Passed as reason:
            return self.line, reason

    def _contact(self) -> Contact:
        kind = next((self._texts[name].strip().lower() for name in _KINDS if name in self._texts), "")
        if kind in _NO_CONTACTS:
            raise Passed(_("a {kind}").format(kind=kind))
        family, given, middle, *_more = [*parts(self._texts.get("N", "")), "", "", ""]
        name = plain(self._texts.get("FN", "")).strip() or full_name(given, middle, family)
        company = parts(self._texts.get("ORG", ""))[0]
        if kind == "org":
            name, company = "", company or name
        return contact(name, company, self._counts["TEL"], self._counts["EMAIL"])


def cards(source: Source) -> Iterator[tuple[int, Outcome]]:
    """Every card with the line where it begins; a broken one as a BadRow, with the line where it breaks."""
    usual = "utf-8" if source.encoding.startswith(("utf", "ascii")) else source.encoding
    card: _Card | None = None
    inner, astray = 0, False
    with source.open() as text:
        for number, line in unfolded(text):
            word = "".join(line.split()).upper().removeprefix("\ufeff")  # files that were put together keep their marks
            if word == "BEGIN:VCARD":
                if card and (inner or card.agent):
                    inner += 1
                    continue
                if card:
                    card.wrong(card.line, BadRow(_("the card that begins here has no END:VCARD")))
                    yield card.outcome()
                card, astray = _Card(number, usual), False
            elif card is None:
                if not astray:  # one refusal for all the lines up to the next card
                    yield number, BadRow(_("this stands in no card; a card begins with BEGIN:VCARD"))
                astray = True
            elif inner:
                inner -= word == "END:VCARD"
            elif word == "END:VCARD":
                yield card.outcome()
                card = None
            else:
                _take(card, number, line)
        if card:
            card.wrong(card.line, BadRow(_("the card that begins here has no END:VCARD")))
            yield card.outcome()


def _take(card: _Card, number: int, line: str) -> None:
    """One line. What is no property is passed over where it can be no part of a name.

    Programs write notes and photographs of several lines without folding them.
    """
    try:
        item = taken_apart(number, line)
    except BadRow as error:
        if card.naming or _WANTED.match(line.strip()):
            card.wrong(number, error)
        return
    try:
        card.take(item)
    except BadRow as error:
        card.wrong(number, error)
