"""Every figure of `report -f json`, from rows in a file to what is printed, against the slow model on made-up teams.

A history is plain data made from a seed, so that one that fails can be made smaller: the message shows what is left of
it when nothing more can be left out.
"""

import json
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from salescli.store import open as opening
from salescli.store import touch
from salescli.store.operation import Operation
from tests.reports.file import File, called
from tests.reports.slow_model import DAY, DEFAULT, MORE, Model, unit_of
from tests.reports.slow_model import days as days_of

History = dict[str, Any]
Question = dict[str, Any]
Row = dict[str, Any]

WEEKS = ["mon-fri", "mon-fri", "sun-thu", "mon,wed,sat", "mon-sat"]
AMOUNTS = ["0", "0.5", "1", "1", "2", "2", "3", "2.5", "7", "40", None]
CUSTOMERS = ["Acme", "Bolt", "Crane", "Dyne", "Ertl"]
KINDS = ["day", "week", "month", "quarter", "year", "range", "range"]
OWN = {  # metrics of one's own
    "demos": {"channel": "phone,visit", "outcome": "won,connected", "direction": "out"},
    "reached": {"touch": "first,follow-up", "distinct_by": "customers"},
    "points": {"parts": "calls=1 demos=2.5 visits=10"},
}
GROUPS = [None, None, "rep", "rep", "day", "week", "month", "customer", "channel", "outcome"]


# -- making a history


def history_of(seed: int) -> History:
    """A team, its calendar, plans, leave and work around a today, and the questions asked of it."""
    pick = random.Random(seed)  # noqa: S311  a history, no secret
    today = date(2026, 1, 1) + pick.randrange(365) * DAY
    span = pick.choice([15, 15, 40, 40, 100, 420])  # days of history
    some = {"pick": pick, "today": today, "span": span}
    some["changes"] = [_day(some) for _each in range(3)]  # days from which several targets are
    reps = list(range(1, pick.choice([1, 2, 2, 3]) + 1))
    country = {"country": pick.choice(["CN", "US"])} if pick.random() < 0.6 else {}
    return {
        "today": today,
        "settings": {"work-week": pick.choice(WEEKS), **country},
        "reps": [_rep(some, number) for number in reps],
        "known": [name for name in CUSTOMERS if pick.random() < 0.15],
        "holidays": _days(some, pick.choice([0, 3, 8, 30])),
        "told": _days(some, pick.choice([0, 2, 5, 20])),
        "leave": _leave(some, reps),
        "closed": [{"rep": rep, "day": day} for rep in reps for day in _days(some, pick.choice([0, 3, 9]))],
        "targets": [_target(some, reps) for _each in range(pick.randrange(1, 8))],
        "activities": _activities(some, reps),
        "questions": [_question(some, reps) for _each in range(4)],
    }


def _day(some: dict[str, Any], ahead: int = 12) -> date:
    return some["today"] + some["pick"].randint(-some["span"], ahead) * DAY


def _rep(some: dict[str, Any], number: int) -> Row:
    pick = some["pick"]
    joined = pick.choice([_day(some), some["today"] - (some["span"] + 30) * DAY, some["today"] - some["span"] * DAY])
    return {
        "name": f"rep {number}",
        "joined": None if pick.random() < 0.05 else str(joined),
        "until": str(_day(some)) if pick.random() < 0.15 else None,
        "targets": int(pick.random() > 0.1),
        "work_week": pick.choice(WEEKS) if pick.random() < 0.3 else None,
    }


def _days(some: dict[str, Any], number: int) -> dict[str, int]:
    return {str(_day(some)): some["pick"].choice([0, 0, 1]) for _each in range(number)}


def _leave(some: dict[str, Any], reps: list[int]) -> list[Row]:
    pick, found = some["pick"], {}
    for _each in range(pick.choice([0, 2, 6])):
        first, rep = _day(some), pick.choice(reps)
        for number in range(pick.choice([1, 1, 1, 2, 9])):
            for part in pick.choice([["day"], ["am"], ["pm"], ["am", "pm"], ["day", "am"]]):
                found[rep, str(first + number * DAY), part] = {
                    "rep": rep,
                    "day": str(first + number * DAY),
                    "part": part,
                }
    return list(found.values())


