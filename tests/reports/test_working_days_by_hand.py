"""Targets over holidays, make-up days and weekends equal a table worked out by hand from the official announcements.

Ann has 40 calls a day, 100 visits a week and 420 first contacts a month. A week of Monday to Friday has 5 days, so a
working day is worth 40 calls, 100 / 5 = 20 visits, and 420 / the working days of its month first contacts. All days are
typed in from the announcements and a wall calendar; none is asked of a library.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import pytest

from salescli.model.rounding import decimal
from tests.conftest import Cli

PER_DAY, PER_WEEK, PER_MONTH = 40, 100, 420


class Week(NamedTuple):
    """A week, its working days, and the same as days / working days of their month, month by month."""

    monday: str
    label: str
    days: int
    of_month: str
    calls: str
    visits: str
    first_contacts: str


# State Council of China, November 2025. Off: 1-3 Jan, 15-23 Feb, 4-6 Apr, 1-5 May, 19-21 Jun, 25-27 Sep, 1-7 Oct.
# Worked: Sun 4 Jan, Sat 14 Feb, Sat 28 Feb, Sat 9 May, Sun 20 Sep, Sat 10 Oct.
CHINA_2026_MONTHS = {
    "2026-01": 22 - 2 + 1,  # without Thu 1, Fri 2; with Sun 4
    "2026-02": 20 - 6 + 2,  # without Mon 16 to Fri 20 and Mon 23; with Sat 14, Sat 28
    "2026-03": 22,
    "2026-04": 22 - 1,  # without Mon 6
    "2026-05": 21 - 3 + 1,  # without Fri 1, Mon 4, Tue 5; with Sat 9
    "2026-06": 22 - 1,  # without Fri 19
    "2026-07": 23,
    "2026-08": 21,
    "2026-09": 22 - 1 + 1,  # without Fri 25; with Sun 20
    "2026-10": 22 - 5 + 1,  # without Thu 1, Fri 2, Mon 5 to Wed 7; with Sat 10
    "2026-11": 21,
    "2026-12": 23,
}
CHINA_2026_WEEKS = (
    # Mon 29 to Wed 31 December, and Sun 4 January
    Week("2025-12-29", "2026-W01", 3 + 1, "3/23 + 1/21", "160", "80", "74.7826"),
    Week("2026-02-09", "2026-W07", 5 + 1, "6/16", "240", "120", "157.5"),  # and Sat 14
    Week("2026-02-16", "2026-W08", 0, "0/16", "0", "0", "0"),  # Spring Festival
    Week("2026-02-23", "2026-W09", 4 + 1, "5/16", "200", "100", "131.25"),  # Tue 24 to Fri 27, Sat 28
    Week("2026-03-30", "2026-W14", 5, "2/22 + 3/21", "200", "100", "98.1818"),  # Tomb-Sweeping begins on Sat 4
    Week("2026-04-06", "2026-W15", 4, "4/21", "160", "80", "80"),
    Week("2026-04-27", "2026-W18", 4, "4/21", "160", "80", "80"),  # Mon 27 to Thu 30
    Week("2026-05-04", "2026-W19", 3 + 1, "4/19", "160", "80", "88.4211"),  # Wed 6 to Fri 8, Sat 9
    Week("2026-06-15", "2026-W25", 4, "4/21", "160", "80", "80"),
    Week("2026-09-14", "2026-W38", 5 + 1, "6/22", "240", "120", "114.5455"),  # and Sun 20
    Week("2026-09-21", "2026-W39", 4, "4/22", "160", "80", "76.3636"),  # Mid-Autumn on Fri 25
    Week("2026-09-28", "2026-W40", 3, "3/22 + 0/18", "120", "60", "57.2727"),  # Mon 28 to Wed 30
    Week("2026-10-05", "2026-W41", 2 + 1, "3/18", "120", "60", "70"),  # Thu 8, Fri 9, Sat 10
    Week("2026-10-12", "2026-W42", 5, "5/18", "200", "100", "116.6667"),
    Week("2026-11-30", "2026-W49", 5, "1/21 + 4/23", "200", "100", "93.0435"),
)

# State Council of China, November 2024. Off: 1 Jan, 28 Jan - 4 Feb, 4-6 Apr, 1-5 May, 31 May - 2 Jun, 1-8 Oct.
# Worked: Sun 26 Jan, Sat 8 Feb, Sun 27 Apr, Sun 28 Sep, Sat 11 Oct.
CHINA_2025_MONTHS = {
    "2025-01": 23 - 5 + 1,  # without Wed 1, Tue 28 to Fri 31; with Sun 26
    "2025-02": 20 - 2 + 1,  # without Mon 3, Tue 4; with Sat 8
    "2025-03": 21,
    "2025-04": 22 - 1 + 1,  # without Fri 4; with Sun 27
    "2025-05": 22 - 3,  # without Thu 1, Fri 2, Mon 5
    "2025-06": 21 - 1,  # without Mon 2
    "2025-07": 23,
    "2025-08": 21,
    "2025-09": 22 + 1,  # with Sun 28
    "2025-10": 23 - 6 + 1,  # without Wed 1 to Fri 3, Mon 6 to Wed 8; with Sat 11
    "2025-11": 20,
    "2025-12": 23,
}
CHINA_2025_WEEKS = (
    # December 2024 has 22 working days; Mon 30, Tue 31, and Thu 2, Fri 3 January
    Week("2024-12-30", "2025-W01", 2 + 2, "2/22 + 2/19", "160", "80", "82.3923"),
    Week("2025-01-20", "2025-W04", 5 + 1, "6/19", "240", "120", "132.6316"),  # and Sun 26
    Week("2025-01-27", "2025-W05", 1, "1/19", "40", "20", "22.1053"),  # Mon 27 alone
    Week("2025-02-03", "2025-W06", 3 + 1, "4/19", "160", "80", "88.4211"),  # Wed 5 to Fri 7, Sat 8
    Week("2025-03-31", "2025-W14", 4, "1/21 + 3/22", "160", "80", "77.2727"),
    Week("2025-04-21", "2025-W17", 5 + 1, "6/22", "240", "120", "114.5455"),  # and Sun 27
    Week("2025-04-28", "2025-W18", 3, "3/22", "120", "60", "57.2727"),  # Mon 28 to Wed 30
    Week("2025-05-05", "2025-W19", 4, "4/19", "160", "80", "88.4211"),
    Week("2025-05-26", "2025-W22", 5, "5/19", "200", "100", "110.5263"),  # Dragon Boat begins on Sat 31
    Week("2025-06-02", "2025-W23", 4, "4/20", "160", "80", "84"),
    Week("2025-09-22", "2025-W39", 5 + 1, "6/23", "240", "120", "109.5652"),  # and Sun 28
    Week("2025-09-29", "2025-W40", 2, "2/23", "80", "40", "36.5217"),  # Mon 29, Tue 30
    Week("2025-10-06", "2025-W41", 2 + 1, "3/18", "120", "60", "70"),  # Thu 9, Fri 10, Sat 11
)

# The eleven federal holidays of 5 U.S.C. 6103; 4 July is a Saturday, so Friday the 3rd is off.
US_2026_MONTHS = {
    "2026-01": 22 - 2,  # Thu 1, Martin Luther King on Mon 19
    "2026-02": 20 - 1,  # Washington's Birthday on Mon 16
    "2026-03": 22,
    "2026-04": 22,
    "2026-05": 21 - 1,  # Memorial Day on Mon 25
    "2026-06": 22 - 1,  # Juneteenth on Fri 19
    "2026-07": 23 - 1,  # Fri 3
    "2026-08": 21,
    "2026-09": 22 - 1,  # Labor Day on Mon 7
    "2026-10": 22 - 1,  # Columbus Day on Mon 12
    "2026-11": 21 - 2,  # Veterans Day on Wed 11, Thanksgiving on Thu 26
    "2026-12": 23 - 1,  # Christmas on Fri 25
}
US_2026_WEEKS = (
    Week("2025-12-29", "2026-W01", 4, "3/22 + 1/20", "160", "80", "78.2727"),  # December 2025 has 23 - 1
    Week("2026-01-19", "2026-W04", 4, "4/20", "160", "80", "84"),
    Week("2026-02-16", "2026-W08", 4, "4/19", "160", "80", "88.4211"),
    Week("2026-05-25", "2026-W22", 4, "4/20", "160", "80", "84"),
    Week("2026-06-15", "2026-W25", 4, "4/21", "160", "80", "80"),
    Week("2026-06-29", "2026-W27", 4, "2/21 + 2/22", "160", "80", "78.1818"),  # Mon 29 June to Thu 2 July
    Week("2026-09-07", "2026-W37", 4, "4/21", "160", "80", "80"),
    Week("2026-10-12", "2026-W42", 4, "4/21", "160", "80", "80"),
    Week("2026-11-09", "2026-W46", 4, "4/19", "160", "80", "88.4211"),
    Week("2026-11-23", "2026-W48", 4, "4/19", "160", "80", "88.4211"),
    Week("2026-12-21", "2026-W52", 4, "4/22", "160", "80", "76.3636"),
)

# Germany: Thu 1 Jan, Good Friday 3 Apr, Easter Mon 6 Apr, Fri 1 May, Ascension Thu 14 May, Whit Mon 25 May,
# Fri 25 Dec; Unity Day (3 Oct) and 26 Dec are Saturdays.
GERMANY_2026_MONTHS = {
    "2026-01": 22 - 1,
    "2026-02": 20,
    "2026-03": 22,
    "2026-04": 22 - 2,
    "2026-05": 21 - 3,
    "2026-06": 22,
    "2026-07": 23,
    "2026-08": 21,
    "2026-09": 22,
    "2026-10": 22,
    "2026-11": 21,
    "2026-12": 23 - 1,
}
# December 2025 has 23 - 2 working days: Thu 25, Fri 26
GERMANY_2026_WEEKS = (
    Week("2025-12-29", "2026-W01", 4, "3/21 + 1/21", "160", "80", "80"),
    Week("2026-03-30", "2026-W14", 4, "2/22 + 2/20", "160", "80", "80.1818"),
    Week("2026-04-06", "2026-W15", 4, "4/20", "160", "80", "84"),
    Week("2026-04-27", "2026-W18", 4, "4/20 + 0/18", "160", "80", "84"),
    Week("2026-05-11", "2026-W20", 4, "4/18", "160", "80", "93.3333"),
    Week("2026-05-25", "2026-W22", 4, "4/18", "160", "80", "93.3333"),
    Week("2026-12-21", "2026-W52", 4, "4/22", "160", "80", "76.3636"),
)
# Epiphany: Tue 6 January; 21 - 1 working days in January there
EPIPHANY = (
    Week("2025-12-29", "2026-W01", 4, "3/21 + 1/20", "160", "80", "81"),
    Week("2026-01-05", "2026-W02", 4, "4/20", "160", "80", "84"),
)
# Corpus Christi: Thu 4 June; 22 - 1 working days in June there
CORPUS_CHRISTI = (Week("2026-06-01", "2026-W23", 4, "4/21", "160", "80", "80"),)
# Repentance Day, in Saxony alone: Wed 18 November; 21 - 1 working days there. Reformation Day is Sat 31 October.
REPENTANCE = (Week("2026-11-16", "2026-W47", 4, "4/20", "160", "80", "84"),)

NO_COUNTRY_MONTHS = {
    "2026-01": 22,
    "2026-02": 20,
    "2026-03": 22,
    "2026-04": 22,
    "2026-05": 21,
    "2026-06": 22,
    "2026-07": 23,
    "2026-08": 21,
    "2026-09": 22,
    "2026-10": 22,
    "2026-11": 21,
    "2026-12": 23,
}
NO_COUNTRY_WEEKS = (
    Week("2025-12-29", "2026-W01", 5, "3/23 + 2/22", "200", "100", "92.9644"),
    Week("2026-02-16", "2026-W08", 5, "5/20", "200", "100", "105"),
    Week("2026-09-28", "2026-W40", 5, "3/22 + 2/22", "200", "100", "95.4545"),
    Week("2026-10-05", "2026-W41", 5, "5/22", "200", "100", "95.4545"),
)

# country, the working days of its months, the weeks that are not 5 days of one month (or are told all the same)
CASES = {
    "CN 2026": ("CN", CHINA_2026_MONTHS, CHINA_2026_WEEKS),
    "CN 2025": ("CN", CHINA_2025_MONTHS, CHINA_2025_WEEKS),
    "US 2026": ("US", US_2026_MONTHS, US_2026_WEEKS),
    "DE-BE 2026": ("DE-BE", GERMANY_2026_MONTHS, GERMANY_2026_WEEKS),  # Women's Day is Sun 8 March
    "DE-BY 2026": (
        "DE-BY",
        {**GERMANY_2026_MONTHS, "2026-01": 21 - 1, "2026-06": 22 - 1},  # All Saints' is Sun 1 November
        (*GERMANY_2026_WEEKS[1:], *EPIPHANY, *CORPUS_CHRISTI),
    ),
    "DE-NW 2026": (
        "DE-NW",
        {**GERMANY_2026_MONTHS, "2026-06": 22 - 1},
        (*GERMANY_2026_WEEKS, *CORPUS_CHRISTI),
    ),
    "DE-ST 2026": ("DE-ST", {**GERMANY_2026_MONTHS, "2026-01": 21 - 1}, (*GERMANY_2026_WEEKS[1:], *EPIPHANY)),
    "DE-SN 2026": ("DE-SN", {**GERMANY_2026_MONTHS, "2026-11": 21 - 1}, (*GERMANY_2026_WEEKS, *REPENTANCE)),
    "no country 2026": (None, NO_COUNTRY_MONTHS, NO_COUNTRY_WEEKS),
}
named = pytest.mark.parametrize("case", CASES, ids=lambda case: case.replace(" ", "-"))


def at_work(cli: Cli, country: str | None) -> None:
    """Ann's targets, in a file of the country."""
    if country:
        assert cli("config", "set", "country", country).code == 0
    for metric, amount, per in (
        ("calls", PER_DAY, "day"),
        ("visits", PER_WEEK, "week"),
        ("first_contacts", PER_MONTH, "month"),
    ):
        done = cli("target", "set", metric, str(amount), "--per", per, "--from", "2024-12-01", "--rep", "Ann")
        assert done.code == 0, done.err


