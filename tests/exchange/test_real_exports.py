"""Real exports of other programs, where they are there: what each must yield that no test of its format says already.

The calls of Zoho are in tests/cli/test_import.py, contacts in test_contacts.py, telephones in test_phone_formats.py,
CRMs in test_crm_formats.py, the users of Zoho in test_owners.py.
"""

import csv
import json
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from salescli.exchange.decoding import Source
from salescli.exchange.table import Table
from tests.reports.file import Called, called

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
KNOWN = {
    *("zoho-calls.csv", "zoho-users.csv", "sf-task-weekly.csv", "sf-event-headeronly.csv"),
    *("hubspot-engagement-meeting.csv", "twilio-calls.csv", "asterisk-cdr18.csv", "asterisk-cdr-unterminated.csv"),
    *("3cx-call-log-dups.csv", "android-calls.xml", "google-voice/", "linkedin-connections.csv", "vcard/"),
    *("maven-sales_pipeline.csv", "bom-chinese-orders.csv", "csvkit/"),
}

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="no samples beside the checkout")
Activity = dict[str, str | int | None]


def sample(tmp_path: Path, name: str) -> str:
    """A copy, since rejects are written beside a file."""
    return str(shutil.copy(SAMPLES / name, tmp_path / Path(name).name))


def activities() -> list[Activity]:
    return [json.loads(line) for line in called("export", "activities", "-f", "jsonl").out.decode().split("\n") if line]


def rejected(path: str) -> list[int]:
    """The lines of the rows that were rejected."""
    with Path(f"{path}.rejects.csv").open(newline="", encoding="utf-8") as text:
        return [int(row["line"]) for row in csv.DictReader(text)]


def again(path: str, *words: str) -> bytes:
    done = called("import", path, *words)
    assert done.code == 0, done.err
    return done.out.split(b" \xc2\xb7 ")[0]


def test_every_real_export_is_told_of() -> None:
    index = (SAMPLES / "INDEX.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)`", index, re.MULTILINE)) == KNOWN


def party(row: dict[str, str]) -> str | None:
    """The account, else the contact, else the lead, by its id with its kind; `0` is none."""
    ids = {"account": row["ACCOUNTID"], "contact": row["CONTACTID"], "lead": row["LEADID"]}
    return next((f"{kind} {number}" for kind, number in ids.items() if number not in {"", "0"}), None)


def test_the_calls_of_zoho_by_day_direction_and_party(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever they are taken in: the times have no zone, so the days are the file's."""
    path = sample(tmp_path, "zoho-calls.csv")
    with Path(path).open(newline="", encoding="utf-8") as text:
        calls = list(csv.DictReader(text))
    stated = Counter((row["Call Start Time"][:10], row["Call Type"], party(row)) for row in calls)
    for zone in ("Asia/Shanghai", "America/New_York"):
        monkeypatch.setenv("SALESCLI_DB", str(tmp_path / f"{zone.replace('/', '-')}.db"))
        assert called("import", path, "--tz", zone).code == 0
        words = {"out": "Outbound", "in": "Inbound"}
        assert Counter((row["day"], words[str(row["direction"])], row["customer"]) for row in activities()) == stated
        assert {row["reached"] for row in activities()} == {1}


def test_meetings_of_hubspot_that_are_rejected_line_by_line(tmp_path: Path) -> None:
    path = sample(tmp_path, "hubspot-engagement-meeting.csv")
    assert again(path, "--tz", "UTC", "--skip-bad").startswith(b"read 100 = new 93 ")
    assert rejected(path) == [32, 37, 50, 57, 65, 69, 76]
    rows = activities()
    assert len({row["source_id"] for row in rows}) == 93
    assert (min(str(row["day"]) for row in rows), max(str(row["day"]) for row in rows)) == ("2018-06-12", "2020-07-01")
    Path(f"{path}.rejects.csv").unlink()
    assert again(path, "--tz", "UTC", "--skip-bad").startswith(b"read 100 = new 0 + same 93 ")


def test_calls_of_twilio_of_which_one_is_on_30_february(tmp_path: Path) -> None:
    path = sample(tmp_path, "twilio-calls.csv")
    done = called("import", path)
    assert (done.code, done.out, "line 5: 2022-02-30" in done.err) == (1, b"", True)
    assert not (tmp_path / "salescli.db").exists()
    assert again(path, "--tz", "UTC", "--skip-bad").startswith(b"read 9 = new 8 + same 0 + changed 0 + skipped 0 + rej")
    assert rejected(path) == [5]
    assert {row["direction"] for row in activities()} == {"in"}
    assert min(str(row["at"]) for row in activities()) == "2022-07-20T15:20:51+00:00"


def test_calls_of_android_by_the_zone_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    path = sample(tmp_path, "android-calls.xml")
    for zone, days in (("America/New_York", {"2016-07-08": 7}), ("UTC", {"2016-07-08": 6, "2016-07-09": 1})):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.setenv("SALESCLI_DB", str(tmp_path / f"{days['2016-07-08']}.db"))
        assert again(path).startswith(b"read 7 = new 7 ")
        assert Counter(row["day"] for row in activities()) == days
    monkeypatch.undo()
    time.tzset()


DEALS = ("--map", "at=engage_date", "--map", "rep=sales_agent", "--map", "customer=account", "--map", "note=deal_stage")


def test_deals_are_read_month_first_by_the_rows_that_say_so(tmp_path: Path) -> None:
    path = sample(tmp_path, "maven-sales_pipeline.csv")
    done = called("import", path, *DEALS, "--map", "id=opportunity_id", "--source", "maven", "--skip-bad")
    assert (done.code, "dates: mdy" in done.err) == (0, True), done.err
    assert done.out.startswith(b"read 8800 = new 8300 + same 0 + changed 0 + skipped 0 + rejected 500 ")
    with Path(path).open(newline="", encoding="utf-8") as text:
        deals = {row["opportunity_id"]: row["engage_date"] for row in csv.DictReader(text)}
    misread = 0
    for row in activities():
        month, day, year = map(int, deals[str(row["source_id"])].split("/"))
        assert row["day"] == date(year, month, day).isoformat()
        misread += day <= 12 and day != month
    assert misread == 2972
    done = called("import", path, *DEALS, "--date-format", "dmy")
    assert (done.code, "line 2: 10/20/2016 is no day of the calendar" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "names"),
    [((), "account 0{:02}"), (("--map", "customer=客户id", "--map", "id=订单ID", "--source", "orders"), "0{:02}")],
)
def test_chinese_orders_keep_their_zeros(tmp_path: Path, words: tuple[str, ...], names: str) -> None:
    path = sample(tmp_path, "bom-chinese-orders.csv")
    refused = called("import", path)
    assert (refused.code, "客户id, 订单日期, 订单ID, 产品, 数量" in refused.err) == (2, True)
    assert again(path, "--map", "at=订单日期", *words).startswith(b"read 10 = new 10 ")
    assert [row["customer"] for row in activities()] == [names.format(number) for number in range(1, 11)]
    assert [row["day"] for row in activities()] == [f"2024-05-{day:02}" for day in range(5, 15)]
    assert again(path, "--map", "at=订单日期", *words).startswith(b"read 10 = new 0 + same 10 ")


