"""The other shapes in which telephone systems' records are met: each small file here is one as they look."""

import io
import json
import shutil
import zipfile
from itertools import product
from pathlib import Path

import pytest

from salescli.exchange import calls_xml, stray_quotes
from salescli.exchange.decoding import Source
from salescli.model.errors import Impossible
from tests.conftest import Cli

CALL = ("at", "direction", "number", "outcome", "reached", "duration_s")
Call = tuple[object, ...]


def imported(cli: Cli, tmp_path: Path, text: str, name: str = "calls.csv") -> tuple[str, list[Call]]:
    """The counts of the import, and the calls; a second import adds nothing."""
    path = tmp_path / name
    path.write_bytes(text.encode())
    done = cli("import", str(path))
    assert done.code == 0, done.err
    again = cli("import", str(path))
    assert " = new 0 + same " in again.out, again.out
    calls = json.loads(cli("list", "-f", "json").out)
    return done.out.partition(" · ")[0], [tuple(call[name] for name in CALL) for call in calls]


CUSTOM = (
    '"""Ann Lee"" <201>","201","0015550100","from-internal","PJSIP/201-1","PJSIP/out-2","Dial","PJSIP/out,300",'
    '"2026-11-02 09:15:04","2026-11-02 09:15:10","2026-11-02 09:17:15","131","125","ANSWERED","DOCUMENTATION","",'
    '"1793582104.26","",7\n'
    '""""" <0015550101>","0015550101","201","mobile","PJSIP/in-3","PJSIP/201-4","Dial","PJSIP/201",'
    '"2026-11-02 09:30:00","","2026-11-02 09:30:20","20","0","NO ANSWER","DOCUMENTATION","","1793583000.28","",9\n'
)
TABLE = (
    '"2/11/2026 9:15:04","""Ann Lee"" <201>","201","0015550100","from-internal","SIP/201-1",,"Dial","x","131","125",'
    '"ANSWERED","3",,"1793582104.26",,,,"201","Ann Lee",,,,"0",\n'
    '"13/10/2026 9:30:00","""Ann Lee"" <201>","201","*60","from-internal","SIP/201-3",,"Wait","1","27","27",'
    '"ANSWERED","3",,"1793583000.28",,,,"201","Ann Lee",,,,"0",\n'
)
GRANDSTREAM = (
    "Account Code,Caller Number,Callee Number,Context,CallerID Number,Source Channel,Start Time,Answer Time,End Time,"
    "Call Time,Talk Time,Disposition,AMA Flags,Unique ID,Log Userfield,Action Type\n"
    ',0015550101,0015550199,ext-did-1,""""" <1>",PJSIP/t-1,2026-11-02 09:30:00,,,6,0,FAILED,X,1.1,Inbound,DIAL\n'
    ",203,0015550102,trunk-4,Ann,PJSIP/203-2,2026-11-02 10:00:00,2026-11-02 10:00:09,2026-11-02 10:01:00,60,51,"
    "ANSWERED,X,1.2,Outbound,DIAL\n"
)


def test_asterisks_own_columns_by_cdr_custom(cli: Cli, tmp_path: Path) -> None:
    counts, calls = imported(cli, tmp_path, CUSTOM, "Master.csv")
    assert counts.startswith("read 2 = new 2 ")
    assert calls == [
        ("2026-11-02T09:15:04+08:00", "out", "0015550100", "connected", 1, 125),
        ("2026-11-02T09:30:00+08:00", "in", "0015550101", "no-answer", 0, 0),
    ]


def test_asterisks_table_without_its_columns_names(cli: Cli, tmp_path: Path) -> None:
    counts, calls = imported(cli, tmp_path, TABLE)
    assert counts.startswith("read 2 = new 2 ")
    assert calls == [
        ("2026-10-13T09:30:00+08:00", "out", "*60", "connected", 1, 27),
        ("2026-11-02T09:15:04+08:00", "out", "0015550100", "connected", 1, 125),
    ]


