"""JSON lines, and files that gzip packed: what comes in, and what bad ones get."""

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import Cli

TABLE = "date,time,customer,rep,type,outcome\n2026-11-02,10:15,Acme,Ann,call,won\n2026-11-03,,Beta,Ann,visit,\n"
OWN = {
    "id": 1, "uid": "6f1d5c1e-7c0b-4a7e-9a4c-2f6d3b8e1a90", "rep": "Ann", "customer": "=Acme", "channel": "phone",
    "direction": "out", "stated": None, "outcome": None, "reached": 1, "at": "2026-11-02T10:15:00+08:00",
    "note": "'=1+1", "logged_at": "2026-11-02T10:15:00+08:00", "source": None, "source_id": None,
}  # fmt: skip


def made(tmp_path: Path, data: bytes, name: str) -> str:
    (tmp_path / name).write_bytes(data)
    return str(tmp_path / name)


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def exported(cli: Cli) -> list[dict[str, object]]:
    return [json.loads(line) for line in cli("export", "activities", "-f", "jsonl").out.split("\n") if line]


def test_text_in_json_lines_has_no_guard_to_be_taken_off(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, lines(OWN), "one.jsonl"))
    assert (done.code, done.out.split(" + ")[0]) == (0, "read 1 = new 1"), done.err
    assert "utf-8, JSON, 14 columns" in done.err
    assert [(row["customer"], row["note"]) for row in exported(cli)] == [("=Acme", "'=1+1")]


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_what_any_form_of_export_writes_comes_back(cli: Cli, tmp_path: Path, form: str) -> None:
    cli("import", made(tmp_path, lines(OWN), "one.jsonl"))
    for number, words in enumerate(((), ("--gzip",), ("--columns", ",".join(reversed(OWN))))):
        path = str(tmp_path / f"{number}.{form}")
        assert cli("export", "activities", "-f", form, "-O", path, *words).code == 0
        other = str(tmp_path / f"{number}.db")
        done = cli("import", path, SALESCLI_DB=other)
        assert (done.code, done.out.split(" + ")[0]) == (0, "read 1 = new 1"), done.err
        assert cli("list", "-f", "json", SALESCLI_DB=other).out == cli("list", "-f", "json").out
        assert cli("import", path).out.startswith("read 1 = new 0 + same 1 ")


def test_an_object_with_other_names_is_a_bad_row(cli: Cli, tmp_path: Path) -> None:
    rows = [{"date": f"2026-10-{1 + n % 28:02}", "customer": "Acme", "rep": "Ann"} for n in range(2000)]
    path = made(tmp_path, lines(*rows, {"date": "2026-10-01", "customer": "Acme", "odd": 1}), "rows.jsonl")
    done = cli("import", path)
    assert (done.code, "line 2001: 4 cells where the header has 3" in done.err) == (1, True), done.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lines(OWN)[:-9], "line 1: this is no JSON, or not one object a line"),
        (json.dumps(OWN, indent=1).encode(), "line 1: this is no JSON, or not one object a line"),
        (lines(OWN) + b"7\n", "line 2: this is no JSON object with the names of columns"),
        (lines(OWN).replace(b"'=1+1", b"\\u0000"), "line 1: a text has a NUL or half a character in it"),
        (lines(OWN).replace(b"'=1+1", b"\\ud83d"), "line 1: a text has a NUL or half a character in it"),
        (lines(OWN).replace(b"'=1+1", b"\x00"), "has a NUL byte on line 1"),
        (lines(OWN) + b'{"a":' * 50_000, "line 2: this is no JSON, or not one object a line"),
        (lines(OWN, {str(n): n for n in range(10_001)}), "line 2: it has more names, or longer ones, than a table"),
        (lines({"x" * 1001: 1}), "line 1: it has more names, or longer ones, than a table has columns"),
        (lines(OWN) + b'{"uid":' + b"9" * 5000 + b"}\n", "line 2: this is no JSON, or not one object a line"),
    ],
)
def test_broken_json_is_named(cli: Cli, tmp_path: Path, data: bytes, said: str) -> None:
    done = cli("import", made(tmp_path, data, "broken.jsonl"))
    assert (done.code, done.out, said in done.err, done.err.count("\n")) == (1, "", True, 1), done.err
    assert not (tmp_path / "salescli.db").exists()


def test_lines_of_another_program(cli: Cli, tmp_path: Path) -> None:
    """By usual names, by a mapping, and by those of a known format; numbers and nothing as what they are."""
    usual = {"date": "2026-11-02", "customer": "Acme", "rep": "Ann", "type": "call", "duration": 90, "note": None}
    assert cli("import", made(tmp_path, lines(usual), "usual.jsonl")).out.startswith("read 1 = new 1 ")
    own = {"wann": 1793582104000, "wer": "Ann", "firma": "Acme", "mehr": {"tags": ["a"]}, "neu": True}
    words = ("--map", "at=wann", "--map", "rep=wer", "--map", "customer=firma", "--map", "note=mehr", "--source", "crm")
    assert cli("import", made(tmp_path, lines(own), "own.jsonl"), *words).out.startswith("read 1 = new 1 ")
    called = {"sid": "CA1", "start_time": "2026-11-02 10:15:00 UTC", "from": "+4930", "to": "+4940", "status": "busy"}
    called |= {"direction": "inbound", "duration": 0}
    assert cli("import", made(tmp_path, lines(called), "twilio.jsonl")).out.startswith("read 1 = new 1 ")
    found = {(row["note"], row["number"], row["duration_s"], row["outcome"]) for row in exported(cli)}
    assert found == {(None, None, 90, None), ('{"tags": ["a"]}', None, None, None), (None, "+4930", 0, "busy")}


def test_a_packed_stream(cli: Cli, tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "salescli", "import", "-"]
    done = subprocess.run(command, input=gzip.compress(TABLE.encode()), capture_output=True, check=False)
    assert done.stdout.startswith(b"read 2 = new 2 "), done.stderr


def test_any_table_may_be_packed(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, gzip.compress(TABLE.encode("utf-16")), "calls.csv.gz")
    assert cli("import", path).out.startswith("read 2 = new 2 ")
    two_parts = gzip.compress(TABLE[:30].encode()) + gzip.compress(TABLE[30:].encode())
    assert cli("import", made(tmp_path, two_parts, "parts.csv.gz")).out.startswith("read 2 = new 0 + same 2 ")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(TABLE.encode())[:-6], "is packed by gzip and cannot be unpacked"),
        (gzip.compress(TABLE.encode())[:30] + b"x" * 60, "is packed by gzip and cannot be unpacked"),
        (gzip.compress(b"," * 20_000_000), "is packed so that it swells without bound"),
        (gzip.compress(gzip.compress(TABLE.encode())), "is packed: gunzip it first"),
        (gzip.compress(b""), "is empty"),
        (b"\x1f\x8b", "is packed by gzip and cannot be unpacked"),
    ],
    ids=("cut", "spoilt", "swelling", "twice", "nothing", "no more than its mark"),
)
def test_a_broken_or_hostile_packing_is_named(cli: Cli, tmp_path: Path, data: bytes, said: str) -> None:
    done = cli("import", made(tmp_path, data, "calls.csv.gz"))
    assert (done.code, done.out, said in done.err, done.err.count("\n")) == (1, "", True, 1), done.err
    assert not (tmp_path / "salescli.db").exists()
