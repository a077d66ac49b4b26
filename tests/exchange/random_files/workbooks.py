"""Random workbooks: tables as people keep them in Excel, with typed cells, and exports that were opened and saved."""

import re
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.exchange.random_files import crm, tables
from tests.exchange.random_files.kind import Kind, Row

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?")
_FIGURES = re.compile(r"[1-9]\d{0,4}|0")


def _typed(path: Path, rows: list[Row]) -> Path:
    """Moments and small numbers as what they are, all else as text."""
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, moments = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
            for place, cell in enumerate(cells):
                if _MOMENT.fullmatch(cell):
                    form = moments if " " in cell else days
                    sheet.write_datetime(number, place, datetime.fromisoformat(cell), form)
                elif _FIGURES.fullmatch(cell):
                    sheet.write_number(number, place, int(cell))
                else:
                    sheet.write_string(number, place, cell)
    return path


def _saved(kind: Kind) -> Kind:
    return kind._replace(name=f"{kind.name} in a workbook", format=kind.format or kind.name, write=_typed)


_WITH_CELLS = {"csv", "zoho analytics", "hubspot-call", "pipedrive"}
KINDS = tuple(_saved(kind) for kind in (*tables.KINDS, *crm.KINDS) if kind.name in _WITH_CELLS)
