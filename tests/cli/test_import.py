"""`salescli import`: what is understood, what is refused, and that again is never double."""

import csv
import io
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Cli

REPO = Path(__file__).parents[2]
SAMPLES = REPO.parent / "shared" / "samples"


def sample(name: str) -> str:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample {name} beside the checkout")
    return str(path)


def made(tmp_path: Path, text: str | bytes, name: str = "calls.csv") -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def ask(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "salescli.db")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def exported(cli: Cli) -> list[dict[str, str]]:
    done = cli("export", "activities")
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def healthy(cli: Cli) -> None:
    done = cli("doctor")
    assert done.code == 0, done.out + done.err


def test_zoho_calls_come_out_as_counted(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", sample("zoho-calls.csv"))
    assert (done.code, done.out.split(" · ")[0]) == (
        0,
        "read 4100 = new 4100 + same 0 + changed 0 + skipped 0 + rejected 0",
    )
    assert "new reps 11 · new customers 363" in done.out
    assert ask(tmp_path, "SELECT direction, count(*) FROM activity GROUP BY 1") == [("in", 3560), ("out", 540)]
    assert ask(
        tmp_path,
        """SELECT r.name, count(*), sum(touch IS 'first'), sum(touch IS 'follow-up') FROM activity a
        JOIN rep r ON r.id = a.rep WHERE direction = 'out' GROUP BY 1 ORDER BY 2 DESC, 1""",
    ) == [
        ("Lazar Mathew", 200, 15, 100),
        ("Pete Zachariah", 110, 10, 46),
        ("Harold Pawlan", 80, 7, 37),
        ("Thomas Mondrake", 60, 2, 10),
        ("Santa Cruz Clara", 40, 4, 27),
        ("Tina Thomas", 40, 4, 27),
        ("David Love", 10, 1, 9),
    ]
    assert ask(tmp_path, "SELECT count(*), sum(direction = 'out') FROM activity WHERE customer IS NULL") == [
        (1790, 241)
    ]
    assert ask(tmp_path, "SELECT sum(duration_s) FROM activity") == [(1665700,)]
    days = [
        date.fromisoformat(str(day)) for (day,) in ask(tmp_path, "SELECT day FROM activity WHERE direction = 'out'")
    ]
    weeks = Counter(day.isocalendar().week for day in days)
    assert weeks == {6: 10, 7: 140, 9: 50, 10: 10, 11: 30, 12: 20, 13: 30, 15: 250}
    again = cli("import", sample("zoho-calls.csv"))
    assert again.out.startswith("read 4100 = new 0 + same 4100 + changed 0 + skipped 0 + rejected 0")
    healthy(cli)


def test_zoho_calls_exported_and_imported_are_the_same(cli: Cli, tmp_path: Path) -> None:
    cli("import", sample("zoho-calls.csv"))
    first = cli("export", "activities", "-O", str(tmp_path / "out.csv"))
    assert first.code == 0
    elsewhere = str(tmp_path / "other.db")
    assert cli("import", str(tmp_path / "out.csv"), SALESCLI_DB=elsewhere).code == 0
    second = cli("export", "activities", SALESCLI_DB=elsewhere)
    assert without_id(second.out) == without_id((tmp_path / "out.csv").read_bytes().decode())


def without_id(text: str) -> list[list[str]]:
    return [row[1:] for row in csv.reader(io.StringIO(text, newline=""))]


NASTY = ["=1+1", "'=1+1", "''=x", "@SUM(A1)", "+49 30 1", "-5", "-", "＝全角", "\tx", 'say "hi"',
         "a,b;c|d", "two\nlines", "two\r\nlines", "cr\rcr", "emoji 🎉", "عربي", "'quoted'",
         "  spaces  ", "x" * 12_000, "\u2028sep", "NULL", "000"]  # fmt: skip


def test_every_kind_of_text_survives_the_round(cli: Cli, tmp_path: Path) -> None:
    cli("outcome", "add", "=won't", "--reached")
    assert cli("log", "call", "Start", "-n", "x").code == 0
    connection = sqlite3.connect(tmp_path / "salescli.db", isolation_level=None)
    header, row = cli("export", "activities").out.splitlines()
    connection.close()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    from salescli.exchange.exporting import guarded_cell, line

    lines = [header]
    for number, note in enumerate(NASTY):
        uid = cells["uid"][:-4] + f"{number:04x}"
        names = {
            "customer": ["=Corp", "@at", "-minus", "客户 🎉"][number % 4],
            "person": "'Ann; =Bob",
            "number": "+49 30",
        }
        changed = {
            **cells,
            **names,
            "uid": uid,
            "note": note,
            "source": "=s",
            "source_id": f"-{number}a",
            "known": number % 2,
        }
        lines.append(line([str(value) for value in changed.values()], guarded_cell))
    path = made(tmp_path, "\n".join(lines) + "\n", "own.csv")
    bases = [str(tmp_path / f"{name}.db") for name in "ab"]
    done = cli("import", path, SALESCLI_DB=bases[0])
    assert done.code == 0, done.err
    assert cli("export", "activities", "-O", str(tmp_path / "1.csv"), SALESCLI_DB=bases[0]).code == 0
    assert cli("import", str(tmp_path / "1.csv"), SALESCLI_DB=bases[1]).code == 0
    assert cli("export", "activities", "-O", str(tmp_path / "2.csv"), SALESCLI_DB=bases[1]).code == 0
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    notes = [note for (note,) in sqlite3.connect(bases[1]).execute("SELECT note FROM activity ORDER BY id")]
    assert sorted(notes) == sorted(NASTY)
    assert cli("export", "activities", "--excel", "-O", str(tmp_path / "3.csv"), SALESCLI_DB=bases[1]).code == 0
    assert (tmp_path / "3.csv").read_bytes().startswith(b"\xef\xbb\xbfid,uid")
    again = cli("import", str(tmp_path / "3.csv"), SALESCLI_DB=bases[1])
    assert again.out.startswith(f"read {len(NASTY)} = new 0 + same {len(NASTY)} "), again.out + again.err


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("asterisk-cdr-unterminated.csv", 1, "line 1"),
        ("3cx-call-log-dups.csv", 1, "one id and say different things"),
        ("twilio-calls.csv", 1, "line 5"),
        ("csvkit/null_byte.csv", 1, "NUL byte on line 2"),
        ("csvkit/test_latin1.csv", 1, "--encoding"),
        ("csvkit/empty.csv", 1, "not even a header"),
    ],
)
def test_real_files_that_are_refused(cli: Cli, tmp_path: Path, name: str, code: int, said: str) -> None:
    done = cli("import", sample(name))
    assert done.code == code
    assert said in done.err.splitlines()[-1]
    assert done.err.splitlines()[-1].startswith("error: ")
    assert done.out == ""
    assert not (tmp_path / "salescli.db").exists()


