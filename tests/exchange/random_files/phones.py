"""Random files of telephone systems and telephones."""

import random
import zipfile
from datetime import timedelta
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.exchange.random_files.kind import Kind, Row, table
from tests.exchange.random_files.texts import CUSTOMERS, NOTES, NUMBERS, REPS, duration, iso, moment

__all__ = ["KINDS"]


def _aircall(dice: random.Random, number: int) -> Row:
    return {
        "datetime (tz offset incl.)": iso(dice),
        "datetime (utc)": iso(dice),
        "direction": dice.choice(("inbound", "outbound")),
        "from": dice.choice(NUMBERS),
        "to": dice.choice(NUMBERS),
        "answered": dice.choice(("Yes", "No")),
        "user": dice.choice((*REPS, "[No associated user]")),
        "duration (in call)": duration(dice),
        "voicemail": dice.choice(("", "https://example.com/v")),
        "comments": dice.choice(NOTES),
        "tags": dice.choice(NOTES),
        "call id": "CA",
        "call id (internal)": str(number),
    }


def _twilio(dice: random.Random, number: int) -> Row:
    return {
        "sid": f"CA{number}",
        "start_time": f"{iso(dice)}.000000 UTC",
        "from": dice.choice(NUMBERS),
        "to": dice.choice(NUMBERS),
        "direction": dice.choice(("inbound", "outbound-api", "outbound-dial")),
        "duration": duration(dice),
        "status": dice.choice(("completed", "busy", "no-answer", "failed", "queued")),
        "price": dice.choice(NOTES),
    }


def _threecx(dice: random.Random, number: int) -> Row:
    return {
        "CallID": str(number),
        "Time": iso(dice)[:16],
        "Duration": duration(dice),
        "From": dice.choice(NUMBERS),
        "To": dice.choice(NUMBERS),
        "Direction": dice.choice(("Inbound", "Outbound", "Outbound", "Internal")),
        "Status": dice.choice(("Completed", "Missed", "Busy", "Voicemail")),
    }


def _asterisk(dice: random.Random, _number: int) -> Row:
    start = moment(dice)
    answered = dice.random() < 0.5
    return {
        "accountcode": "",
        "src": dice.choice(("201", *NUMBERS)),
        "dst": dice.choice(("s", "202", *NUMBERS)),
        "dcontext": dice.choice(("from-internal", "from-trunk", "other")),
        "clid": dice.choice(NOTES),
        "channel": "PJSIP/201",
        "dstchannel": "",
        "lastapp": "Dial",
        "lastdata": dice.choice(NOTES),
        "start": str(start),
        "answer": str(start) if answered else "",
        "end": str(start + timedelta(seconds=90)),
        "duration": "90",
        "billsec": duration(dice),
        "disposition": "ANSWERED" if answered else dice.choice(("NO ANSWER", "BUSY", "FAILED", "CONGESTION")),
        "amaflags": "DOCUMENTATION",
        "": "1793582104.26",
    }


def _freeswitch(dice: random.Random, _number: int) -> Row:
    start = moment(dice)
    return {
        "caller_id_name": dice.choice(NOTES),
        "caller_id_number": dice.choice(("1001", *NUMBERS)),
        "destination_number": dice.choice(("1002", *NUMBERS)),
        "context": dice.choice(("default", "public", "other")),
        "start_stamp": str(start),
        "answer_stamp": dice.choice((str(start), "")),
        "end_stamp": str(start + timedelta(seconds=90)),
        "duration": "90",
        "billsec": duration(dice),
        "hangup_cause": dice.choice(("NORMAL_CLEARING", "USER_BUSY", "UNALLOCATED_NUMBER", "NO_ANSWER")),
        "uuid": "2b0f8a3e",
        "bleg_uuid": "",
    }


def _fritzbox(dice: random.Random, _number: int) -> Row:
    return {
        "Typ": dice.choice("1234"),
        "Datum": moment(dice).strftime("%d.%m.%y %H:%M"),
        "Name": dice.choice(("", "Müller GmbH", "MÜLLER GMBH", "=1+1", "<b>")),
        "Rufnummer": dice.choice(("", *NUMBERS)),
        "Landes-/Ortsnetzbereich": "",
        "Nebenstelle": "",
        "Eigene Rufnummer": "5550100",
        "Dauer": dice.choice(("0:00", "0:03", "1:05")),
    }


def _android(dice: random.Random, _number: int) -> Row:
    name = dice.choice((*(each for each in CUSTOMERS if each), "(Unknown)"))
    return {
        "number": dice.choice(("-2", *NUMBERS)),
        "duration": duration(dice),
        "date": f"{int(moment(dice).timestamp())}000",
        "type": dice.choice("1234567"),
        "presentation": "1",
        "readable_date": "1 Oct 2026",
        "contact_name": name,
    }


def _xml(path: Path, rows: list[Row]) -> Path:
    calls = "\n".join(f"<call {' '.join(f'{name}={quoteattr(cell)}' for name, cell in row.items())} />" for row in rows)
    path = path.with_suffix(".xml")
    path.write_text(f"<?xml version='1.0' encoding='UTF-8' ?>\n<calls count='{len(rows)}'>\n{calls}\n</calls>\n")
    return path


_TITLES = {"placed": "Placed call to", "received": "Received call from", "missed": "Missed call from"}


def _voice(dice: random.Random, _number: int) -> Row:
    return {
        "kind": dice.choice(tuple(_TITLES)),
        "published": f"{moment(dice).isoformat()}.000{dice.choice(('-05:00', 'Z', '+08:00'))}",
        "duration": dice.choice(("PT0S", "PT16M50S", "PT1H2S")),
        "tel": dice.choice(NUMBERS),
        "fn": dice.choice(CUSTOMERS).strip(),
    }


def _takeout(path: Path, rows: list[Row]) -> Path:
    path = path.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as packed:
        for number, row in enumerate(rows):
            said = {name: escape(cell) for name, cell in row.items()}
            packed.writestr(
                f"Takeout/Voice/Calls/{number:04}.html",
                f'<html><head><title>{_TITLES[row["kind"]]} {said["fn"]}</title></head><body><a class="tel"'
                f' href="tel:{said["tel"]}"><span class="fn">{said["fn"]}</span></a>'
                f'<abbr class="published" title="{said["published"]}">then</abbr>'
                f'<abbr class="duration" title="{said["duration"]}">so long</abbr></body></html>',
            )
    return path


_NEVER = "2026-02-30 10:00:00"
KINDS = (
    Kind("aircall", _aircall, "call id (internal)", {"duration (in call)": "77"}, {"answered": "maybe"}, table()),
    Kind("twilio", _twilio, "sid", {"status": "completed", "duration": "77"},
         {"status": "busy", "start_time": f"{_NEVER} UTC"}, table()),
    Kind("3cx", _threecx, "CallID", {"Direction": "Inbound", "Duration": "77"},
         {"Direction": "Outbound", "Status": "Lost"}, table()),
    Kind("asterisk", _asterisk, "", {"billsec": "77"}, {"start": _NEVER}, table(header=False, end="\n")),
    Kind("freeswitch", _freeswitch, "", {"billsec": "77"}, {"start_stamp": _NEVER}, table(header=False, end="\n")),
    Kind("fritzbox", _fritzbox, "", {"Dauer": "7:07"}, {"Dauer": "long"},
         table(";", first="sep=;\r\n", encoding="latin-1")),
    Kind("android", _android, "", {"duration": "77"}, {"type": "12"}, _xml),
    Kind("google-voice", _voice, "", {"duration": "PT77S"}, {"duration": "long"}, _takeout),
)  # fmt: skip
