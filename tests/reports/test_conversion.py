# ruff: noqa: ANN001  what hypothesis gives
"""Conversion: small histories worked out by hand, a slow model of docs/conversion.md, the pages people see."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli.model import periods
from salescli.model.periods import Period
from salescli.render.conversion import view
from salescli.reports.conversion import Conversion, Question, conversion
from salescli.store.conversion import _day_number
from tests.conftest import Cli
from tests.reports.file import File

GOLDEN = Path(__file__).parents[1] / "render" / "golden"
NOVEMBER = periods.containing("month", date(2026, 11, 1))
TODAY = date(2026, 11, 18)


class History:
    """Lines of contact, in words: `("Ann", "2026-11-02", "Acme", "phone", "first", outcome)`."""

    def __init__(self) -> None:
        self.file = File.in_memory()
        self.reps: dict[str, int] = {}

    def add(self, rep: str, day: str, customer: str | None, channel: str, touch: str | None, **more: Any) -> None:
        if rep not in self.reps:
            self.reps[rep] = self.file.rep(rep, "2026-01-01")
        hour = more.pop("hour", 9)
        at = datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
        self.file.activity(
            self.reps[rep],
            day,
            customer=self.file.customer(customer) if customer else None,
            channel=channel,
            touch=touch,
            reached=0 if touch == "attempt" else 1,
            at=at.isoformat(),
            at_unix=int(at.timestamp()),
            **more,
        )

    def asked(self, period: Period = NOVEMBER, **question: Any) -> Conversion:
        return conversion(self.file.connection, Question(period, question.pop("today", TODAY), **question))


def by_hand() -> History:
    """Two reps and four customers, with the figures of the tests below worked out from it."""
    history = History()
    add = history.add
    # Acme: Ann's first contact on 2 November; a call that nobody answers; met on the 5th (day 3, touch 3), where a
    # meeting is booked; won on the 10th by a call of theirs (day 8, touch 5)
    add("Ann", "2026-11-02", "Acme", "phone", "first")
    add("Ann", "2026-11-03", "Acme", "phone", "attempt", outcome="no-answer")
    add("Ann", "2026-11-05", "Acme", "visit", "follow-up", outcome="meeting-booked")
    add("Bob", "2026-11-09", "Acme", "visit", "follow-up")
    add("Ann", "2026-11-10", "Acme", "phone", "follow-up", outcome="won", direction="in")
    # Bolt: first contact on 30 October, by mail; nobody there on the 4th; visited by Bob on the 11th (day 12, touch 3)
    add("Ann", "2026-10-30", "Bolt", "email", "first")
    add("Bob", "2026-11-04", "Bolt", "visit", "attempt", outcome="no-show")
    add("Bob", "2026-11-11", "Bolt", "visit", "follow-up")
    # Crane: met and won at first contact, which is day 0, touch 1 of all of it; won again later, which is nothing new
    add("Bob", "2026-11-12", "Crane", "visit", "first", outcome="won")
    add("Bob", "2026-11-13", "Crane", "phone", "follow-up", outcome="won")
    # Dune: known from before salescli, so without a first contact; a call without a customer
    add("Ann", "2026-11-16", "Dune", "visit", "follow-up", outcome="won")
    add("Ann", "2026-11-16", None, "phone", None)
    return history


def rows(found: Conversion) -> dict[tuple[str | None, str], tuple]:
    shown = {}
    for row in found.rows:
        shown[row.group, row.stage] = (row.count, row.rate, row.median_days, row.median_touches, row.customers)
    return shown


def test_the_stages_of_a_month() -> None:
    half = Fraction(1, 2)
    assert rows(by_hand().asked()) == {
        (None, "calls"): (4, None, None, None, None),  # two of Ann to Acme, one to nobody; one of Bob to Crane
        (None, "conversations"): (3, Fraction(3, 4), None, None, None),
        (None, "first_contacts"): (2, Fraction(2, 3), None, None, None),  # Acme, Crane
        (None, "follow_ups"): (1, half, None, None, None),  # Crane on the 13th: visits and what came in are none
        (None, "visits"): (6, 6, 3, 3, 3),  # Acme 3 days, Bolt 12, Crane 0; touches 3, 3, 1
        (None, "meeting-booked"): (1, Fraction(1, 3), 3, 3, 1),
        (None, "won"): (3, 3, 4, 3, 2),  # out: Crane twice, Dune; the ways: Acme 8 days and 5 touches, Crane 0 and 1
    }


def test_by_rep_a_way_is_of_who_brought_the_customer_there() -> None:
    found = rows(by_hand().asked(by="rep"))
    assert found["Ann", "visits"] == (2, 2, 3, 3, 1)
    assert found["Bob", "visits"] == (4, None, 6, 2, 2)  # Bolt 12 and 3, Crane 0 and 1
    assert found["Ann", "won"] == (1, 1, 8, 5, 1)  # Acme's call came in to her
    assert found["Bob", "won"] == (2, None, 0, 1, 1)
    assert found["Bob", "conversations"] == (1, 1, None, None, None)


def test_by_week_the_way_is_of_the_week_in_which_it_ended() -> None:
    found = rows(by_hand().asked(by="week"))
    assert [found[f"2026-W{week}", "visits"][0] for week in range(44, 50)] == [0, 2, 3, 1, 0, 0]
    assert found["2026-W45", "visits"] == (2, 2, 3, 3, 1)
    assert found["2026-W46", "visits"] == (3, None, 6, 2, 2)
    assert found["2026-W46", "won"] == (2, None, 4, 3, 2)
    assert found["2026-W47", "won"] == (1, None, None, None, 0)


def test_one_reps_work_alone() -> None:
    history = by_hand()
    found = rows(history.asked(reps=[history.reps["Bob"]]))
    assert found[None, "calls"][0] == 1
    assert found[None, "visits"] == (4, None, 6, 2, 2)


def test_cohorts_of_a_month_are_weeks() -> None:
    found = by_hand().asked(cohort=True)
    assert found.by == "week"
    assert [row.count for row in found.total] == [2, 2, 1, 2]
    shown = rows(found)
    assert shown["2026-W45", "contacted"] == (1, None, None, None, None)
    assert shown["2026-W45", "visited"] == (1, 1, 3, 3, 1)
    assert shown["2026-W45", "booked"] == (1, 1, 3, 3, 1)
    assert shown["2026-W45", "won"] == (1, 1, 8, 5, 1)
    assert shown["2026-W46", "won"] == (1, 1, 0, 1, 1)
    assert shown["2026-W46", "booked"] == (0, 0, None, None, 0)
    assert shown["2026-W47", "contacted"] == (0, None, None, None, None)
    assert shown["2026-W47", "won"] == (0, None, None, None, 0)


def test_cohorts_of_a_quarter_are_months_and_know_nothing_after_today() -> None:
    quarter = periods.containing("quarter", TODAY)
    before, after = (rows(by_hand().asked(quarter, cohort=True, today=date(2026, 11, day))) for day in (10, 11))
    assert before["2026-10", "visited"] == (0, 0, None, None, 0)
    assert after["2026-10", "visited"] == (1, 1, 12, 3, 1)
    assert before["2026-11", "won"] == (1, Fraction(1, 2), 8, 5, 1)


def test_cohorts_by_rep_are_of_who_made_the_first_contact() -> None:
    found = rows(by_hand().asked(periods.containing("quarter", TODAY), cohort=True, by="rep"))
    assert found["Ann", "contacted"][0] == 2
    assert found["Ann", "visited"] == (2, 1, Fraction(15, 2), 3, 2)  # Acme 3, Bolt 12 days
    assert found["Bob", "won"] == (1, 1, 0, 1, 1)


def test_only_the_earliest_of_several_first_contacts_is_one() -> None:
    history = History()
    history.add("Ann", "2026-10-01", "Acme", "phone", "first")
    history.add("Ann", "2026-11-02", "Acme", "phone", "first", stated="first")
    history.add("Ann", "2026-11-04", "Acme", "visit", "follow-up")
    assert rows(history.asked(cohort=True))["2026-W45", "contacted"][0] == 0
    found = rows(history.asked())
    assert found[None, "first_contacts"][0] == 1
    assert found[None, "visits"] == (1, None, 34, 3, 1)


def test_what_is_deleted_or_came_earlier_is_not_on_the_way() -> None:
    history = History()
    history.add("Ann", "2026-11-02", "Acme", "visit", "follow-up", stated="follow-up")
    history.add("Ann", "2026-11-03", "Acme", "phone", "first", stated="first")
    history.add("Ann", "2026-11-04", "Acme", "visit", "follow-up", deleted=1)
    history.add("Ann", "2026-11-06", "Acme", "visit", "follow-up")
    assert rows(history.asked())[None, "visits"] == (2, None, 3, 2, 1)


def test_within_one_moment_the_uid_decides() -> None:
    history = History()
    history.add("Ann", "2026-11-02", "Acme", "visit", "follow-up", outcome="won", hour=9)
    history.add("Ann", "2026-11-02", "Acme", "phone", "first", hour=9)
    history.add("Ann", "2026-11-02", "Acme", "phone", "follow-up", outcome="won", hour=9)
    assert rows(history.asked())[None, "won"] == (2, None, 0, 2, 1)


def test_a_later_moment_on_an_earlier_day_is_no_day() -> None:
    history = History()
    history.add("Ann", "2026-11-03", "Acme", "phone", "first", hour=1)
    history.file.connection.execute("UPDATE activity SET at_unix = at_unix - 86400")
    history.add("Ann", "2026-11-02", "Acme", "visit", "follow-up", hour=20)
    assert rows(history.asked())[None, "visits"] == (1, None, 0, 2, 1)


def test_days_are_counted_over_leap_years_and_centuries() -> None:
    days = [date(1899, 12, 31) + timedelta(days=step) for step in range(0, 90_000, 1)]
    connection = File.in_memory().connection
    connection.execute("CREATE TEMP TABLE some (day TEXT)")
    connection.executemany("INSERT INTO some VALUES (?)", [(day.isoformat(),) for day in days])
    numbers = [row[0] for row in connection.execute(f"SELECT {_day_number('day')} FROM some ORDER BY rowid")]
    assert all(later - earlier == 1 for earlier, later in pairwise(numbers))


# --- the slow model: plain Python over all activities, written from docs/conversion.md ---

FIRST = date(2026, 10, 19)
CONTACTS = st.lists(
    st.fixed_dictionaries(
        {
            "rep": st.sampled_from([1, 2]),
            "day": st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number)),
            "hour": st.sampled_from([9, 12]),
            "customer": st.sampled_from([None, 1, 2, 3, 4]),
            "channel": st.sampled_from(["phone", "phone", "visit", "email"]),
            "direction": st.sampled_from(["out", "out", "in"]),
            "outcome": st.sampled_from([None, "won", "meeting-booked", "no-answer"]),
            "touch": st.sampled_from(["first", "follow-up", "follow-up"]),
            "deleted": st.sampled_from([0, 0, 0, 1]),
        }
    ),
    max_size=40,
)
PERIODS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(
    lambda pair: Period("range", FIRST + timedelta(days=min(pair)), FIRST + timedelta(days=max(pair)))
)
IS_GOAL = {
    "visits": lambda a: a["channel"] == "visit",
    "meeting-booked": lambda a: a["outcome"] == "meeting-booked",
    "won": lambda a: a["outcome"] == "won",
}


def written(contacts: list) -> File:
    file = File.in_memory()
    file.connection.execute("BEGIN")
    for name in ("one", "two"):
        file.rep(name, None)
    for name in "abcd":
        file.customer(name)
    for contact in contacts:
        contact["reached"] = int(contact["outcome"] != "no-answer")
        if contact["customer"] is None:
            contact["touch"] = None
        elif not contact["reached"]:
            contact["touch"] = "attempt"
        contact["at_unix"] = int(datetime.fromisoformat(f"{contact['day']}T{contact['hour']:02}:00Z").timestamp())
        fields = {name: value for name, value in contact.items() if name not in {"rep", "day", "hour", "uid"}}
        row = file.activity(contact["rep"], contact["day"].isoformat(), **fields)
        contact["uid"] = file.connection.execute("SELECT uid FROM activity WHERE id = ?", (row,)).fetchone()[0]
    return file


def ways(contacts: list, goal: str, today: date | None) -> list[dict]:
    """Each customer's way from the first contact, where it came to the goal (through today)."""
    found = []
    stand = sorted((a for a in contacts if not a["deleted"]), key=lambda a: (a["at_unix"], a["uid"]))
    for customer in (1, 2, 3, 4):
        theirs = [a for a in stand if a["customer"] == customer]
        while theirs and theirs[0]["touch"] != "first":
            theirs = theirs[1:]
        for number, a in enumerate(theirs, start=1):
            if a["reached"] and IS_GOAL[goal](a) and (today is None or a["day"] <= today):
                days = (a["day"] - theirs[0]["day"]).days
                found.append({"first": theirs[0], "last": a, "days": days, "touches": number})
                break
    return found


