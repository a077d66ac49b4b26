"""`report quality`: each flag shows from its share on and not below; waivers; silence on clean work; a real export."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from salescli.model.doubts import FLAGS, LEAST, SAMPLE
from salescli.model.periods import Period, containing
from salescli.render.quality import short_lines
from salescli.reports.quality import Quality, in_short, panel
from salescli.reports.result import Question
from salescli.store import activities, customers, demo_history, quality, reps, settings, waivers
from salescli.store import open as opening
from salescli.store.activities import Entry
from salescli.store.counting import Selection
from salescli.store.operation import writing

ROOT = Path(__file__).parents[2]
ZOHO = Path(__file__).parents[3] / "shared" / "samples" / "zoho-calls.csv"
MONDAY = datetime.fromisoformat("2026-11-16T09:05:00+08:00")
WEEK = Period("week", date(2026, 11, 16), date(2026, 11, 22))
TODAY = date(2026, 11, 18)
AFTER = datetime.fromisoformat("2026-11-25T09:00:00+08:00")
LINES = 40  # a week's: eight a day, an hour apart
OUTCOMES = ("connected", "no-answer", "interested")
Lines = list[dict[str, Any]]


def clean() -> Lines:
    """A week's calls that nothing is odd about."""
    return [
        {
            "customer": f"Shop {number}",
            "at": MONDAY + timedelta(days=number // 8, hours=number % 8),
            "outcome": OUTCOMES[number % 3],
            "duration_s": 100 + 7 * number,
        }
        for number in range(LINES)
    ]


class Team:
    """A file that reps' lines are written into."""

    def __init__(self, path: Path) -> None:
        self.connection = opening.for_writing(str(path))

    def log(self, lines: Lines, rep: str = "Ann") -> list[int]:
        """Write the lines; those without `logged_at` at once, all else as usual."""
        made = []
        with writing(self.connection, "log", MONDAY) as op:
            who = reps.find(self.connection, rep) or reps.create(op, rep)
            for line in lines:
                fields = dict(line)
                name = fields.pop("customer", None)
                at = fields.pop("at")
                customer = None
                if name is not None:
                    customer = (customers.find(self.connection, name) or customers.create(op, name)).id
                logged = fields.pop("logged_at", at + timedelta(minutes=2))
                entry = Entry(
                    rep=who.id,
                    customer=customer,
                    person=None,
                    number=None,
                    channel="phone",
                    direction="out",
                    stated=None,
                    outcome=None,
                    reached=1,
                    at=at.isoformat(),
                    at_unix=int(at.timestamp()),
                    day=at.date().isoformat(),
                    duration_s=None,
                    note=None,
                    logged_at=logged.isoformat(),
                    source=None,
                    source_id=None,
                )
                made.append(activities.add(op, entry._replace(**fields)))
        return made

    def edit(self, ids: list[int], now: datetime) -> None:
        with writing(self.connection, "edit", now) as op:
            for activity in ids:
                entry = activities.entry_of(self.connection, activity)
                assert entry
                activities.change(op, activity, entry._replace(note="changed"))

    def look(self, today: date = TODAY, period: Period = WEEK) -> Quality:
        return panel(self.connection, period, today)

    def flags(self, **kwargs: Any) -> dict[str, tuple[int, int]]:
        return {each.row.flag: (each.row.count, each.row.of) for each in self.look(**kwargs).findings}


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "salescli.db")


def late(marked: int) -> Lines:
    lines = clean()
    for line in lines[:marked]:
        line["logged_at"] = line["at"] + timedelta(hours=24, seconds=1)
    return lines


def bursts(marked: int) -> Lines:
    lines = clean()
    for line in lines[:marked]:  # ten minutes after it, another that lasted as long
        line["duration_s"] = 900
    more = [{**line, "customer": line["customer"] + " B", "at": line["at"] + timedelta(minutes=10)} for line in lines]
    return lines[: LINES - marked] + more[:marked]


