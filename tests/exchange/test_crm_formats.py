"""CRMs' own files: each fixture, invented in the shape of the real thing, and the rows that come of it.

Beside NAME.csv stands NAME.jsonl: what `list -f json` says of it, what is empty left out. Times without an offset are
read in UTC here.
"""

import contextlib
import csv
import json
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salescli.exchange import formats
from salescli.exchange.decoding import Source
from salescli.exchange.format import Setting
from salescli.exchange.reading import read
from salescli.exchange.what_was_read import Read
from salescli.model.errors import Impossible, Misuse
from tests.conftest import Cli, Result

FIXTURES = Path(__file__).parent / "fixtures" / "crm"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
_LEFT_OUT = {"id", "uid", "logged_at", "known", "touch", "stated", "day", "source"}
_USUAL = {"channel": "phone", "direction": "out", "reached": 1, "rep": "ann"}

# fixture -> its format, and what is passed over
FILES: dict[str, tuple[str, dict[str, int]]] = {
    "salesforce-task-loader": ("salesforce-task", {"planned": 1, "deleted": 1}),
    "salesforce-task-weekly": ("salesforce-task", {"planned": 1}),
    "salesforce-task-etl": ("salesforce-task", {"internal": 1}),
    "salesforce-task-few": ("salesforce-task", {"planned": 1}),
    "salesforce-task-history": ("salesforce-task", {}),
    "salesforce-event": ("salesforce-event", {"planned": 1, "deleted": 1}),
    "salesforce-report": ("salesforce-report", {"planned": 1, "internal": 1}),
    "hubspot-call-labels": ("hubspot-call", {"not over yet": 1}),
    "hubspot-call-api": ("hubspot-call", {}),
    "hubspot-call-etl": ("hubspot-call", {"deleted": 1}),
    "hubspot-engagement": ("hubspot-engagement", {"note": 1, "deleted": 1}),
    "hubspot-task": ("hubspot-task", {"planned": 1}),
    "hubspot-task-labels": ("hubspot-task", {"planned": 1}),
    "hubspot-meeting-api": ("hubspot-meeting", {"planned": 2, "cancelled": 1}),
    "hubspot-meeting-etl": ("hubspot-meeting", {}),
    "hubspot-meeting-labels": ("hubspot-meeting", {"planned": 1}),
    "zoho-call": ("zoho-call", {}),
    "zoho-call-api": ("zoho-call", {"planned": 2, "cancelled": 1}),
    "zoho-call-backup": ("zoho-call", {"planned": 1}),
    "zoho-call-status": ("zoho-call", {"planned": 1, "cancelled": 1}),
    "zoho-task": ("zoho-task", {"planned": 1}),
    "zoho-task-backup": ("zoho-task", {"planned": 1}),
    "zoho-task-analytics": ("zoho-task", {"planned": 1, "Given up": 1}),
    "zoho-event": ("zoho-event", {"planned": 1}),
    "zoho-event-analytics": ("zoho-event", {}),
    "zoho-event-named": ("zoho-event", {}),
    "zoho-meeting": ("zoho-meeting", {}),
    "zoho-meeting-backup": ("zoho-meeting", {}),
    "pipedrive": ("pipedrive", {"planned": 1}),
    "pipedrive-api": ("pipedrive", {"planned": 1}),
    "pipedrive-ids": ("pipedrive", {"deleted": 1}),
    "pipedrive-labels": ("pipedrive", {"planned": 1}),
    "suitecrm-call": ("suitecrm-call", {"not held": 1, "planned": 1, "deleted": 1}),
    "suitecrm-call-stored": ("suitecrm-call", {}),
    "suitecrm-meeting": ("suitecrm-meeting", {}),
    "espocrm-call": ("espocrm-call", {"not held": 1}),
    "espocrm-call-labels": ("espocrm-call", {}),
    "espocrm-meeting": ("espocrm-meeting", {"planned": 1}),
    "aircall": ("aircall", {}),
    "close-call": ("close-call", {"not over yet": 1}),
    "odoo-activity-done": ("odoo-activity", {"planned": 1}),
    "odoo-activity": ("odoo-activity", {"planned": 2}),
}


def brought_in(cli: Cli, tmp_path: Path, path: Path, *options: str) -> Result:
    """Import a copy, so that nothing is ever written beside the original."""
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    return cli("import", str(copy), "--tz", "UTC", *options)