def test_no_file_brings_a_traceback(cli: Cli) -> None:
    sample("zoho-calls.csv")
    for path in sorted(SAMPLES.rglob("*.*")):
        done = cli("import", str(path), "--dry-run")
        assert done.code in {0, 1, 2}
        assert "Traceback" not in done.err, path


def test_a_header_without_rows_is_no_error(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", sample("sf-event-headeronly.csv"))
    assert (done.code, done.out) == (0, "read 0 = new 0 + same 0 + changed 0 + skipped 0 + rejected 0\n")
    assert "no rows" in done.err
    assert not (tmp_path / "salescli.db").exists()


CALLS = """Date,Customer,Rep,Note
2026-11-02 10:00,Acme,Ann,one
2026-11-02 11:00,Acme,Ann,two
2026-11-02 11:00,Acme,Ann,two
"""


def test_without_ids_equal_rows_are_as_many(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, CALLS)
    assert cli("import", path).out.startswith("read 3 = new 3 + same 0")
    assert cli("import", path).out.startswith("read 3 = new 0 + same 3")
    more = made(tmp_path, CALLS + "2026-11-02 11:00,Acme,Ann,two\n", "more.csv")
    assert cli("import", more).out.startswith("read 4 = new 1 + same 3")
    healthy(cli)


IDS = "id,start time,customer,rep,outcome,duration,note\n"


def test_what_changed_at_the_source_changes_and_what_was_edited_here_stays(cli: Cli, tmp_path: Path) -> None:
    row = "7,2026-11-02 10:00:00,Acme,Ann,no-answer,60,old\n"
    assert cli("import", made(tmp_path, IDS + row), "--source", "crm").code == 0
    assert cli("edit", "1", "-n", "mine").code == 0
    assert cli("import", made(tmp_path, IDS + row), "--source", "crm").out.startswith("read 1 = new 0 + same 1")
    changed = IDS + "7,2026-11-02 10:00:00,Acme,Ann,won,90,theirs\n"
    done = cli("import", made(tmp_path, changed), "--source", "crm")
    assert done.out.startswith("read 1 = new 0 + same 0 + changed 1")
    assert "edited here stay" in done.err
    assert ask(tmp_path, "SELECT outcome, reached, duration_s, note, touch FROM activity") == [
        ("won", 1, 90, "mine", "first")
    ]
    assert cli("import", made(tmp_path, changed), "--source", "crm").out.startswith("read 1 = new 0 + same 1")
    assert ask(tmp_path, "SELECT note FROM activity") == [("mine",)]
    assert ask(tmp_path, "SELECT count(*) FROM revision") == [(4,)]
    healthy(cli)


def test_what_was_deleted_here_stays_deleted(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, CALLS)
    cli("import", path)
    assert cli("delete", "1").code == 0
    done = cli("import", path)
    assert done.out.startswith("read 3 = new 0 + same 2 + changed 0 + skipped 1 + rejected 0")
    assert "stay deleted" in done.err


def test_an_own_row_that_differs_is_taken_only_with_update(cli: Cli, tmp_path: Path) -> None:
    cli("log", "call", "Acme", "-n", "before")
    text = cli("export", "activities").out.replace("before", "after")
    path = made(tmp_path, text)
    done = cli("import", path)
    assert done.out.startswith("read 1 = new 0 + same 0 + changed 0 + skipped 1")
    assert "--update takes them" in done.err
    assert ask(tmp_path, "SELECT note FROM activity") == [("before",)]
    assert cli("import", path, "--update").out.startswith("read 1 = new 0 + same 0 + changed 1")
    assert ask(tmp_path, "SELECT note FROM activity") == [("after",)]
    assert cli("export", "activities").out == text


BAD = """when,customer,rep
2026-11-02 10:00,Acme,Ann
2026-02-30 10:00,Beta,Ann
2026-11-02 12:00,Gamma
2026-11-02 13:00,Delta,Ann
1985-01-01 10:00,Echo,Ann
2027-01-01 10:00,Fox,Ann
"""


def test_one_bad_row_refuses_the_file(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, BAD))
    assert done.code == 1
    assert "line 3: 2026-02-30 10:00 is no day of the calendar (and 3 more rows)" in done.err
    assert not (tmp_path / "salescli.db").exists()


