"""Random files of the other shapes that programs write: reports, tables, older and newer releases."""

import random

from salescli.exchange import formats
from tests.exchange.random_files import crm, phones, tables
from tests.exchange.random_files.kind import Kind, Row, table
from tests.exchange.random_files.texts import CUSTOMERS, NOTES, NUMBERS, PEOPLE, REPS, duration, iso, moment

_CRM = {kind.name: kind for kind in (*crm.KINDS, *tables.KINDS, *phones.KINDS)}


def _odoo(dice: random.Random, number: int) -> Row:
    return {
        "id": str(number),
        "res_model": dice.choice(("res.partner", "crm.lead")),
        "res_id": dice.choice(("7", "8")),
        "res_name": dice.choice(CUSTOMERS),
        "activity_type_id": dice.choice(("Call", "Meeting", "To Do")),
        "summary": dice.choice(NOTES),
        "note": dice.choice(NOTES),
        "date_deadline": iso(dice)[:10],
        "date_done": dice.choice(("", iso(dice)[:10], iso(dice))),
        "user_id": dice.choice(REPS),
    }


def _leg(dice: random.Random, _number: int) -> Row:
    ours, theirs = dice.choice(("Lee, Ann (117)", "118")), dice.choice(NUMBERS)
    direction = dice.choice(("Inbound", "Outbound", "Internal"))
    return {
        "Call Time": iso(dice),
        "From": theirs if direction == "Inbound" else ours,
        "To": ours if direction == "Inbound" else theirs,
        "Direction": direction,
        "Status": dice.choice(("Answered", "Unanswered", "Redirected")),
        "Ringing": "0:00:05",
        "Talking": dice.choice(("0:00:00", "0:01:30")),
    }


def _report(dice: random.Random, number: int) -> Row:
    return {
        "Activity ID": f"00T{number:012}",
        "Subject": dice.choice(NOTES),
        "Date": moment(dice).strftime("%d.%m.%Y"),
        "Status": dice.choice(("Completed", "Completed", "Open")),
        "Assigned": dice.choice(REPS),
        "Company / Account": dice.choice(CUSTOMERS),
        "Contact": dice.choice(("-", *PEOPLE)),
        "Task Subtype": dice.choice(("Call", "Email", "Task")),
        "Call Type": dice.choice(("", "-", "Inbound", "Outbound")),
        "Call Result": dice.choice(("", "Left Voicemail", "Talked to the dog")),
        "Call Duration": duration(dice),
        "Full Comments": dice.choice(NOTES),
    }


def _todo(dice: random.Random, number: int) -> Row:
    return {
        "Record ID": str(number),
        "Task Title": dice.choice(NOTES),
        "Task notes": dice.choice(NOTES),
        "Task status": dice.choice(("COMPLETED", "COMPLETED", "NOT_STARTED")),
        "Task type": dice.choice(("CALL", "EMAIL", "TODO")),
        "Due date": iso(dice),
        "Completed at": dice.choice(("", iso(dice))),
        "Activity assigned to": dice.choice(REPS),
        "Associated Company": dice.choice(CUSTOMERS),
    }


def _engagement(dice: random.Random, number: int) -> Row:
    return {
        "id": str(number),
        "portal_id": "1",
        "type": dice.choice(("CALL", "MEETING", "INCOMING_EMAIL", "NOTE")),
        "timestamp": f"{int(moment(dice).timestamp())}000",
        "active": dice.choice(("true", "true", "false")),
        "owner_id": dice.choice(("77", "78")),
        "metadata__body": dice.choice(NOTES),
        "metadata__durationMilliseconds": f"{duration(dice)}000",
    }


def _meeting(dice: random.Random, number: int) -> Row:
    row = _CRM["zoho-event"].row(dice, number)
    names = {"Event Owner": "Meeting Owner", "Event Title": "Title", "Start DateTime": "From", "End DateTime": "To"}
    return {names.get(name, name): cell for name, cell in row.items()}


def _reordered(name: str, of: str) -> Kind:
    """Another order of the same columns, without a header."""
    kind, header = _CRM[of], formats.presets()[name].header

    def row(dice: random.Random, number: int) -> Row:
        cells = kind.row(dice, number) | {"calldate": "", "direction": dice.choice(("inbound", "outbound"))}
        cells["calldate"] = cells.get("start", "")
        return {column: cells.get(column, "") for column in header}

    wrong = {("calldate" if "calldate" in header else column): cell for column, cell in kind.wrong.items()}
    return kind._replace(name=name, row=row, wrong=wrong)


KINDS = (
    Kind("odoo-activity", _odoo, "id", {"date_done": "2026-10-01", "summary": "another"},
         {"date_done": "30.02.2026"}, table()),
    Kind("3cx-report", _leg, "", {"Direction": "Outbound", "Status": "Answered", "Talking": "0:01:17"},
         {"Direction": "Outbound", "Status": "Lost"}, table()),
    Kind("salesforce-report", _report, "Activity ID", {"Status": "Completed", "Call Duration": "77"},
         {"Status": "Completed", "Call Type": "sideways"}, table()),
    Kind("hubspot-task", _todo, "Record ID", {"Task status": "COMPLETED", "Task Title": "another"},
         {"Task status": "COMPLETED", "Completed at": "2026-02-30 10:00:00"}, table()),
    Kind("hubspot-engagement", _engagement, "id", {"type": "CALL", "active": "true", "metadata__body": "another"},
         {"type": "CALL", "active": "true", "timestamp": "1682936100"}, table()),
    Kind("zoho-meeting", _meeting, "Record Id", {"Title": "another"}, {"From": "2026-02-30 10:00:00"}, table()),
    _reordered("asterisk-custom", "asterisk"),
    _reordered("asterisk-table", "asterisk"),
    _reordered("freeswitch-asterisk", "freeswitch"),
)  # fmt: skip