def copies(marked: int) -> Lines:
    lines = clean()
    return lines[: LINES - marked] + [dict(lines[number % (LINES - marked)]) for number in range(marked)]


def repeats(marked: int) -> Lines:
    lines = clean()
    for line in lines[: 4 + marked]:
        line["customer"] = "Shop 0"
        line["at"] = MONDAY + timedelta(minutes=20 * lines.index(line))
    return lines


def few_customers(marked: int) -> Lines:
    lines = clean()
    for number, line in enumerate(lines):
        place = min(number, LINES - marked - 1)  # so many different customers on one day
        line["customer"] = f"Shop {place}"
        line["at"] = MONDAY + timedelta(minutes=12 * number)
    return lines


def one_outcome(marked: int) -> Lines:
    return [{**line, "outcome": "busy"} if number < marked else line for number, line in enumerate(clean())]


def one_duration(marked: int) -> Lines:
    return [{**line, "duration_s": 300} if number < marked else line for number, line in enumerate(clean())]


def nobody(marked: int) -> Lines:
    return [{**line, "customer": None, "outcome": None} if n < marked else line for n, line in enumerate(clean())]


def zero(marked: int) -> Lines:
    return [{**line, "duration_s": 0} if number < marked else line for number, line in enumerate(clean())]


# the flag, a week of forty lines with so many marked, the fewest with which it shows: its share of forty, or three
SHOWN_FROM: list[tuple[str, Callable[[int], Lines], int]] = [
    ("late", late, 8),
    ("bursts", bursts, 4),
    ("copies", copies, LEAST),
    ("repeats", repeats, 4),
    ("customers", few_customers, 32),
    ("outcome", one_outcome, 38),
    ("durations", one_duration, 32),
    ("no-customer", nobody, 8),
    ("zero", zero, LEAST),
]


@pytest.mark.parametrize(("flag", "make", "fewest"), SHOWN_FROM)
def test_a_flag_shows_from_its_share_on(flag: str, make: Callable[[int], Lines], fewest: int, tmp_path: Path) -> None:
    just, below = Team(tmp_path / "just.db"), Team(tmp_path / "below.db")
    just.log(make(fewest))
    below.log(make(fewest - 1))
    assert just.flags()[flag] == (fewest, LINES)
    assert flag not in below.flags()


def test_the_ids_are_those_marked_and_of_people_the_first(team: Team) -> None:
    made = team.log(late(9))
    found = team.look().findings
    assert [each.row.ids for each in found] == [" ".join(map(str, made[:9]))]
    assert panel(team.connection, WEEK, TODAY, most=2).findings[0].row.ids == f"{made[0]} {made[1]}"


def test_clean_work_is_passed_over_in_silence(team: Team) -> None:
    team.log(clean())
    found = team.look(date(2026, 12, 1))
    assert (found.findings, found.few, found.lines, found.people) == ([], [], LINES, 1)


@pytest.mark.parametrize(("flag", "make", "fewest"), SHOWN_FROM)
def test_a_rep_with_few_lines_is_not_judged(flag: str, make: Callable[[int], Lines], fewest: int, team: Team) -> None:
    worst = [line for line in make(LINES - 1) if line][-(SAMPLE - 1) :]
    team.log(worst)
    found = team.look()
    assert (found.findings, found.few) == ([], ["Ann"])


def test_changes_after_the_period(team: Team) -> None:
    made = team.log(clean())
    later = date(2026, 11, 25)
    team.edit(made[:10], datetime.fromisoformat("2026-11-22T23:00:00+08:00"))  # while it lasts
    assert not team.flags(today=later)
    team.edit(made[20:23], AFTER)
    assert not team.flags(today=later)
    team.edit(made[23:24], AFTER)
    assert team.flags(today=later) == {"edits": (4, LINES)}
    assert not team.flags(today=TODAY)  # nothing comes afterwards in a week that is under way