def test_a_call_is_the_same_by_asterisks_file_and_table(cli: Cli, tmp_path: Path) -> None:
    imported(cli, tmp_path, CUSTOM, "Master.csv")
    table = (
        '"2026-11-02 09:15:04","""Ann Lee"" <201>","201","0015550100","from-internal","PJSIP/201-1","x","Dial",'
        '"PJSIP/out,300","131","125","ANSWERED","3","","1793582104.26",""\n'
    )
    (tmp_path / "cdr.csv").write_text(table)
    done = cli("import", str(tmp_path / "cdr.csv"))
    assert done.out.startswith("read 1 = new 0 + same 1 "), done.err + done.out


def test_grandstreams_columns(cli: Cli, tmp_path: Path) -> None:
    _counts, calls = imported(cli, tmp_path, GRANDSTREAM)
    assert calls == [
        ("2026-11-02T09:30:00+08:00", "in", "0015550101", "no-answer", 0, 0),
        ("2026-11-02T10:00:00+08:00", "out", "0015550102", "connected", 1, 51),
    ]


SAVED_AGAIN = """\
Ann,1002,&,default,2026/11/2 9:15,2026/11/2 9:15,2026/11/2 9:17,131,125,NORMAL_CLEARING,u-1,,1002,PCMU,PCMU
,0,1002,default,2026/11/2 9:30,,2026/11/2 9:30,2,0,NO_USER_RESPONSE,u-2,,,,
Ann,1004,15550112,default,2026/11/2 10:00,2026/11/2 10:00,2026/11/2 10:01,31,20,NORMAL_CLEARING,u-3,,1004,PCMU,PCMU
Ann,1004,15550112,default,2026/11/2 10:00,2026/11/2 10:00,2026/11/2 10:01,31,20,NORMAL_CLEARING,u-3,,1004,PCMU,PCMU
Ann,1004,15550112,default,2026/11/2 10:00,2026/11/2 10:00,2026/11/2 10:01,31,20,USER_BUSY,u-3,,1004,PCMU,PCMU
"""


def test_freeswitchs_file_as_a_spreadsheet_saved_it_again(cli: Cli, tmp_path: Path) -> None:
    """The cause decides where it says that nobody was reached, and equal calls of one uuid stay as many."""
    counts, calls = imported(cli, tmp_path, SAVED_AGAIN, "Master.csv")
    assert counts.startswith("read 5 = new 5 ")
    assert sorted(calls, key=str) == [
        ("2026-11-02T09:15:00+08:00", "out", None, "connected", 1, 125),
        ("2026-11-02T09:30:00+08:00", "out", "1002", "no-answer", 0, 0),
        ("2026-11-02T10:00:00+08:00", "out", "15550112", "busy", 0, 20),
        ("2026-11-02T10:00:00+08:00", "out", "15550112", "connected", 1, 20),
        ("2026-11-02T10:00:00+08:00", "out", "15550112", "connected", 1, 20),
    ]


def test_freeswitchs_template_asterisk(cli: Cli, tmp_path: Path) -> None:
    row = (
        '"","15550111","1001","public","""Bob"" <15550111>","sofia/x","sofia/y","bridge","user/1001",'
        '"2026-11-02 09:30:00","","2026-11-02 09:30:20","20","0","ORIGINATOR_CANCEL","3","u-1",""\n'
    )
    _counts, calls = imported(cli, tmp_path, row, "Master.csv")
    assert calls == [("2026-11-02T09:30:00+08:00", "in", "15550111", "no-answer", 0, 0)]


def test_freeswitchs_records_with_names_and_a_direction(cli: Cli, tmp_path: Path) -> None:
    text = (
        "direction,caller_id_number,destination_number,start_stamp,answer_stamp,billsec,hangup_cause\n"
        "inbound,15550111,15550199,2026-11-02 09:30:00,2026-11-02 09:30:05,61,NORMAL_CLEARING\n"
    )
    _counts, calls = imported(cli, tmp_path, text)
    assert calls == [("2026-11-02T09:30:00+08:00", "in", "15550111", "connected", 1, 61)]


