"""Random files of Zoho, of salescli itself, and of people's own tables."""

import json
import random
import uuid
from datetime import date, timedelta
from pathlib import Path

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.exchange.formula import guarded
from tests.exchange.random_files.kind import Kind, Row, table
from tests.exchange.random_files.texts import CUSTOMERS, NOTES, NUMBERS, PEOPLE, REPS, duration, iso, moment
from tests.exchange.workbooks import written


def _zoho_analytics(dice: random.Random, number: int) -> Row:
    return {
        "TASKID": str(number),
        "Call Start Time": iso(dice),
        "Call Duration (in seconds)": duration(dice),
        "Call Owner": dice.choice(REPS),
        "Subject": dice.choice(NOTES),
        "Call Type": dice.choice(("Outbound", "Inbound")),
        "CONTACTID": dice.choice(("0", "2440")),
        "ACCOUNTID": dice.choice(("", "0", "1458", "1459")),
        "LEADID": dice.choice(("0", "7")),
        "Call Purpose": dice.choice(NOTES),
    }


def _zoho(dice: random.Random, number: int, owner: str) -> Row:
    return {
        "Record Id": f"zcrm_{number}",
        owner: dice.choice(REPS),
        "Contact Name": dice.choice(PEOPLE),
        "Related To": dice.choice(CUSTOMERS),
        "SEMODULE": dice.choice(("Accounts", "Deals")),
        "Description": dice.choice(NOTES),
    }


def _said(dice: random.Random) -> str:
    return moment(dice).strftime("%d %b, %Y %H:%M:%S")


def _call(dice: random.Random, number: int) -> Row:
    return {
        **_zoho(dice, number, "Call Owner"),
        "Subject": dice.choice(NOTES),
        "Call Type": dice.choice(("Outbound", "Inbound", "Missed")),
        "Call Start Time": _said(dice),
        "Call Duration": dice.choice(("", "5:00", "0:42")),
        "Call Result": dice.choice(("", "Interested", "Odd word")),
    }


def _task(dice: random.Random, number: int) -> Row:
    """Without an id, as people export tasks."""
    row = {
        **_zoho(dice, number, "Task Owner"),
        "Subject": dice.choice(NOTES),
        "Status": dice.choice(("Completed", "Completed", "In Progress")),
        "Due Date": dice.choice((_said(dice), "")),
        "Closed Time": _said(dice),
    }
    del row["Record Id"]
    return row


def _event(dice: random.Random, number: int) -> Row:
    start = moment(dice)
    return {
        **_zoho(dice, number, "Event Owner"),
        "Event Title": dice.choice(NOTES),
        "Start DateTime": str(start),
        "End DateTime": str(start + timedelta(minutes=30)),
        "Location": dice.choice(("Hall 3", "https://meet.example/x")),
    }


def _sheet(dice: random.Random, number: int) -> Row:
    """A table of somebody's own, by names that need --map."""
    return {
        "Nr": str(number),
        "Wann": moment(dice).strftime("%d/%m/%Y %H:%M"),
        "Firma": dice.choice(CUSTOMERS),
        "Wer": dice.choice(REPS),
        "Art": dice.choice(("Anruf", "Besuch")),
        "Telefon": dice.choice(("", *NUMBERS)),
        "Ergebnis": dice.choice(("", "besetzt", "won", "no-answer")),
        "Sekunden": duration(dice),
        "Text": dice.choice(NOTES),
    }


_MAPPED = (
    *("--map", "at=Wann", "--map", "customer=Firma", "--map", "rep=Wer", "--map", "channel=Art"),
    *("--map", "duration_s=Sekunden", "--map", "note=Text", "--date-format", "%d/%m/%Y %H:%M"),
)


def _known_names(dice: random.Random, _number: int) -> Row:
    """A table whose columns are recognised, without an id."""
    day = moment(dice)
    return {
        "date": f"{day:%Y-%m-%d}",
        "time": dice.choice((f"{day:%H:%M}", "")),
        "customer": dice.choice(CUSTOMERS),
        "contact": dice.choice(PEOPLE),
        "rep": dice.choice(REPS),
        "type": dice.choice(("call", "visit", "email")),
        "outcome": dice.choice(("", "busy", "won")),
        "duration": duration(dice),
        "note": dice.choice(NOTES),
    }


