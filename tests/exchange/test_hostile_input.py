"""What hostile and unlucky files get: one line that names it, little memory, and nothing changed anywhere."""

import gzip
import io
import os
import resource
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from salescli.exchange import file_bytes
from salescli.exchange.decoding import Source
from salescli.exchange.table import Table
from salescli.model.errors import Impossible
from tests.conftest import Cli, Result

HEADER = "at,customer,note\n"
ROW = "2026-11-02 10:00,Acme,x\n"
ROOM = 240 << 20  # bytes that the process may ask for; it begins with some 60


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return packed.getvalue()


def dumped(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def bounded(words: list[str], temporary: Path, stdin: BinaryIO | None = None) -> Result:
    """Run an import with little room."""
    command = [sys.executable, "-m", "salescli", "import", *words]
    done = subprocess.run(
        command,
        stdin=stdin or subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "TMPDIR": str(temporary)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM)),
        timeout=120,
        check=False,
    )
    return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)


SWELLING = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
REFUSED: dict[str, tuple[str | bytes | Callable[[], str], int, str]] = {
    "entities": (
        '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "x">]><calls><call number="&a;"/></calls>', 1, "entities"),
    "an external entity": (
        '<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]><calls><call number="&a;"/></calls>', 1, "entities"),
    "a billion laughs": (f"<!DOCTYPE c [{SWELLING}]><calls><call number='&a9;'/></calls>", 1, "entities"),
    "deep elements": (lambda: "<calls>" + "<a>\n" * 300_000, 1, "elements stand in elements"),
    "XML cut off": ("<calls><call number='1'/>", 1, "cut off"),
    "a zip that swells": (zipped("a.html", b"<" * 30_000_000), 1, "swells"),
    "a zip that leads out": (zipped("../../a.html", b"x"), 1, "leads out"),
    "a zip with an absolute name": (zipped("/etc/a.html", b"x"), 1, "leads out"),
    "a zip in a zip": (zipped("a.zip", zipped("a.html", b"x")), 1, "zip"),
    "an empty zip": (b"PK\5\6" + bytes(18), 1, "a zip with nothing in it"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 1, "a picture"),
    "a PDF": (b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n", 1, "a PDF"),
    "a million columns": (lambda: HEADER + "a," * 1_000_000 + "\n", 1, "1000001 cells"),
    "a header of a million columns": (lambda: "a," * 1_000_000 + "\n" + ROW, 1, "longer than a row"),
    "a long field": (lambda: HEADER + "2026-11-02,Acme," + "x" * 20_000_000 + "\n", 1, "longer than a row"),
    "a long quoted field": (
        lambda: HEADER + '2026-11-02,Acme,"' + "xxxxxxx\n" * 2_500_000 + '"\n', 1, "line 2: a cell is longer"),
    "a row of many long fields": (
        lambda: HEADER + ('"' + "xxxxxxx\n" * 110_000 + '",') * 30 + "\n", 1, "begins on line 2"),
    "a row of many short fields": (lambda: HEADER + '"x\n",' * 3_000_000 + "\n", 1, "begins on line 2"),
    "a NUL byte": (HEADER + ROW + "2026-11-02,Ac\0me,x\n", 1, "NUL byte on line 3"),
    "text behind a closing quote": (
        HEADER + ROW + '2026-11-02,"Acme" Corp,x\n', 1, "line 3: a quote stands amid a cell"),
    "a quote amid a cell": (HEADER + ROW + '2026-11-02,Ac"me,x\n', 1, "line 3: a quote stands amid a cell"),
    "a blank before a quote": (HEADER + '2026-11-02, "Acme, Inc"\n', 1, "line 2: a quote stands amid a cell"),
    "a quote never closed": (
        HEADER + ROW + '2026-11-02,"Acme,x\n' + ROW, 1, "line 3: a quote is opened and never closed"),
    "two files put together": ("\ufeff" + HEADER + ROW + "\ufeff" + HEADER + ROW, 1, "line 3: a second file begins"),
    "bytes of no encoding": (HEADER.encode() + b"2026-11-02,\xff\xfe\xff,x\n", 1, "neither UTF-8 nor GB18030"),
    "half a character of UTF-16": ((HEADER + ROW).encode("utf-16")[:-1], 1, "is not utf-16"),
    "nothing": ("", 1, "there is not even a header"),
    "a message": ("Service unavailable, try later\n", 2, "no column holds a date"),
    "rows of wildly different widths": (
        HEADER + "".join("," * n + "\n" for n in range(3, 60)), 1, "4 cells where the header"),
    "two columns of one name": ("at,customer,customer\n2026-11-02,A,B\n", 2, "two columns are called customer"),
    "an endless fold": (
        lambda: "BEGIN:VCARD\nVERSION:3.0\nFN:A\n" + " yyyyyyy\n" * 500_000 + "END:VCARD\n", 1, "longer than a name"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_named_in_little_room_and_nothing_changed(cli: Cli, tmp_path: Path, name: str) -> None:
    given, code, words = REFUSED[name]
    data = given() if callable(given) else given
    cli("log", "call", "Acme")
    before = dumped(tmp_path / "salescli.db")
    file, temporary = tmp_path / "file.csv", tmp_path / "temporary"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    temporary.mkdir()
    there = sorted(tmp_path.iterdir())
    done = bounded([str(file)], temporary)
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1), done.err
    assert done.err.startswith("error: ")
    assert "itself failed" not in done.err
    assert words in done.err
    assert dumped(tmp_path / "salescli.db") == before
    assert sorted(tmp_path.iterdir()) == there
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("name", ["-", "/dev/zero"])
def test_streams_without_end(tmp_path: Path, name: str) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with Path("/dev/zero").open("rb") as zeros:
        done = bounded([name], temporary, zeros)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done.err
    assert done.err.startswith("error: ")
    assert "itself failed" not in done.err
    assert not list(temporary.iterdir())


def test_a_stream_of_lines_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "_LONGEST_STREAM", 3 << 20)
    with pytest.raises(Impossible, match="does not end"):
        file_bytes.copied(io.BytesIO(ROW.encode() * 200_000), "a pipe")


def test_a_file_of_gaps(tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    with path.open("wb") as file:
        file.write((HEADER + ROW).encode())
        file.truncate(2 << 30)
    with pytest.raises(Impossible, match="NUL byte on line 3"):
        Source(str(path), None)


@pytest.mark.parametrize("change", ["append", "replace in place", "cut"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(HEADER + ROW * 50_000, "utf-8")
    table = Table(Source(str(path), None))
    rows = table.rows()
    next(rows)
    if change == "append":
        with path.open("a") as file:
            file.write(ROW)
    elif change == "cut":
        os.truncate(path, 100_000)
    else:
        path.write_text(HEADER + ROW.replace("Acme", "Berg") * 50_000, "utf-8")
    with pytest.raises(Impossible, match="changed while it was read"):
        list(rows)


def test_a_file_that_is_replaced_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(HEADER + ROW * 3, "utf-8")
    table = Table(Source(str(path), None))
    (tmp_path / "new").write_text("x,y\n1,2\n", "utf-8")
    (tmp_path / "new").replace(path)
    assert [cells[1] for _line, cells in table.rows()] == ["Acme"] * 3


def table_of(tmp_path: Path, data: bytes, encoding: str | None = None) -> tuple[str, list[str], list[list[str]]]:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    table = Table(Source(str(path), encoding))
    return table.delimiter, table.header, [cells for _line, cells in table.rows()]


NAMES = ["at", "customer", "note"]
CELLS = ["2026-11-02 10:00", "Acme", "x"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ((HEADER + ROW).encode("utf-16-le"), None),
        ((HEADER + ROW).encode("utf-16-be"), None),
        ((HEADER + ROW).encode("utf-16-le"), "utf-16"),
        ((HEADER + ROW).encode("utf-16-be"), "utf-16"),
        (("\ufeff" + HEADER + ROW).encode("utf-16-le"), "utf-16-le"),
        ((HEADER + ROW).encode("utf-32"), None),
        (("\ufeff\ufeff" + HEADER + ROW).encode(), None),
        ((HEADER + ROW).replace("\n", "\r").encode(), None),
        ((HEADER + "\n\r\n" * 1000 + ROW).encode(), None),
        (("sep=;\r\n" + (HEADER + ROW).replace(",", ";")).encode(), None),
        (("sep=^\r\n" + (HEADER + ROW).replace(",", "^")).encode(), None),
        (("sep=\t\r\n" + (HEADER + ROW).replace(",", "\t")).encode(), None),
        (('sep="\r\n' + HEADER + ROW).encode(), None),
    ],
)
def test_the_right_rows(tmp_path: Path, data: bytes, encoding: str | None) -> None:
    _delimiter, header, rows = table_of(tmp_path, data, encoding)
    assert (header, rows) == (NAMES, [CELLS])


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('a,"b ""c"" d",e', ["a", 'b "c" d', "e"]),
        ('a,"""b""",e', ["a", '"b"', "e"]),
        ('a,b 5",e', ["a", 'b 5"', "e"]),
        ('a,"b,""c"",d",e', ["a", 'b,"c",d', "e"]),
        ('a,"\r\n""\r\n",e', ["a", '\r\n"\r\n', "e"]),
        ('"","",""', ["", "", ""]),
    ],
)
def test_quotes_that_are_sound(tmp_path: Path, row: str, cells: list[str]) -> None:
    assert table_of(tmp_path, (HEADER + row + "\n").encode())[2] == [cells]


def test_quotes_of_a_tab_file_that_quotes_nothing(tmp_path: Path) -> None:
    found = table_of(tmp_path, b'at\tcustomer\tnote\n2026-11-02\tAcme\tsaid "no" twice\n')
    assert found[2] == [["2026-11-02", "Acme", 'said "no" twice']]


def test_a_stray_quote_far_into_the_file_is_named_by_its_line(tmp_path: Path) -> None:
    rows = 'x,"y\r\n",z\r\n' * 200_000  # two lines each, and more than one piece
    with pytest.raises(Impossible, match="line 400002:"):
        table_of(tmp_path, (HEADER.replace("\n", "\r\n") + rows + 'x,a "b" c,z\r\n').encode())


@pytest.mark.parametrize("name", ["rot13", "hex", "base64", "zip", "undefined", "no-such", "../x", "x" * 3000])
def test_encodings_of_no_text(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "calls.csv").write_text(HEADER + ROW, "utf-8")
    done = cli("import", str(tmp_path / "calls.csv"), "--encoding", name)
    assert (done.code, done.out) == (2, "")
    assert "no such encoding" in done.err
    assert len(done.err) < 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
        (b"BZh91AY&SY" + bytes(50), "unpack it first"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(100), mtime=0), ""),
    ],
)
def test_what_is_known_to_be_no_table(cli: Cli, tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "calls.csv").write_bytes(data)
    done = cli("import", str(tmp_path / "calls.csv"))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert words in done.err


