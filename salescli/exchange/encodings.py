"""Which encoding the first bytes of a file speak of; which names are encodings; what is no text at all."""

import codecs

from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Misuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TABLES = (
    (b"SQLite format 3", _("a database; a file of salescli comes in by: salescli merge FILE")),
    (b"\x1f\x8b", _("packed: gunzip it first")),
    (b"BZh", _("packed: unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", _("packed: unpack it first")),
    (b"\xfd7zXZ\0", _("packed: unpack it first")),
    (b"Rar!", _("packed: unpack it first")),
    (b"PK\5\6", _("a zip with nothing in it")),
    (b"%PDF-", _("a PDF, which has no table that can be read: ask the program that made it for CSV")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
)
_FEW = 4  # bytes


def no_table(start: bytes) -> str | None:
    """What a file is that begins so and is known to be no table, for people."""
    return next((what for mark, what in _NO_TABLES if start.startswith(mark)), None)


def marked(start: bytes) -> str | None:
    """The encoding by the mark with which a file begins, else by the gaps that UTF-16 has between Latin letters."""
    found = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)
    if found or len(start) < _FEW:
        return found
    gaps = start[0::2].count(0), start[1::2].count(0)
    if min(gaps) == 0 and max(gaps) * _FEW >= len(start) // 2:
        return "utf-16-le" if gaps[1] else "utf-16-be"
    return None


def stated(name: str, start: bytes) -> str:
    """The encoding that a user says; UTF-16 without a mark is told by its beginning. Raises Misuse for none of text."""
    try:
        "".encode(name)
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        message = _("no such encoding: {name}; common ones are utf-8, gb18030, latin-1, cp1252, utf-16")
        raise Misuse(message.format(name=shown(name))) from None
    if found == "utf-16" and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        by_gaps = marked(start)
        return by_gaps if by_gaps == "utf-16-be" else "utf-16-le"
    return "utf-8-sig" if found == "utf-8" else found