def _target(some: dict[str, Any], reps: list[int]) -> Row:
    pick = some["pick"]
    start, amount = pick.choice([_day(some), _day(some) - some["span"] * DAY, *some["changes"]]), pick.choice(AMOUNTS)
    row = {
        "metric": pick.choice(["calls"] * 5 + [*DEFAULT, *MORE, *OWN]),
        "amount": amount,
        "per": pick.choice(["day", "day", "week", "month"]),
        "rep": pick.choice([None, *reps]),
        "from_day": str(start),
        "recorded_at": f"2025-01-01T00:00:0{pick.randrange(3)}Z",
        "uid": f"{pick.getrandbits(64):x}",
    }
    if amount is not None and pick.random() < 0.25:
        length = pick.choice([0, 1, 3, 10, 30, 90, 400])
        ramp = {"ramp_to": pick.choice(["0", "1", "4", "9"]), "ramp_until": str(start + length * DAY)}
        row |= ramp | {"amount": pick.choice(["0", "2", "9", "40"])}
    return row


def _activities(some: dict[str, Any], reps: list[int]) -> list[Row]:
    pick, days = some["pick"], [_day(some, ahead=2) for _each in range(6)]
    if some["span"] > 400 and pick.random() < 0.5:  # something nearly every day, for streaks longer than a year
        missed = {some["today"] - pick.choice([364, 365, 366, 367, 300, 3, pick.randrange(420)]) * DAY for _ in "ab"}
        steady = [some["today"] - back * DAY for back in range(400, -1, -1)]
        return [_activity(some, reps, [day], steady=True) for day in steady if day not in missed]
    number = pick.choice([3, 20, 60]) if some["span"] < 100 else pick.choice([60, 400])
    return [_activity(some, reps, days) for _each in range(number)]


def _activity(some: dict[str, Any], reps: list[int], days: list[date], *, steady: bool = False) -> Row:
    pick = some["pick"]
    day = pick.choice(days) if steady or pick.random() < 0.2 else _day(some, ahead=1)
    offset = pick.choice(["+08:00", "+08:00", "+00:00", "-05:30"])
    at = f"{day}T{pick.choice(['09:00:00', '12:30:00', '23:59:59'])}{offset}"
    channel = "phone" if steady else pick.choice(["phone", "phone", "phone", "visit", "email"])
    return {
        "uid": f"{pick.getrandbits(64):x}",
        "rep": 1 if steady else pick.choice(reps),
        "day": str(day),
        "at": at,
        "channel": channel,
        "direction": "out" if steady else pick.choice(["out"] * 6 + ["in"]),
        "reached": (reached := pick.choice([1, 1, 1, 0])),
        "outcome": pick.choice(["connected", "won", None] if reached else ["no-answer", "busy"]),
        "stated": pick.choice(["first", "follow-up"] + [None] * 8),
        "customer": pick.choice([*CUSTOMERS, None]),
        "duration_s": pick.choice([None, 0, 90, 601, 3000]) if channel == "phone" else None,
    }


def _question(some: dict[str, Any], reps: list[int]) -> Question:
    pick = some["pick"]
    kind = pick.choice(KINDS)
    if kind == "range":
        start, end = sorted([_day(some), _day(some)])
        end = min(end, start + 130 * DAY)
    else:
        start, end = unit_of(kind, pick.choice([some["today"], some["today"], _day(some)]))
    by = pick.choice(GROUPS)
    return {
        "kind": kind,
        "start": start,
        "end": end,
        "by": "week" if by == "day" and (end - start).days > 130 else by,
        "metrics": pick.choice([[], [], ["calls"], ["calls", "talk_minutes"], [*DEFAULT, *MORE], ["calls", *OWN]]),
        "reps": pick.choice([[], [], [1], [reps[-1]], reps]),
        "rank": pick.choice([None, None, "attainment", "actual", "improvement"]) if by == "rep" else None,
        "last": pick.random() < 0.2,
        "check": pick.random() < 0.3,
        "only": pick.choice([{}] * 8 + [{"channel": ["phone", "visit"]}, {"outcome": ["connected"]}]),
    }


# -- writing it and asking


