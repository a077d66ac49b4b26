"""`--as-of` gives the bytes that were printed then, whatever came after; and what is printed is the slow model's.

Whole teams live through some weeks by the real commands, in this process. At odd moments several reports are kept as
they were printed; later each is asked for again as of its moment.
"""

import difflib
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from tests.reports.file import Called, called
from tests.reports.slow_model import DAY, DEFAULT, MORE, Model, unit_of
from tests.reports.test_against_slow_model import day_difference, difference

ZONE = timezone(timedelta(hours=8))
BEGIN = datetime(2026, 10, 26, 9, 0, tzinfo=ZONE)
REPS = ["Ann", "Bob", "Cyd"]
CUSTOMERS = ["Acme", "Bolt", "Crane", "Dyne", "Ertl", "Falk"]
REPORTS = [
    ["week"],
    ["week", "--by", "rep"],
    ["week", "--last"],
    ["week", "--last", "--by", "rep"],
    ["month", "--by", "day"],
    ["month", "--by", "week"],
    ["quarter", "--by", "month"],
    ["day"],
    ["month", "--last", "--by", "rep"],
    ["year", "--by", "rep", *(word for metric in [*DEFAULT, *MORE] for word in ("--metric", metric))],
    ["week", "--by", "customer"],
    ["month", "--by", "outcome"],
    ["month", "--by", "channel"],
    ["week", "--rep", "Ann"],
    ["month", "--rep", "Bob", "--by", "day"],
    ["week", "-o", "won", "--by", "rep"],
    ["week", "--by", "rep", "--metric", "demos", "--metric", "points"],
    ["month", "--by", "week", "--metric", "demos", "--metric", "calls"],
    ["day", "--on", "yesterday"],
    ["week", "--by", "rep", "--rank", "attainment"],
    ["week", "--privacy", "aggregate", "--by", "rep"],
    ["month", "--rank", "improvement"],
    ["week", "--check"],
    ["week", "--last", "--by", "rep", "--check"],
    ["month", "--by", "day", "--check", "--fail-under", "80%"],
    ["week", "--explain"],
    ["month", "--explain", "--by", "rep"],
    ["conversion", "--by", "rep"],
    ["conversion", "quarter", "--cohort"],
    ["trend", "--by", "rep"],
    ["trend", "month", "--metric", "visits"],
    ["heat"],
    ["heat", "quarter", "--metric", "first_contacts", "--rep", "Ann"],
    ["--since", "2026-10-26"],
    ["--since", "2026-10-28", "--until", "2026-11-10", "--by", "rep"],
]


class Kept(NamedTuple):
    """A report as it was printed at a moment."""

    moment: str
    words: list[str]
    printed: Called


