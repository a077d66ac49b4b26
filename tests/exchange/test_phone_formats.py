"""Telephone systems' own records: each fixture in the exact shape of its program becomes the rows that it says."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Cli

FIXTURES = Path(__file__).parent / "fixtures"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def fixture(tmp_path: Path, name: str) -> str:
    """A copy, so that nothing is ever written beside the fixture."""
    return str(shutil.copy(FIXTURES / name, tmp_path / name))


def sample(tmp_path: Path, name: str) -> str:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample {name} beside the checkout")
    return str(shutil.copytree(path, tmp_path / name) if path.is_dir() else shutil.copy(path, tmp_path / name))


def rows(cli: Cli, *names: str) -> list[tuple[object, ...]]:
    done = cli("list", "-f", "json")
    assert done.code == 0, done.err
    return [tuple(row[name] for name in names) for row in json.loads(done.out)]


CALL = ("at", "direction", "number", "outcome", "reached", "duration_s")


def test_a_single_call_without_a_header_is_no_header(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text((FIXTURES / "asterisk-17.csv").read_text().splitlines()[0] + "\n")
    assert cli("import", str(path)).out.startswith("read 1 = new 1 ")


def test_asterisk_without_a_header(cli: Cli, tmp_path: Path) -> None:
    path = fixture(tmp_path, "asterisk-17.csv")
    done = cli("import", path)
    assert done.code == 0, done.err
    assert done.out.startswith("read 6 = new 6 + same 0 "), done.out
    assert "Asterisk" in done.err
    assert rows(cli, *CALL) == [
        ("2026-11-02T09:15:04+08:00", "out", "0015550100", "connected", 1, 125),
        ("2026-11-02T09:30:00+08:00", "in", "+15550101", "no-answer", 0, 0),
        ("2026-11-02T10:00:00+08:00", "out", "0015550102", "busy", 0, 0),
        ("2026-11-02T10:05:00+08:00", "in", "0015550103", "connected", 1, 30),
        ("2026-11-02T10:10:00+08:00", "out", "0015550104", "no-answer", 0, 0),
        ("2026-11-02T10:10:00+08:00", "out", "0015550104", "no-answer", 0, 0),
    ]
    assert set(rows(cli, "channel", "customer", "source", "source_id")) == {("phone", None, "asterisk", None)}
    assert cli("import", path).out.startswith("read 6 = new 0 + same 6 ")


@pytest.mark.parametrize("columns", [16, 18, 21])
def test_asterisk_with_more_and_fewer_columns(cli: Cli, tmp_path: Path, columns: int) -> None:
    """The sixteen first ones are always there; what follows is as the exchange is set up."""
    lines = (FIXTURES / "asterisk-17.csv").read_text().splitlines()
    made = [line.rpartition(",")[0] + ',"x"' * (columns - 16) for line in lines]
    path = tmp_path / "Master.csv"
    path.write_text("\n".join(made) + "\n")
    done = cli("import", str(path))
    assert done.out.startswith("read 6 = new 6 "), done.err


def test_asterisk_as_a_table_with_names(cli: Cli, tmp_path: Path) -> None:
    header = "calldate,clid,src,dst,dcontext,channel,lastapp,duration,billsec,disposition,uniqueid,userfield\n"
    row = "2026-11-02 09:15:04,Ann,201,0015550100,from-internal,SIP/1,Dial,20,12,ANSWERED,1.2,\n"
    path = tmp_path / "cdr.csv"
    path.write_text(header + row)
    assert cli("import", str(path)).code == 0
    assert rows(cli, *CALL) == [("2026-11-02T09:15:04+08:00", "out", "0015550100", "connected", 1, 12)]


def test_a_bad_record_is_named_by_line(cli: Cli, tmp_path: Path) -> None:
    text = (FIXTURES / "asterisk-17.csv").read_text()
    path = tmp_path / "Master.csv"
    for wrong, right, said in (
        ("BUSY", "LOST", "line 3: disposition LOST is not known"),
        ('"2026-11-02 10:00:00"', '"2026-02-30 10:00:00"', "line 3: 2026-02-30 10:00:00"),
        ('"BUSY","DOCUMENTATION",', '"BUSY",', "line 3: 16 cells where the header has 17"),
    ):
        path.write_text(text.replace(wrong, right))
        done = cli("import", str(path))
        assert (done.code, said in done.err, done.out) == (1, True, ""), done.err
    assert not (tmp_path / "salescli.db").exists()
    path.write_text(text.replace("BUSY", "LOST"))
    done = cli("import", str(path), "--skip-bad")
    assert done.out.startswith("read 6 = new 5 + same 0 + changed 0 + skipped 0 + rejected 1"), done.err


def test_what_is_no_record_of_asterisk_is_refused_as_one(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("date,customer\n2026-11-02,Acme\n")
    for name in ("asterisk", "freeswitch"):
        done = cli("import", str(path), "--as", name)
        assert (done.code, "there is no column" in done.err) == (2, True), done.err


def test_freeswitch_without_a_header(cli: Cli, tmp_path: Path) -> None:
    path = fixture(tmp_path, "freeswitch-example.csv")
    done = cli("import", path)
    assert done.code == 0, done.err
    assert "FreeSWITCH" in done.err
    assert rows(cli, *CALL) == [
        ("2026-11-02T09:15:04+08:00", "out", "15550110", "connected", 1, 125),
        ("2026-11-02T09:30:00+08:00", "in", "15550111", "no-answer", 0, 0),
        ("2026-11-02T10:00:00+08:00", "out", "15550112", "busy", 0, 0),
        ("2026-11-02T10:10:00+08:00", "out", "1555", "wrong-number", 0, 0),
    ]
    assert set(rows(cli, "source", "source_id")) == {("freeswitch", None)}
    assert cli("import", path).out.startswith("read 4 = new 0 + same 4 ")


def test_asterisk_sample(cli: Cli, tmp_path: Path) -> None:
    path = sample(tmp_path, "asterisk-cdr18.csv")
    assert cli("import", path).out.startswith("read 5 = new 5 ")
    found = [outcome for (outcome,) in rows(cli, "outcome")]
    assert sorted(map(str, found)) == ["busy", "connected", "connected", "no-answer", "no-answer"]
    assert cli("import", path).out.startswith("read 5 = new 0 + same 5 ")


def test_asterisk_sample_that_is_cut(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", sample(tmp_path, "asterisk-cdr-unterminated.csv"))
    assert (done.code, done.out, "line 1" in done.err) == (1, "", True)
    assert not (tmp_path / "salescli.db").exists()


def test_3cx(cli: Cli, tmp_path: Path) -> None:
    path = fixture(tmp_path, "3cx.csv")
    done = cli("import", path)
    assert (done.code, "3CX" in done.err) == (0, True), done.err
    assert done.out.startswith("read 5 = new 4 + same 1 ")
    assert rows(cli, *CALL, "source", "source_id") == [
        ("2026-11-02T13:15:00+08:00", "in", None, "connected", 1, 180, "3cx", "21"),
        ("2026-11-02T13:20:00+08:00", "out", None, "no-answer", 0, 0, "3cx", "22"),
        ("2026-11-02T13:25:00+08:00", "out", None, "connected", 1, 65, "3cx", "23"),
        ("2026-11-02T13:30:00+08:00", "out", None, "busy", 0, 0, "3cx", "24"),
    ]


def test_3cx_sample_with_one_id_for_two_calls(cli: Cli, tmp_path: Path) -> None:
    path = sample(tmp_path, "3cx-call-log-dups.csv")
    done = cli("import", path)
    assert (done.code, done.out) == (1, "")
    assert "lines 2 and 4 have one id and say different things" in done.err
    assert not (tmp_path / "salescli.db").exists()


def test_fritzbox(cli: Cli, tmp_path: Path) -> None:
    path = fixture(tmp_path, "fritzbox.csv")
    done = cli("import", path, "--tz", "Europe/Berlin")
    assert done.code == 0, done.err
    assert "FRITZ!Box" in done.err
    assert "latin-1, semicolon" in done.err
    assert done.out.startswith("read 6 = new 6 ")
    assert rows(cli, *CALL, "customer") == [
        ("2026-04-03T07:00:00+02:00", "out", "0403550014", None, 1, 720, "Café Zöe"),
        ("2026-04-03T08:00:00+02:00", "in", "0900555013", "no-answer", 0, 0, None),
        ("2026-07-29T09:10:00+02:00", "out", "089555012", None, 1, 0, None),
        ("2026-07-29T09:15:00+02:00", "out", "0221555011", None, 1, 3900, "Jürgen Groß"),
        ("2026-07-30T14:02:00+02:00", "in", "015155501010", "no-answer", 0, 0, None),
        ("2026-07-30T15:41:00+02:00", "in", "030123456", None, 1, 180, "Müller GmbH"),
    ]
    assert cli("import", path, "--tz", "Europe/Berlin").out.startswith("read 6 = new 0 + same 6 ")


def test_fritzbox_in_utf_8_and_without_a_sep_line(cli: Cli, tmp_path: Path) -> None:
    text = (FIXTURES / "fritzbox.csv").read_bytes()
    path = tmp_path / "calls.csv"
    path.write_bytes(text)
    first = cli("import", str(path), "--tz", "Europe/Berlin")
    assert first.out.startswith("read 6 = new 6 "), first.err
    for again in (text.removeprefix(b"sep=;\r\n"), text.decode("latin-1").encode()):
        path.write_bytes(again)
        done = cli("import", str(path), "--tz", "Europe/Berlin")
        assert done.out.startswith("read 6 = new 0 + same 6 "), done.err


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        (b"1;30.07.26", b"9;30.07.26", "line 3: Typ 9 is not known"),
        (b"1;30.07.26", b"1;30.02.26", "line 3: 30.02.26 15:41 is no day of the calendar"),
        (b";0:03", b";0:03:10", "line 3: the duration 0:03:10 is not hours:minutes"),
        (b";0:03", b"", "line 3: 7 cells where the header has 8"),
    ],
)
def test_bad_rows_of_a_fritzbox(cli: Cli, tmp_path: Path, wrong: bytes, right: bytes, said: str) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes((FIXTURES / "fritzbox.csv").read_bytes().replace(wrong, right, 1))
    done = cli("import", str(path))
    assert (done.code, done.out, said in done.err) == (1, "", True), done.err
    assert not (tmp_path / "salescli.db").exists()


def test_android(cli: Cli, tmp_path: Path) -> None:
    path = fixture(tmp_path, "android-calls.xml")
    done = cli("import", path)
    assert (done.code, "Android" in done.err) == (0, True), done.err
    assert done.out.startswith("read 8 = new 8 ")
    assert rows(cli, *CALL, "customer") == [
        ("2026-11-02T08:58:24+08:00", "out", "0155550102", None, 1, 0, None),
        ("2026-11-02T09:15:04+08:00", "out", "+4930555020", None, 1, 125, "Müller & Söhne"),
        ("2026-11-02T10:15:04+08:00", "in", "+4930555020", None, 1, 61, "Müller & Söhne"),
        ("2026-11-02T10:31:44+08:00", "in", None, "no-answer", 0, 0, None),
        ("2026-11-02T10:48:24+08:00", "in", "0155550103", "no-answer", 0, 0, None),
        ("2026-11-02T11:05:04+08:00", "in", "0155550104", "voicemail", 0, 14, None),
        ("2026-11-02T11:21:44+08:00", "in", None, "no-answer", 0, 0, None),
        ("2026-11-02T11:38:24+08:00", "in", "0155550105", None, 1, 300, "Ann"),
    ]
    assert cli("import", path).out.startswith("read 8 = new 0 + same 8 ")


@pytest.mark.parametrize(
    ("zone", "days"), [("America/New_York", {"2016-07-08": 7}), ("UTC", {"2016-07-08": 6, "2016-07-09": 1})]
)
def test_android_sample(cli: Cli, tmp_path: Path, zone: str, days: dict[str, int]) -> None:
    done = cli("import", sample(tmp_path, "android-calls.xml"), "--tz", zone)
    assert done.out.startswith("read 7 = new 7 "), done.err
    found = rows(cli, "direction", "duration_s", "day", "customer")
    assert [row[0] for row in found].count("out") == 6
    assert sum(int(str(row[1])) for row in found) == 7182
    assert {day: [row[2] for row in found].count(day) for day in days} == days
    assert {row[3] for row in found} == {None, "Joe Schmo", "Some One"}


def test_a_rejected_call_comes_back_corrected(cli: Cli, tmp_path: Path) -> None:
    """Rejects of an XML file are a table of its attributes."""
    path = tmp_path / "calls.xml"
    path.write_text((FIXTURES / "android-calls.xml").read_text().replace('type="7"', 'type="12"'))
    done = cli("import", str(path))
    assert (done.code, "line 12: type 12 is not known" in done.err) == (1, True), done.err
    done = cli("import", str(path), "--skip-bad")
    assert done.out.startswith("read 8 = new 7 + same 0 + changed 0 + skipped 0 + rejected 1"), done.err
    rejects = tmp_path / "calls.xml.rejects.csv"
    rejects.write_text(rejects.read_text().replace(",12,", ",7,", 1))
    done = cli("import", str(rejects))
    assert done.out.startswith("read 1 = new 1 "), done.err
    assert cli("import", fixture(tmp_path, "android-calls.xml")).out.startswith("read 8 = new 0 + same 8 ")


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE calls [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<calls count="1"><call number="&c;" duration="1" date="1793582104000" type="1" contact_name="x"/></calls>
"""
OUTSIDE = (
    """<!DOCTYPE calls [<!ENTITY x SYSTEM "file:///etc/passwd">]><calls><call number="1" contact_name="&x;"/></calls>"""
)
ONE = '<call number="1" duration="1" date="1793582104000" type="1" contact_name="x"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS, "line 2: XML that declares a document type or entities is not read"),
        (OUTSIDE, "line 1: XML that declares a document type or entities is not read"),
        (f"<calls>\n{ONE}/>\n{ONE}/>", "line 3: the XML is broken or cut off"),
        (f"<calls>\n{ONE}/>\n{ONE}", "line 3: the XML is broken or cut off"),
        (f"<calls>\n{ONE} number='2'/></calls>", "line 2: the XML is broken or cut off"),
        ("<calls>&nbsp;</calls>", "line 1: the XML is broken or cut off"),
        ("<smses count='1'>\n<sms body='x'/></smses>", "it begins with smses, not with calls"),
        ("<calls>" + "\n<a>" * 5000, "elements stand in elements"),
        (f"<calls>\n{ONE}/>" + "<!--" + "x\n" * 900_000 + "--></calls>", "longer than a million characters"),
        ("<calls>\n<call number='" + "1\n" * 900_000 + "'/></calls>", "longer than a million characters"),
        ("<calls>" + "x" * 5_000_000, "longer than a row can be"),
        ("<", "line 1: the XML is broken or cut off"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--skip-bad",)])
def test_xml_that_is_broken_or_hostile(cli: Cli, tmp_path: Path, text: str, said: str, more: tuple[str, ...]) -> None:
    path = tmp_path / "calls.xml"
    path.write_text(text)
    done = cli("import", str(path), *more)
    assert (done.code, done.out, said in done.err) == (1, "", True), done.err[:600]
    assert done.err.count("\n") == 1, done.err[:600]
    assert not (tmp_path / "salescli.db").exists()


def test_a_list_of_no_calls(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "calls.xml"
    path.write_text('<?xml version="1.0"?>\n<calls count="0">\n</calls>\n')
    done = cli("import", str(path))
    assert (done.code, done.out.split(" · ")[0]) == (
        0,
        "read 0 = new 0 + same 0 + changed 0 + skipped 0 + rejected 0\n",
    )


VOICE = [
    ("2026-11-02T09:15:04-05:00", "out", "+12025550140", None, 1, 1010, "Acme & Sons"),
    ("2026-11-02T10:00:00-05:00", "in", "+12025550141", None, 1, 3605, None),
    ("2026-11-02T11:00:00-05:00", "in", None, "no-answer", 0, None, None),
    ("2026-11-02T12:00:00-05:00", "in", "+12025550140", "voicemail", 0, 6, "Acme & Sons"),
]
PLACED = "Acme - Placed - 2026-11-02T14_15_04Z.html"


def voice(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "google-voice", tmp_path / "Calls"))


def zipped(folder: Path, path: Path, *, above: str = "Takeout/Voice/Calls/") -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, above + file.name)
    return str(path)


