"""Random files of CRMs; those of Zoho are in zoho.py, with what salescli and people's own tables are like."""

import random
from datetime import timedelta

from tests.exchange.random_files.kind import Kind, Row, table
from tests.exchange.random_files.texts import CUSTOMERS, NOTES, NUMBERS, PEOPLE, REPS, duration, iso, moment

_CLOSED = {"IsDeleted": "false", "IsClosed": "true", "CallType": "Inbound"}


def _salesforce(dice: random.Random, number: int) -> Row:
    return {
        "Id": f"00T{number:012}AAA",
        "WhoId": dice.choice(("", "000000000000000AAA", "003000000000001AAA", "00Q000000000001AAA")),
        "WhatId": dice.choice(("", "001000000000001AAA", "006000000000001AAA")),
        "Subject": dice.choice(NOTES),
        "Description": dice.choice(NOTES),
        "ActivityDate": dice.choice((iso(dice)[:10], f"{iso(dice)[:10]} 00:00:00")),
        "OwnerId": "005000000000001AAA",
        "Owner.Name": dice.choice(("", *REPS)),
        "IsDeleted": dice.choice(("false", "false", "0", "true")),
        "AccountId": dice.choice(("", "001000000000002AAA")),
        "Account.Name": dice.choice(CUSTOMERS),
        "Who.Name": dice.choice(PEOPLE),
    }


def _task(dice: random.Random, number: int) -> Row:
    return {
        **_salesforce(dice, number),
        "Status": dice.choice(("Completed", "Erledigt")),
        "IsClosed": dice.choice(("true", "1", "true", "false")),
        "CreatedDate": f"{iso(dice)[:10]}T09:00:00.000+0000",
        "CompletedDateTime": dice.choice(("", f"{iso(dice)[:10]}T10:00:00.000+0000")),
        "CallDurationInSeconds": duration(dice),
        "CallType": dice.choice(("", "Inbound", "Outbound", "Internal")),
        "CallDisposition": dice.choice(("", "Left Voicemail", "Talked to the dog")),
        "TaskSubtype": dice.choice(("Call", "Email", "Task")),
    }


def _event(dice: random.Random, number: int) -> Row:
    return {
        **_salesforce(dice, number),
        "StartDateTime": dice.choice(("", f"{iso(dice)[:10]}T09:30:00.000+0000")),
        "DurationInMinutes": dice.choice(("30", "90")),
        "IsAllDayEvent": dice.choice(("0", "0", "1")),
        "Location": dice.choice(("Hall 3", "https://example.zoom.us/j/1")),
    }


def _hubspot_call(dice: random.Random, number: int) -> Row:
    return {
        "Record ID": str(number),
        "Call Title": dice.choice(NOTES),
        "Activity date": iso(dice)[:16],
        "Activity assigned to": dice.choice(REPS),
        "Call direction": dice.choice(("Inbound", "Outbound")),
        "Call outcome": dice.choice(("", "Connected", "Left live message", "Own outcome")),
        "Call status": dice.choice(("COMPLETED", "BUSY", "NO_ANSWER", "RINGING")),
        "Call notes": dice.choice(NOTES),
        "From number": dice.choice(NUMBERS),
        "To Number": dice.choice(NUMBERS),
        "Call duration": dice.choice(("", "0:05:10", "90000")),
        "Associated Company": dice.choice(CUSTOMERS),
        "Associated Contact": dice.choice(PEOPLE),
    }


def _hubspot_meeting(dice: random.Random, number: int) -> Row:
    start = moment(dice)
    return {
        "hs_object_id": str(number),
        "hs_meeting_title": dice.choice(NOTES),
        "hs_meeting_body": dice.choice(NOTES),
        "hs_meeting_outcome": dice.choice(("", "COMPLETED", "NO_SHOW", "SCHEDULED", "Own outcome")),
        "hs_meeting_start_time": dice.choice((f"{start.isoformat()}Z", f"{int(start.timestamp())}000")),
        "hs_meeting_end_time": f"{(start + timedelta(hours=1)).isoformat()}Z",
        "hs_meeting_web_conference_meeting_id": dice.choice(("", "88123")),
        "hubspot_owner_id": dice.choice(("0", "77", "78")),
    }


def _pipedrive(dice: random.Random, number: int) -> Row:
    return {
        "ID": str(number),
        "Subject": dice.choice(NOTES),
        "Status": dice.choice(("Done", "1", "To do")),
        "Organization": dice.choice(CUSTOMERS),
        "Contact Person": dice.choice(PEOPLE),
        "Phone": dice.choice(("", *NUMBERS)),
        "Due Date": iso(dice)[:10],
        "Due Time": dice.choice(("", "10:00")),
        "Duration": dice.choice(("", "00:12", "01:30")),
        "Note": dice.choice(NOTES),
        "Type": dice.choice(("call", "lunch", "email", "post")),
        "Marked as Done Time": iso(dice),
        "Owner": dice.choice(REPS),
    }


