"""`export` through the door: columns, days, packing; increments; workbooks."""

import csv
import gzip
import html
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.store import export_marks
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


def increment(cli: Cli, path: Path, *words: str) -> list[dict[str, str]]:
    """One run's rows."""
    done = cli("export", "activities", "--incremental", "crm", "-O", str(path), *words)
    assert (done.out, done.err, done.code) == ("", "", 0)
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


@pytest.mark.usefixtures("some")
class TestIncremental:
    def test_all_then_what_changed(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "changes.csv"
        first = increment(cli, path)
        whole = list(csv.DictReader(io.StringIO(cli("export", "activities").out, newline="")))
        assert first == [{**row, "deleted": "0"} for row in whole]
        assert increment(cli, path) == []
        assert path.read_text() == ",".join([*ACTIVITIES, "deleted"]) + "\n"
        cli("log", "call", "Beta", "--at", "2026-11-01 09:00")  # before all: the visit is no first contact any more
        cli("edit", "1", "-n", "other")
        cli("delete", "3")
        found = increment(cli, path)
        assert [(row["id"], row["touch"], row["deleted"]) for row in found] == [
            ("4", "first", "0"),
            ("1", "first", "0"),
            ("2", "follow-up", "0"),
            ("3", "", "1"),
        ]
        assert found[3]["uid"] == whole[2]["uid"]

    def test_lines_of_json_columns_and_packing(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "changes.jsonl.gz"
        assert (
            cli("export", "activities", "--incremental", "a.b-c_1", "--columns", "uid,note", "-O", str(path)).code == 0
        )
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        assert [list(json.loads(line)) for line in lines] == [["uid", "note", "deleted"]] * 3
        assert json.loads(lines[0])["deleted"] == 0

    def test_names_have_marks_of_their_own(self, cli: Cli, tmp_path: Path) -> None:
        assert len(increment(cli, tmp_path / "a.csv")) == 3
        other = cli("export", "activities", "--incremental", "CRM", "-O", str(tmp_path / "b.csv"))
        assert other.code == 0
        assert len(rows_of((tmp_path / "b.csv").read_text())) == 4

    def test_the_mark_stays_where_the_file_cannot_be_written(self, cli: Cli, tmp_path: Path) -> None:
        nowhere = tmp_path / "no" / "such" / "a.csv"
        done = cli("export", "activities", "--incremental", "crm", "-O", str(nowhere))
        assert (done.code, "cannot write" in done.err) == (1, True)
        assert len(increment(cli, tmp_path / "a.csv")) == 3

    def test_nothing_is_left_beside_the_file(self, cli: Cli, tmp_path: Path) -> None:
        before = {each.name for each in tmp_path.iterdir()}
        increment(cli, tmp_path / "a.csv")
        assert {each.name for each in tmp_path.iterdir()} - before == {"a.csv"}

    def test_one_at_a_time(self, cli: Cli, tmp_path: Path) -> None:
        with export_marks.alone("crm"):
            done = cli("export", "activities", "--incremental", "crm", "-O", str(tmp_path / "a.csv"))
            other = cli("export", "activities", "--incremental", "other", "-O", str(tmp_path / "b.csv"))
        assert (done.out, done.code, other.code) == ("", 1, 0)
        assert done.err == "error: another export --incremental crm is still running; it will give what has changed\n"
        assert not (tmp_path / "a.csv").exists()
        assert len(increment(cli, tmp_path / "a.csv")) == 3

    def test_undo_goes_by(self, cli: Cli, tmp_path: Path) -> None:
        increment(cli, tmp_path / "a.csv")
        done = cli("undo")
        assert done.code == 0
        assert "passed over" not in done.out
        assert cli("redo").code == 0
        assert cli("doctor").code == 0

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ([], "--incremental needs a file, to know that all has arrived: -O changes.csv"),
            (["-O", "-"], "--incremental needs a file"),
            (["-O", "/dev/stdout"], "--incremental needs a file"),
            (["-O", "/dev/null"], "--incremental needs a file"),
            (["-f", "jsonl"], "-O changes.jsonl"),
            (["-O", "a.json"], "--incremental is for csv, jsonl"),
            (["-O", "a.csv", "--since", "yesterday"], "leave out --since, --until and --rep"),
            (["-O", "a.csv", "--rep", "ann"], "leave out --since, --until and --rep"),
            (["-O", "a.csv", "--columns", "id,at"], "needs the column uid"),
        ],
    )
    def test_refusals(self, cli: Cli, words: list[str], said: str) -> None:
        done = cli("export", "activities", "--incremental", "crm", *words)
        assert (done.out, done.code) == ("", 2)
        assert said in done.err

    @pytest.mark.parametrize("name", ["", "a/b", "a b", "n" * 41, "中"])
    def test_names(self, cli: Cli, tmp_path: Path, name: str) -> None:
        done = cli("export", "activities", "--incremental", name, "-O", str(tmp_path / "a.csv"))
        assert (done.code, "a name for --incremental has up to 40 letters" in done.err) == (2, True)

    def test_the_few_are_given_whole(self, cli: Cli, tmp_path: Path) -> None:
        done = cli("export", "dues", "--incremental", "crm", "-O", str(tmp_path / "a.csv"))
        assert (done.code, "export them whole" in done.err) == (2, True)