def medians(chosen: list[dict]) -> tuple:
    if not chosen:
        return None, None, 0
    return *(Fraction(median(Fraction(way[name]) for way in chosen)) for name in ("days", "touches")), len(chosen)


def within(a: dict, period: Period) -> bool:
    return bool(period.start <= a["day"] <= period.end)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONTACTS, PERIODS, st.sampled_from([None, "rep", "week", "month"]))
def test_a_period_against_the_slow_model(contacts, period, by) -> None:
    found = conversion(written(contacts).connection, Question(period, TODAY, by))
    groups: dict = {None: lambda _a: True}
    if by == "rep":
        groups = {"one": lambda a: a["rep"] == 1, "two": lambda a: a["rep"] == 2}
    if by in {"week", "month"}:
        groups = {
            periods.label(by, cell.start): lambda a, cell=cell: within(a, cell)
            for cell in periods.cells(by, period.start, period.end)
        }
    shown = rows(found)
    for group, belongs in groups.items():
        in_it = [a for a in contacts if not a["deleted"] and within(a, period) and belongs(a)]
        if by == "rep" and not in_it:
            assert (group, "calls") not in shown
            continue
        out = [a for a in in_it if a["direction"] == "out"]
        counts = {
            "calls": sum(a["channel"] == "phone" for a in out),
            "conversations": sum(a["channel"] == "phone" and a["reached"] for a in out),
            "first_contacts": sum(a["touch"] == "first" for a in out),
            "follow_ups": sum(a["touch"] == "follow-up" and a["channel"] != "visit" for a in out),
            "visits": sum(a["channel"] == "visit" for a in out),
            "meeting-booked": sum(a["outcome"] == "meeting-booked" for a in out),
            "won": sum(a["outcome"] == "won" for a in out),
        }
        assert {stage: shown[group, stage][0] for stage in counts} == counts
        for goal in IS_GOAL:
            ended = [way for way in ways(contacts, goal, None) if within(way["last"], period) and belongs(way["last"])]
            assert shown[group, goal][2:] == medians(ended)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONTACTS, PERIODS, st.integers(0, 35), st.sampled_from(["rep", "week", "month"]))