def write(history: History, path: Path) -> None:
    """The history as a file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; BEGIN")
    file = File(connection)
    for row in history["reps"]:
        file.rep(**row)
    for name in CUSTOMERS:
        file.customer(name, int(name in history["known"]))
    for name, value in history["settings"].items():
        file.setting(name, value)
    country = history["settings"].get("country", "CN")
    for year in (2024, 2025, 2026, 2027):
        days = {day: works for day, works in history["holidays"].items() if day.startswith(str(year))}
        file.calendar_year(country, year, days)
        file.calendar_year("DE", year, {f"{year}-11-18": 0})
    for day, works in history["told"].items():
        file.calendar_day(day, works)
    for name, fields in OWN.items():
        file.metric(name, **fields)
    for row in history["leave"]:
        file.leave(**row)
    for row in history["closed"]:
        file.confirmed_zero(**row)
    for row in history["targets"]:
        file.target(**row)
    for row in history["activities"]:
        customer = row["customer"] and file.customers[row["customer"]]
        moment = int(datetime.fromisoformat(row["at"]).timestamp())
        alone = touch.before_history(customer, row["reached"], row["stated"])
        file.activity(**(row | {"customer": customer, "at_unix": moment, "touch": alone}))
    touch.settle(Operation(connection, "log", datetime(2026, 1, 1, tzinfo=UTC)), file.customers.values())
    connection.execute("COMMIT")
    connection.close()


def words_of(question: Question) -> list[str]:
    """The command line that asks the question."""
    if question["kind"] == "range":
        words = ["report", "--since", str(question["start"]), "--until", str(question["end"])]
    else:
        words = ["report", question["kind"], "--on", str(question["end"])]
        if question.get("last"):
            words = ["report", question["kind"], "--last", "--on", str(question["end"] + DAY)]
    words += ["--by", question["by"]] if question["by"] else []
    for metric in question["metrics"]:
        words += ["--metric", metric]
    for rep in question["reps"]:
        words += ["--rep", f"rep {rep}"]
    words += ["--rank", question["rank"]] if question.get("rank") else []
    words += ["--check"] if question.get("check") else []
    for name, chosen in question["only"].items():
        for word in chosen:
            words += [f"--{name}", word]
    return [*words, "-f", "json"]


def difference(model: Model, question: Question, today: date) -> str:
    """What the report and the slow model do not agree on; empty where they do."""
    answer = called(*words_of(question))
    if not answer.out:
        return f"{words_of(question)}: {answer}"
    found = json.loads(answer.out, parse_float=Fraction, parse_int=Fraction)
    head = {"start": str(question["start"]), "end": str(question["end"]), "as_of": str(today)}
    head |= {"period": question["kind"], "working_days": model.days_worked(None, question["start"], question["end"])}
    lines = [f"{name}: {found[name]} is {value}" for name, value in head.items() if found[name] != value]
    if not question["metrics"]:
        question = question | {"metrics": [*DEFAULT, *own_shown(model, question, found["rows"])]}
    reps, lines_of_reps = reps_shown(model, question, found["rows"])
    lines += lines_of_reps
    expected = model.rows(
        question["kind"],
        question["start"],
        question["end"],
        today,
        by=question["by"],
        metrics=question["metrics"],
        reps=question["reps"],
        only=question["only"],
        rank=question.get("rank"),
        left_out=reps,
    )
    people = [rep["id"] for rep in model.reps if not question["reps"] or rep["id"] in question["reps"]]
    code = 0
    if question.get("check"):
        part = question["only"] or question["by"] in {"customer", "channel", "outcome"}  # to which no target applies
        code = 3 if part else model.check(expected, people, *_span(question), question["metrics"], today)
    lines += [f"ends with {answer.code}, not {code}: {answer.err}"] if answer.code != code else []
    if question["by"] in {"rep", "customer", "channel", "outcome"}:  # in whatever order the groups come
        order = list(dict.fromkeys(row["group"] for row in found["rows"]))
        expected.sort(key=lambda row: order.index(row["group"]) if row["group"] in order else len(order))
    if len(found["rows"]) != len(expected):
        keys = [[(row["group"], row["metric"]) for row in rows] for rows in (found["rows"], expected)]
        lines.append(f"rows: {keys[0]} are {keys[1]}")
    for got, want in zip(found["rows"], expected, strict=False):
        lines += [
            f"{want['group']} {want['metric']} {name}: {_text(got.get(name))} is {_text(want[name])}"
            for name in want
            if got.get(name, "missing") != want[name]
        ]
    return "\n".join([" ".join(words_of(question)), *lines]) if lines else ""


def own_shown(model: Model, question: Question, found: list[Row]) -> list[str]:
    """The metrics of one's own that a report shows without being told: at least those with a target in force."""
    start, end = question["start"], question["end"]
    people = [rep["id"] for rep in model.reps if not question["reps"] or rep["id"] in question["reps"]]
    shown = {row["metric"] for row in found}
    return [
        name
        for name in model.own_metrics
        if any(target["metric"] == name for target in model.targets)
        and (name in shown or any(model.in_force(name, rep, day) for rep in people for day in days_of(start, end)))
    ]


