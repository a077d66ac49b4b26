"""Workbooks that are broken, made to swell, or none: one named error, in little time and memory, nothing changed."""

import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from salescli.exchange import sheet as kept
from tests.exchange.workbooks import MAIN, by_hand, line, sheet_xml, written
from tests.reports.file import called

GOOD = line(1, "Date", "Customer") + line(2, "2026-11-02 15:04", "Acme")
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cell(inner: str, attributes: str = "") -> str:
    """A sheet with this cell in its second row."""
    return sheet_xml(line(1, "Date", "Customer") + f'<row r="2"><c {attributes}>{inner}</c></row>')


def wide(path: Path) -> Path:
    return written(path, ("Calls", [("Date", "Customer", *(f"c{n}" for n in range(16_382)))]))


def long_text(path: Path) -> Path:
    text = os.urandom(2_000_000).hex()
    return by_hand(path, cell("<v>0</v>", 't="s"'), f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>')


def long_tag(path: Path) -> Path:
    return by_hand(path, cell("<v>0</v>", f'x="{os.urandom(2_000_000).hex()}"'))


def lying(path: Path) -> Path:
    """A part says that it has a hundred bytes, and has a hundred thousand."""
    by_hand(path, sheet_xml(GOOD + " " * 100_000))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    at = data.rindex(size)
    data[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def other_zip(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return path


def raw(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def packed_otherwise(path: Path) -> Path:
    by_hand(path, sheet_xml(GOOD))
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


Make = Callable[[Path], Path]
BAD: dict[str, tuple[Make, str]] = {
    "a bomb": (lambda path: by_hand(path, sheet_xml(" " * 40_000_000)), "is a zip that swells without bound"),
    "a part longer than it says": (lying, "cannot be read"),
    "entities in a sheet": (lambda path: by_hand(path, sheet_xml(GOOD, LAUGHS)), "declares a document type"),
    "entities in texts": (
        lambda path: by_hand(path, cell("<v>0</v>", 't="s"'), f'{LAUGHS}<sst xmlns="{MAIN}"/>'),
        "declares a document type",
    ),
    "entities in the list of sheets": (
        lambda path: by_hand(path, sheet_xml(GOOD), **{"xl/workbook.xml": f"{LAUGHS}<workbook/>"}),
        "declares a document type",
    ),
    "a name that leads out": (lambda path: by_hand(path, sheet_xml(GOOD), **{"../x": "x"}), "leads out of its folder"),
    "all columns": (wide, "sheet Calls: row 1 has something in column 2001, and 2000 columns are the most"),
    "a text without end": (long_text, "a text is longer than a million characters"),
    "a cell without end": (
        lambda path: by_hand(path, cell(f"<v>{os.urandom(1_000_000).hex()}</v>")),
        "sheet Calls: row 2: a cell is longer than a million characters",
    ),
    "a tag without end": (long_tag, "a tag is longer than a million characters"),
    "XML that is cut off": (lambda path: by_hand(path, sheet_xml(GOOD)[:-20]), "its XML is broken or cut off"),
    "XML in no encoding": (
        lambda path: by_hand(path, sheet_xml(GOOD).replace('"1.0"', '"1.0" encoding="UTF-x"')),
        "its XML is in an encoding that is not read",
    ),
    "no XML": (lambda path: by_hand(path, "hello"), "its XML is broken or cut off"),
    "no sheet": (lambda path: by_hand(path, "<other/>"), "a sheet begins with other, not with worksheet"),
    "nothing in the sheet": (lambda path: by_hand(path, sheet_xml("")), "the sheet Calls is empty"),
    "no sheets": (
        lambda path: by_hand(path, "", **{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
        "is a workbook without a sheet",
    ),
    "a part that is not there": (
        lambda path: by_hand(
            path,
            "",
            **{"_rels/.rels": '<a><Relationship Id="x" Type="x/officeDocument" Target="xl/missing.xml"/></a>'},
        ),
        "it has no part xl/missing.xml",
    ),
    "a text that is not there": (lambda path: by_hand(path, cell("<v>7</v>", 't="s"')), "row 2 holds a cell that is"),
    "a number that is none": (lambda path: by_hand(path, cell("<v>seven</v>")), "row 2 holds a cell that is none"),
    "a style that is none": (lambda path: by_hand(path, cell("<v>7</v>", 's="x"')), "row 2 holds a cell that is none"),
    "a column that is none": (
        lambda path: by_hand(path, cell("<v>7</v>", 'r="ABCDE2"')),
        "a cell stands in a column that no sheet has",
    ),
    "a row that is none": (lambda path: by_hand(path, sheet_xml('<row r="1048577"/>')), "a row has a number that no"),
    "another packing": (packed_otherwise, "in a way that is not read"),
    "an old workbook": (lambda path: raw(path, OLE + bytes(5_000)), "is an old workbook (.xls), or locked: save it as"),
    "a workbook with a password": (
        lambda path: raw(path, OLE + bytes(5_000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)),
        "has a password: save it without one as a workbook (.xlsx) or as CSV",
    ),
    "OpenDocument": (lambda path: other_zip(path, "mimetype", "content.xml"), "is an OpenDocument file: save its"),
    "a text document": (
        lambda path: other_zip(path, "[Content_Types].xml", "word/document.xml"),
        "is a text document: save its table as a workbook (.xlsx) or as CSV",
    ),
    "a binary workbook": (
        lambda path: other_zip(path, "[Content_Types].xml", "xl/workbook.bin"),
        "is a binary workbook (.xlsb): save its table",
    ),
    "another zip": (lambda path: other_zip(path, "calls.csv"), "is a zip of neither a workbook (.xlsx) nor Google"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_named_error_and_nothing_changed(tmp_path: Path, what: str) -> None:
    make, said = BAD[what]
    done = called("import", str(make(tmp_path / "calls.xlsx")))
    assert done.code == 1
    assert said in done.err
    assert done.err.count("\n") == 1
    assert done.err.startswith("error: ")
    assert not (tmp_path / "salescli.db").exists()


def test_a_sheet_that_is_not_read_may_be_as_wide_as_it_likes(tmp_path: Path) -> None:
    columns = [f"c{number}" for number in range(2_100)]
    path = written(
        tmp_path / "calls.xlsx", ("Wide", [columns]), ("Calls", [("Date", "Customer", "Note"), ("2026-11-02", "A")])
    )
    assert called("import", str(path)).out.startswith(b"read 1 = new 1 ")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.9, 0.99])
def test_a_file_that_is_cut_off(tmp_path: Path, share: float) -> None:
    rows = [("Date", "Customer"), *((f"2026-11-02 15:{n:02}", f"Customer {n}") for n in range(60))]
    data = written(tmp_path / "calls.xlsx", ("Calls", rows)).read_bytes()
    done = called("import", str(raw(tmp_path / "cut.xlsx", data[: int(len(data) * share)])))
    assert done.code == 1
    assert "is a zip that cannot be read" in done.err


def test_one_text_in_very_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST_TEXT", 1 << 20)
    rows = line(1, "Date", "Customer") + "".join('<row><c t="s"><v>0</v></c></row>' for _number in range(500))
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 100_000}</t></si></sst>'
    done = called("import", str(by_hand(tmp_path / "calls.xlsx", sheet_xml(rows), strings)))
    assert "is a larger workbook than can be read here: save the sheet as CSV" in done.err


def test_a_large_text_takes_little_memory(tmp_path: Path) -> None:
    text = os.urandom(30_000_000).hex()
    path = by_hand(tmp_path / "x.xlsx", cell("<v>0</v>", 't="s"'), f"<sst xmlns='{MAIN}'><si><t>{text}</t></si></sst>")
    limit = 400 << 20  # of addresses, most of which are never memory

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    command = [sys.executable, "-m", "salescli", "import", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, preexec_fn=small)
    assert b"a text is longer than a million characters" in done.stderr