def test_outcomes_that_are_not_known_are_named_together_and_can_be_added(cli: Cli, tmp_path: Path) -> None:
    lines = [
        "2026-11-02,A,zu teuer (Preis)",
        "2026-11-02,B,$(id); rm -rf ~",
        "2026-11-02,C,erreicht",
        "2026-11-02,D,考虑中",
    ]
    (tmp_path / "calls.csv").write_text("date,customer,outcome\n" + "\n".join(lines), "utf-8")
    done = cli("import", str(tmp_path / "calls.csv"))
    assert done.code == 1
    assert "salescli outcome add zu-teuer-preis --reached (or --not-reached)" in done.err
    assert "not known either: $(id); rm -rf ~, 考虑中" in done.err
    for word in ("zu-teuer-preis", "id-rm-rf", "考虑中"):
        assert cli("outcome", "add", word, "--reached").code == 0
    done = cli("import", str(tmp_path / "calls.csv"))
    assert (done.code, done.out.startswith("read 4 = new 4")) == (0, True), done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--map", "id=nr", "--source", ""), "the name of the source is empty"),
        (("--map", "id=nr", "--source", "a\x1b[2J"), "control characters"),
        (("--map", "duration_s=nr", "--map", "duration_min=nr"), "not both"),
        (("--map", "customer=Kundin"), "there is no column Kundin, to read customer from"),
        (("--as", "twilio", "--map", "customer=nr"), "--map does not go with twilio"),
        (("--date-format", "%d%d"), "has something twice"),
        (("--date-format", ""), "--date-format is"),
    ],
)
def test_options_that_cannot_be(cli: Cli, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "calls.csv").write_text("at,customer,nr\n2026-11-02,Acme,1\n", "utf-8")
    done = cli("import", str(tmp_path / "calls.csv"), *words)
    assert (done.code, done.out, said in done.err, done.err.count("\n")) == (2, "", True, 1), done.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("at,customer,note\n", 0),
        ("date,foo\n", 0),
        ("customer,note\n", 0),
        ("foo,bar\n", 2),
        ("try later\n", 2),
        (" \n", 2),
    ],
)
def test_a_file_of_one_line(cli: Cli, tmp_path: Path, text: str, code: int) -> None:
    (tmp_path / "calls.csv").write_text(text, "utf-8")
    done = cli("import", str(tmp_path / "calls.csv"))
    assert done.code == code, done.err
    assert done.out.startswith("read 0 = new 0") == (code == 0)


def test_a_header_without_rows_must_have_the_columns_of_a_mapping(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("Wann,Wer\n", "utf-8")
    assert cli("import", str(tmp_path / "calls.csv"), "--map", "at=Wann", "--map", "customer=Wer").code == 0
    assert cli("import", str(tmp_path / "calls.csv"), "--map", "at=Wann", "--map", "customer=Kunde").code == 2


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file whose reading fails")
def test_a_file_of_a_failing_disk_is_named(cli: Cli) -> None:
    done = cli("import", "/proc/self/mem")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "/proc/self/mem" in done.err