def reps_shown(model: Model, question: Question, found: list[Row]) -> tuple[list[int], list[str]]:
    """The reps whom a report by rep leaves out, and what is wrong with who is shown and who is not."""
    if question["by"] != "rep":
        return [], []
    left_out, lines, shown = [], [], {row["group"] for row in found}
    asked = (question["start"], question["end"], question["metrics"])
    for rep in model.reps:
        if question["reps"] and rep["id"] not in question["reps"]:
            continue
        if rep["name"] in shown and not model.may_be_shown(rep["id"], *asked):
            lines.append(f"{rep['name']} is shown without work and target")
        elif rep["name"] not in shown:
            left_out.append(rep["id"])
            if model.must_be_shown(rep["id"], *asked, question["only"]):
                lines.append(f"{rep['name']} is left out")
    return left_out, lines


def _span(question: Question) -> tuple[date, date]:
    return question["start"], question["end"]


def day_difference(model: Model, rep: Row, start: date, end: date, today: date) -> str:
    """What `day list` and the slow model do not agree on."""
    words = ["day", "list", "--rep", rep["name"], "--since", str(start), "--until", str(end), "-f", "json"]
    rows = {date.fromisoformat(row["day"]): row for row in json.loads(called(*words).out, parse_float=Fraction)}
    first, last = max(start, rep["joined"] or end + DAY), min(end, rep["until"] or end)
    lines = [f"{day} is missing" for day in days_of(first, last) if day not in rows]
    for day, row in rows.items():
        if first <= day <= last or row["state"] == "worked":
            want = (model.state(rep["id"], day, today), model.weight(rep["id"], day))
            if (row["state"], row["weight"]) != want:
                lines.append(f"{day}: {row['state']}, {row['weight']} is {want}")
    return "\n".join([" ".join(words), *lines]) if lines else ""


def _text(value: object) -> str:
    return str(float(value)) if isinstance(value, Fraction) else str(value)