def test_cohorts_against_the_slow_model(contacts, period, until, by) -> None:
    today = FIRST + timedelta(days=until)
    found = conversion(written(contacts).connection, Question(period, today, by, cohort=True))
    firsts = {}
    for a in sorted(contacts, key=lambda a: (a["at_unix"], a["uid"])):
        if not a["deleted"] and a["touch"] == "first":
            firsts.setdefault(a["customer"], a)

    def group_of(a: dict) -> str:
        return {1: "one", 2: "two"}[a["rep"]] if by == "rep" else periods.label(by, a["day"])

    expected: dict = {}
    if by != "rep":
        expected = {periods.label(by, cell.start): [] for cell in periods.cells(by, period.start, period.end)}
    for a in firsts.values():
        if within(a, period):
            expected.setdefault(group_of(a), []).append(a)
    shown = rows(found)
    assert {group for group, _stage in shown} == set(expected)
    for group, cohort in expected.items():
        assert shown[group, "contacted"][0] == len(cohort)
        for stage, goal in (("visited", "visits"), ("booked", "meeting-booked"), ("won", "won")):
            got = [way for way in ways(contacts, goal, today) if way["first"] in cohort]
            rate = Fraction(len(got), len(cohort)) if cohort else None
            assert shown[group, stage] == (len(got), rate, *medians(got))