def _suitecrm(dice: random.Random, number: int) -> Row:
    return {
        "Subject": dice.choice(NOTES),
        "ID": f"a{number}",
        "Description": dice.choice(NOTES),
        "Status": dice.choice(("Held", "Held", "Planned", "Not Held")),
        "Date": moment(dice).strftime("%d.%m.%Y %I:%M%p").lower(),
        "Duration Hours": dice.choice("01"),
        "Duration Minutes": dice.choice(("0", "15")),
        "Parent Type": dice.choice(("Accounts", "Contacts", "Leads", "Opportunities")),
        "Parent ID": dice.choice(("acc-1", "acc-2")),
        "Parent Name": dice.choice(CUSTOMERS),
        "Assigned to": dice.choice(REPS),
        "Deleted": dice.choice(("0", "0", "1")),
    }


def _espocrm(dice: random.Random, number: int) -> Row:
    start = moment(dice)
    return {
        "id": f"e{number}",
        "name": dice.choice(NOTES),
        "status": dice.choice(("Held", "Held", "Planned", "Not Held")),
        "dateStart": str(start),
        "dateEnd": str(start + timedelta(minutes=5)),
        "duration": duration(dice),
        "description": dice.choice(NOTES),
        "accountName": dice.choice(CUSTOMERS),
        "parentType": dice.choice(("Contact", "Lead", "Account")),
        "parentName": dice.choice(PEOPLE),
        "assignedUserName": dice.choice(REPS),
    }


def _close(dice: random.Random, number: int) -> Row:
    return {
        "id": f"acti_{number}",
        "lead_id": dice.choice(("lead_1", "lead_2")),
        "lead_name": dice.choice(CUSTOMERS),
        "contact_name": dice.choice(PEOPLE),
        "user_name": dice.choice(REPS),
        "direction": dice.choice(("inbound", "outbound")),
        "disposition": dice.choice(("answered", "vm-left", "busy", "no-answer")),
        "status": dice.choice(("completed", "completed", "in-progress")),
        "duration": duration(dice),
        "phone": dice.choice(NUMBERS),
        "note": dice.choice(NOTES),
        "date_created": f"{moment(dice).isoformat()}+01:00",
    }


def _direction(dice: random.Random) -> str:
    return dice.choice(("Inbound", "Outbound"))


KINDS = (
    Kind("salesforce-task", _task, "Id", {**_CLOSED, "CallDurationInSeconds": "77"},
         {**_CLOSED, "CallType": "sideways"}, table()),
    Kind("salesforce-event", _event, "Id", {"IsDeleted": "false", "IsAllDayEvent": "0", "DurationInMinutes": "7"},
         {"IsDeleted": "false", "IsAllDayEvent": "maybe"}, table()),
    Kind("hubspot-call", _hubspot_call, "Record ID", {"Call status": "BUSY", "Call duration": "0:07:07"},
         {"Call status": "BUSY", "Call direction": "sideways"}, table()),
    Kind("hubspot-meeting", _hubspot_meeting, "hs_object_id",
         {"hs_meeting_outcome": "", "hs_meeting_title": "another"},
         {"hs_meeting_outcome": "", "hs_meeting_start_time": "1682936100"}, table()),
    Kind("pipedrive", _pipedrive, "ID", {"Status": "Done", "Duration": "07:07"},
         {"Status": "Done", "Duration": "long"}, table()),
    Kind("suitecrm-call", lambda dice, n: {**_suitecrm(dice, n), "Direction": _direction(dice)}, "ID",
         {"Status": "Held", "Deleted": "0", "Duration Minutes": "7"},
         {"Status": "Held", "Deleted": "0", "Duration Minutes": "long"}, table(";")),
    Kind("suitecrm-meeting", _suitecrm, "ID", {"Status": "Held", "Deleted": "0", "Duration Minutes": "7"},
         {"Status": "Held", "Deleted": "0", "Duration Minutes": "long"}, table(";")),
    Kind("espocrm-call", lambda dice, n: {**_espocrm(dice, n), "direction": _direction(dice)}, "id",
         {"status": "Held", "duration": "77"}, {"status": "Held", "dateStart": "2026-02-30 10:00:00"}, table()),
    Kind("espocrm-meeting", _espocrm, "id", {"status": "Held", "duration": "77"},
         {"status": "Held", "dateStart": "2026-02-30 10:00:00"}, table()),
    Kind("close-call", _close, "id", {"status": "completed", "duration": "77"},
         {"status": "completed", "disposition": "lost"}, table()),
)  # fmt: skip