def test_google_voice_as_a_folder_and_as_its_zip(cli: Cli, tmp_path: Path) -> None:
    folder = voice(tmp_path)
    (folder / "Acme - Voicemail - 2026-11-02T17_00_00Z.mp3").write_bytes(b"ID3\0")
    done = cli("import", str(folder))
    assert (done.code, "Google Voice" in done.err) == (0, True), done.err
    assert done.out.startswith("read 5 = new 4 + same 0 + changed 0 + skipped 1 + rejected 0"), done.out
    assert "1 (text message)" in done.err
    assert rows(cli, *CALL, "customer") == VOICE
    done = cli("import", zipped(folder, tmp_path / "takeout.zip"))
    assert done.out.startswith("read 5 = new 0 + same 4 + changed 0 + skipped 1 "), done.err


def test_one_page_of_google_voice(cli: Cli, tmp_path: Path) -> None:
    assert cli("import", str(voice(tmp_path) / PLACED)).out.startswith("read 1 = new 1 ")
    assert rows(cli, *CALL, "customer") == VOICE[:1]


def test_google_voice_sample(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", sample(tmp_path, "google-voice"))
    assert done.out.startswith("read 7 = new 6 + same 0 + changed 0 + skipped 1 "), done.err
    found = rows(cli, "direction", "outcome")
    count = {kind: found.count(kind) for kind in set(found)}
    assert count == {("out", None): 1, ("in", None): 3, ("in", "no-answer"): 1, ("in", "voicemail"): 1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[: text.index("abbr")], "it is cut off"),
        (lambda text: text[:400], "it is cut off"),
        (lambda text: text.replace("PT16M50S", "16:50"), "the duration 16:50 is not such as PT16M50S"),
        (lambda text: text.replace("2026-11-02T09", "2026-02-30T09"), "2026-02-30T09:15:04.000-05:00"),
        (lambda text: text.replace('class="published"', ""), "no date"),
        (lambda text: text.replace("</html>", "<a x=" * 30_000), "its HTML is broken"),
        (lambda text: text.replace("</html>", "x" * 300_000), "it is longer than a call's page can be"),
    ],
)
def test_broken_pages_of_google_voice(cli: Cli, tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    folder = voice(tmp_path)
    page = folder / PLACED
    page.write_text(change(page.read_text()))
    done = cli("import", str(folder))
    assert (done.code, done.out, said in done.err) == (1, "", True), done.err
    assert not (tmp_path / "salescli.db").exists()
    done = cli("import", str(folder), "--skip-bad")
    assert done.out.startswith("read 5 = new 3 + same 0 + changed 0 + skipped 1 + rejected 1"), done.err


def hostile(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "takeout.zip"
    zipped(voice(tmp_path), path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2 if kind == "packing" else zipfile.ZIP_DEFLATED) as packed:
        if kind == "name":
            packed.writestr("Takeout/../../x.html", "x")
        elif kind == "root":
            packed.writestr("/etc/x.html", "x")
        elif kind == "bomb":
            packed.writestr("big.html", b"0" * 30_000_000)
        elif kind == "packing":
            packed.writestr("x.html", b"x")
    data = path.read_bytes()
    if kind == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "flipped":
        path.write_bytes(data.replace(data[200:220], b"\xff" * 20, 1))
    elif kind == "list":
        at = data.rindex(b"PK\5\6")
        path.write_bytes(data[: at + 12] + b"\0\0\0\x70" + data[at + 16 :])
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("name", "Takeout/../../x.html, a name that leads out of its folder"),
        ("root", "/etc/x.html, a name that leads out of its folder"),
        ("bomb", "swells without bound, at big.html"),
        ("packing", "packs x.html in a way that is not read"),
        ("cut", "cannot be read"),
        ("flipped", "cannot be read"),
        ("list", "more files than can be looked at"),
    ],
)
def test_zips_that_are_broken_or_hostile(cli: Cli, tmp_path: Path, kind: str, said: str) -> None:
    done = cli("import", str(hostile(tmp_path, kind)))
    assert (done.code, done.out, said in done.err) == (1, "", True), done.err
    assert done.err.count("\n") == 1, done.err
    assert not (tmp_path / "salescli.db").exists()


def test_a_folder_without_pages(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", str(tmp_path))
    assert (done.code, "holds no file to import" in done.err) == (1, True), done.err