def test_skip_bad_takes_the_good_rows_and_keeps_the_others(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, BAD), "--skip-bad")
    assert (done.code, done.out.split(" · ")[0]) == (0, "read 6 = new 2 + same 0 + changed 0 + skipped 0 + rejected 4")
    rows = list(csv.reader((tmp_path / "calls.csv.rejects.csv").open(newline="")))
    assert rows[0] == ["when", "customer", "rep", "line", "reason"]
    assert [row[3] for row in rows[1:]] == ["3", "4", "6", "7"]
    assert rows[2][:3] == ["2026-11-02 12:00", "Gamma", ""]


def test_nothing_taken_is_an_error(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, "date,customer\nsoon,Acme\n"), "--skip-bad")
    assert done.code == 1
    assert "none of the 1 rows" in done.err


def test_a_rehearsal_makes_no_file(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, CALLS), "--dry-run")
    assert done.out.startswith("read 3 = new 3")
    assert not (tmp_path / "salescli.db").exists()
    cli("log", "call", "Acme")
    before = (tmp_path / "salescli.db").read_bytes()
    assert cli("import", made(tmp_path, CALLS), "--dry-run").out.startswith("read 3 = new 3")
    assert (tmp_path / "salescli.db").read_bytes() == before


@pytest.mark.parametrize(
    ("dates", "options", "days"),
    [
        (["03/04/2026", "25/04/2026"], [], ["2026-04-03", "2026-04-25"]),
        (["03/04/2026", "04/25/2026"], [], ["2026-03-04", "2026-04-25"]),
        (["03/04/2026"], ["--date-format", "dmy"], ["2026-04-03"]),
        (["03/04/2026"], ["--date-format", "%m/%d/%Y"], ["2026-03-04"]),
        (["05/05/2026"], [], ["2026-05-05"]),
        (["30.07.26 15:41"], [], ["2026-07-30"]),
        (["14 May 2026", "2 Feb 2025"], [], ["2025-02-02", "2026-05-14"]),
        (["2026年11月5日 9:30"], [], ["2026-11-05"]),
        (["2026/5/7"], [], ["2026-05-07"]),
        (["1731888000"], [], ["2024-11-18"]),
        (["3/4/2026 1:05 PM", "3/14/2026 1:05 AM"], [], ["2026-03-04", "2026-03-14"]),
    ],
)
def test_dates_are_read_by_their_column(
    cli: Cli, tmp_path: Path, dates: list[str], options: list[str], days: list[str]
) -> None:
    path = made(tmp_path, "date;customer\n" + "".join(f"{date};Acme\n" for date in dates))
    done = cli("import", path, *options)
    assert done.code == 0, done.err
    assert [day for (day,) in ask(tmp_path, "SELECT day FROM activity ORDER BY id")] == days


