"""The calls in a file of SMS Backup & Restore as rows of a table: read piece by piece, and nothing but their elements.

XML can be made to swell (entities in entities) and to reach for other files: a document type is refused before it
declares any, by defusedxml.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from salescli.exchange.android import COLUMNS
from salescli.exchange.decoding import Source
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible

_PIECE = 1 << 14  # characters
_LONGEST_ELEMENT = 1_000_000  # characters without the beginning of an element: none of a telephone
_DEEPEST = 16
_REFERENCES = re.compile(r"(?:&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)+")
# the first half of a character of two, at the end of a piece: U+D800 to U+DBFF
_HALF = re.compile(r"&#(?:55(?:29[6-9]|[3-9][0-9]{2})|56(?:[0-2][0-9]{2}|3[01][0-9])|[xX][dD][89aAbB][0-9a-fA-F]{2});$")
_LONGEST_REFERENCE = 12
_MARKUP = "<>&\"'\t\n\r"


class CallsXml:
    """The interface of table.Table over `<calls><call number="…" …/></calls>`."""

    delimiter = "XML"

    def __init__(self, source: Source) -> None:
        """Nothing is read yet."""
        self.source = source
        self.header = list(COLUMNS)

    def has_no_header(self, names: Sequence[str]) -> None:
        """The columns are named as they are: there is no such thing."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every call as (line, cells). Raises Impossible for what is no such file, broken, or hostile."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError

        calls = _Calls()
        parser = DefusedXMLParser(target=calls, forbid_dtd=True)
        calls.expat = parser.parser
        read = 0
        with self.source.open() as text:
            try:
                for piece in _pieces(text):
                    read = 0 if calls.begun else read + len(piece)
                    calls.begun = False
                    parser.feed(piece)
                    yield from calls.taken()
                    if read > _LONGEST_ELEMENT:
                        calls.wrong = _("an element is longer than a million characters")
                    if calls.wrong:
                        raise self._refused(calls.line, calls.wrong)
                parser.close()
            except ParseError as error:
                raise self._refused(error.position[0], _("the XML is broken or cut off")) from None
            except DefusedXmlException:
                reason = _("XML that declares a document type or entities is not read: it can be made to swell")
                raise self._refused(calls.line, reason) from None
        yield from calls.taken()

    def _refused(self, line: int, reason: str) -> Impossible:
        message = _("{name}, line {line}: {reason}; nothing was imported")
        return Impossible(message.format(name=self.source.name, line=line, reason=reason))


def _pieces(text: TextIO) -> Iterator[str]:
    """The text in pieces, with emoji as they should be written.

    The program writes them as two references, `&#55357;&#56832;`, one for each half, which XML does not allow.
    """
    kept = ""
    while piece := text.read(_PIECE):
        piece, kept = kept + piece, ""
        start = piece.rfind("&", max(0, len(piece) - _LONGEST_REFERENCE))
        if start >= 0 and ";" not in piece[start:]:
            piece, kept = piece[:start], piece[start:]
        if half := _HALF.search(piece, max(0, len(piece) - _LONGEST_REFERENCE)):
            piece, kept = piece[: half.start()], half[0] + kept
        yield _REFERENCES.sub(_characters, piece) if "&#" in piece else piece
    yield kept


def _characters(references: re.Match[str]) -> str:
    """What the references stand for; what XML cannot hold is left out, its own signs stay references."""
    numbers = [part[2:] for part in references[0].split(";")[:-1]]
    codes = [int(number[1:], 16) if number[0] in "xX" else int(number) for number in numbers]
    text = "".join(chr(code) for code in codes if code <= sys.maxunicode)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(
        f"&#{ord(each)};" if each in _MARKUP else each for each in text if each in _MARKUP or each.isprintable()
    )


class _Calls:
    """Told of each element as it begins and ends; keeps the calls until they are taken, and nothing else."""

    expat: Any
    begun = False
    wrong = ""
    _depth = 0

    def __init__(self) -> None:
        self._calls: list[tuple[int, list[str]]] = []

    @property
    def line(self) -> int:
        """Where the parser is."""
        return int(self.expat.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins: the root, which must be `calls`, or one in it."""
        self.begun = True
        if self._depth == 0 and tag != "calls":
            message = _("this XML is no list of calls by SMS Backup & Restore: it begins with {tag}, not with calls")
            self.wrong = message.format(tag=shown(tag))
        if self._depth == 1 and tag == "call":
            self._calls.append((self.line, [attributes.get(name, "") for name in COLUMNS]))
        self._depth += 1
        if self._depth > _DEEPEST:
            self.wrong = _("elements stand in elements in elements, as in no list of calls")

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._depth -= 1

    def close(self) -> None:
        """The file ends."""

    def taken(self) -> list[tuple[int, list[str]]]:
        """The calls since the last time."""
        calls, self._calls = self._calls, []
        return calls