def test_no_file_is_made_by_an_increment(cli: Cli, tmp_path: Path) -> None:
    done = cli("export", "activities", "--incremental", "crm", "-O", str(tmp_path / "a.csv"))
    assert done.code == 1
    assert not list(tmp_path.iterdir())


_WRITER = """
import random
from datetime import datetime, timedelta
from salescli.store import activities, open as opening
from salescli.store.operation import writing

dice, now = random.Random(11), datetime.fromisoformat("2026-11-18T15:04:00+08:00")
connection = opening.for_writing()
print("ready", flush=True)
for number in range(150):
    with writing(connection, "log", now) as operation:
        chosen = dice.randrange(1, connection.execute("SELECT max(id) FROM activity").fetchone()[0] + 1)
        entry = activities.entry_of(connection, chosen)
        at = now - timedelta(minutes=dice.randrange(60000))
        moved = entry._replace(at=at.isoformat(), at_unix=int(at.timestamp()), day=at.isoformat()[:10],
            note=f"{number}", reached=dice.choice([0, 1]))
        what = dice.random()
        if what < 0.4:
            activities.add(operation, moved)
        elif what < 0.8:
            activities.change(operation, chosen, moved)
        else:
            activities.delete(operation, chosen)
"""


def test_increments_while_another_process_back_dates_edits_and_deletes(cli: Cli, tmp_path: Path) -> None:
    cli("log", "-", stdin="".join(f"call C{number} --at -{number + 1}h\n" for number in range(60)))
    latest: dict[str, dict[str, str]] = {}
    runs = 0

    def take() -> None:
        for row in increment(cli, tmp_path / "changes.csv"):
            latest[row["uid"]] = row

    with subprocess.Popen([sys.executable, "-c", _WRITER], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        while writer.poll() is None or not runs:
            take()
            runs += 1
    assert writer.returncode == 0
    take()
    standing = [row for row in latest.values() if row.pop("deleted") == "0"]
    standing.sort(key=lambda row: (datetime.fromisoformat(row["at"]), row["uid"]))
    assert standing == list(csv.DictReader(io.StringIO(cli("export", "activities").out, newline="")))


def sheet_of(path: Path) -> list[list[str]]:
    """The texts and numbers of a workbook's rows, without the empty cells."""
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row [^>]*>(.*?)</row>", text)
    return [[html.unescape(cell) for cell in re.findall(r"<(?:t|v)(?: [^>]*)?>([^<]*)</", row)] for row in rows]


@pytest.mark.usefixtures("some")
class TestWorkbook:
    def test_activities(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        assert cli("export", "activities", "-O", str(path), "--columns", "id,day,duration_s,note,at") == ("", "", 0)
        assert sheet_of(path) == [
            ["id", "day", "duration_s", "note", "at"],
            ["1", "46342", "300", "=1+1", "46342.41666666666"],
            ["2", "46343", "46343.41666666666"],
            ["3", "46344", 'a "b", c', "46344.41666666666"],
        ]

    @pytest.mark.parametrize("what", ["customers", "persons", "targets", "dues"])
    def test_the_other_kinds(self, cli: Cli, tmp_path: Path, what: str) -> None:
        path = tmp_path / "a.xlsx"
        assert cli("export", what, "-O", str(path)) == ("", "", 0)
        header, *rows = rows_of(cli("export", what).out)
        head, *found = sheet_of(path)
        assert head == header
        assert len(found) == len(rows)

    def test_list_and_report(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        assert cli("list", "--rep", "Bob", "-O", str(path)) == ("", "", 0)
        assert [row[0] for row in sheet_of(path)] == ["id", "3"]
        assert cli("report", "--by", "rep", "-O", str(path)) == ("", "", 0)
        header, *rows = rows_of(cli("report", "--by", "rep", "-f", "csv").out)
        head, *found = sheet_of(path)
        assert head == header
        assert [row[3:5] for row in found] == [row[3:5] for row in rows]
        assert found[0][1:3] == ["46342", "46348"]

    def test_nothing_to_tell_is_a_header(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        assert cli("export", "dues", "--since", "2030-01-01", "-O", str(path)).code == 0
        assert [row[:2] for row in sheet_of(path)] == [["id", "uid"]]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["export", "activities", "-f", "xlsx"], "xlsx needs a file: -O activities.xlsx"),
            (["export", "dues", "-f", "xlsx", "-O", "-"], "xlsx needs a file: -O dues.xlsx"),
            (["export", "dues", "-f", "xlsx", "-O", "/dev/null"], "xlsx needs a file"),
            (["list", "-f", "xlsx"], "xlsx needs a file"),
            (["report", "-f", "xlsx"], "xlsx needs a file: -O report.xlsx"),
            (["export", "activities", "-O", "a.xlsx", "--gzip"], "xlsx is packed already"),
            (["export", "activities", "-O", "a.xlsx", "--incremental", "n"], "--incremental is for csv, jsonl"),
            (["report", "-O", "a.xlsx", "--explain"], "--explain is no table of rows"),
        ],
    )
    def test_refusals(self, cli: Cli, words: list[str], said: str) -> None:
        done = cli(*words)
        assert (done.out, done.code) == ("", 2)
        assert said in done.err

    def test_what_was_there_stays_when_it_fails(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_text("before")
        cli("edit", "1", "-n", "x" * 33000)
        done = cli("export", "activities", "-O", str(path))
        assert (done.code, "note of #1 is longer than the 32767 characters" in done.err) == (1, True)
        assert path.read_text() == "before"
        assert {each.name for each in tmp_path.iterdir()} - {"salescli.db-journal"} == {"a.xlsx", "salescli.db"}


class TestSchedule:
    def test_the_crontab_line_exports(self, cli: Cli, tmp_path: Path) -> None:
        home = tmp_path / "50% of 'all' \"$x\""
        home.mkdir()
        around = {"SALESCLI_DB": str(home / "s.db"), "HOME": str(home), "PATH": f"{no_salescli()}"}
        cli("log", "call", "Acme", **around)
        done = cli("export", "schedule", "--incremental", "crm", "-f", "jsonl", "--gzip", **around)
        assert (done.err, done.code) == ("", 0)
        command = cron_command(done.out)
        subprocess.run(["/bin/sh", "-c", command], check=True, env={**os.environ, **around, "SALESCLI_DB": "no"})
        (made,) = home.glob("salescli-crm-*.jsonl.gz")
        assert re.fullmatch(r"salescli-crm-\d{4}-\d\d-\d\dT\d{6}-\d+\.jsonl\.gz", made.name)
        assert len(gzip.decompress(made.read_bytes()).splitlines()) == 1

    def test_the_service_runs_the_same(self, cli: Cli, tmp_path: Path) -> None:
        home = tmp_path / "50% of 'all' \\n \"$x\""
        around = {"SALESCLI_DB": str(home / "s.db"), "PATH": f"{no_salescli()}"}
        out = cli("export", "schedule", **around).out
        cron = next(each for each in out.splitlines() if each.startswith("15 1 * * *"))
        units = dict(re.findall(r"^(Environment|ExecStart)=(.*)$", out, re.MULTILINE))
        assert as_systemd_reads(units["Environment"]) == f"SALESCLI_DB={home / 's.db'}"
        script = as_systemd_reads(units["ExecStart"].removeprefix("/bin/sh -c ")).replace("$$", "$")
        assert cron.replace("\\%", "%").endswith(" " + script)
        assert "OnCalendar=*-*-* 01:15" in out

    def test_runs_after_each_other_and_at_once_lose_nothing(self, cli: Cli, tmp_path: Path) -> None:
        cli("log", "-", stdin="".join(f"call C{number} --at -{number + 1}h\n" for number in range(30)))
        command = cron_command(cli("export", "schedule").out)
        around = {**os.environ, "PATH": no_salescli()}
        first = subprocess.run(["/bin/sh", "-c", command], check=True, env=around, capture_output=True)
        assert (first.stdout, first.stderr) == (b"", b"")
        cli("log", "call", "Acme")
        both = [subprocess.Popen(["/bin/sh", "-c", command], env=around, stderr=subprocess.PIPE) for _run in "ab"]
        for run in both:
            said = run.communicate()[1]
            assert run.returncode in {0, 1}
            assert (run.returncode == 1) == (b"is still running" in said)
        files = sorted(tmp_path.glob("salescli-nightly-*.csv"), key=lambda each: each.stat().st_mtime_ns)
        assert len(files) == 1 + sum(run.returncode == 0 for run in both)
        uids = [row[1] for each in files for row in rows_of(each.read_text("utf-8"))[1:]]
        assert sorted(uids) == sorted(row[1] for row in rows_of(cli("export", "activities").out)[1:])

    def test_the_salescli_that_was_started_is_named(self, tmp_path: Path) -> None:
        script = tmp_path / "bin" / "salescli"
        script.parent.mkdir()
        script.write_text(f"#!{sys.executable}\nfrom salescli.__main__ import main\nmain()\n")
        script.chmod(0o755)
        done = subprocess.run(["bin/salescli", "export", "schedule"], cwd=tmp_path, capture_output=True, check=True)
        assert cron_command(done.stdout.decode()).split()[1] == str(script)

    @pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
    def test_systemd_takes_the_units(self, cli: Cli, tmp_path: Path) -> None:
        out = cli("export", "schedule", SALESCLI_DB=str(tmp_path / "50% $x.db")).out
        units = re.split(r"^# .*(salescli-nightly\.\w+)$", out[out.index("\n#") :], flags=re.MULTILINE)[1:]
        names, texts = units[::2], units[1::2]
        for name, text in zip(names, texts, strict=True):
            (tmp_path / name).write_text(text)
        assert names == ["salescli-nightly.service", "salescli-nightly.timer"]
        checked = subprocess.run(
            ["systemd-analyze", "verify", *(str(tmp_path / name) for name in names)],
            capture_output=True,
            check=False,
        )
        assert b"salescli-nightly" not in checked.stderr

    @pytest.mark.parametrize(
        "words",
        [
            *(["--incremental", "a/b"], ["-f", "xlsx"], ["-f", "json"], ["--since", "monday"], ["--rep", "ann"]),
            *(["--columns", "foo"], ["--columns", "note"]),
        ],
    )
    def test_refusals(self, cli: Cli, words: list[str]) -> None:
        assert cli("export", "schedule", *words).code == 2


def cron_command(schedule: str) -> str:
    """The crontab line's command, as cron gives it to the shell."""
    (line,) = [each for each in schedule.splitlines() if each.startswith("15 1 * * *")]
    return line.split(maxsplit=5)[5].replace("\\%", "%")


def as_systemd_reads(word: str) -> str:
    """A word in double quotes, with its escapes and specifiers."""
    return re.sub(r"\\(.)", r"\1", word[1:-1]).replace("%%", "%")


def no_salescli() -> str:
    """A PATH on which python is asked for the module."""
    return "/usr/bin:/bin"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_process_that_is_ended_leaves_nothing(cli: Cli, tmp_path: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    cli("log", "-", stdin="".join(f"call C{number} --at -{number + 1}h\n" for number in range(60)))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    program = f"""
import os, signal
from salescli.store import paging
whole = paging.Past.moment
def ended(self):
    if os.listdir({str(tmp_path)!r}) and [name for name in os.listdir({str(tmp_path)!r}) if name.endswith(".tmp")]:
        os.kill(os.getpid(), signal.SIGTERM)
    return whole(self)
paging.Past.moment = ended
from salescli.__main__ import run
run(["export", "activities", "-O", {str(tmp_path / f"a.{ending}")!r}])
"""
    around = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run([sys.executable, "-c", program], env=around, capture_output=True, check=False)
    assert done.returncode == -signal.SIGTERM, done.stderr
    assert not list(temporary.iterdir())
    assert not [each.name for each in tmp_path.iterdir() if each.name.startswith((".a", "a"))]