# --- what people and programs see ---

VIEWS: dict[str, tuple[dict, str, int]] = {
    "conversion.table": ({}, "table", 80),
    "conversion-narrow.table": ({"by": "rep"}, "table", 50),
    "conversion-by-rep.table": ({"by": "rep"}, "table", 80),
    "conversion-cohort.table": ({"cohort": True}, "table", 80),
    "conversion-by-rep.csv": ({"by": "rep"}, "csv", 80),
    "conversion-cohort.json": ({"cohort": True, "by": "month"}, "json", 80),
    "conversion-by-rep.md": ({"by": "rep"}, "md", 80),
}


def shown(name: str) -> str:
    question, form, columns = VIEWS[name]
    history = by_hand()
    history.add("王芳 [red]*\x1b[0m", "2026-11-17", "Eels", "phone", "first", outcome="meeting-booked")
    return "".join(view(history.asked(**question), form, columns=columns))


@pytest.mark.parametrize("name", VIEWS)
def test_golden(name: str) -> None:
    assert shown(name) == (GOLDEN / f"{name}.txt").read_bytes().decode()


@pytest.mark.parametrize("question", [{}, {"by": "rep"}, {"by": "week"}, {"cohort": True}])
def test_the_page_keeps_its_width(question: dict) -> None:
    from salescli.render.terminal_text import width

    history = by_hand()
    for number in range(1200):
        history.add("A rep with a very long name indeed", "2026-11-17", f"c{number}", "phone", "first", outcome="won")
    lines = "".join(view(history.asked(**question), "table", columns=80)).splitlines()
    assert max(map(width, lines)) <= 80