class Story:
    """A team's life: one random thing after the other, each by its command, at a clock that only goes forward."""

    def __init__(self, seed: int, folder: Path, setenv: Callable[[str, str], None]) -> None:
        self.pick = random.Random(seed)  # noqa: S311  a history, no secret
        self.folder, self.setenv = folder, setenv
        self.now = BEGIN
        self.done: Counter[str] = Counter()
        self.told: list[str] = []
        self.kept: list[Kept] = []
        self.imports = 0
        self.off: list[list[str]] = []  # days off that were asked for
        self.file = folder / "story.db"
        setenv("SALESCLI_DB", str(self.file))

    def pass_time(self) -> None:
        """Seconds, minutes, hours or days."""
        step = self.pick.choice([1, 60, 600, 3600, 3600, 5 * 3600, 24 * 3600, 60 * 3600])
        self.now += timedelta(seconds=self.pick.randint(1, step))

    def call(self, *words: str, at: datetime | None = None) -> Called:
        """A command at the story's moment."""
        self.setenv("SALESCLI_NOW", (at or self.now).isoformat())
        return called(*words)

    def happen(self) -> None:
        """One thing, which may be refused: an undo of nothing, a second merge of the same two."""
        name = self.pick.choices(list(THINGS), [WEIGHTS.get(name, 1) for name in THINGS])[0]
        words = THINGS[name](self)
        answer = self.call(*words)
        self.told.append(f"{self.now.isoformat()} {answer.code} {' '.join(words)}")
        assert "itself failed" not in answer.err, f"{self.story()}\n{answer.err}"
        self.done[name] += answer.code == 0

    def keep(self) -> None:
        """Print some reports now, and remember their bytes."""
        for words in self.pick.sample(REPORTS, 4):
            asked = ["report", *words, *self.pick.choice([[], ["-f", "json"], ["-f", "csv"]])]
            self.kept.append(Kept(self.now.isoformat(), asked, self.call(*asked)))
            assert "itself failed" not in self.kept[-1].printed.err, f"{self.story()}\n{self.kept[-1].printed.err}"

    def ask_again(self) -> None:
        """Each report that was kept, as of its moment."""
        for kept in self.kept:
            again = self.call(*kept.words, "--as-of", kept.moment)
            if (again.code, again.out) != (kept.printed.code, kept.printed.out):
                words = f"{' '.join(kept.words)} --as-of {kept.moment}"
                apart = difflib.unified_diff(_lines(kept.printed), _lines(again), "then", "now", lineterm="", n=1)
                pytest.fail("\n".join([self.story(), words, *apart]))

    def compare(self) -> None:
        """Hold a report of now against the slow model of the file as it is."""
        connection = sqlite3.connect(self.file)
        model = Model(connection)
        zone = connection.execute("SELECT value FROM setting WHERE name = 'tz' AND gone = 0").fetchone()
        connection.close()
        today = self.now.astimezone(ZoneInfo(zone[0]) if zone else ZONE).date()
        kind = self.pick.choice(["day", "week", "month", "quarter"])
        start, end = unit_of(kind, today - self.pick.choice([0, 0, 7]) * DAY)
        by = self.pick.choice([None, "rep", "rep", "day", "week", "month", "customer", "channel", "outcome"])
        metrics = self.pick.choice([[], [*DEFAULT, *MORE, *model.own_metrics]])
        question = {"kind": kind, "start": start, "end": end, "by": by, "metrics": metrics, "reps": [], "only": {}}
        self.setenv("SALESCLI_NOW", self.now.isoformat())
        rep = self.pick.choice(model.reps)
        found = difference(model, question, today)
        found = found or day_difference(model, rep, today - 20 * DAY, today + 10 * DAY, today)
        if found:
            pytest.fail(f"{self.story()}\n{self.now.isoformat()} {found}")

    def story(self) -> str:
        """What happened so far, a line each."""
        return "\n".join(self.told)

    # -- words

    def rep(self) -> str:
        return self.pick.choice(REPS)

    def customer(self) -> str:
        return self.pick.choice(CUSTOMERS)

    def day(self, back: int = 14, ahead: int = 10) -> str:
        """A day around now."""
        return str(self.now.date() + self.pick.randint(-back, ahead) * DAY)

    def activity(self) -> str:
        """An id that may be there."""
        connection = sqlite3.connect(self.file)
        last = connection.execute("SELECT coalesce(max(id), 1) FROM activity").fetchone()[0]
        connection.close()
        return str(self.pick.randint(max(1, last - 8), last))


def _lines(answer: Called) -> list[str]:
    return [f"ends with {answer.code}", *answer.err.splitlines(), *answer.out.decode().splitlines()]


def _log(story: Story) -> list[str]:
    pick = story.pick
    words = [pick.choice(["call", "call", "call", "visit", "email"]), story.customer(), "--rep", story.rep(), "--new"]
    words += pick.choice([["-o", "won"], ["-o", "na"], ["-o", "connected"], ["-o", "tried-it"], [], []])
    words += pick.choice([[], [], ["-d", "12m"], ["--incoming"], ["--touch", "first"]])
    return words


def _log_late(story: Story) -> list[str]:
    return [*_log(story), "--at", f"{story.day(20, -1)}T{story.pick.randint(8, 18):02}:00"]


def _edit(story: Story) -> list[str]:
    change = story.pick.choice(
        [
            ["-o", "na"],
            ["-o", "interested"],
            ["--channel", "visit"],
            ["--rep", story.rep()],
            ["--customer", story.customer()],
            ["--at", f"{story.day(20, -1)}T10:00"],
            ["-d", "40m"],
            ["--incoming"],
        ]
    )
    return ["edit", story.activity(), *change]