NEAR = [("Kestrel Optics", "Kestral Optics"), ("Harbour Foods", "Harbor Foods"), ("远航贸易有限公司", "远航贸易")]
NEAR.append(("Granite Print", "Granite Print Ltd"))


@pytest.mark.parametrize("marked", [3, 4])
def test_first_contacts_near_one_reached_before(marked: int, team: Team) -> None:
    lines = clean()
    before = [{"customer": old, "at": MONDAY - timedelta(days=5, minutes=n)} for n, (old, _new) in enumerate(NEAR)]
    for line, (_old, new) in zip(lines, NEAR[:marked], strict=False):
        line["customer"] = new
    team.log(before)
    made = team.log(lines)
    found = team.look().findings
    shown = [("near", " ".join(map(str, made[:4])))] if marked == 4 else []
    assert [(each.row.flag, each.row.ids) for each in found] == shown


def test_of_two_near_ones_the_later_is_in_doubt(team: Team) -> None:
    settings_of(team, **{"quality-near": "1%"})
    lines = clean()
    lines[0]["customer"], lines[30]["customer"] = "Kestrel Optics", "Kestrel Optic"
    made = team.log(lines)
    assert [each.row.ids for each in team.look().findings] == [str(made[30])]


def settings_of(team: Team, **values: str) -> None:
    with writing(team.connection, "config", MONDAY) as op:
        for name, value in values.items():
            settings.write(op, name, value)


def test_a_threshold_is_a_setting(team: Team) -> None:
    team.log(late(7))
    assert not team.flags()
    settings_of(team, **{"quality-late": "17%"})
    assert team.flags() == {"late": (7, LINES)}
    settings_of(team, **{"quality-late": "off"})
    assert not team.flags()
    settings_of(team, **{"quality-late": "17%", "quality-sample": "41"})
    assert not team.flags()


