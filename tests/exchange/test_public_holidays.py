"""What is taken from the library: codes, the days of China against the official announcements, estimates."""

from datetime import date
from types import SimpleNamespace

import pytest

from salescli.exchange import public_holidays
from salescli.exchange.public_holidays import check, of_year
from salescli.model.errors import Misuse


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        (" China ", "CN"),
        ("chn", "CN"),
        ("germany", "DE"),
        ("DE-BY", "DE-BY"),
        ("de-by", "DE-BY"),
        ("DE-Bayern", "DE-BY"),
        ("us-california", "US-CA"),
        ("United States", "US"),
        ("uk", "GB"),
        ("GB-eng", "GB-ENG"),
        ("Hong Kong", "HK"),
        ("guinea-bissau", "GW"),
    ],
)
def test_codes(typed: str, code: str) -> None:
    assert check(typed) == code


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("Germny", "did you mean DE"),
        ("ZZ", "write its two letters"),
        ("DE-XX", "DE has no part XX; there are DE-BB, DE-BE, DE-BW, DE-BY"),
        ("CN-BJ", "CN is known as a whole only"),
        ("", "write its two letters"),
        ("\x1b[31m", "write its two letters"),
    ],
)
def test_refused_codes(typed: str, part: str) -> None:
    with pytest.raises(Misuse, match=r".") as refused:
        check(typed)
    assert part in str(refused.value)
    assert "\x1b" not in str(refused.value)


def stretch(start: str, end: str) -> list[date]:
    """The days from start to end, both included."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]


# As the General Office of the State Council announced them: (off from, to, the weekend days that are worked for it).
ANNOUNCED = {
    2025: [
        ("2025-01-01", "2025-01-01", ()),
        ("2025-01-28", "2025-02-04", ("2025-01-26", "2025-02-08")),
        ("2025-04-04", "2025-04-06", ()),
        ("2025-05-01", "2025-05-05", ("2025-04-27",)),
        ("2025-05-31", "2025-06-02", ()),
        ("2025-10-01", "2025-10-08", ("2025-09-28", "2025-10-11")),
    ],
    2026: [
        ("2026-01-01", "2026-01-03", ("2026-01-04",)),
        ("2026-02-15", "2026-02-23", ("2026-02-14", "2026-02-28")),
        ("2026-04-04", "2026-04-06", ()),
        ("2026-05-01", "2026-05-05", ("2026-05-09",)),
        ("2026-06-19", "2026-06-21", ()),
        ("2026-09-25", "2026-09-27", ()),
        ("2026-10-01", "2026-10-07", ("2026-09-20", "2026-10-10")),
    ],
}


@pytest.mark.parametrize("year", ANNOUNCED)
def test_china_is_as_announced(year: int) -> None:
    known = of_year("CN", year)
    assert [day for day, works, _name in known.days if not works] == [
        day for start, end, _worked in ANNOUNCED[year] for day in stretch(start, end)
    ]
    worked = sorted(day for _start, _end, days in ANNOUNCED[year] for day in days)
    assert [day.isoformat() for day, works, _name in known.days if works] == worked
    assert (known.country, known.year, known.estimated) == ("CN", year, False)
    assert known.source.startswith("holidays 0.")


def test_names_are_english_and_say_what_is_worked_for_what() -> None:
    named = {day.isoformat(): name for day, _works, name in of_year("CN", 2026).days}
    assert named["2026-02-17"] == "Chinese New Year (Spring Festival)"
    assert named["2026-10-07"] == "Day off (worked on 2026-10-10)"
    assert named["2026-10-10"] == "Make-up working day (for 2026-10-07)"
    assert named["2026-10-04"] == "Weekend of the holiday"


@pytest.mark.parametrize(
    ("code", "year", "estimated"),
    [
        ("CN", 2002, False),
        ("CN", 2090, True),  # by decree, late in the year before
        ("HU", 2090, True),
        ("SG", 2090, True),  # lunar days reckoned ahead
        ("DE", 2090, False),
        ("US", 2090, False),
        ("KR", 2026, False),  # its substitute days are no estimates
    ],
)
def test_estimated(code: str, year: int, estimated: bool) -> None:
    assert of_year(code, year).estimated is estimated


def test_half_days_and_days_of_some_are_working_days() -> None:
    china = {day for day, _works, _name in of_year("CN", 2026).days}
    assert date(2026, 3, 8) not in china  # half a day off for women
    bavaria = {day for day, _works, _name in of_year("DE-BY", 2026).days}
    assert date(2026, 6, 4) in bavaria
    assert date(2026, 8, 15) not in bavaria  # in Catholic communities alone


def test_days_that_move_across_the_turn_of_the_year() -> None:
    american = {day: name for day, _works, name in of_year("US", 2021).days}
    assert american[date(2021, 12, 31)] == "New Year's Day (observed)"  # 1 January 2022 is a Saturday
    assert of_year("CN", 2001).days[-1][:2] == (date(2001, 12, 30), True)  # worked for 3 January 2002


def test_a_year_beyond_the_library_is_empty() -> None:
    assert of_year("CN", 1930).days == []
    for year in (1, 2, 9998, 9999):  # a line may name any
        assert of_year("DE-BY", year).year == year


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from salescli.model.errors import Impossible

    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(Impossible, match="pip install holidays"):
        of_year("CN", 2026)


def test_an_estimate_is_told_by_the_whole_label() -> None:
    labels = {"estimated_label": "%s (estimated)", "observed_estimated_label": "Alternative holiday for %s (estimated)"}
    made = SimpleNamespace(**labels, tr=str)
    assert public_holidays._is_estimate(made, "Eid al-Fitr (estimated)")
    assert not public_holidays._is_estimate(made, "Alternative holiday for Children's Day")