def listed(cli: Cli) -> list[dict[str, object]]:
    """The activities in order of their time, without what is empty or usual."""
    rows = json.loads(cli("list", "-f", "json").out or "[]")
    short = [{name: said for name, said in row.items() if name not in _LEFT_OUT and said is not None} for row in rows]
    return [{name: said for name, said in row.items() if _USUAL.get(name, "") != said} for row in short]


def understood(path: Path) -> Read:
    """What is read of a file, nothing written."""
    source = Source(str(path), None)
    found = read(source, None, Setting(datetime(2026, 11, 18, tzinfo=UTC), "ann", UTC), skip_bad=True)
    found.stage.close()
    source.close()
    return found


def sample(name: str) -> Path:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample {name} beside the checkout")
    return path


@pytest.mark.parametrize("name", [name for name in FILES if name != "odoo-activity"])
def test_a_fixture_gives_these_rows(cli: Cli, tmp_path: Path, name: str) -> None:
    done = brought_in(cli, tmp_path, FIXTURES / f"{name}.csv")
    assert done.code == 0, done.err
    expected = [json.loads(line) for line in (FIXTURES / f"{name}.jsonl").read_text().splitlines()]
    assert listed(cli) == expected
    again = brought_in(cli, tmp_path, FIXTURES / f"{name}.csv")
    assert f"new 0 + same {len(expected)} + changed 0" in again.out, again.out


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_activity_is_counted(name: str) -> None:
    found = understood(FIXTURES / f"{name}.csv")
    assert (found.format, found.rejected, found.passed) == (FILES[name][0], 0, Counter(FILES[name][1]))


@pytest.mark.parametrize("name", FILES)
def test_a_header_alone_tells_the_format(name: str) -> None:
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as text:
        first = text.readline()
    header = next(csv.reader([first], delimiter=";" if first.count(";") > first.count(",") else ","))
    found = formats.recognised([cell.strip() for cell in header])
    assert found is not None
    assert found.name == FILES[name][0]
    assert found.reads
    assert found.maps
    assert found.drops


def test_the_weekly_export_of_salesforce(cli: Cli, tmp_path: Path) -> None:
    done = brought_in(cli, tmp_path, sample("sf-task-weekly.csv"))
    assert (done.code, "read 6 = new 6 + same 0" in done.out) == (0, True), done.err
    rows = listed(cli)
    assert Counter(str(row["at"])[:10] for row in rows) == {"2013-02-03": 1, "2013-02-28": 5}
    assert {row["channel"] for row in rows} == {"other"}
    assert not any("customer" in row for row in rows)


def test_an_id_of_salesforce_is_the_same_with_fifteen_characters(cli: Cli, tmp_path: Path) -> None:
    tasks, report = tmp_path / "tasks.csv", tmp_path / "report.csv"
    tasks.write_text("Id,ActivityDate,Status,AccountId,Subject\n00T900000000021EAA,2021-02-24,Completed,,Renewal\n")
    assert cli("import", str(tasks), "--tz", "UTC").code == 0
    report.write_text("Subject,Date,Assigned,Account Name,Activity ID\nRenewal,2021-02-24,Ann,,00T900000000021\n")
    assert "read 1 = new 0 + same 1 + changed 0" in cli("import", str(report), "--tz", "UTC").out


def test_the_footer_of_a_report_of_salesforce_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    rows = ("Renewal,2/24/2021,Ann,Acme", "Letter,2/25/2021,,", ",2/26/2021,,", ",,,",
            "Activities with Accounts,,,", "Copyright (c) 2000-2021 Example,,,", ",Generated By: Ann 2/27/2021,,",
            "Letter,,Ann,")  # fmt: skip
    path.write_text("\n".join(("Subject,Date,Assigned,Account Name", *rows, "")))
    found = understood(path)
    assert (found.rows, found.rejected, found.passed) == (len(rows), 1, Counter({"footer": 4}))


def test_an_export_of_salesforce_without_rows(cli: Cli, tmp_path: Path) -> None:
    done = brought_in(cli, tmp_path, sample("sf-event-headeronly.csv"))
    assert (done.code, "read 0 = new 0" in done.out) == (0, True)
    assert "has a header and no rows" in done.err


