"""`import --save-as NAME`, `--as NAME`, `--formats`; whose ids they are has to be said."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Cli

SHEET = "Nr;Kunde;Wann;Vertreter;Erfolg\n1;Acme;03.04.2026 10:00;Ann;besetzt\n2;Müller;04.04.2026 11:00;Ann;\n"
MAP = ["--map", "customer=Kunde", "--map", "at=Wann", "--map", "id=Nr", "--map", "outcome=Erfolg"]
OPTIONS = [*MAP, "--date-format", "%d.%m.%Y %H:%M", "--tz", "Europe/Berlin", "--encoding", "cp1252"]


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "sheet.csv"
    path.write_bytes(SHEET.encode("cp1252"))
    return str(path)


def ask(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "salescli.db")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_a_mapping_is_kept_and_used(cli: Cli, tmp_path: Path, sheet: str) -> None:
    done = cli("import", sheet, *OPTIONS, "--save-as", "Ours")
    assert done.code == 0, done.err
    assert "mapping kept: salescli import FILE --as ours" in done.err
    assert ask(tmp_path, "SELECT name, json(body) FROM mapping") == [
        (
            "ours",
            json.dumps(
                {
                    "map": {"customer": "Kunde", "at": "Wann", "id": "Nr", "outcome": "Erfolg"},
                    "source": "ours",
                    "tz": "Europe/Berlin",
                    "date_format": "%d.%m.%Y %H:%M",
                    "encoding": "cp1252",
                },
                ensure_ascii=False,
                separators=(",", ":"),
            ),
        )
    ]
    assert ask(tmp_path, "SELECT source, source_id, at FROM activity ORDER BY id")[0] == (
        "ours",
        "1",
        "2026-04-03T10:00:00+02:00",
    )
    again = cli("import", sheet, "--as", "OURS")
    assert again.out.startswith("read 2 = new 0 + same 2"), again.err
    other = cli("import", sheet, "--as", "ours", "--source", "bob", "--tz", "Asia/Tokyo", "--map", "outcome=")
    assert other.out.startswith("read 2 = new 2 + same 0")
    assert ask(tmp_path, "SELECT source, at, outcome FROM activity WHERE id = 3") == [
        ("bob", "2026-04-03T10:00:00+09:00", None)
    ]
    formats = [row["format"] for row in csv.DictReader(io.StringIO(cli("import", "list", "-f", "csv").out))]
    assert formats == ["ours", "ours", "ours"]
    assert cli("doctor").code == 0


def test_keeping_again_replaces_and_doctor_rebuilds(cli: Cli, tmp_path: Path, sheet: str) -> None:
    cli("import", sheet, *OPTIONS, "--save-as", "ours")
    cli("import", sheet, "--as", "ours", "--rep", "Bob", "--save-as", "ours")
    assert len(ask(tmp_path, "SELECT 1 FROM mapping")) == 1
    listed = [line.split("\t") for line in cli("import", "--formats").out.splitlines()]
    options = "--map customer=Kunde --map at=Wann --map id=Nr --map outcome=Erfolg --source ours --rep Bob"
    options += " --tz Europe/Berlin --date-format '%d.%m.%Y %H:%M' --encoding cp1252"
    assert listed[-1] == ["ours", "a mapping kept here", options]
    connection = sqlite3.connect(tmp_path / "salescli.db", isolation_level=None)
    connection.execute("DELETE FROM mapping")
    connection.close()
    assert cli("doctor").code == 1
    assert cli("doctor", "--rebuild").code == 0
    assert cli("import", sheet, "--as", "ours").out.startswith("read 2 = new 0 + same 2")


def test_a_rehearsal_and_a_refused_file_keep_nothing(cli: Cli, tmp_path: Path, sheet: str) -> None:
    done = cli("import", sheet, *OPTIONS, "--save-as", "ours", "--dry-run")
    assert done.code == 0
    assert "mapping kept" not in done.err
    assert not (tmp_path / "salescli.db").exists()
    assert cli("import", sheet, *OPTIONS[:-2], "--map", "rep=Nobody", "--save-as", "ours").code != 0
    assert not (tmp_path / "salescli.db").exists()


@pytest.mark.parametrize("name", ["csv", "OWN", "vcard", "twilio", "a b", "", "x" * 41, "a=b"])
def test_names_that_will_not_do(cli: Cli, tmp_path: Path, sheet: str, name: str) -> None:
    done = cli("import", sheet, *OPTIONS, "--save-as", name)
    assert (done.code, done.out) == (2, "")
    assert not (tmp_path / "salescli.db").exists()


def test_an_unknown_name_says_what_there_is(cli: Cli, sheet: str) -> None:
    cli("import", sheet, *OPTIONS, "--save-as", "ours")
    done = cli("import", sheet, "--as", "theirs")
    assert done.code == 2
    assert "no such format: theirs" in done.err
    assert done.err.rstrip().endswith(", ours")


def test_a_mapping_of_a_format_of_a_newer_salescli(cli: Cli, tmp_path: Path, sheet: str) -> None:
    cli("import", sheet, *OPTIONS, "--save-as", "ours")
    plan = tmp_path / "plan.json"
    plan.write_text(cli("export", "plan").out.replace('"map": {', '"as": "of-later", "map": {'))
    cli("import", str(plan))
    done = cli("import", sheet, "--as", "ours")
    assert (done.code, done.out) == (2, "")
    assert "ours stands for the format of-later, which this salescli has not" in done.err


def test_ids_by_map_want_a_source(cli: Cli, tmp_path: Path, sheet: str) -> None:
    done = cli("import", sheet, *OPTIONS)
    assert (done.code, done.out) == (2, "")
    assert "--map id=Nr needs --source NAME" in done.err
    assert cli("import", sheet, *OPTIONS, "--source", "ann").out.startswith("read 2 = new 2")
    assert cli("import", sheet, *OPTIONS, "--source", "bob").out.startswith("read 2 = new 2")
    assert cli("import", sheet, *OPTIONS, "--map", "id=").out.startswith("read 2 = new 2")


def test_formats_without_a_file(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", "--formats")
    assert done.code == 0
    names = [line.split("\t")[0] for line in done.out.splitlines()]
    assert {"own", "zoho-call", "csv", "vcard"} <= set(names)
    assert not (tmp_path / "salescli.db").exists()