def test_twilios_columns_without_blanks(cli: Cli, tmp_path: Path) -> None:
    counts, calls = imported(
        cli,
        tmp_path,
        "Sid,DateCreated,ParentCallSid,To,From,Status,            StartTime,EndTime,Duration,Price,Direction\n"
        'CA1,,,+15550100,+15550101,completed,"Mon, 02 Nov 2026 09:15:04 +0000",,60,,inbound\n'
        'CA2,"Mon, 02 Nov 2026 09:20:05 +0000",,+15550102,+15550101,no-answer,,,0,,outbound-dial\n',
    )
    assert counts.startswith("read 2 = new 2 ")
    assert calls == [
        ("2026-11-02T17:15:04+08:00", "in", "+15550101", None, 1, 60),
        ("2026-11-02T17:20:05+08:00", "out", "+15550102", "no-answer", 0, 0),
    ]


def test_twilios_columns_as_snowflake_quotes_them(cli: Cli, tmp_path: Path) -> None:
    text = (
        'id,created_at,direction,duration,"""FROM""",start_time,status,"""TO"""\n'
        'CA1,2026-11-02 01:00:00.000000,inbound,12,"15550101",2026-11-02 01:15:04.000000,completed,"15550199"\n'
        'CA2,2026-11-02 02:00:00.000000,trunking-terminating,0,"15550199",,canceled,"15550102"\n'
    )
    _counts, calls = imported(cli, tmp_path, text)
    assert calls == [
        ("2026-11-02T09:15:04+08:00", "in", "15550101", None, 1, 12),
        ("2026-11-02T10:00:00+08:00", "out", "15550102", "no-answer", 0, 0),
    ]


def test_aircalls_older_columns(cli: Cli, tmp_path: Path) -> None:
    text = (
        "line,date (TZ offset incl.),time (TZ offset incl.),number timezone,datetime (UTC),country_code,direction,from,"
        "to,answered,missed_call_reason,user,duration (total),duration (in call),via,voicemail,tags\n"
        "M,2026-11-02,10:15:04,Etc/UTC,2026-11-02 01:15:04,DE,outbound,4930555,15550102,Yes,,Ann Lee,70,61,,,\n"
    )
    _counts, calls = imported(cli, tmp_path, text)
    assert calls == [("2026-11-02T09:15:04+08:00", "out", "+15550102", "connected", 1, 61)]


@pytest.mark.parametrize(
    "header",
    [
        "Typ;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer",
        "Typ; Datum; Name; Rufnummer; Nebenstelle; Eigene Rufnummer; Dauer",
        "Type;Date;Name;Number;Extension;Outgoing Caller ID;Duration",
        "Type;Date;Name;Telephone number;Extension;Telephone number;Duration",
    ],
)
def test_fritzboxes_of_other_firmware(cli: Cli, tmp_path: Path, header: str) -> None:
    text = f"sep=;\r\n{header}\r\n4;02.11.26 09:15;Café Zoë;0221555011;Fon 1;5550100;1:05\r\n"
    _counts, calls = imported(cli, tmp_path, text)
    assert calls == [("2026-11-02T09:15:00+08:00", "out", "0221555011", None, 1, 3900)]


def test_a_fritzbox_that_knows_no_names(cli: Cli, tmp_path: Path) -> None:
    text = "Typ;Datum;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer\n3;02.11.26 09:15;0221555011;Fon 1;5550100;0:02\n"
    _counts, calls = imported(cli, tmp_path, text)
    assert calls == [("2026-11-02T09:15:00+08:00", "out", "0221555011", None, 1, 120)]


def test_3cx_report_of_version_20(cli: Cli, tmp_path: Path) -> None:
    text = (
        "Call Time,Call ID,From,To,Direction,Status,Ringing,Talking,Cost,Call Activity Details\n"
        '2026-11-02T09:15:04,0-1,"Lee, Ann (117)",+15550100,Outbound,Answered,00:00:05,00:01:10,0,x\n'
        "2026-11-02T09:20:00,0-2,Bob (15550101),Sales (800),Inbound Queue,Redirected,00:00:05,00:00:00,0,x\n"
        '2026-11-02T09:20:05,0-2,Bob (15550101),"Lee, Ann (117)",Inbound,Unanswered,00:00:05,00:00:00,0,x\n'
        '2026-11-02T09:30:00,0-3,"Lee, Ann (117)",Eve (118),Internal,Answered,00:00:05,00:00:01,0,x\n'
        "Totals,,,,,,00:00:15,00:01:10,,\n"
    )
    counts, calls = imported(cli, tmp_path, text)
    assert counts == "read 5 = new 2 + same 0 + changed 0 + skipped 3 + rejected 0"
    assert calls == [
        ("2026-11-02T09:15:04+08:00", "out", "+15550100", "connected", 1, 70),
        ("2026-11-02T09:20:05+08:00", "in", "15550101", "no-answer", 0, 0),
    ]
    assert "Lee, Ann" in cli("rep", "list").out


