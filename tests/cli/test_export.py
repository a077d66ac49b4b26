"""`export` through the door: columns, days, packing; increments; workbooks."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from salescli.exchange.activity_columns import ACTIVITIES
from tests.conftest import Cli


@pytest.fixture
def some(cli: Cli) -> None:
    cli(
        "log", "call", "Acme", "-o", "won", "-n", "=1+1", "-d", "5m", "--at", "2026-11-16 10:00", "--next", "2026-11-19"
    )
    cli("log", "visit", "Beta", "--at", "2026-11-17 10:00", "-p", "Eve", "--next", "2026-12-01")
    cli("log", "call", "Acme", "-o", "na", "--at", "2026-11-18 10:00", "--rep", "Bob", "--new", "-n", 'a "b", c')
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-01-01")
    cli("target", "set", "calls", "50", "--per", "day", "--from", "2026-12-01")


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.usefixtures("some")
class TestColumns:
    @pytest.mark.parametrize("names", ["at,uid", "note,rep,id", "known", ",".join(reversed(ACTIVITIES)), " id , note "])
    def test_in_the_order_asked_for(self, cli: Cli, names: str) -> None:
        wanted = [name.strip() for name in names.split(",")]
        whole = json.loads(cli("export", "activities", "-f", "json").out)
        done = cli("export", "activities", "--columns", names, "--raw")
        assert rows_of(done.out) == [wanted, *([as_text(row[name]) for name in wanted] for row in whole)]
        lines = cli("export", "activities", "--columns", names, "-f", "jsonl").out.splitlines()
        assert [list(json.loads(line).items()) for line in lines] == [
            [(name, row[name]) for name in wanted] for row in whole
        ]

    def test_of_the_other_kinds(self, cli: Cli) -> None:
        assert cli("export", "customers", "--columns", "name,id").out == "name,id\nAcme,1\nBeta,2\n"

    def test_text_is_guarded_as_ever(self, cli: Cli) -> None:
        assert cli("export", "activities", "--columns", "note").out == 'note\n\'=1+1\n\n"a ""b"", c"\n'

    @pytest.mark.parametrize(
        ("names", "said"),
        [
            ("id,nope", "no such column: nope; there are id,uid,rep,"),
            ("", "no such column: ; there are id,"),
            ("id,,uid", "no such column: ; there are id,"),
            ("id,uid,id", "--columns names id twice"),
            ("ID", "no such column: ID; there are id,"),
        ],
    )
    def test_refusals(self, cli: Cli, tmp_path: Path, names: str, said: str) -> None:
        done = cli("export", "activities", "--columns", names, "-O", str(tmp_path / "a.csv"))
        assert (done.out, done.code) == ("", 2)
        assert said in done.err
        assert not (tmp_path / "a.csv").exists()


def as_text(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.usefixtures("some")
class TestDays:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            (["activities", "--since", "2026-11-17", "--columns", "id"], ["2", "3"]),
            (["activities", "--until", "2026-11-17", "--columns", "id"], ["1", "2"]),
            (["dues", "--columns", "day"], ["2026-11-19", "2026-12-01"]),
            (["dues", "--since", "2026-11-20", "--columns", "day"], ["2026-12-01"]),
            (["dues", "--until", "2026-11-20", "--columns", "day"], ["2026-11-19"]),
            (["dues", "--since", "2027-01-01", "--columns", "day"], []),
            (["targets", "--since", "2026-12-01", "--columns", "amount"], ["50"]),
            (["targets", "--until", "2026-11-30", "--columns", "amount"], ["40"]),
        ],
    )
    def test_of_all_that_has_a_day(self, cli: Cli, words: list[str], found: list[str]) -> None:
        done = cli("export", *words)
        assert done.err == ""
        assert [row[0] for row in rows_of(done.out)[1:]] == found

    @pytest.mark.parametrize("what", ["customers", "persons"])
    def test_what_has_none_says_so(self, cli: Cli, what: str) -> None:
        done = cli("export", what, "--since", "2026-11-01")
        assert done.code == 2
        assert f"{what} have no day: --since and --until are for activities, targets, dues" in done.err


@pytest.mark.usefixtures("some")
class TestPacked:
    def test_the_ending_packs(self, cli: Cli, tmp_path: Path) -> None:
        for form in ("csv", "jsonl", "json"):
            plain = cli("export", "activities", "-f", form).out.encode()
            packed = tmp_path / f"a.{form}.gz"
            assert cli("export", "activities", "-O", str(packed)).code == 0
            assert gzip.decompress(packed.read_bytes()) == plain

    def test_equal_data_are_equal_bytes(self, cli: Cli, tmp_path: Path) -> None:
        one, two = tmp_path / "one.csv.gz", tmp_path / "two"
        cli("export", "activities", "-O", str(one))
        cli("export", "activities", "-f", "csv", "--gzip", "-O", str(two))
        assert one.read_bytes() == two.read_bytes()
        assert one.read_bytes()[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"  # no name, no time

    def test_excel_is_packed_too(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "a.csv.GZ"
        cli("export", "customers", "--excel", "-O", str(path))
        assert gzip.decompress(path.read_bytes()).startswith(b"\xef\xbb\xbfid,uid,name,kind,known,aliases\r\n")


@pytest.mark.usefixtures("some")
def test_a_report_is_pointed_to(cli: Cli) -> None:
    done = cli("export", "report")
    assert (done.code, "salescli report week --by rep -f csv" in done.err) == (2, True)