def _target(story: Story) -> list[str]:
    pick = story.pick
    amount = pick.choice(["1", "2", "3", "5", "2.5", "20"])
    words = [
        "target",
        "set",
        pick.choice(["calls", "calls", "calls", "visits", "talk_minutes", "demos", "points"]),
        amount,
    ]
    words += ["--per", pick.choice(["day", "week", "month"])]
    return words + pick.choice([[], ["--rep", story.rep(), "--new"]]) + pick.choice([[], ["--from", story.day()]])


def _ramp(story: Story) -> list[str]:
    start = story.now.date() + story.pick.randint(-10, 5) * DAY
    words = ["target", "set", "calls", "1..5", "--per", story.pick.choice(["day", "week"]), "--from", str(start)]
    return [*words, "--until", str(start + story.pick.randint(0, 25) * DAY), *story.pick.choice([[], ["--rep", "Ann"]])]


def _clear(story: Story) -> list[str]:
    return ["target", "clear", "calls", *story.pick.choice([[], ["--rep", story.rep()]]), "--from", story.day()]


def _off(story: Story) -> list[str]:
    first = date.fromisoformat(story.day())
    days = story.pick.choice([str(first), f"{first}..{first + story.pick.randint(0, 4) * DAY}"])
    whose = [days, "--rep", story.rep()]
    story.off.append(whose)
    return ["day", "off", *whose, *story.pick.choice([[], ["--half", "am"], ["--half", "pm"]])]


def _import(story: Story) -> list[str]:
    """Some calls of the days before, of which those of an import before come again."""
    story.imports += 1
    lines = ["id,date,rep,customer,outcome"]
    for number in range(story.pick.randint(1, 5)):
        row = story.pick.randint(1, 30)
        moment = f"{story.day(12, -1)} {8 + number:02}:30"
        outcome = story.pick.choice(["won", "na", "connected"])
        lines.append(f"{row},{moment},{story.rep()},{story.customer()},{outcome}")
    unique = {line.partition(",")[0]: line for line in lines}
    path = story.folder / f"calls-{story.imports}.csv"
    path.write_text("\n".join(unique.values()) + "\n", encoding="utf-8")
    return ["import", str(path), "--source", "exchange"]


def _rename(story: Story) -> list[str]:
    if story.pick.random() < 0.5:
        return ["rep", "rename", story.rep(), "--to", f"{story.rep()} {story.pick.choice(['Lee', 'Moe'])}"]
    new = f"{story.customer()} {story.pick.choice(['Ltd', 'Works'])}"
    return ["customer", "edit", story.customer(), "--name", new]


def _rep_set(story: Story) -> list[str]:
    change = story.pick.choice(
        [
            ["--until", story.day(10, 10)],
            ["--until", "none"],
            ["--until", "none"],
            ["--from", story.day(20, 0)],
            ["--no-targets"],
            ["--targets"],
        ]
    )
    return ["rep", "set", story.rep(), *change]


def _just(*words: str) -> Callable[[Story], list[str]]:
    return lambda _story: list(words)