def test_nothing_was_done() -> None:
    history = History()
    assert "".join(view(history.asked(), "table")).endswith("\n\nNothing was done in this period.\n")
    assert "".join(view(history.asked(cohort=True), "table")).endswith(
        "No customer was first contacted in this period.\n"
    )
    assert "".join(view(history.asked(by="rep"), "csv")).count("\n") == 1


def test_the_command(cli: Cli) -> None:
    cli("log", "call", "Acme", "-o", "connected")
    cli("log", "visit", "Acme", "-o", "won")
    done = cli("report", "conversion", "--by", "rep", "-f", "csv")
    assert (done.code, done.err) == (0, "")
    assert "month,2026-11-01,2026-11-30,ann,visits,1,meeting-booked,,0,2,1" in done.out.splitlines()
    assert (
        cli("report", "conversion", "week", "-f", "csv").out.splitlines()[1].startswith("week,2026-11-16,2026-11-22,")
    )
    wrong = cli("report", "conversion", "--by", "customer")
    assert (wrong.code, wrong.out) == (2, "")
    assert "no such grouping: customer; --by rep, week, month" in wrong.err
    assert cli("report", "conversion", "--rep", "nobody").code == 3
    assert cli("report", "conversion", "--excel").code == 2


def test_as_of_is_what_was_said_then(cli: Cli) -> None:
    cli("log", "call", "Acme", now="2026-11-16T10:00:00+08:00")
    cli("log", "visit", "Acme", "-o", "won", now="2026-11-16T11:00:00+08:00")
    then = "2026-11-16T12:00:00+08:00"
    asked = [("--by", "rep"), ("--cohort",)]
    said = [cli("report", "conversion", *words, now=then).out for words in asked]
    cli("edit", "2", "-o", "no-show", now="2026-11-17T10:00:00+08:00")
    cli("log", "call", "Acme", "--at", "2026-11-13", "-o", "won", now="2026-11-17T10:00:00+08:00")
    assert [cli("report", "conversion", *words, "--as-of", then).out for words in asked] == said
    assert [cli("report", "conversion", *words).out for words in asked] != said


if __name__ == "__main__":
    for each in VIEWS:
        (GOLDEN / f"{each}.txt").write_bytes(shown(each).encode())