def test_dates_that_read_two_ways_are_refused_with_both(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, "date,customer\n03/04/2026,Acme\n05/06/2026,Acme\n"))
    assert done.code == 2
    assert "on line 2, 03/04/2026 is 2026-04-03 or 2026-03-04" in done.err
    assert "--date-format" in done.err
    mixed = cli("import", made(tmp_path, "date,customer\n25/04/2026,Acme\n05/26/2026,Acme\n"))
    assert mixed.code == 2
    assert "dates of two kinds" in mixed.err


@pytest.mark.parametrize(
    ("when", "tz", "at"),
    [
        ("2026-07-01 10:00:00", "Europe/Berlin", "2026-07-01T10:00:00+02:00"),
        ("2026-07-01T10:00:00-05:00", "Europe/Berlin", "2026-07-01T10:00:00-05:00"),
        ("2026-07-01T22:30:00Z", "Europe/Berlin", "2026-07-02T00:30:00+02:00"),
        ("2022-07-25 16:37:07.000000 UTC", "Asia/Shanghai", "2022-07-26T00:37:07+08:00"),
        ("2026-10-25 02:30:00", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        ("2026-04-05 01:45:00", "Australia/Lord_Howe", "2026-04-05T01:45:00+11:00"),
    ],
)
def test_zones(cli: Cli, tmp_path: Path, when: str, tz: str, at: str) -> None:
    done = cli("import", made(tmp_path, f"start,customer\n{when},Acme\n"), "--tz", tz)
    assert done.code == 0, done.err
    assert (tz in done.err) is not when.endswith("-05:00")
    assert ask(tmp_path, "SELECT at, day FROM activity") == [(at, at[:10])]


@pytest.mark.parametrize("when", ["2026-03-29 02:30:00", "2026-03-29 02:30"])
def test_a_time_that_never_was_is_a_bad_row(cli: Cli, tmp_path: Path, when: str) -> None:
    done = cli("import", made(tmp_path, f"start,customer\n{when},Acme\n"), "--tz", "Europe/Berlin")
    assert done.code == 1
    assert "never was" in done.err


@pytest.mark.parametrize(
    "data",
    [
        "日期,客户,销售\n2026-11-02,中石化,王伟\n".encode("gb18030"),
        "\ufeff日期,客户,销售\r\n2026-11-02,中石化,王伟\r\n".encode(),
        "sep=;\r\n日期;客户;销售\r\n2026-11-02;中石化;王伟\r\n".encode(),
        "日期\t客户\t销售\n2026-11-02\t中石化\t王伟\n".encode("utf-16"),
        "日期|客户|销售\n2026-11-02|中石化|王伟".encode(),
        b'"\xe6\x97\xa5\xe6\x9c\x9f","\xe5\xae\xa2\xe6\x88\xb7","\xe9\x94\x80\xe5\x94\xae"\r2026-11-02,\xe4\xb8\xad\xe7\x9f\xb3\xe5\x8c\x96,\xe7\x8e\x8b\xe4\xbc\x9f\r',
    ],
)
def test_encodings_and_delimiters(cli: Cli, tmp_path: Path, data: bytes) -> None:
    done = cli("import", made(tmp_path, data))
    assert done.code == 0, done.err
    query = """SELECT c.name, r.name, a.day, r.joined FROM activity a
        JOIN rep r ON r.id = a.rep JOIN customer c ON c.id = a.customer"""
    assert ask(tmp_path, query) == [("中石化", "王伟", "2026-11-02", "2026-11-02")]


def test_columns_by_map_and_a_standard_input(cli: Cli, tmp_path: Path) -> None:
    text = "Zeitstempel,Wer,Mit wem,Art,Richtung,Erfolg,Dauer (min)\n"
    text += "2026-11-02 10:00,Ann,Acme GmbH,Besuch,ausgehend,besetzt,2\n"
    options = ["--map", "at=Zeitstempel", "--map", "rep=Wer", "--map", "customer=mit wem", "--map", "outcome=Erfolg",
               "--map", "duration_min=Dauer (min)"]  # fmt: skip
    done = cli("import", "-", *options, stdin=text)
    assert done.code == 0, done.err
    assert ask(tmp_path, "SELECT channel, direction, outcome, reached, duration_s, touch FROM activity") == [
        ("visit", "out", "busy", 0, 120, "attempt")
    ]
    for wrong in (
        ["--map", "nosuch=Wer"],
        ["--map", "rep=Nobody"],
        ["--map", "rep"],
        ["--as", "xml"],
        ["--tz", "Mars"],
    ):
        assert cli("import", "-", *wrong, stdin=text).code == 2
    assert cli("import", "-", stdin=text).code == 2  # no column holds a date


def test_a_monstrous_cell_is_refused(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text("date,customer,note\n2026-11-02,Acme," + "x" * 5_000_000 + "\n")
    done = cli("import", str(path))
    assert done.code == 1
    assert "line 2" in done.err
    note = "n" * 20_000
    path.write_text(f"date,customer,note\n2026-11-02,Acme,{note}\n")
    assert cli("import", str(path)).code == 0
    assert ask(tmp_path, "SELECT note FROM activity") == [(note,)]


def test_an_import_joins_history_already_here(cli: Cli, tmp_path: Path) -> None:
    cli("log", "call", "Acme", "--at", "2026-11-10 10:00")
    cli("log", "call", "Acme", "--at", "2026-11-11 10:00")
    assert cli("import", made(tmp_path, "date,customer,rep\n2026-11-05,ACME,Bob\n2026-11-12,acme,Bob\n")).code == 0
    assert ask(tmp_path, "SELECT day, touch FROM activity ORDER BY at_unix") == [
        ("2026-11-05", "first"),
        ("2026-11-10", "follow-up"),
        ("2026-11-11", "follow-up"),
        ("2026-11-12", "follow-up"),
    ]
    assert ask(tmp_path, "SELECT count(*) FROM customer") == [(1,)]
    assert ask(
        tmp_path, "SELECT count(DISTINCT change), max(change) <= (SELECT change FROM counter) FROM activity"
    ) == [(4, 1)]
    healthy(cli)


def test_a_file_cannot_talk_to_the_terminal(cli: Cli, tmp_path: Path) -> None:
    for text in (
        "date\x1b[31m,customer\n2026-11-02,Acme\n",
        "date,cust\x1b[31momer\n2026-11-02,Acme\n",
        "date,customer\n\x1b[31msoon,Acme\n",
        "date,customer\n03/04/2026 \x1b[31m,Acme\n",
        "date,customer\n2026-11-02,Ac\x1b[31mme\n",
        "date,customer,outcome\n2026-11-02,Acme,\x1b[31m\n",
        "date,customer,phone\n2026-11-02,Acme,\x1b[31m\n",
    ):
        for more in ([], ["--skip-bad"], ["--map", "rep=x"]):
            done = cli("import", made(tmp_path, text), *more)
            assert "\x1b" not in done.err + done.out, text


def test_nothing_staged_is_left_behind(cli: Cli, tmp_path: Path) -> None:
    """Whatever becomes of the import, customers do not lie about in the folder for temporary files."""
    for text in (CALLS, BAD):
        cli("import", made(tmp_path, text), TMPDIR=str(tmp_path))
    assert not list(tmp_path.glob("salescli-import-*"))


def test_rejected_rows_make_nobody(cli: Cli, tmp_path: Path) -> None:
    text = """id,at,customer,contact,rep,number
1,2026-11-02 10:00,Acme,Eve,Ann,1
2,2026-11-02 10:00,Beta,Bea,Bob,\x07
3,2026-11-02 10:00,Acme,Mallory,Ann,\x07
4,2026-11-02 10:00,Gamma,Gus,Cid,1
4,2026-11-02 11:00,Gamma,Gus,Cid,1
5,2026-11-02 11:00,Acme,Nobody,Ann,1
5,2026-11-02 12:00,Acme,Nobody,Ann,1
"""
    done = cli("import", made(tmp_path, text), "--skip-bad", "--source", "crm")
    assert done.out.startswith("read 7 = new 1 + same 0 + changed 0 + skipped 0 + rejected 6"), done.err
    assert "new reps 1 · new customers 1" in done.out
    assert ask(tmp_path, "SELECT name FROM customer") == [("Acme",)]
    assert ask(tmp_path, "SELECT name FROM rep") == [("Ann",)]
    assert ask(tmp_path, "SELECT name FROM person") == [("Eve",)]


def test_all_rows_of_an_id_in_conflict_are_rejected_and_equal_ones_are_one(cli: Cli, tmp_path: Path) -> None:
    first, other = "7,2026-11-02 10:00,Acme,Ann\n", "7,2026-11-02 10:00,Beta,Ann\n"
    text = "id,at,customer,rep\n" + first * 2 + other + "8,2026-11-02 10:00,Acme,Ann\n" * 2
    done = cli("import", made(tmp_path, text), "--source", "crm")
    assert (done.code, "lines 2 and 4 have one id" in done.err) == (1, True)
    done = cli("import", made(tmp_path, text), "--skip-bad", "--source", "crm")
    assert done.out.startswith("read 5 = new 1 + same 1 + changed 0 + skipped 0 + rejected 3")


def test_outcomes_are_understood_as_in_a_log(cli: Cli, tmp_path: Path) -> None:
    words = ("na", "vm", "int", "Not Int", "failed")
    text = "at,customer,rep,outcome\n" + "".join(
        f"2026-11-02 10:0{n},Acme,Ann,{word}\n" for n, word in enumerate(words)
    )
    done = cli("import", made(tmp_path, text))
    assert done.code == 0, done.err
    found = [outcome for (outcome,) in ask(tmp_path, "SELECT outcome FROM activity ORDER BY at_unix")]
    assert found == ["no-answer", "voicemail", "interested", "not-interested", "no-answer"]
    done = cli("import", made(tmp_path, "at,customer,rep,outcome\n2026-11-02 10:00,Acme,Ann,no\n"))
    assert (done.code, "no begins several: not-interested, no-answer, no-show" in done.err) == (1, True)


def test_a_day_alone_is_now_today_and_noon_before_and_the_same_again(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, "date,customer,rep\n2026-11-17,Acme,Ann\n2026-11-18,Acme,Ann\n2026-11-18,Acme,Ann\n")
    done = cli("import", path, now="2026-11-18T09:10:00+08:00")
    assert done.code == 0, done.err
    times = "SELECT at FROM activity ORDER BY at_unix"
    expected = [("2026-11-17T12:00:00+08:00",), *[("2026-11-18T09:10:00+08:00",)] * 2]
    assert ask(tmp_path, times) == expected
    for now in ("2026-11-18T09:30:00+08:00", "2026-11-19T15:00:00+08:00"):
        assert cli("import", path, now=now).out.startswith("read 3 = new 0 + same 3 + changed 0")
    assert ask(tmp_path, times) == expected
    done = cli("import", made(tmp_path, "date,customer\n2026-11-19,Acme\n"), now="2026-11-18T09:10:00+08:00")
    assert (done.code, "still to come" in done.err) == (1, True)


OWN = {
    "id": "1",
    "uid": "019a0000-0000-7000-8000-000000000001",
    "rep": "Ann",
    "customer": "Acme",
    "person": "",
    "number": "",
    "channel": "phone",
    "direction": "out",
    "touch": "first",
    "stated": "",
    "outcome": "won",
    "reached": "1",
    "at": "2026-11-17T10:00:00+08:00",
    "day": "2026-11-17",
    "duration_s": "",
    "note": "'=1",
    "logged_at": "2026-11-17T10:01:00+08:00",
    "source": "",
    "source_id": "",
    "known": "0",
}


def own(tmp_path: Path, columns: list[str], **changed: str) -> str:
    row = {**OWN, **changed}
    return made(tmp_path, ",".join(columns) + "\n" + ",".join(row.get(name, "x") for name in columns) + "\n", "own.csv")


def test_an_own_export_is_known_by_the_names_of_its_columns(cli: Cli, tmp_path: Path) -> None:
    left = [name for name in OWN if name not in {"id", "touch", "known", "day", "person"}]
    done = cli("import", own(tmp_path, ["extra", *reversed(left)]), "--source", "x")
    assert done.code == 0, done.err
    assert "--source x is ignored" in done.err
    assert "times without" not in done.err
    assert ask(tmp_path, "SELECT uid, note, day FROM activity") == [(OWN["uid"], "=1", "2026-11-17")]
    assert cli("import", own(tmp_path, list(OWN))).out.startswith("read 1 = new 0 + same 1")
    for gone, said in (("stated", "without the column stated"), ("logged_at", "without the column logged_at")):
        done = cli("import", own(tmp_path, [name for name in OWN if name != gone]))
        assert (done.code, said in done.err) == (2, True), done.err
    done = cli("import", own(tmp_path, [*OWN, "note"]))
    assert (done.code, "the column note is there twice" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reached": "0"}, "reached is 0, but won means the other"),
        ({"outcome": "", "reached": "0"}, "nobody was reached, and no outcome says why"),
        ({"day": "2026-11-18"}, "the day 2026-11-18 is not that of 2026-11-17T10:00:00+08:00"),
        ({"touch": "second"}, "touch is 'second'"),
        ({"logged_at": "soon"}, "logged_at is 'soon'"),
        ({"channel": "fax"}, "channel is 'fax'"),
        ({"duration_s": "9" * 20}, "duration_s is '99999999999999999999'"),
    ],
)
def test_an_own_row_that_contradicts_itself_is_bad(
    cli: Cli, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    done = cli("import", own(tmp_path, list(OWN), **changed))
    assert (done.code, f"line 2: {said}" in done.err) == (1, True), done.err


def test_names_that_differ_by_an_apostrophe_stay_two(cli: Cli, tmp_path: Path) -> None:
    rows = [{**OWN, "customer": "''=x"}, {**OWN, "customer": "'=x", "uid": OWN["uid"][:-1] + "2"}]
    text = ",".join(OWN) + "\n" + "".join(",".join(row.values()) + "\n" for row in rows)
    assert cli("import", made(tmp_path, text)).code == 0
    assert ask(tmp_path, "SELECT name FROM customer ORDER BY name") == [("'=x",), ("=x",)]


def test_two_columns_of_one_name_are_refused(cli: Cli, tmp_path: Path) -> None:
    done = cli("import", made(tmp_path, "at,customer,note,Note\n2026-11-02 10:00,Acme,a,b\n"))
    assert (done.code, "two columns are called note" in done.err) == (2, True)


def test_rejects_of_before_are_kept(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, BAD)
    (tmp_path / "calls.csv.rejects.csv").write_text("corrected")
    assert "calls.csv.rejects-2.csv" in cli("import", path, "--skip-bad").err
    assert (tmp_path / "calls.csv.rejects.csv").read_text() == "corrected"


def test_a_rehearsal_shows_ten_rows_as_understood(cli: Cli, tmp_path: Path) -> None:
    rows = "".join(f"2026-11-02 10:{minute:02d},Acme,Ann,na,note {minute}\n" for minute in range(12))
    done = cli("import", made(tmp_path, "at,customer,rep,outcome,note\n" + rows), "--dry-run", "--tz", "Europe/Berlin")
    summary, header, *shown = done.out.splitlines()
    assert summary.startswith("read 12 = new 12")
    columns = ["line", "at", "rep", "customer", "channel", "direction", "outcome", "note"]
    assert [column[:6] for column in header.split()] == [column[:6] for column in columns]
    assert shown[0].split()[:4] == ["2", "2026-11-02T10:00+01:00", "Ann", "Acme"]
    assert len(shown) == 10


EVENTS = "Id,Subject,ActivityDate,ActivityDateTime,DurationInMinutes,WhatId,OwnerId\n"


def test_a_file_of_which_no_row_is_an_activity_is_refused(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, EVENTS + "00U1,Visit,2027-01-05,2027-01-05T10:00:00.000Z,30,001,005\n")
    done = cli("import", path, "--as", "salesforce-event")
    assert (done.out, done.code) == ("", 1)
    assert "none of the 1 rows is an activity that was done (planned 1); nothing was imported" in done.err
    assert not (tmp_path / "salescli.db").exists()
    both = made(
        tmp_path, (tmp_path / "calls.csv").read_text() + "00U2,Visit,2026-01-05,2026-01-05T10:00:00.000Z,30,001,005\n"
    )
    done = cli("import", both, "--as", "salesforce-event")
    assert done.out.startswith("read 2 = new 1 + same 0 + changed 0 + skipped 1 + rejected 0"), done.err
    assert "skipped: 1 (planned)" in done.err


def test_who_types_is_the_same_as_whom_the_file_names_otherwise(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, "Date,Customer,Rep\n2026-11-02 10:00,Acme,Ann\n2026-11-02 11:00,Acme,\n2026-11-02,Acme,ANN\n")
    assert "new reps 1" in cli("import", path, "--rep", "ann").out
    for name in ("ann", "Ann", "ANN"):
        assert cli("import", path, "--rep", name).out.startswith("read 3 = new 0 + same 3 ")


def test_equal_rejects_are_not_written_again(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, BAD)
    for _time in range(3):
        assert "rejected rows: " in cli("import", path, "--skip-bad").err
    assert [each.name for each in tmp_path.glob("*rejects*")] == ["calls.csv.rejects.csv"]
    made(tmp_path, BAD.replace("Beta", "Betty"))
    for _time in range(2):
        assert "calls.csv.rejects-2.csv" in cli("import", path, "--skip-bad").err
    assert len(list(tmp_path.glob("*rejects*"))) == 2


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1762070400000", "dates: Unix time"),
        ("2 Nov 2026", None),
        ("02.11.2026", "dates: dmy"),
        ("2026/11/02", "dates: ymd"),
    ],
)
def test_an_order_of_dates_is_said_where_there_is_one(cli: Cli, tmp_path: Path, date: str, said: str | None) -> None:
    done = cli("import", made(tmp_path, f"date,customer\n{date},Acme\n"), "--dry-run")
    assert done.code == 0, done.err
    assert next((line for line in done.err.splitlines() if line.startswith("dates: ")), None) == said


