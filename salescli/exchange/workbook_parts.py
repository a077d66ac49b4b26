"""The small parts of a workbook: which sheets there are and where, which number formats, which first day of dates."""

import posixpath
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from salescli.exchange import number_formats
from salescli.exchange.xml_parts import BadXml, End, Start, feed, local, make_parser
from salescli.i18n import _

_PLACES = ("/worksheet", "/sharedStrings", "/styles", "/officeDocument")  # ends of kinds of relationships
_MOST, _MOST_SHEETS = 100_000, 1_000  # the former of styles and of references

Attributes = dict[str, str]


class Relation(NamedTuple):
    """Where another part is: the end of its kind, such as `worksheet`, and its path in the zip."""

    kind: str
    path: str


class Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    title: str
    hidden: bool
    relation: str


class Workbook(NamedTuple):
    """What the workbook's own part says."""

    sheets: list[Listed]
    since_1904: bool


def relations(part: BinaryIO, of: str) -> dict[str, Relation]:
    """The parts that the part `of` refers to, by the ids that it uses. Raises BadXml."""
    found: dict[str, Relation] = {}

    def start(name: str, attributes: Attributes) -> None:
        kind = attributes.get("Type", "")
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External" and kind.endswith(_PLACES):
            target = attributes.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(of), target)).lstrip("/")
            found[attributes.get("Id", "")] = Relation(kind.rpartition("/")[2], path)

    _run(part, start, _nothing, lambda: len(found))
    return found


def workbook(part: BinaryIO) -> Workbook:
    """The sheets in their order. Raises BadXml."""
    sheets: list[Listed] = []
    flags: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("relationships id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(Listed(attributes.get("name", ""), hidden, relation))
        elif local(name) == "workbookPr":
            flags.append(is_true(attributes.get("date1904")))

    _run(part, start, _nothing, lambda: len(sheets), _MOST_SHEETS)
    return Workbook(sheets, any(flags))


def kinds(part: BinaryIO) -> list[str]:
    """The kind of number of each style of a cell, as number_formats has it. Raises BadXml."""
    custom: dict[int, str] = {}
    numbers: list[int] = []
    within = [False]  # the styles of cells: others look the same

    def start(name: str, attributes: Attributes) -> None:
        what = local(name)
        if what == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            custom[int(attributes["numFmtId"][:9])] = attributes.get("formatCode", "")
        elif what == "cellXfs":
            within[0] = True
        elif what == "xf" and within[0]:
            number = attributes.get("numFmtId", "0")
            numbers.append(int(number[:9]) if number.isdecimal() else 0)

    def end(name: str) -> None:
        if local(name) == "cellXfs":
            within[0] = False

    _run(part, start, end, lambda: len(numbers) + len(custom))
    found = {number: number_formats.kind_of(number, custom) for number in set(numbers)}
    return [found[number] for number in numbers]


def is_true(flag: str | None) -> bool:
    """A flag as XML schemas write it."""
    return flag in {"1", "true", "on"}


def _nothing(_name: str) -> None:
    """Told of the end of an element that does not matter."""


def _run(part: BinaryIO, start: Start, end: End, count: Callable[[], int], most: int = _MOST) -> None:
    for _piece in feed(make_parser(start, end), part):
        if count() > most:
            raise BadXml(_("it lists more sheets or styles than any workbook has"))