def _own(dice: random.Random, number: int) -> Row:
    """What `export activities` writes, before it guards formulas."""
    at, outcome = f"{moment(dice).isoformat()}+08:00", dice.choice(("", "won", "busy"))
    customer = dice.choice(CUSTOMERS).strip()
    stated = dice.choice(("", "", "first", "follow-up"))
    cells = {
        "id": str(number + 1),
        "uid": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "rep": dice.choice(REPS),
        "customer": customer,
        "person": dice.choice(PEOPLE) if customer else "",
        "number": dice.choice(("", *NUMBERS)),
        "channel": dice.choice(("phone", "visit", "message")),
        "direction": dice.choice(("out", "in")),
        "touch": "",
        "stated": stated,
        "outcome": outcome,
        "reached": "0" if outcome == "busy" else "1",
        "at": at,
        "day": at[:10],
        "duration_s": dice.choice(("", "0", "90")),
        "note": dice.choice(NOTES),
        "logged_at": at,
        "source": dice.choice(("", "=crm")),
        "source_id": "",
        "known": "0",
    }
    return {column: cells[column] for column in ACTIVITIES}


def _guarded(path: Path, rows: list[Row]) -> Path:
    return table(end="\n")(path, [{name: guarded(cell) for name, cell in row.items()} for row in rows])


_NUMBERS = ("id", "reached", "known", "duration_s")


def _json_lines(path: Path, rows: list[Row]) -> Path:
    """As `export activities -f jsonl`: numbers as numbers, nothing as null."""
    path = path.with_suffix(".jsonl")
    lines = [
        {name: int(cell) if cell and name in _NUMBERS else cell or None for name, cell in row.items()} for row in rows
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_bytes(text.encode())
    return path


def _workbook(path: Path, rows: list[Row]) -> Path:
    """As a spreadsheet keeps it: days and durations are numbers, and stand below a note, on the second sheet."""
    path = path.with_suffix(".xlsx")
    cells = [[_cell(name, cell) for name, cell in row.items()] for row in rows]
    return written(path, ("About", [("Calls of ours",)]), ("Calls", [("made by hand",), (), tuple(rows[0]), *cells]))


def _cell(name: str, cell: str) -> object:
    if name == "date":
        return date.fromisoformat(cell)
    return int(cell) if name == "duration" and cell.isdecimal() else cell


KINDS = (
    Kind("zoho analytics", _zoho_analytics, "TASKID", {"Call Duration (in seconds)": "77"}, {"Call Type": "sideways"},
         table(), (), "zoho-call"),
    Kind("zoho-call", _call, "Record Id", {"Call Duration": "7:07"}, {"Call Type": "sideways"}, table()),
    Kind("zoho-task", _task, "", {"Status": "Completed", "Subject": "another"},
         {"Status": "Completed", "Due Date": "30 Feb, 2026 10:00:00"}, table()),
    Kind("zoho-event", _event, "Record Id", {"Event Title": "another"}, {"Start DateTime": "2026-02-30 10:00:00"},
         table()),
    Kind("csv", _known_names, "", {"duration": "77"}, {"type": "smoke"}, table("\t", end="\n")),
    Kind("workbook", _known_names, "", {"duration": "77"}, {"type": "smoke"}, _workbook, (), "csv"),
    Kind("mapped with ids", _sheet, "Nr", {"Sekunden": "77"}, {"Art": "smoke"}, table(";"),
         (*_MAPPED, "--map", "id=Nr", "--source", "sheet"), "csv"),
    Kind("mapped", lambda dice, n: {name: cell for name, cell in _sheet(dice, n).items() if name != "Nr"}, "",
         {"Sekunden": "77"}, {"Art": "smoke"}, table(";", encoding="utf-16"), _MAPPED, "csv"),
    Kind("own", _own, "uid", {"duration_s": "77"}, {"channel": "smoke"}, _guarded),
    Kind("own jsonl", _own, "uid", {"duration_s": "77"}, {"channel": "smoke"}, _json_lines, (), "own"),
)  # fmt: skip
