"""The XML in a workbook, fed to expat piece by piece: no document type, no tag longer than any that is honest."""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from salescli.i18n import _

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # of files that are saved as Strict Open XML
)
_PIECE = 1 << 16  # bytes
_LONGEST_TAG = 1 << 20  # bytes that expat may have to keep until a tag ends

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class BadXml(Exception):  # noqa: N818  it is the file that is bad
    """XML that is broken, cut off or hostile; the text says so in the user's words."""


def make_parser(start: Start, end: End) -> expat.XMLParserType:
    """A parser that names elements `NAMESPACE name`. A document type, without which no entity swells, raises BadXml."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_said: object) -> None:
    raise BadXml(_("XML that declares a document type or entities is not read: it can be made to swell"))


def feed(parser: expat.XMLParserType, part: BinaryIO) -> Iterator[None]:
    """Parse a part, stopping after each piece, so that what was found can be taken. Raises BadXml."""
    read = 0
    try:
        while piece := part.read(_PIECE):
            parser.Parse(piece, False)  # noqa: FBT003  its own way
            read += len(piece)
            if read - parser.CurrentByteIndex > _LONGEST_TAG:
                raise BadXml(_("a tag is longer than a million characters"))
            yield
        parser.Parse(b"", True)  # noqa: FBT003  as above
    except expat.ExpatError as error:
        message = _("its XML is broken or cut off, line {line}").format(line=error.lineno)
        raise BadXml(message) from None
    except (LookupError, ValueError):  # what Python says of an encoding that it does not know, or expat does not take
        raise BadXml(_("its XML is in an encoding that is not read")) from None
    yield


def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition(" ")[2]
