"""`list`, `show` and `export` through the door."""

import csv
import io
import json
from pathlib import Path

import pytest

from salescli.exchange.activity_columns import ACTIVITIES
from tests.conftest import Cli


@pytest.fixture
def some(cli: Cli) -> None:
    cli("log", "call", "Acme", "-o", "won", "-n", "=1+1", "-d", "5m", "--at", "2026-11-16 10:00")
    cli("log", "visit", "Beta", "--at", "2026-11-17 10:00", "-p", "Eve")
    cli("log", "call", "Acme", "-o", "na", "--at", "2026-11-18 10:00", "--rep", "Bob", "--new")


@pytest.mark.usefixtures("some")
class TestList:
    def test_machine_forms_have_the_columns(self, cli: Cli) -> None:
        done = cli("list", "-f", "csv")
        rows = list(csv.reader(io.StringIO(done.out)))
        assert tuple(rows[0]) == ACTIVITIES
        assert [row[0] for row in rows[1:]] == ["1", "2", "3"]
        assert rows[1][15] == "'=1+1"
        parsed = json.loads(cli("list", "-f", "json").out)
        assert tuple(parsed[0]) == ACTIVITIES
        assert (parsed[0]["note"], parsed[0]["touch"], parsed[0]["reached"], parsed[0]["duration_s"]) == (
            "=1+1",
            "first",
            1,
            300,
        )
        lines = cli("list", "-f", "jsonl").out.splitlines()
        assert [json.loads(line) for line in lines] == parsed

    @pytest.mark.parametrize(
        ("words", "ids"),
        [
            ([], [1, 2, 3]),
            (["--on", "2026-11-17"], [2]),
            (["day"], [3]),
            (["week"], [1, 2, 3]),
            (["week", "--last"], []),
            (["--since", "2026-11-17"], [2, 3]),
            (["--until", "yesterday"], [1, 2]),
            (["--rep", "bob"], [3]),
            (["--customer", "acme"], [1, 3]),
            (["--channel", "visit", "--channel", "video"], [2]),
            (["-o", "won", "-o", "na"], [1, 3]),
            (["--touch", "attempt"], [3]),
            (["--limit", "2"], [2, 3]),
            (["--limit", "1", "--customer", "Acme", "--touch", "first"], [1]),
        ],
    )
    def test_filters(self, cli: Cli, words: list[str], ids: list[int]) -> None:
        done = cli("list", *words, "-f", "json")
        assert done.code == 0, done.err
        assert [row["id"] for row in json.loads(done.out)] == ids

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (["--rep", "Nobody"], 3),
            (["--customer", "Nobody"], 3),
            (["-o", "xyz"], 2),
            (["--touch", "x"], 2),
            (["fortnight"], 2),
            (["week", "--since", "today"], 2),
            (["--since", "2026-11-18", "--until", "2026-11-17"], 2),
            (["-f", "xml"], 2),
            (["--limit", "0"], 2),
        ],
    )
    def test_refusals(self, cli: Cli, words: list[str], code: int) -> None:
        done = cli("list", *words)
        assert (done.code, done.out) == (code, "")

    def test_plain_into_a_pipe(self, cli: Cli) -> None:
        first = cli("list").out.splitlines()[0].split("\t")
        assert first == ["1", "2026-11-16", "10:00", "ann", "Acme", "call", "first", "won", "5m", "=1+1"]

    def test_nothing_found_is_said_aside(self, cli: Cli) -> None:
        done = cli("list", "--until", "2020-01-01")
        assert (done.code, done.out) == (0, "")
        assert done.err


@pytest.mark.usefixtures("some")
class TestShow:
    def test_versions(self, cli: Cli) -> None:
        cli("edit", "1", "-o", "lost")
        cli("delete", "1")
        done = cli("show", "1")
        assert done.code == 0, done.err
        assert "#1 (deleted)" in done.out
        assert "edit: outcome won → lost" in done.out
        assert done.out.splitlines()[-1].endswith("delete: deleted")
        shown = json.loads(cli("show", "#1", "-f", "json").out)
        assert [version["op"] for version in shown["revisions"]] == ["put", "put", "delete"]
        assert shown["revisions"][1]["changes"]["outcome"] == {"before": "won", "after": "lost"}

    @pytest.mark.parametrize(("words", "code"), [([], 2), (["99"], 3), (["x"], 2), (["1", "-f", "xml"], 2)])
    def test_refusals(self, cli: Cli, words: list[str], code: int) -> None:
        done = cli("show", *words)
        assert (done.code, done.out) == (code, "")
        assert done.err.startswith("error: ")

    def test_text_is_harmless(self, cli: Cli) -> None:
        cli("edit", "1", "-n", "a\x1b[31mb")
        assert "\x1b" not in cli("show", "1").out
        assert "\x1b" not in cli("list").out
        assert "\x1b" not in cli("list", "-f", "table").out