def test_options_that_say_nothing_of_contacts_are_named(cli: Cli, tmp_path: Path) -> None:
    path = made(tmp_path, "BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nEND:VCARD\n", "eve.vcf")
    owners = made(tmp_path, "User ID,Full Name\n1003,Ann\n", "users.csv")
    done = cli("import", path, "--rep", "Ann", "--tz", "Europe/Berlin", "--source", "phone", "--owners", owners)
    assert (done.code, done.out[:16]) == (0, "read 1 = new 1 +")
    assert "--rep, --tz, --source, --owners ignored: contacts have no rep, no time and no id" in done.err
    assert "ignored" not in cli("import", path).err


def test_sheets_that_are_numbered_from_1_do_not_overwrite_each_other(cli: Cli, tmp_path: Path) -> None:
    header = "id,date,customer,rep\n"
    first = made(tmp_path, header + "1,2026-10-01,Acme,Ann\n2,2026-10-02,Beta,Ann\n")
    done = cli("import", first)
    assert "to know them by id, say whose it is: --source NAME" in done.err
    assert cli("import", made(tmp_path, header + "1,2026-11-01,Zeta,Ann\n")).out.startswith("read 1 = new 1 + same 0")
    first = made(tmp_path, header + "1,2026-10-01,Acme,Ann\n2,2026-10-02,Beta,Ann\n")
    assert cli("import", first).out.startswith("read 2 = new 0 + same 2")
    assert ask(tmp_path, "SELECT count(*) FROM activity") == [(3,)]