# -- the tests


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the files go, beside an empty one to begin with; the zone is pinned within this process too."""
    opening.for_writing(str(tmp_path / "empty.db")).close()
    time.tzset()
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


def differences(history: History, place: Path) -> str:
    """Write the history, ask its questions, return the first difference."""
    path = place / "made.db"
    shutil.copyfile(place / "empty.db", path)
    write(history, path)
    os.environ["SALESCLI_DB"] = str(path)
    os.environ["SALESCLI_NOW"] = f"{history['today']}T15:04:00+08:00"
    connection = sqlite3.connect(path)
    model = Model(connection)
    connection.close()
    today = history["today"]
    found = [difference(model, question, today) for question in history["questions"]]
    found += [day_difference(model, rep, today - 40 * DAY, today + 5 * DAY, today) for rep in model.reps]
    return next(filter(None, found), "")


def smallest(history: History, place: Path) -> History:
    """The history with everything left out that the difference does not need."""
    for name in (
        "questions",
        "activities",
        "targets",
        "leave",
        "closed",
        "told",
        "holidays",
        "known",
        "activities",
        "targets",
    ):
        parts = list(history[name].items()) if isinstance(history[name], dict) else list(history[name])
        for part in list(parts):
            fewer = [each for each in parts if each is not part]
            smaller = history | {name: dict(fewer) if isinstance(history[name], dict) else fewer}
            if fewer != parts and differences(smaller, place):
                history, parts = smaller, fewer
    return history


def agrees(seed: int, place: Path) -> None:
    """Hold the report against the model on the history of this seed."""
    history = history_of(seed)
    if differences(history, place):
        left = smallest(history, place)
        shown = "\n".join(f"{name}: {value}" for name, value in left.items())
        pytest.fail(f"seed {seed}\n{differences(left, place)}\n{shown}")


WEDNESDAY = date(2026, 11, 18)


def worked(*days: str) -> list[date]:
    """Working days, `2026-11-16` or from one to another, `2026-11-02..2026-11-13`."""
    ends = [[date.fromisoformat(end) for end in day.split("..")] for day in days]
    return [day for end in ends for day in days_of(end[0], end[-1]) if day.weekday() < 5]


STREAK_CASES = [
    # per, amount, days with a call, day of leave, (streak, longest) on Wednesday the 18th
    ("day", "1", worked("2026-11-16", "2026-11-17"), None, (2, 2)),  # today breaks nothing
    ("day", "1", worked("2026-11-16..2026-11-18"), None, (3, 3)),  # and counts once it is met
    ("day", "1", worked("2026-11-13..2026-11-17"), None, (3, 3)),  # Friday to Tuesday: the weekend is passed over
    ("day", "1", worked("2026-11-16", "2026-11-18"), None, (1, 1)),
    ("day", "1", worked("2026-11-16", "2026-11-18"), "2026-11-17", (2, 2)),  # leave is passed over too
    ("day", "1", worked("2026-11-02..2026-11-10", "2026-11-17"), None, (1, 7)),
    ("day", "2", worked("2026-11-16..2026-11-17"), None, (0, 0)),
    ("week", "5", worked("2026-11-02..2026-11-17"), None, (2, 2)),  # 2 of 5 in the week of today
    ("week", "2", worked("2026-11-02..2026-11-17"), None, (3, 3)),
    ("week", "5", worked("2026-11-02..2026-11-06", "2026-11-09..2026-11-12"), "2026-11-13", (2, 2)),  # T is 4
    ("month", "22", worked("2026-10-01..2026-11-17"), None, (1, 1)),  # October has 22 working days
    ("month", "22", worked("2026-08-03..2026-09-30", "2026-11-02"), None, (0, 1)),  # August has 21
    # Wednesday 2025-11-19 is day 365 before; of the run before it, the two days from Tuesday 2025-11-18 on are within
    ("day", "1", worked("2025-10-01..2025-11-19", "2026-11-17"), None, (1, 2)),
    ("day", "1", worked("2025-10-01..2026-11-17"), None, (295, 295)),  # the run of now is counted whole
    ("week", "5", worked("2025-11-10..2025-11-28", "2026-11-09..2026-11-13"), None, (1, 2)),  # week 46 is outside
    ("day", "1", worked("2024-01-01..2026-11-17"), None, (262 + 261 + 229, 262 + 261 + 229)),
]


@pytest.mark.parametrize(("per", "amount", "days", "leave", "streaks"), STREAK_CASES)
def test_streaks_by_hand(
    per: str, amount: str, days: list[date], leave: str | None, streaks: tuple[int, int], place: Path
) -> None:
    history = {
        "today": WEDNESDAY,
        "settings": {},
        "reps": [{"name": "rep 1", "joined": str(min(days)), "until": None, "targets": 1, "work_week": None}],
        "known": [],
        "holidays": {},
        "told": {},
        "leave": [{"rep": 1, "day": leave}] if leave else [],
        "closed": [],
        "targets": [{"metric": "calls", "amount": amount, "per": per, "from_day": "2023-12-01"}],
        "activities": [
            {"rep": 1, "day": str(day), "at": f"{day}T12:00:00+08:00", "reached": 1, "stated": None, "customer": None}
            for day in days
        ],
        "questions": [{"kind": "day", "start": WEDNESDAY, "end": WEDNESDAY, "by": "rep"}],
    }
    history["questions"][0] |= {"metrics": ["calls"], "reps": [], "only": {}}
    assert not differences(history, place)
    connection = sqlite3.connect(place / "made.db")
    assert Model(connection).streaks("calls", 1, WEDNESDAY) == streaks
    connection.close()


def test_a_hundred_and_fifty_histories(place: Path) -> None:
    for seed in range(150):
        agrees(seed, place)


@pytest.mark.slow
def test_a_thousand_histories(place: Path) -> None:
    for seed in range(1000, 2000):
        agrees(seed, place)