def targets(cli: Cli, *words: str) -> dict[str, dict[str, str]]:
    """The column `target` by group and metric."""
    done = cli("report", *words, "--rep", "Ann", "-f", "csv")
    assert done.code == 0, done.err
    header, *lines = (line.split(",") for line in done.out.splitlines())
    group, metric, target = (header.index(name) for name in ("group", "metric", "target"))
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        found.setdefault(line[group], {})[line[metric]] = line[target]
    return found


def test_the_tables_add_up() -> None:
    """The last three columns are the ones before them, multiplied out."""
    for _country, months, weeks in CASES.values():
        for week in weeks:
            parts = [Fraction(part) for part in week.of_month.split(" + ")]
            assert sum(int(part.split("/")[0]) for part in week.of_month.split(" + ")) == week.days
            assert week.calls == str(week.days * PER_DAY)
            assert week.visits == str(week.days * PER_WEEK // 5)
            assert week.first_contacts == decimal(sum(parts) * PER_MONTH, 4)
        assert len(months) == 12


@named
def test_weeks(cli: Cli, case: str) -> None:
    country, months, weeks = CASES[case]
    at_work(cli, country)
    year = next(iter(months))[:4]
    start = weeks[0].monday if weeks[0].label.endswith("W01") else f"{int(year) - 1}-12-29"
    found = targets(cli, "--since", start, "--until", f"{year}-12-27", "--by", "week")
    assert len(found) == 52
    told = {week.label: week for week in weeks}
    for label, row in found.items():
        if label in told:
            week = told[label]
            assert (row["calls"], row["visits"], row["first_contacts"]) == week[4:], week
        else:
            assert (row["calls"], row["visits"]) == ("200", "100"), label
            monday = date.fromisocalendar(int(year), int(label[-2:]), 1)
            if monday.month == (monday + timedelta(days=4)).month:
                of_month = Fraction(5, months[monday.isoformat()[:7]])
                assert row["first_contacts"] == decimal(PER_MONTH * of_month, 4), label


@named
def test_months(cli: Cli, case: str) -> None:
    country, months, _weeks = CASES[case]
    at_work(cli, country)
    year = next(iter(months))[:4]
    found = targets(cli, "--since", f"{year}-01-01", "--until", f"{year}-12-31", "--by", "month")
    assert found.keys() == months.keys()
    for label, days in months.items():
        row = found[label]
        # N × days, N / 5 × days, and N whatever the month's days
        assert (row["calls"], row["visits"]) == (str(PER_DAY * days), str(PER_WEEK * days // 5)), label
        assert row["first_contacts"] == str(PER_MONTH), label


@pytest.mark.parametrize(
    ("day", "target"),
    [
        ("2026-10-10", 3 * 40),  # Thu 8, Fri 9, Sat 10
        ("2026-10-01", 3 * 40),  # Mon 28 to Wed 30 September
        ("2026-09-20", 6 * 40),  # Sunday is worked
        ("2026-02-18", 0),
        ("2026-02-14", 6 * 40),
        ("2026-01-04", 1 * 40),  # the target begins on 1 January, so Sun 4 alone
    ],
)
def test_as_a_user_types_it(cli: Cli, day: str, target: int) -> None:
    set_ = cli("config", "set", "country", "CN")
    assert set_.out.startswith("country: not set → CN\nholidays kept: CN 2025 to 2027 · holidays ")
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-01-01", "--rep", "Ann")
    done = cli("report", "week", "--on", day, "-f", "csv")
    row = next(line for line in done.out.splitlines() if ",calls," in line)
    assert row.split(",")[6] == str(target)


def test_six_days_a_week_in_china(cli: Cli) -> None:
    """The announced stretches take Saturdays too: Sat 3 January, Sat 21 February, Sat 3 October are off."""
    cli("config", "set", "work-week", "mon-sat")
    at_work(cli, "CN")
    found = targets(cli, "--since", "2025-12-29", "--until", "2026-10-18", "--by", "week", "--metric", "calls")
    days = {label: int(row["calls"]) // PER_DAY for label, row in found.items()}
    by_hand = {
        "2026-W01": 3 + 1,  # Mon 29 to Wed 31 December, Sun 4 January
        "2026-W02": 6,
        "2026-W07": 6,  # Mon 9 to Sat 14
        "2026-W08": 0,  # Spring Festival from Sun 15 to Mon 23
        "2026-W09": 5,  # Tue 24 to Sat 28
        "2026-W14": 5,  # Mon 30 to Fri 3
        "2026-W38": 6 + 1,  # and Sun 20
        "2026-W40": 3,  # Mon 28 to Wed 30
        "2026-W41": 3,  # Thu 8, Fri 9, Sat 10
        "2026-W42": 6,
    }
    assert {label: days[label] for label in by_hand} == by_hand


def test_single_days(cli: Cli) -> None:
    """Day by day through both holidays: a make-up Saturday has a target, a holiday Monday none."""
    at_work(cli, "CN")
    found = targets(cli, "--since", "2026-10-05", "--until", "2026-10-11", "--by", "day", "--metric", "calls")
    assert [row["calls"] for row in found.values()] == ["0", "0", "0", "40", "40", "40", "0"]
    found = targets(cli, "--since", "2026-02-09", "--until", "2026-02-15", "--by", "day", "--metric", "calls")
    assert [row["calls"] for row in found.values()] == ["40", "40", "40", "40", "40", "40", "0"]
