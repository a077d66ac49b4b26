"""The lines of vCards 2.1 to 4.0: unfolded, taken apart, their values decoded.

Sources: versit vCard 2.1 (sections 2.1.3 and 2.1.5), RFC 2426 (3.0), RFC 6350 (4.0, sections 3.2 to 3.4).
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

LONGEST_LINE = 20_000  # characters that are kept of an unfolded line: photographs are not wanted

_PROPERTY = re.compile(r'\s*(?:[\w-]+\.)?([\w-]+)\s*((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B"}
_ESCAPE = re.compile(r"\\([\\,;:nN])")
_PARTS = re.compile(r"((?:[^;\\]|\\.|\\$)*)(?:;|$)", re.DOTALL)


class Property(NamedTuple):
    """One property: the file's line where it begins, its name in capitals, encoding, character set, raw value."""

    line: int
    name: str
    encoding: str
    charset: str
    value: str


def unfolded(text: TextIO) -> Iterator[tuple[int, str]]:
    """The lines as (number, text): folded ones put together, empty ones left out, very long ones cut.

    Quoted-printable goes on after a `=` at the end, base64 of 2.1 also without a blank before it. A folded line of 2.1
    keeps its blank, later ones lose it. Some programs end lines with CR CR LF, so an empty line ends nothing.
    """
    begun, kept, encoding, soft, old = 0, "", "", False, False
    for number, raw in enumerate(text, 1):
        line = raw.rstrip("\r\n")
        if not line.strip():
            continue
        if soft:
            kept, piece = kept.removesuffix("="), line
        elif begun and line[0] in " \t":
            piece = line if old else line[1:]
        elif begun and encoding == "BASE64" and ":" not in line:
            piece = line
        else:
            if begun:
                yield begun, kept
            begun, kept, piece, encoding = number, "", line, _encoding_of(line)
            old = line[:11].upper() == "VERSION:2.1" if line[:8].upper() == "VERSION:" else old
        if len(kept) < LONGEST_LINE:
            kept += piece[:LONGEST_LINE]
        soft = encoding == "QUOTED-PRINTABLE" and piece.endswith("=")
    if begun:
        yield begun, kept


def _encoding_of(line: str) -> str:
    head = line.partition(":")[0].upper()
    return next((each for each in ("QUOTED-PRINTABLE", "BASE64") if each in head), "")


def taken_apart(number: int, line: str) -> Property:
    """The property of an unfolded line. Raises BadRow where it is none."""
    match = _PROPERTY.match(line)
    if not match:
        raise BadRow(_("this is no line of a vCard: {text}").format(text=shown(line)))
    name, parameters, value = match.groups()
    said = {"ENCODING": "", "CHARSET": ""}
    for parameter in _PARAMETER.findall(parameters):
        key, equals, what = parameter.partition("=")
        if not equals:  # in 2.1 the value may stand alone
            key, what = ("ENCODING", key) if key.strip().upper() in _ENCODINGS else ("TYPE", key)
        said[key.strip().upper()] = what.strip().strip('"')
    return Property(number, name.upper(), said["ENCODING"].upper(), said["CHARSET"], value)


def decoded(item: Property, usual: str) -> str:
    """The value as text, escapes still in it. `usual` is the character set where none is said. Raises BadRow."""
    if len(item.value) >= LONGEST_LINE // 2:
        raise BadRow(_("{name} is longer than a name can be").format(name=item.name))
    if item.encoding not in _ENCODINGS:
        return item.value
    charset = item.charset or usual
    try:
        if item.encoding == "QUOTED-PRINTABLE":
            return binascii.a2b_qp(item.value.encode(charset)).decode(charset)
        return base64.b64decode(item.value).decode(charset)
    except LookupError:
        message = _("{name}: no such character set: {charset}")
        raise BadRow(message.format(name=item.name, charset=shown(charset))) from None
    except ValueError:
        message = _("{name} is not {charset}, as the card says or is taken for granted; else say it: --encoding")
        raise BadRow(message.format(name=item.name, charset=shown(charset))) from None


def parts(value: str) -> list[str]:
    """What `;` parts in a structured value (N, ORG), escapes read."""
    return [plain(part).strip() for part in _PARTS.findall(value)]


def plain(value: str) -> str:
    r"""A value with its escapes read: `\,` `\;` `\:` `\\` and `\n`; iOS writes them in places where none is needed."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