THINGS: dict[str, Callable[[Story], list[str]]] = {
    "log": _log,
    "log late": _log_late,
    "edit": _edit,
    "delete": lambda story: ["delete", story.activity()],
    "undo": lambda story: ["undo", *story.pick.choice([[], [], [story.activity()]])],
    "redo": _just("redo"),
    "target": _target,
    "ramp": _ramp,
    "clear": _clear,
    "off": _off,
    "on": lambda story: ["day", "on", *story.pick.choice([*story.off, [story.day()]])],
    "close": lambda story: ["day", "close", story.day(10, 0), "--rep", story.rep()],
    "calendar": lambda story: [
        *("calendar", "add", story.day(), "Company day"),
        *story.pick.choice([[], ["--work"]]),
    ],
    "calendar drop": lambda story: ["calendar", "drop", story.day()],
    "country": lambda story: ["config", "set", "country", story.pick.choice(["CN", "US", "DE"])],
    "work week": lambda story: [
        *("config", "set", "work-week"),
        story.pick.choice(["mon-fri", "mon-fri", "mon-sat", "sun-thu"]),
    ],
    "rep": _rep_set,
    "own week": lambda story: [
        *("rep", "set", story.rep(), "--work-week"),
        story.pick.choice(["mon-fri", "mon,wed,sat", "none"]),
    ],
    "rename": _rename,
    "rep merge": lambda story: ["rep", "merge", story.rep(), "--into", story.rep()],
    "customer merge": lambda story: ["customer", "merge", story.customer(), "--into", story.customer()],
    "known": lambda story: [
        *("customer", "edit", story.customer()),
        story.pick.choice(["--known", "--not-known"]),
    ],
    "outcome": lambda story: ["outcome", "add", "tried-it", story.pick.choice(["--reached", "--not-reached"])],
    "metric": lambda story: [
        *("metric", "add", "demos", "--channel", story.pick.choice(["phone", "visit"])),
        *story.pick.choice([[], ["-o", "won"], ["--distinct", "customers"], ["--direction", "both"]]),
    ],
    "score": lambda story: ["metric", "score", "points", "calls=1", story.pick.choice(["demos=2.5", "visits=10"])],
    "metric drop": lambda story: ["metric", "drop", story.pick.choice(["demos", "points"])],
    "waive": lambda story: ["quality", "waive", story.activity(), "--note", "as it was"],
    "zone": lambda story: ["config", "set", "tz", story.pick.choice(["Asia/Shanghai", "America/New_York"])],
    "excel": lambda story: ["config", "set", "csv-excel", story.pick.choice(["yes", "no"])],
    "no country": _just("config", "unset", "country"),
    "rebuild": _just("doctor", "--rebuild"),
    "import": _import,
}
WEIGHTS = {
    "log": 5,
    "log late": 3,
    "edit": 2,
    "target": 2,
    "rep merge": 0.15,
    "customer merge": 0.3,
    "country": 0.5,
    "work week": 0.5,
}
WEIGHTS |= {"zone": 0.2, "excel": 0.3, "no country": 0.3, "rebuild": 0.2, "metric drop": 0.3, "waive": 0.3}


@pytest.fixture
def lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, int], Story]]:
    """Begin a story of this seed and let so many things happen; reports agree with the slow model."""
    time.tzset()

    def live(seed: int, things: int) -> Story:
        folder = tmp_path / str(seed)
        folder.mkdir()
        story = Story(seed, folder, monkeypatch.setenv)
        story.call("log", "call", "Acme", "--rep", "Ann")
        story.call("target", "set", "calls", "2", "--per", "day")
        for _number in range(things):
            story.pass_time()
            story.happen()
            if story.pick.random() < 0.3:
                story.compare()
            if story.pick.random() < 0.15:
                story.keep()
        story.pass_time()
        return story

    yield live
    monkeypatch.undo()
    time.tzset()


def test_the_moment_a_week_ended_is_that_of_the_zone_known_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def call(moment: str, *words: str) -> bytes:
        monkeypatch.setenv("SALESCLI_NOW", f"{moment}+08:00")
        return called(*words).out

    last_week = ["report", "week", "--last", "--by", "rep"]
    call("2026-10-26T09:00", "config", "set", "tz", "Asia/Shanghai")
    call("2026-10-26T09:00", "target", "set", "calls", "2", "--per", "day")
    call("2026-11-02T01:13", "rep", "set", "Cyd", "--from", "2026-10-30")  # an hour late; in New York in time
    then = call("2026-11-03T00:39", *last_week)
    assert "target of calls 0 when the week ended, 2 now" in then.decode()
    call("2026-11-06T06:09", "config", "set", "tz", "America/New_York")
    assert call("2026-11-07T09:00", *last_week, "--as-of", "2026-11-03T00:39+08:00") == then


def test_what_is_printed_after_real_commands_is_the_slow_models(lived: Callable[[int, int], Story]) -> None:
    for seed in range(6):
        lived(seed, 60)


def test_as_of_gives_the_bytes_that_were_printed_then(lived: Callable[[int, int], Story]) -> None:
    for seed in range(100, 105):
        lived(seed, 60).ask_again()


@pytest.mark.slow
def test_as_of_through_long_histories(lived: Callable[[int, int], Story]) -> None:
    done: Counter[str] = Counter()
    for seed in range(200, 230):
        story = lived(seed, 150)
        story.ask_again()
        done += story.done
    assert set(done) == set(THINGS), f"never done: {set(THINGS) - set(done)}"