def test_what_is_left_out(team: Team) -> None:
    noon = datetime.fromisoformat("2026-11-16T12:00:00+08:00")
    imported = [{**line, "source": "zoho", "source_id": str(n)} for n, line in enumerate(late(LINES))]
    team.log(imported, "Imported")
    # a day without a time stands at noon: typed the next day's evening it is not late, nor are many at once a burst
    days = [noon + timedelta(days=number // 10) for number in range(LINES)]
    untimed = [
        {**line, "at": at, "logged_at": at + timedelta(hours=35), "duration_s": None}
        for line, at in zip(clean(), days, strict=True)
    ]
    team.log(untimed, "Untimed")
    # an incoming call, and one that reached nobody, may last 0 seconds
    team.log(
        [{**line, "direction": "in"} if n % 2 else {**line, "reached": 0} for n, line in enumerate(zero(40))], "Zero"
    )
    # mails and messages go to many at once
    mails = [{**line, "at": MONDAY, "channel": "email", "duration_s": None, "outcome": None} for line in clean()]
    team.log(mails, "Mailing")
    # calls that end where the next begins, or are rounded to the minute so that they seem not to
    close = [
        {**line, "at": MONDAY + timedelta(minutes=5 * n), "duration_s": 300 + n % 50} for n, line in enumerate(clean())
    ]
    team.log(close, "Close")
    # nobody says what came of it: the report's own note tells
    team.log([{**line, "outcome": None} for line in clean()], "Silent")
    assert [(each.row.rep, each.row.flag) for each in team.look().findings] == []


def test_too_many_in_a_minute(team: Team) -> None:
    lines = clean()
    for line in lines[:4]:
        line["at"] = MONDAY + timedelta(seconds=10 * lines.index(line))
    team.log(lines)
    assert team.flags() == {"bursts": (4, LINES)}


def test_counts_and_ids_agree_and_names_are_in_order(team: Team) -> None:
    for rep, made in (("Bo", copies(20)), ("ann", repeats(9)), ("Cy", late(30) + bursts(20) + zero(12))):
        team.log([{**line, "customer": f"{rep} {line['customer']}"} for line in made], rep)
    found = team.look()
    assert {each.row.rep for each in found.findings} == {"ann", "Bo", "Cy"}
    names = [each.row.rep for each in found.findings]
    assert names == sorted(names, key=str.casefold)
    for each in found.findings:
        assert len(each.row.ids.split()) == len(set(each.row.ids.split())) == each.row.count
    together = {each.row.flag: each.row.count for each in found.together}
    for flag, count in together.items():
        shown = sum(each.row.count for each in found.findings if each.row.flag == flag)
        assert count >= shown > 0


def test_a_waived_line_is_as_if_it_were_not_there(team: Team) -> None:
    made = team.log(late(9))
    with writing(team.connection, "waive", MONDAY) as op:
        waivers.waive(op, made[0], "off-line", "late")
        waivers.waive(op, made[1], "off-line", "copies")  # another flag's
    assert team.flags() == {"late": (8, LINES - 1)}
    with writing(team.connection, "waive", MONDAY) as op:
        waivers.waive(op, made[1], "off-line", None)
    assert not team.flags()


@pytest.mark.parametrize("make", [copies, repeats, few_customers, one_outcome, one_duration, zero, bursts])
def test_every_flag_heeds_waivers(make: Callable[[int], Lines], team: Team) -> None:
    made = team.log(make(LINES - 1))
    assert team.flags()
    with writing(team.connection, "waive", MONDAY) as op:
        for activity in made:
            waivers.waive(op, activity, "seen", None)
    assert not team.flags()


def test_in_short_under_a_report(team: Team) -> None:
    team.log(late(12) + [{**line, "customer": "Shop 0"} for line in repeats(9)])
    team.log([{**line, "customer": f"Bo's {line['customer']}"} for line in one_outcome(39)], "Bo")
    asked = Question(WEEK, TODAY, ())
    short = short_lines(in_short(team.connection, asked), WEEK, TODAY)
    assert len(short) == 2
    assert short[0].startswith("To look at: Ann: ")
    assert short[0].endswith("; Bo: one outcome for 98%")
    assert short[1] == "salescli report quality names the lines, and what they might be"
    part = Question(WEEK, TODAY, (), selection=Selection(channels=("visit",)))
    assert in_short(team.connection, part) == []
    assert short_lines([], WEEK, TODAY) == []


@pytest.mark.parametrize(
    ("kind", "day", "command"),
    [
        ("month", TODAY, "salescli report quality month"),
        ("week", date(2026, 11, 2), "salescli report quality --on 2026-11-02"),
        ("range", date(2026, 11, 2), "salescli report quality --since 2026-11-02 --until 2026-11-03"),
    ],
)
def test_the_line_names_the_command_of_the_same_period(kind: str, day: date, command: str, team: Team) -> None:
    team.log(late(12))
    found = in_short(team.connection, Question(WEEK, TODAY, ()))
    period = Period(kind, day, day + timedelta(days=1)) if kind == "range" else containing(kind, day)
    assert short_lines(found, period, TODAY)[1].startswith(command + " names")


# -- through the command line


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_waive_list_and_undo(cli: Any, tmp_path: Path) -> None:
    team = Team(tmp_path / "salescli.db")
    made = team.log(late(8))
    team.connection.close()
    header = "rep,flag,count,of,share,threshold,ids\n"
    ids = " ".join(map(str, made[:8]))
    assert cli("report", "quality", "-f", "csv") == (f"{header}Ann,late,8,40,0.2000,0.2000,{ids}\n", "", 0)

    assert cli("quality", "list").err == "Nothing is waived; salescli report quality names what could be.\n"
    said = cli("quality", "waive", f"#{made[0]}", "--note", "no", "signal", "--flag", "la")
    assert said == (f"#{made[0]} waived of late: no signal; salescli undo takes it back\n", "", 0)
    assert cli("report", "quality", "-f", "csv").out == header
    again = cli("quality", "waive", str(made[0]), "-n", "no signal there", "--flag", "late")
    assert again.out == f"#{made[0]} waived of late: no signal → no signal there\n"
    assert cli("quality", "waive", str(made[0]), "-n", "no signal there", "--flag", "late").out.endswith("unchanged\n")
    listed = json.loads(cli("quality", "list", "-f", "json").out)
    assert [(each["id"], each["flag"], each["note"]) for each in listed] == [(made[0], "late", "no signal there")]
    assert cli("undo").code == 0
    assert json.loads(cli("quality", "list", "-f", "json").out)[0]["note"] == "no signal"
    assert cli("undo").code == 0
    assert cli("report", "quality", "-f", "csv").out != header
    assert cli("redo").code == 0
    assert cli("report", "quality", "-f", "csv").out == header
    assert "all is well: activities 40" in cli("doctor").out


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (["quality", "waive", "999", "-n", "seen"], 3, "there is no activity #999; salescli report quality names"),
        (["quality", "waive", "-n", "seen"], 2, "waive which?"),
        (["quality", "waive", "1"], 2, "say why: salescli quality waive 1 --note TEXT"),
        (["quality", "waive", "1", "-n", "seen", "--flag", "odd"], 2, "no such flag: odd; there are late, bursts"),
        (["quality", "waive", "one", "-n", "seen"], 2, "one is no id"),
        (["quality", "list", "all"], 2, "quality list takes no word"),
        (["report", "quality", "--rep", "Zoe"], 3, "there is no rep Zoe"),
        (["report", "quality", "-f", "pdf"], 2, "no such format: pdf"),
        (["report", "quality", "fortnight"], 2, "no such period: fortnight"),
        (["config", "set", "quality-late", "2.5%"], 2, "is no share: type 1% to 100%, or off"),
    ],
)
def test_what_is_refused(words: list[str], code: int, part: str, cli: Any, tmp_path: Path) -> None:
    Team(tmp_path / "salescli.db").log(clean())
    said = cli(*words)
    assert (said.out, said.code) == ("", code)
    assert said.err.startswith("error: ")
    assert part in said.err
    assert said.err.count("\n") == 1


