"""The calls in a file of SMS Backup & Restore as rows of a table: read piece by piece, and nothing but their elements.

XML can be made to swell (entities in entities) and to reach for other files: a document type is refused before it
declares any, by defusedxml.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from salescli.exchange.android import COLUMNS
from salescli.exchange.decoding import Source
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Impossible

_PIECE = 1 << 14  # characters
_LONGEST_ELEMENT = 1_000_000  # characters without the beginning of an element: none of a telephone
_DEEPEST = 16


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
                while piece := text.read(_PIECE):
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