TABLES = [
    ("bad.csv", None, ["column_a", "column_b", "column_c"],
     [["1", "27", "", "I'm too long!"], ["", "I'm too short!"], ["0", "mixed types.... uh oh", "17"]]),
    ("mac_newlines.csv", None, ["a", "b", "c"], [["1", "2", "3"], ["Once upon\ra time", "5", "6"]]),
    ("test_header_newline.csv", None, ["start \t\n\x0b\x0c\r end", "b", "c"], [["d", "e", "f"]]),
    ("test_latin1.csv", "latin-1", ["a", "b", "c"], [["1", "2", "3"], ["4", "5", "©"]]),
    ("test_utf16_little.csv", None, ["a", "b", "c"], [["1", "2", "3"], ["4", "5", "ʤ"]]),
    ("test_utf16_little.csv", "utf-16", ["a", "b", "c"], [["1", "2", "3"], ["4", "5", "ʤ"]]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "encoding", "header", "rows"), TABLES)
def test_odd_tables_read_right(name: str, encoding: str | None, header: list[str], rows: list[list[str]]) -> None:
    table = Table(Source(str(SAMPLES / "csvkit" / name), encoding))
    assert table.header == header
    assert [cells for _line, cells in table.rows()] == rows


ODD = ["bad", "empty", "mac_newlines", "null_byte", "test_header_newline", "test_latin1", "test_utf16_little"]
WISHES: list[tuple[str, ...]] = [
    *((), ("--skip-bad",), ("--map", "at=b"), ("--map", "note=a", "--map", "at=b", "--skip-bad"), ("--as", "csv")),
    *(("--as", "own"), ("--as", "twilio"), ("--as", "vcard", "--skip-bad"), ("--encoding", "latin-1", "--map", "at=c")),
    *(("--encoding", "utf-16"), ("--dry-run", "--map", "at=a", "--map", "customer=c")),
    *(("--map", "at=column_a", "--map", "note=column_c", "--skip-bad"), ("--map", "duration_s=a", "--map", "date=b")),
]


@pytest.mark.parametrize("words", WISHES, ids=" ".join)
@pytest.mark.parametrize("name", ODD)
def test_odd_tables_without_a_date_get_one_named_error(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    path = sample(tmp_path, f"csvkit/{name}.csv")
    done: Called = called("import", path, *words)
    if (name, words[:2]) != ("empty", ("--as", "vcard")):  # no card in it is no error
        assert (done.code in {1, 2}, done.out) == (True, b""), done.err
        assert re.search(r"^error: .*(\.csv|--map|no column)", done.err.splitlines()[-1])
    assert "itself" not in done.err
    assert not (tmp_path / "salescli.db").exists()