def test_nothing_is_waived_where_one_id_is_unknown(cli: Any, tmp_path: Path) -> None:
    made = Team(tmp_path / "salescli.db").log(clean())
    assert cli("quality", "waive", str(made[0]), "999", "-n", "seen").code == 3
    assert cli("quality", "list", "-f", "csv").out.count("\n") == 1


def test_the_page_for_people(cli: Any, tmp_path: Path) -> None:
    team = Team(tmp_path / "salescli.db")
    ids = team.log(late(10))
    team.log([{**line, "customer": f"Bo's {line['customer']}"} for line in clean()[:6]], "Bo")
    shown = "".join(f"#{each} " for each in ids[:8])
    assert (
        cli("report", "quality").out
        == f"""\
Quality · Week 2026-W47 · 2026-11-16 to 2026-11-22 · 46 lines of 2 reps

Ann
  late         10 of 40 lines were logged over a day late (25%; shown from 20%)
               {shown}and 2 more

What that might be
  late         days on the road or off-line, or a weekend between; the work
               itself may be exactly as logged

Fewer than 20 lines, too few to judge: Bo
These are lines to look at, and no verdict; every figure stands as it is. Of one
that is right: salescli quality waive ID --note TEXT
"""
    )
    assert "Nothing to look at." in cli("report", "quality", "--rep", "Bo").out
    assert cli("report", "quality", "-f", "md").out.startswith("## Quality · Week 2026-W47")


DEMO_DAYS = [
    "2026-11-18T15:04:00+08:00",
    "2026-11-22T23:59:59+08:00",
    "2026-01-05T08:30:00+00:00",
    "2024-02-29T17:00:00-11:00",
    "2027-07-30T12:00:00-05:00",
]


