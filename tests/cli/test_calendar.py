"""`calendar`, and the setting `country`, through the real command. The present is Wednesday 2026-11-18."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from salescli.cli import clock
from salescli.store import calendar_write
from salescli.store import open as opening
from salescli.store.operation import writing
from tests.conftest import Cli
from tests.test_startup import leaked

OCTOBER = """\
the file's calendar · CN

October 2026
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
                [ 1] [ 2] [ 3] [ 4]
 [ 5] [ 6] [ 7]   8    9   10* (11)
  12   13   14   15   16  (17) (18)
  19   20   21   22   23  (24) (25)
  26   27   28   29   30  (31)

working days: 18
[ 1] day off   1* make-up working day   ( 1) not in the work week

Thu 2026-10-01  off     National Day                              holidays SOME
Fri 2026-10-02  off     National Day                              holidays SOME
Sat 2026-10-03  off     National Day                              holidays SOME
Sun 2026-10-04  off     Weekend of the holiday                    holidays SOME
Mon 2026-10-05  off     National Day (observed)                   holidays SOME
Tue 2026-10-06  off     Day off (worked on 2026-09-20)            holidays SOME
Wed 2026-10-07  off     Day off (worked on 2026-10-10)            holidays SOME
Sat 2026-10-10  worked  Make-up working day (for 2026-10-07)      holidays SOME
"""


def version() -> str:
    import holidays

    return holidays.__version__


def years(tmp_path: Path, country: str) -> list[int]:
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        statement = "SELECT year FROM calendar_year WHERE country = ? AND gone = 0 ORDER BY year"
        return [year for (year,) in connection.execute(statement, (country,))]


def keep(year: int, *, estimated: bool, days: list[tuple[date, bool, str]]) -> None:
    """Keep a year of China as an older library might have had it."""
    connection = opening.for_writing()
    with writing(connection, "config", clock.present()) as operation:
        calendar_write.keep_year(operation, "CN", year, source="holidays 0.1", estimated=estimated, days=days)
    connection.close()


def test_a_country_is_set_with_its_years(cli: Cli, tmp_path: Path) -> None:
    done = cli("config", "set", "country", "china")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "country: not set → CN\n"
        f"holidays kept: CN 2025 to 2027 · holidays {version()} · estimated, not announced yet: 2027\n"
    )
    assert years(tmp_path, "CN") == [2025, 2026, 2027]
    assert cli("config", "get", "country").out == "CN\n"
    bavaria = cli("config", "set", "country", "de-by").out
    assert bavaria == f"country: CN → DE-BY\nholidays kept: DE-BY 2025 to 2027 · holidays {version()}\n"
    germany = cli("config", "set", "country", "DE").out
    assert " · only what all of DE shares; a part of it: DE-BB, DE-BE, DE-BW, …" in germany
    assert years(tmp_path, "CN") == [2025, 2026, 2027]
    assert cli("config", "unset", "country").out == "country: DE → not set\n"


@pytest.mark.parametrize(
    ("country", "part"),
    [
        ("Chna", "did you mean CN"),
        ("DE-XX", "DE has no part XX; there are DE-BB"),
        ("", "config unset country"),
    ],
)
def test_an_unknown_country_makes_no_file(cli: Cli, tmp_path: Path, country: str, part: str) -> None:
    done = cli("config", "set", "country", country)
    assert (done.out, done.code) == ("", 2)
    assert part in done.err
    assert not (tmp_path / "salescli.db").exists()


def test_the_years_begin_before_the_first_activity_or_target(cli: Cli, tmp_path: Path) -> None:
    cli("log", "call", "Acme", "--at", "2024-03-04")
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2023-06-01")
    cli("config", "set", "country", "US")
    assert years(tmp_path, "US") == [2022, 2023, 2024, 2025, 2026, 2027]


def test_kept_years_stay_whatever_the_library_says(cli: Cli, tmp_path: Path) -> None:
    cli("config", "set", "country", "CN")
    keep(2026, estimated=False, days=[(date(2026, 10, 1), False, "National Day")])
    cli("config", "set", "country", "US")
    cli("config", "set", "country", "CN")
    left = cli("calendar", "refresh").out.splitlines()[-1]
    assert left == f"CN 2026: left as it was; holidays {version()} has other days: salescli calendar refresh 2026"
    assert cli("calendar", "show", "oct").out.count("holidays 0.1\n") == 1


def test_a_log_line_of_another_year_takes_its_holidays_in(cli: Cli, tmp_path: Path) -> None:
    cli("config", "set", "country", "CN")
    cli("log", "call", "Acme", "--at", "2023-03-04")
    assert years(tmp_path, "CN") == list(range(2022, 2028))
    cli("log", "-", stdin="call Acme --at 2020-03-04\n")
    assert years(tmp_path, "CN") == list(range(2019, 2028))
    cli("target", "set", "calls", "40", "--per", "day", now="2028-01-03T09:00:00+08:00")
    assert years(tmp_path, "CN") == list(range(2019, 2030))
    undone = cli("undo")
    assert undone.out == "undone target: target calls 40 a day · everyone · from 2028-01-03 → gone\n"


def test_a_log_line_loads_the_library_for_a_new_year_alone(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    cli("log", "call", "Acme")
    assert leaked("log", "call", "Acme", watched=("holidays", "json", "dateutil")) == set()
    assert "holidays" in leaked("log", "call", "Acme", "--at", "2023-03-04", watched=("holidays",))


def test_a_month_as_a_page(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    done = cli("calendar", "show", "october")
    assert (done.out, done.err, done.code) == (OCTOBER.replace("SOME", version()), "", 0)
    for words in (["2026-10"], ["Oct", "2026"], ["2026年10月"], ["１０月"], ["2026-10-23"]):
        assert cli("calendar", "show", *words).out == done.out


def test_a_year_as_a_page_of_eighty_columns(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    page = cli("calendar", "show", "2026").out
    lines = page.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2] == "January 2026 · working days: 21       February 2026 · working days: 16"
    assert "working days: 248" in lines


@pytest.mark.parametrize("word", ["octember", "2026-13", "13月", "0000"])
def test_a_month_that_is_none(cli: Cli, word: str) -> None:
    cli("log", "call", "Acme")
    done = cli("calendar", "show", word)
    assert (done.out, done.code) == ("", 2)
    assert "a month is 2026-10 or october" in done.err


def test_a_row_for_every_day(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    cli("calendar", "add", "2026-10-12", "=Founders'", "Day")
    lines = cli("calendar", "show", "2026-10", "-f", "csv").out.splitlines()
    assert lines[0] == "day,weekday,works,name,source,estimated"
    assert len(lines) == 32
    assert lines[8] == "2026-10-08,thu,1,,,0"
    assert lines[10] == f"2026-10-10,sat,1,Make-up working day (for 2026-10-07),holidays {version()},0"
    assert lines[11] == "2026-10-11,sun,0,,,0"
    assert lines[12] == "2026-10-12,mon,0,'=Founders' Day,own,0"
    rows = json.loads(cli("calendar", "show", "2027-02", "-f", "json").out)
    assert rows[5]["name"] == "Chinese New Year (Spring Festival)"
    assert {row["estimated"] for row in rows} == {1}


def test_what_is_not_known_or_not_announced_is_said(cli: Cli) -> None:
    cli("log", "call", "Acme")
    assert cli("calendar", "show").err == "no public holidays are known: salescli config set country CN\n"
    cli("config", "set", "country", "CN")
    assert cli("calendar", "show", "2031-05").err == (
        "the holidays of 2031 are not kept yet: salescli calendar refresh 2031\n"
    )
    guessed = cli("calendar", "show", "2027-02")
    assert f"holidays {version()} (estimated)" in guessed.out
    assert guessed.err.startswith("2027 was not announced as holidays ")


def test_a_reps_own_week_and_leave(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    cli("log", "call", "Acme", "--rep", "Ann")
    cli("day", "off", "2026-11-20", "--half", "am", "--rep", "Ann", "--reason", "dentist")
    cli("day", "off", "2026-11-23", "--rep", "Ann")
    page = cli("calendar", "show", "--rep", "ann").out
    assert page.startswith("Ann · CN\n")
    assert "  16   17   18   19   20½ (21) (22)\n <23>  24 " in page
    assert "\nworking days: 21, 19.5 after leave\n" in page
    assert "leave in the morning: dentist" in page
    rows = cli("calendar", "show", "--rep", "Ann", "-f", "csv").out.splitlines()
    assert rows[20] == "2026-11-20,fri,0.5,leave in the morning: dentist,own,0"
    assert cli("calendar", "show", "--rep", "Zoe").code == 3


def test_days_of_ones_own(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    added = cli("calendar", "add", "24", "dec", "Christmas", "Eve")
    assert added.out == "calendar: Thu 2026-12-24 · Christmas Eve · day off for everybody (before: working day)\n"
    assert cli("calendar", "add", "2026-10-06", "open", "--work").out == (
        "calendar: Tue 2026-10-06 · open · worked by who has the file's work week"
        " (before: Day off (worked on 2026-09-20), day off)\n"
    )
    assert "\nworking days: 19\n" in cli("calendar", "show", "2026-10").out
    assert cli("calendar", "drop", "oct", "6", "2026").out == (
        "calendar: Tue 2026-10-06 · open dropped (now: Day off (worked on 2026-09-20), day off)\n"
    )
    again = cli("calendar", "drop", "2026-10-06")
    assert (again.out, again.code) == ("", 3)
    assert "nothing of your own is stated of Tue 2026-10-06" in again.err
    assert cli("calendar", "add", "2026-12-28..2026-12-31", "公司年会").out == (
        "calendar: Mon 2026-12-28 to Thu 2026-12-31 · 公司年会 · day off for everybody (before: working days: 4)\n"
    )


def test_undo_says_before_and_after(cli: Cli) -> None:
    cli("config", "set", "country", "CN")
    cli("calendar", "add", "2026-12-24", "Christmas", "Eve")
    cli("calendar", "add", "2026-12-24", "Stocktaking", "--work")
    cli("calendar", "drop", "2026-12-24")
    assert cli("undo").out == "undone calendar: calendar gone → 2026-12-24 worked Stocktaking\n"
    assert cli("undo").out == (
        "undone calendar: calendar 2026-12-24 off Christmas Eve: works worked → off, name Stocktaking → Christmas Eve\n"
    )
    assert cli("undo").out == "undone calendar: calendar 2026-12-24 off Christmas Eve → gone\n"
    assert cli("redo").out == "redone calendar: calendar gone → 2026-12-24 off Christmas Eve\n"
    assert cli("doctor").code == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("add", "foo", "bar"), '"foo" is no time that is understood'),
        (("add", "2026-12-24"), "what is 2026-12-24? salescli calendar add 2026-12-24 Founders' Day"),
        (("add", "03/04/2026", "x"), "reads two ways"),
        (("add", "dec", "x"), "names a month"),
        (("add",), "missing argument"),
        (("drop", "2026-12-24", "x"), "say the day alone"),
        (("refresh", "soon"), "soon is no year from"),
        (("show", "-f", "pdf"), "no such format: pdf"),
    ],
)
def test_refusals(cli: Cli, words: tuple[str, ...], part: str) -> None:
    cli("config", "set", "country", "CN")
    done = cli("calendar", *words)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith("error: ")
    assert part in done.err


def test_what_is_refused_makes_no_file(cli: Cli, tmp_path: Path) -> None:
    for words in (["show"], ["refresh"], ["drop", "2026-12-24"]):
        assert cli("calendar", *words).code == 1
    assert cli("calendar", "add", "foo", "bar").code == 2
    assert not (tmp_path / "salescli.db").exists()


def test_refresh_takes_what_was_announced_since(cli: Cli) -> None:
    assert cli("log", "call", "Acme").code == 0
    assert cli("calendar", "refresh").err == "error: no country is set: salescli config set country CN\n"
    keep(2026, estimated=True, days=[(date(2026, 10, 1), False, "National Day"), (date(2026, 10, 8), False, "Guess")])
    cli("config", "set", "country", "CN")
    done = cli("calendar", "refresh")
    assert done.code == 0
    lines = done.out.splitlines()
    changed = lines.index(f"CN 2026: changed · holidays 0.1 → holidays {version()} · announced")
    assert "  2026-10-08 -Guess" in lines[changed:]
    assert "  2026-10-10 +Make-up working day (for 2026-10-07)" in lines[changed:]
    assert not any("2026-10-01" in line for line in lines)  # as it was
    assert lines[-1] == f"CN 2027: as it was · holidays {version()} · estimated, not announced yet"
    undone = cli("undo").out
    assert undone.startswith("undone calendar: holidays CN 2026 holidays 0.1: source holidays ")
    assert "2026-10-08 +Guess" in undone


def test_refresh_of_one_year(cli: Cli, tmp_path: Path) -> None:
    cli("config", "set", "country", "US")
    assert cli("calendar", "refresh").out == (
        "nothing to refresh: no kept year of US is estimated; name one: salescli calendar refresh 2026\n"
    )
    assert cli("calendar", "refresh", "2026").out == f"US 2026: as it was · holidays {version()} · announced\n"
    assert cli("calendar", "refresh", "2031").out == f"US 2031: kept · holidays {version()} · announced\n"
    assert years(tmp_path, "US") == [2025, 2026, 2027, 2031]