ANDROID = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<calls>
  <call number="5550100" duration="5" date="1793582104000" type="2" presentation="1" subscription_id="8"
    readable_date="x" contact_name="Ann &#55357;&#56832;&#55356;&#57225; &amp; &quot;Co&quot; &#xD83D;&#xDE00;" />
  <call number="5550101" duration="0" date="1793582204000" type="2" contact_name="Bob &#55357;; &#8;Lee&#8206;" />
</calls>
"""


def test_emoji_in_an_android_telephones_names(cli: Cli, tmp_path: Path) -> None:
    counts, _calls = imported(cli, tmp_path, ANDROID, "calls.xml")
    assert counts.startswith("read 2 = new 2 ")
    names = [call["customer"] for call in json.loads(cli("list", "-f", "json").out)]
    assert names == ['Ann 😀🎉 & "Co" 😀', "Bob \ufffd, Lee"]


def test_emoji_are_mended_wherever_a_piece_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "x&#55357;&#56832;&#55356;&#57225;&amp;&lt;&#38;&#10;&#xD83D;&#xDE00;&#55357;y&#0;z&"
    for size in range(1, len(text) + 1):
        monkeypatch.setattr(calls_xml, "_PIECE", size)
        pieces = list(calls_xml._pieces(io.StringIO(text)))
        assert "".join(pieces) == "x😀🎉&amp;&lt;&#38;&#10;😀\ufffdyz&", size


BROWSER = f"""<!DOCTYPE html><html><head><title>Archive</title><script>for(i=0;i<n;i++)if(a<b)c();{"x" * 3000}</script>
</head><body><img src="data:image/png;base64,{"A" * 5000}"></body></html>"""


@pytest.mark.parametrize("below", ["", "Takeout", "Takeout/Voice", "Takeout/Voice/Calls", "zip"])
def test_what_else_is_in_a_takeout(cli: Cli, tmp_path: Path, below: str) -> None:
    top = tmp_path / "out"
    calls = top / "Takeout" / "Voice" / "Calls"
    shutil.copytree(Path(__file__).parent / "fixtures" / "google-voice", calls)
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nTEL:+12025550142\nEND:VCARD\n"
    (calls / "+12025550142 - Text - 2026-11-02T18_00_00Z-2-1.vcf").write_text(card)
    (calls.parent / "Phones.vcf").write_text(card)
    (calls.parents[1] / "archive_browser.html").write_text(BROWSER)
    (calls.parents[1] / "Drive").mkdir()
    (calls.parents[1] / "Drive" / "old.html").write_bytes(b"<html><body>caf\xe9</body></html>")
    path = top / below
    if below == "zip":
        with zipfile.ZipFile(path := tmp_path / "takeout.zip", "w") as packed:
            for file in sorted(top.rglob("*")):
                packed.write(file, file.relative_to(top))
    pages = 5 if "Voice" in below else 7
    skipped = pages - 4
    done = cli("import", str(path))
    assert done.out.startswith(f"read {pages} = new 4 + same 0 + changed 0 + skipped {skipped} + rejected 0"), done.err
    again = cli("import", str(path))
    assert again.out.startswith(f"read {pages} = new 0 + same 4 + changed 0 + skipped {skipped} + rejected 0")


SPAM = """<?xml version="1.0" ?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>
Acme</title></head><body><div class="haudio"><div class="contributor vcard">
<a class="tel" href="tel:+12025550142"><span class="fn">Acme</span></a></div>
<abbr class="published" title="2026-11-02T12:00:00.000-05:00">Nov 2</abbr><abbr class="duration" title="PT43S">x</abbr>
<div class="tags">Labels: <a rel="tag" href="http://www.google.com/voice#spam">Spam</a></div></div></body></html>"""


def test_spam_of_google_voice_by_the_names_of_its_files(cli: Cli, tmp_path: Path) -> None:
    calls = tmp_path / "Spam"
    calls.mkdir()
    for kind in ("", "Missed - ", "Voicemail - ", "Placed - "):
        (calls / f"Acme - {kind}2026-11-02T17_00_00Z.html").write_text(SPAM)
    done = cli("import", str(calls))
    assert done.out.startswith("read 4 = new 3 + same 0 + changed 0 + skipped 1 + rejected 0"), done.err
    assert "skipped: 1 (a call that was neither placed nor received)" in done.err
    found = json.loads(cli("list", "-f", "json").out)
    assert sorted((call["direction"], call["outcome"] or "") for call in found) == [
        ("in", "no-answer"),
        ("in", "voicemail"),
        ("out", ""),
    ]
    (calls / "Acme - 2026-11-02T17_00_00Z.html").write_text(SPAM.partition("</body>")[0])
    done = cli("import", str(calls))
    assert (done.code, "it is cut off" in done.err) == (1, True)


NAIVE = (
    "clid,src,dst,dcontext,calldate,duration,billsec,disposition\n"
    '""Ann Lee" <201>",201,0015550100,from-internal,"2026-11-02 09:15:04",131,125,ANSWERED\n'
    '""" <0015550101>",0015550101,201,from-trunk,"2026-11-02 09:30:00",20,0,"NO ANSWER"\n'
    '"Bo Sage" <0015550102>,0015550102,201,from-trunk,"2026-11-02 09:40:00",20,12,ANSWERED\n'
)
NAIVE_CALLS = [
    ("2026-11-02T09:15:04+08:00", "out", "0015550100", "connected", 1, 125),
    ("2026-11-02T09:30:00+08:00", "in", "0015550101", "no-answer", 0, 0),
    ("2026-11-02T09:40:00+08:00", "in", "0015550102", "connected", 1, 12),
]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_callers_whose_quotes_are_not_doubled(cli: Cli, tmp_path: Path, delimiter: str) -> None:
    counts, calls = imported(cli, tmp_path, NAIVE.replace(",", delimiter))
    assert counts == "read 3 = new 3 + same 0 + changed 0 + skipped 0 + rejected 0"
    assert calls == NAIVE_CALLS