@pytest.mark.parametrize("now", DEMO_DAYS)
def test_the_made_up_team_is_clean(now: str, tmp_path: Path) -> None:
    moment = datetime.fromisoformat(now)
    connection = opening.for_writing(str(tmp_path / "demo.db"))
    demo_history.write(connection, moment)
    today = moment.date()
    periods = [containing(kind, today) for kind in ("day", "week", "month", "quarter", "year")]
    periods += [containing("week", today - timedelta(weeks=weeks)) for weeks in range(1, 13)]
    periods += [containing(kind, today - timedelta(days=days)) for kind in ("month", "quarter") for days in (30, 60)]
    periods.append(Period("range", today - timedelta(weeks=13), today))
    for period in periods:
        found = panel(connection, period, today)
        assert [(each.row.rep, each.row.flag, each.row.share) for each in found.findings] == [], period
    assert sum(panel(connection, period, today).lines for period in periods[5:]) > 3000


@pytest.mark.skipif(not ZOHO.exists(), reason="no zoho-calls.csv here: a real export that is not ours to keep")
def test_a_real_export_that_is_odd(cli: Any) -> None:
    assert cli("import", str(ZOHO)).code == 0
    span = ("--since", "2021-02-01", "--until", "2021-04-30")
    found = rows(cli("report", "quality", *span, "-f", "csv").out)
    of = {flag.name: [row for row in found if row["flag"] == flag.name] for flag in FLAGS}
    sums = {flag: sum(int(row["count"]) for row in each) for flag, each in of.items()}
    assert sums["copies"] == 3454  # of 4,100: 410 rows, most of them ten times
    assert sums["no-customer"] == 1790
    assert [(row["rep"], row["count"], row["of"]) for row in of["zero"]] == [("Lazar Mathew", "10", "200")]
    assert not of["late"]  # all was imported just now, which says nothing of the reps
    assert all(len(row["ids"].split()) == int(row["count"]) for row in found)

    page = " ".join(cli("report", "quality", *span).out.split())
    assert "3,454 of 4,100 lines say exactly what an earlier one says, each about 10 times over" in page
    assert "1,790 of 4,100 calls have no customer" in page
    assert "10 of 200 outgoing calls that count as reached lasted 0 seconds" in page


# -- documentation and speed


def test_the_document_has_every_flag() -> None:
    text = (ROOT / "docs" / "quality.md").read_text("utf-8")
    for flag in FLAGS:
        assert f"| `{flag.name}` | {flag.meaning} | {flag.default}% | {flag.innocent} |\n" in text
        assert f"- **{flag.name}**: " in text or flag.name == "no-customer"


def test_words_are_neutral() -> None:
    for flag in FLAGS:
        said = f"{flag.meaning} {flag.figure} {flag.short} {flag.innocent}".lower()
        assert not any(word in said for word in ("cheat", "suspicious", "fake", "fraud", "lie ", "wrong"))


def test_only_the_days_of_the_period_are_read(team: Team) -> None:
    team.log(clean())
    plans: list[str] = []
    connection = team.connection

    class Explaining:
        def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.extend(str(row[3]) for row in plan)
            return connection.execute(statement, values)

    asked = quality.Asked("2026-11-16", "2026-11-22", (), "2026-11-23T12:00:00Z")
    names = [flag.name for flag in FLAGS]
    quality.counts(Explaining(), asked, names)  # type: ignore[arg-type]
    quality.ids(Explaining(), asked, names)  # type: ignore[arg-type]
    reading = [step for step in plans if step.startswith(("SEARCH a ", "SCAN a "))]
    assert reading
    assert all(step.startswith("SEARCH a USING INDEX activity_day (day>? AND day<?") for step in reading)
    assert not any(step.startswith(("SCAN v", "SCAN revision")) for step in plans)
