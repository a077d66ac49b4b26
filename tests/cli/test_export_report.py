"""`export report`: the rows of a report as exports are: for cron and other programs."""

import csv
import gzip
import io
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.test_export import sheet_of
from tests.conftest import Cli

VIEWS = [
    (),
    ("month", "--by", "rep"),
    ("--by", "day", "--on", "2026-11-10", "--metric", "calls"),
    ("week", "--as-of", "2026-11-17 12:00"),
    ("--diff", "2026-11-17 12:00"),
    ("trend", "--by", "rep"),
    ("conversion", "--by", "rep"),
    ("quality", "month"),
    ("heat", "--metric", "visits"),
]


@pytest.fixture(autouse=True)
def some(cli: Cli) -> None:
    cli("log", "call", "Acme", "-o", "won", now="2026-11-16T10:00:00+08:00")
    cli("log", "visit", "=Beta", "--new", "--rep", "Bob", now="2026-11-17T10:00:00+08:00")
    cli("log", "call", "=Beta", "--at", "2026-11-16 10:00", now="2026-11-17T15:00:00+08:00")
    cli("target", "set", "calls", "3", "--per", "day", "--from", "2026-11-01", now="2026-11-16T09:00:00+08:00")


@pytest.mark.parametrize("words", VIEWS, ids=" ".join)
@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_it_is_what_the_report_gives(cli: Cli, words: tuple[str, ...], form: str) -> None:
    done = cli("export", "report", *words, *([] if form == "csv" else ["-f", form]))
    assert (done.err, done.code) == ("", 0)
    assert done.out == cli("report", *words, "-f", form).out


@pytest.mark.parametrize("words", VIEWS, ids=" ".join)
def test_workbooks_and_parquet(cli: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    header, *rows = csv.reader(io.StringIO(cli("export", "report", *words).out))
    book = tmp_path / "a.xlsx"
    assert cli("export", "report", *words, "-O", str(book)) == ("", "", 0)
    assert sheet_of(book)[0] == header
    assert len(sheet_of(book)) == len(rows) + 1
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "a.parquet"
    assert cli("export", "report", *words, "-O", str(file)) == ("", "", 0)
    found = parquet.read_table(file)
    assert found.column_names == header
    assert [as_csv(row) for row in found.to_pylist()] == [[plain(cell) for cell in row] for row in rows]


def as_csv(row: dict[str, object]) -> list[str]:
    """A row's cells as csv has them: numbers without the noughts at their end."""
    return ["" if value is None else plain(str(value)) for value in row.values()]


def plain(cell: str) -> str:
    """A number whatever way it is written; an instant in UTC; a guard taken off."""
    cell = cell.removeprefix("'")
    with suppress(ValueError):
        return str(float(cell))
    with suppress(ValueError):
        if len(cell) > len("2026-11-18"):
            return str(datetime.fromisoformat(cell).astimezone(UTC))
    return cell


@pytest.mark.parametrize("words", [("--by", "customer", "--on", "2020-01-01"), ("quality", "--on", "2020-01-01")])
def test_no_rows_are_a_header_and_code_0(cli: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = cli("export", "report", *words)
    assert (done.out.count("\n"), done.err, done.code) == (1, "", 0)
    for ending in ("xlsx", "jsonl", "csv.gz"):
        path = tmp_path / f"a.{ending}"
        assert cli("export", "report", *words, "-O", str(path)) == ("", "", 0)
        assert path.exists()
    pytest.importorskip("pyarrow")
    assert cli("export", "report", *words, "-O", str(tmp_path / "a.parquet")) == ("", "", 0)


def test_columns_packing_and_excel(cli: Cli, tmp_path: Path) -> None:
    words = ("export", "report", "--by", "rep", "--metric", "calls", "--columns", "actual,group")
    assert cli(*words).out == "actual,group\n2,ann\n0,Bob\n"
    assert [json.loads(line) for line in cli(*words, "-f", "jsonl").out.splitlines()] == [
        {"actual": 2, "group": "ann"},
        {"actual": 0, "group": "Bob"},
    ]
    assert cli(*words, "-f", "json").out.count("group") == 2
    packed = tmp_path / "a.csv.gz"
    assert cli(*words, "--excel", "-O", str(packed)) == ("", "", 0)
    assert gzip.decompress(packed.read_bytes()).decode() == "\ufeffactual,group\r\n2,ann\r\n0,Bob\r\n"
    assert cli("report", "--by", "rep", "--metric", "calls", "-f", "csv", "--columns", "actual").out == "actual\n2\n0\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "table"), "no such format: table; there are csv, jsonl, json, xlsx, parquet"),
        (("-O", "a.txt"), "no format goes by .txt; say which with -f: csv, jsonl, json, xlsx, parquet"),
        (("trend", "-f", "md"), "no such format: md"),
        (("--columns", "id"), "no such column: id; there are period,start,end,group,metric"),
        (("trend", "-f", "xlsx"), "xlsx needs a file: -O report.xlsx"),
        (("-O", "a.xlsx", "--excel"), "--excel is for csv: add -f csv"),
        (("-O", "a.xlsx.gz"), "xlsx is packed already: leave out --gzip, and .gz"),
        (("--explain",), "--explain is no table of rows: -f json for programs"),
        (("--explain", "-f", "json", "--columns", "actual"), "--explain is no table of rows: leave --columns out"),
        (("fortnight",), "no such period: fortnight"),
        (("--incremental", "crm"), "no such option: --incremental"),
    ],
)
def test_refusals(cli: Cli, words: tuple[str, ...], said: str) -> None:
    done = cli("export", "report", *words)
    assert (done.out, done.code) == ("", 2)
    assert said in done.err


def test_report_itself_takes_columns_for_programs_only(cli: Cli) -> None:
    assert "--columns is for programs: add -f csv" in cli("report", "--columns", "actual").err
    done = cli("export", "-f", "csv", "report")
    assert (done.code, "salescli export report week --by rep" in done.err) == (2, True)


def test_the_code_of_a_check_stays(cli: Cli) -> None:
    done = cli("export", "report", "--check", "--fail-under", "99%")
    assert done.code == 4
    assert done.out.startswith("period,start,end,")