def test_meetings_of_hubspot_of_which_seven_are_in_1970(cli: Cli, tmp_path: Path) -> None:
    path = sample("hubspot-engagement-meeting.csv")
    done = brought_in(cli, tmp_path, path)
    assert (done.code, "line 32: 1970-01-19T07:51:57+00:00 is before 1990" in done.err) == (1, True)
    done = brought_in(cli, tmp_path, path, "--skip-bad")
    assert (done.code, "read 100 = new 93 + same 0 + changed 0 + skipped 0 + rejected 7" in done.out) == (0, True)
    rows = listed(cli)
    assert {row["channel"] for row in rows} == {"visit"}
    assert (str(rows[0]["at"])[:10], str(rows[-1]["at"])[:10]) == ("2018-06-12", "2020-07-01")


def test_calls_of_hubspot_without_their_times_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("engagement_id,_fivetran_synced,disposition,duration_milliseconds\n1,2020-07-09 11:10:52.675,,0\n")
    source = Source(str(path), None)
    with pytest.raises(Impossible, match="line 2: no time: ETL tools keep it in the table of all engagements"):
        read(source, None, Setting(datetime(2026, 11, 18, tzinfo=UTC), "ann", UTC), skip_bad=False)
    source.close()


def test_a_meeting_whose_times_say_utc_has_its_duration(tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "meetings.csv"
    header = "engagement_id,start_time,end_time,meeting_outcome,web_conference_meeting_id"
    path.write_text(f"{header}\n1,2019-09-26 13:00:00 UTC,2019-09-26 14:30:00.5 UTC,,88\n")
    assert cli("import", str(path), "--tz", "UTC").code == 0
    (row,) = listed(cli)
    assert (row["at"], row["duration_s"], row["channel"]) == ("2019-09-26T13:00:00+00:00", 5400, "video")


def test_a_meeting_by_labels_of_which_one_end_is_by_its_name_in_the_api_has_no_duration(
    tmp_path: Path, cli: Cli
) -> None:
    path = tmp_path / "meetings.csv"
    header = "Record ID,Meeting name,Meeting start time,Meeting end time,hs_meeting_end_time"
    path.write_text(f"{header}\n1,Demo,05/06/2023 8:00,05/06/2023 9:30,\n2,Demo,13/06/2023 8:00,,2023-06-13 8:30\n")
    assert cli("import", str(path), "--tz", "UTC").code == 0
    assert [row.get("duration_s") for row in listed(cli)] == [5400, None]


def test_seconds_for_milliseconds_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("id,hs_timestamp,hs_call_disposition\n1,1682936100,\n2,1682936100000,\n")
    found = understood(path)
    assert (found.rejected, "before 1990" in str(found.first)) == (1, True)


@pytest.mark.parametrize(
    "header",
    [
        "Id,ActivityDate,Status,AccountId,Subject",
        "id,activity_date,status,owner_id",
        "Id,ActivityDate,Status,WhoId",
    ],
)
def test_some_of_the_columns_of_a_task_are_enough(header: str) -> None:
    found = formats.recognised(header.split(","))
    assert found is not None
    assert found.name == "salesforce-task"


@pytest.mark.parametrize(
    "header",
    [
        "id,activity date,status,customer,rep",
        "Record ID,Name,Owner",
        "name,status,date,description",
        "Subject,Type,Due Date,Organization",
        "id,Subject,From,To,Owner",
        "Subject,Status,Due Date,Owner",
        "id,date,direction,duration,from,to,user",
    ],
)
def test_a_table_of_anybody_is_of_none_of_these(header: str) -> None:
    assert formats.recognised(header.split(",")) is None


MUTATIONS = (
    "",
    "0",
    "-1",
    "9" * 5000,
    "1e400",
    "nan",
    "\x00",
    "'",
    "\u0661",
    "1:99",
    "0:0:0:0",
    "true",
    "2021-02-30",
    "2021-02-24T25:00:00Z",
    "\ud7ff",
    "<p",
    "&#x110000;",
    ";",
    "99999-01-01",
    "+",
    "[No associated user]",
)


@pytest.mark.parametrize("name", FILES)
def test_any_cell_may_say_anything(name: str, tmp_path: Path) -> None:
    text = (FIXTURES / f"{name}.csv").read_text(encoding="utf-8")
    delimiter = ";" if text.split("\n")[0].count(";") else ","
    header, *rows = csv.reader(text.splitlines(), delimiter=delimiter)
    path = tmp_path / "mutated.csv"
    for odd in MUTATIONS:
        changed = [[*rows[0][:place], odd, *rows[0][place + 1 :]] for place in range(len(header))]
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *changed, *rows])
        with contextlib.suppress(Impossible, Misuse):  # anything else is a fault
            understood(path)