@pytest.mark.parametrize(
    ("caller", "line"),
    [
        ('""Ann "A" Lee" <201>"', 2),
        ('"Ann" <201> x', 2),
        ('x "Ann" <201>', 2),
        ('""Ann Lee" <201>"\n""Ann Lee" 201"', 3),
    ],
)
def test_other_quotes_amid_a_caller_are_refused(cli: Cli, tmp_path: Path, caller: str, line: int) -> None:
    rest = ",201,0015550100,from-internal,2026-11-02 09:15:04,131,125,ANSWERED\n"
    (tmp_path / "calls.csv").write_text(NAIVE.partition("\n")[0] + "\n" + caller.replace("\n", rest) + rest)
    done = cli("import", str(tmp_path / "calls.csv"))
    assert (done.code, done.out) == (1, "")
    assert f"line {line}: a quote stands amid a cell" in done.err


def test_a_caller_is_known_wherever_a_piece_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(NAIVE)
    for size in range(1, 250):
        monkeypatch.setattr(stray_quotes, "_PIECE", size)
        stray_quotes.refuse(Source(str(path), None), 0, ",")
    path.write_text(NAIVE + 'a "b" c,d\n')
    for size in range(1, 250):
        monkeypatch.setattr(stray_quotes, "_PIECE", size)
        with pytest.raises(Impossible, match="line 5"):
            stray_quotes.refuse(Source(str(path), None), 0, ",")


SOUND = ['"a ""Ann"" <5>"', '"""Ann"" <5>"', "a", '"x\n""Ann"" <5>\ny"', '"a, ""b"" <5>, c"', '""', '""""', '"<5>"']


def test_sound_rows_are_left_as_they_are() -> None:
    for width in (1, 2, 3):
        for row in product(SOUND, repeat=width):
            text = ",".join(row) + "\n"
            assert list(stray_quotes.callers_mended(io.StringIO(text, newline=""), ",")) == text.splitlines(True)