@pytest.mark.usefixtures("some")
class TestExport:
    def test_excel(self, cli: Cli, tmp_path: object) -> None:
        path = f"{tmp_path}/out.csv"
        assert cli("export", "activities", "--excel", "-O", path).code == 0
        data = Path(path).read_bytes()
        assert data.startswith(b"\xef\xbb\xbfid,uid,rep,")
        assert data.count(b"\r\n") == data.count(b"\n") == 4
        cli("config", "set", "csv-excel", "yes")
        assert cli("export", "activities").out.encode() == data

    def test_raw_leaves_text_alone(self, cli: Cli) -> None:
        assert "'=1+1" in cli("export", "activities").out
        assert ",=1+1," in cli("export", "activities", "--raw").out

    def test_the_file_ending_decides(self, cli: Cli, tmp_path: object) -> None:
        path = f"{tmp_path}/out.jsonl"
        assert cli("export", "activities", "-O", path, "--rep", "Bob").code == 0
        lines = Path(path).read_text().splitlines()
        assert [json.loads(line)["id"] for line in lines] == [3]

    @pytest.mark.parametrize("what", ["customers", "persons", "targets", "dues"])
    @pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
    def test_the_other_kinds(self, cli: Cli, what: str, form: str) -> None:
        done = cli("export", what, "-f", form)
        assert done.code == 0, done.err
        if form == "csv":
            assert done.out.startswith("id,uid,")

    @pytest.mark.parametrize("words", [[], ["sales"], ["activities", "-f", "pdf"], ["customers", "--since", "today"]])
    def test_refusals(self, cli: Cli, words: list[str]) -> None:
        assert cli("export", *words).code == 2


@pytest.mark.parametrize("words", [["list"], ["show", "1"], ["export", "activities"], ["import", "nosuch.csv"]])
def test_without_a_file(cli: Cli, words: list[str]) -> None:
    done = cli(*words)
    assert (done.code, done.out) == (1, "")


@pytest.mark.parametrize(
    "words",
    [
        ("customer", "list"),
        ("customer", "show", "Acme"),
        ("rep", "list"),
        ("outcome", "list"),
        ("config", "list"),
        ("metric", "list"),
        ("target", "list"),
        ("target", "history"),
        ("today",),
        ("report",),
        ("list",),
    ],
)
def test_all_that_prints_data_writes_files_too(cli: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    cli("log", "call", "Acme")
    printed = cli(*words, "-f", "csv")
    written = cli(*words, "-O", str(tmp_path / "x.csv"))
    assert (printed.err, printed.code, written) == ("", 0, ("", "", 0))
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == printed.out
    assert "," in printed.out.splitlines()[0]


def test_today_in_a_format_is_the_days_report_of_the_own_rep(cli: Cli) -> None:
    cli("log", "call", "Acme")
    cli("log", "call", "Bolt", "--rep", "bob")
    assert cli("today", "-f", "csv") == cli("report", "day", "--rep", "ann", "-f", "csv")
    assert cli("today", "-f", "csv", LOGNAME="zed", USER="zed") == cli("report", "day", "-f", "csv")


def test_a_deleted_activity_has_no_touch(cli: Cli, tmp_path: Path) -> None:
    cli("log", "call", "Acme")
    cli("delete", "1")
    shown = cli("show", "1").out
    assert shown.startswith("#1 (deleted)\n")
    assert "\ntouch " not in shown
    cli("show", "1", "-O", str(tmp_path / "x.json"))
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["touch"] is None


def test_a_list_of_another_time_gives_no_advice_to_log(cli: Cli) -> None:
    cli("log", "call", "Acme")
    done = cli("list", "--since", "2026-11-18", "--until", "2026-11-18", "--touch", "attempt")
    assert done == ("", "no activities of that time, or with those filters; salescli list shows all\n", 0)