@pytest.mark.parametrize("row", ["2026-10-01,Acme", "2026-10-01 10:00,Acme", "01.10.2026 10:00,Acme"])
def test_rows_are_known_again_in_another_zone(cli: Cli, tmp_path: Path, row: str) -> None:
    path = made(tmp_path, f"date,customer\n{row}\n")
    assert cli("import", path, "--tz", "Europe/Berlin").out.startswith("read 1 = new 1")
    assert cli("import", path, "--tz", "Asia/Tokyo").out.startswith("read 1 = new 0 ")
    assert ask(tmp_path, "SELECT count(*) FROM activity") == [(1,)]


def test_a_call_is_known_again_by_its_number_once_the_caller_has_a_name(cli: Cli, tmp_path: Path) -> None:
    call = '<call number="555" duration="60" date="{at}" type="2" presentation="1" contact_name="{name}" />'
    path = tmp_path / "calls.xml"

    def phone(name: str) -> str:
        calls = "".join(call.format(at=1790000000000 + 60_000 * n, name=name) for n in range(3))
        path.write_text(f"<?xml version='1.0' ?><calls count='3'>{calls}</calls>")
        return str(path)

    assert cli("import", phone("(Unknown)")).out.startswith("read 3 = new 3")
    assert cli("import", phone("Beta Inc")).out.startswith("read 3 = new 0 + same 0 + changed 3")
    assert cli("import", phone("Beta Inc")).out.startswith("read 3 = new 0 + same 3 + changed 0")
    assert ask(tmp_path, "SELECT c.name, count(*) FROM activity a JOIN customer c ON c.id = a.customer") == [
        ("Beta Inc", 3)
    ]
