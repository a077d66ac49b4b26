"""Whether a file that lies in a folder is one to import: nobody named it, so what is in it has to say so."""

import re

from salescli.exchange import column_aliases, owners
from salescli.exchange.decoding import Source
from salescli.exchange.format import Setting
from salescli.exchange.reading import is_known, known_headers, recognised
from salescli.exchange.refusal import shown
from salescli.exchange.rows import rows_of
from salescli.exchange.table import header_below
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse

_BEGINNING = 1000  # characters in which the list of calls in XML begins
_WHOM = {"customer", "contact", "lead", "number"}


def doubt(source: Source, setting: Setting) -> str | None:
    """Why the file holds no activities that are known, None where it does.

    A table of no program's columns is taken for a list of activities where they say when and whom. What is wrong
    with a file of a known kind is not said here.
    """
    try:
        rows = rows_of(source, known_headers(setting))
        if rows.delimiter == "XML":
            next(rows.rows(), None)
    except Impossible as error:
        return None if _begins_as_known(source) else str(error).partition("; nothing")[0]
    if recognised(rows.header, setting) != "csv":
        return None
    try:
        found = column_aliases.places(rows.header, {})
    except column_aliases.NoDate:
        return _unknown(rows.header)
    except Misuse:
        return None
    if not _WHOM & found.keys():
        return _("no column holds a customer or a number: {columns}").format(columns=_columns(rows.header))
    return None


def _begins_as_known(source: Source) -> bool:
    """Whether a file that cannot be read has the beginning of a format: it is damaged, not another program's."""
    with source.open() as text:
        if re.match(r"\s*(<\?[^>]*>\s*)*<calls\b", text.read(_BEGINNING)):
            return True
    return header_below(source, is_known) is not None


def _unknown(header: list[str]) -> str:
    if owners.tells(header):
        return _("a list of users by their ids; --owners FILE takes names from it")
    return _("no format has such columns: {columns}").format(columns=_columns(header))


def _columns(header: list[str]) -> str:
    return shown(", ".join(column for column in header if column), 100)
