"""JSON, one object a line, as `export -f jsonl` and `-f json` write it: its objects as the rows of a table."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from salescli.exchange import own_export
from salescli.exchange.decoding import Source
from salescli.exchange.formula import guarded
from salescli.i18n import _
from salescli.model.errors import Impossible

BEGINS = re.compile(r'\s*(?:\[\s*)?\{\s*"')
"""How such a file begins; a header of a table does not."""

_LONGEST_LINE = 1 << 22  # characters
_MOST_COLUMNS, _LONGEST_NAME = 10_000, 1_000
_LOOKED_AT = 1 << 16  # characters of objects whose names are the columns; our own have the same in all
_BROKEN = re.compile("[\0\ud800-\udfff]")  # NUL, and half a character
_PUNCTUATION = {"", "[", "]"}  # lines of `-f json` that hold no object


class JsonLines:
    """The interface of table.Table over objects; null is an empty cell.

    Our own export guards no formulas here, and its reader takes the guard off: so it is put on for it.
    """

    delimiter = "JSON"

    def __init__(self, source: Source) -> None:
        """Find the columns. Raises Impossible for what is no JSON."""
        self.source = source
        self.header = self._names()
        self._text = guarded if own_export.recognises(self.header) else str

    def _names(self) -> list[str]:
        names: dict[str, None] = {}
        read = 0
        for line, found in self._objects():
            names |= dict.fromkeys(found)
            if len(names) > _MOST_COLUMNS or any(len(name) > _LONGEST_NAME for name in found):
                raise self._refused(line, _("it has more names, or longer ones, than a table has columns"))
            read += len(str(found))
            if read > _LOOKED_AT:
                break
        return list(names)

    def has_no_header(self, names: Sequence[str]) -> None:
        """The columns are named as they are: there is no such thing."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every object as (line, cells). One with a name that no column has is longer than the header."""
        columns, text = self.header, self._text
        known = set(columns)
        for line, found in self._objects():
            cells = [_cell(found.get(name), text) for name in columns]
            yield line, cells if known.issuperset(found) else [*cells, ""]

    def _objects(self) -> Iterator[tuple[int, dict[str, Any]]]:
        with self.source.open() as text:
            for number, line in enumerate(iter(lambda: text.readline(_LONGEST_LINE), ""), 1):
                if len(line) == _LONGEST_LINE:
                    raise self._refused(number, _("it is longer than a row can be"))
                written = line.strip().removesuffix(",")
                if written not in _PUNCTUATION:
                    yield number, self._object(number, written)

    def _object(self, number: int, written: str) -> dict[str, Any]:
        try:
            found = json.loads(written)
        except (ValueError, RecursionError):
            raise self._refused(number, _("this is no JSON, or not one object a line")) from None
        if not isinstance(found, dict):
            raise self._refused(number, _("this is no JSON object with the names of columns"))
        if "\\u" in written and any(
            isinstance(said, str) and _BROKEN.search(said) for pair in found.items() for said in pair
        ):
            raise self._refused(number, _("a text has a NUL or half a character in it"))
        return found

    def _refused(self, line: int, reason: str) -> Impossible:
        message = _("{name}, line {line}: {reason}; nothing was imported")
        return Impossible(message.format(name=self.source.name, line=line, reason=reason))


def _cell(said: Any, text: Any) -> str:  # noqa: ANN401  whatever JSON holds
    if said is None:
        return ""
    return text(said) if isinstance(said, str) else json.dumps(said)
