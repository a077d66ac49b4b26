"""`day`: off, on, close, list. The present is Wednesday 2026-11-18, 15:04."""

import json

import pytest

from tests.conftest import Cli

OFF = [
    (("tomorrow",), "Thu 2026-11-19 · 1 working day"),
    (("fri",), "Fri 2026-11-20 · 1 working day"),
    (("wed",), "Wed 2026-11-18 · 1 working day"),
    (("next", "monday"), "Mon 2026-11-23 · 1 working day"),
    (("12-24",), "Thu 2026-12-24 · 1 working day"),
    (("24", "dec"), "Thu 2026-12-24 · 1 working day"),
    (("yesterday",), "Tue 2026-11-17 · 1 working day"),
    (("2026-10-01",), "Thu 2026-10-01 · 1 working day"),
    (("明天",), "Thu 2026-11-19 · 1 working day"),
    (("sat",), "Sat 2026-11-21 · no working day"),
    (("2026-12-24..2027-01-02",), "Thu 2026-12-24 to Sat 2027-01-02 · 7 working days"),
    (("2026-12-24", "..", "2", "jan"), "Thu 2026-12-24 to Sat 2027-01-02 · 7 working days"),
    (("mon..fri",), "Mon 2026-11-23 to Fri 2026-11-27 · 5 working days"),
    (("thu..mon",), "Thu 2026-11-19 to Mon 2026-11-23 · 3 working days"),
    (("2026-11-16..tomorrow",), "Mon 2026-11-16 to Thu 2026-11-19 · 4 working days"),
    (("today", "--half", "pm"), "Wed 2026-11-18 afternoon · half a working day"),
    (("today", "--half", "AM"), "Wed 2026-11-18 morning · half a working day"),
    (("mon..wed", "--half", "am"), "Mon 2026-11-23 to Wed 2026-11-25, mornings · 1.5 working days"),
    (("--half", "pm", "fri"), "Fri 2026-11-20 afternoon · half a working day"),
    (("--rep", "ann", "-1d"), "Tue 2026-11-17 · 1 working day"),
    (("fri", "--reason", "my", "daughter's", "school"), "Fri 2026-11-20 · 1 working day · my daughter's school"),
]


@pytest.mark.parametrize(("words", "answer"), OFF)
def test_off_says_what_was_understood(cli: Cli, words: tuple[str, ...], answer: str) -> None:
    done = cli("day", "off", *words)
    assert (done.out, done.err, done.code) == (f"ann is off: {answer} · new rep\n", "", 0)


REFUSED = [
    (("off",), "error: off when? salescli day off tomorrow\n"),
    (("off", "someday"), 'error: "someday" is no time that is understood'),
    (
        ("off", "fri", "3pm"),
        "error: fri 3pm is a time, and here it takes a day; half a day off: --half am or ",
    ),
    (("off", "fri", "--half", "noon"), "error: --half is am or pm, not noon\n"),
    (("off", "2026-12-24..2026-12-20"), "error: 2026-12-24 is after 2026-12-20: turn them round\n"),
    (("off", "2026-12-24..tomorrow"), "error: 2026-12-24 is after 2026-11-19: turn them round\n"),
    (("off", "2026-12-24.."), "error: 2026-12-24.. has one end; write both: 2026-12-24..2027-01-02\n"),
    (
        ("off", "2026-12-24", "to", "2026-12-26"),
        "error: 2026-12-24 to 2026-12-26: between two days write two dots, as in 2026-12-24..2027-01-02\n",
    ),
    (("off", "12-24–12-26"), "error: 12-24–12-26: between two days write two dots, as in "),
    (("off", "03/04/2027"), "error: 03/04/2027 reads two ways"),
    (
        ("off", "2026-12-24..2027-12-25"),
        "error: 2026-12-24..2027-12-25 is more than 366 days; to leave for good: salescli rep set ",
    ),
    (("off", "fri", "--reason", "x" * 201), "error: the reason is longer than 200 characters\n"),
    (("off", "fri", "--rep", "a;b"), "error: a name holds no semicolon: a;b\n"),
    (("off", "fri", "--whole"), "error: no such option: --whole"),
]


@pytest.mark.parametrize(("words", "error"), REFUSED)
def test_what_is_refused_makes_no_file(cli: Cli, words: tuple[str, ...], error: str) -> None:
    done = cli("day", *words)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith(error)
    assert cli("day", "list").code == 1


def test_without_a_file_only_off_makes_one(cli: Cli) -> None:
    for words in (("on", "fri"), ("close",), ("list",)):
        done = cli("day", *words)
        assert (done.out, done.code) == ("", 1)
        assert done.err.startswith("error: there is no file at ")


def states(cli: Cli, *words: str) -> dict[str, tuple[str, float, str | None]]:
    """By day: state, weight and why."""
    done = cli("day", "list", *words, "-f", "json")
    assert (done.err, done.code) == ("", 0)
    return {row["day"]: (row["state"], row["weight"], row["why"]) for row in json.loads(done.out)}


def test_halves_and_whole_days_replace_each_other(cli: Cli) -> None:
    def friday() -> tuple[str, float, str | None] | None:
        return states(cli, "--rep", "ann").get("2026-11-20")

    cli("day", "off", "fri", "--half", "am", "--reason", "dentist")
    assert friday() == ("to come", 0.5, "leave am: dentist")
    cli("day", "off", "fri", "--half", "pm")
    assert friday() == ("off", 0, "leave am: dentist; leave pm")
    assert cli("day", "off", "fri", "--half", "am").out.endswith(" · dentist · unchanged\n")
    cli("day", "off", "fri")  # the day replaces halves
    assert friday() == ("off", 0, "leave")
    cli("day", "off", "fri", "--half", "pm", "--reason", "school")  # a half replaces the day
    assert friday() == ("to come", 0.5, "leave pm: school")
    cli("day", "off", "fri", "--half", "pm", "--reason", "school play")
    assert friday() == ("to come", 0.5, "leave pm: school play")
    for before in ("leave pm: school", "leave", "leave am: dentist; leave pm", "leave am: dentist"):
        assert cli("undo").code == 0
        found = friday()
        assert found is not None
        assert found[2] == before
    assert cli("redo").code == 0
    assert friday() == ("off", 0, "leave am: dentist; leave pm")


def test_again_the_same_changes_nothing(cli: Cli) -> None:
    cli("log", "call", "Acme")
    cli("day", "off", "thu..fri", "--reason", "skiing")
    again = cli("day", "off", "thu..fri")
    assert (again.out, again.err, again.code) == (
        "ann is off: Thu 2026-11-19 to Fri 2026-11-20 · 2 working days · skiing · unchanged\n",
        "",
        0,
    )
    assert cli("undo").out.startswith("undone day: ")  # the one that changed something
    assert "2026-11-20" not in states(cli)


def test_the_answer_says_what_is_left_of_the_weeks_target(cli: Cli) -> None:
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-02", "--rep", "Ann")
    done = cli("day", "off", "today", "--half", "pm", "--rep", "Ann")
    assert done.out == (
        "Ann is off: Wed 2026-11-18 afternoon · half a working day · the week's target of calls is 180 of 200\n"
    )
    done = cli("day", "off", "thu..fri", "--rep", "Ann")
    assert done.out.endswith(" · 2 working days · the week's target of calls is 100 of 200\n")
    assert cli("day", "off", "sat", "--rep", "Ann").out == "Ann is off: Sat 2026-11-21 · no working day\n"


def test_a_new_rep_is_made_and_a_near_one_held_back(cli: Cli) -> None:
    assert cli("day", "off", "fri", "--rep", "Margaret").out.endswith(" · new rep\n")
    held = cli("day", "off", "fri", "--rep", "Margarat")
    assert (held.out, held.code) == ("", 2)
    assert "Margaret" in held.err
    assert cli("day", "off", "fri", "--rep", "Margarat", "--new").out.endswith(" · new rep\n")
    undone = cli("undo")
    assert (undone.out.splitlines()[-1], undone.code) == ("  rep Margarat → gone", 0)
    assert cli("rep", "list").out.count("\n") == 1


def test_on_takes_leave_away(cli: Cli) -> None:
    cli("day", "off", "mon..fri")
    done = cli("day", "on", "wed..thu")
    assert (done.out, done.err, done.code) == (
        "",
        "error: ann has no leave and no closed day: Wed 2026-11-18 to Thu 2026-11-19; see salescli day list\n",
        3,
    )
    assert cli("day", "on", "2026-11-25..2026-12-31").out == ("ann: no longer off: Wed 2026-11-25 to Fri 2026-11-27\n")
    assert list(states(cli, "--rep", "ann")) == ["2026-11-23", "2026-11-24"]
    cli("undo")
    assert len(states(cli, "--rep", "ann")) == 5
    cli("day", "on", "tue")
    assert cli("day", "on", "mon..fri").out == "ann: no longer off: 4 days from Mon 2026-11-23 to Fri 2026-11-27\n"
    assert cli("day", "on", "mon..fri").code == 3
    assert cli("day", "on", "fri", "--rep", "Zoe").err == "error: there is no rep Zoe; salescli rep list shows them\n"


def test_close(cli: Cli) -> None:
    cli("log", "call", "Acme", now="2026-11-13T10:00:00+08:00")  # a Friday
    done = cli("day", "close", "yesterday")
    assert (done.out, done.err, done.code) == ("ann: nothing was done on Tue 2026-11-17 · closed\n", "", 0)
    again = cli("day", "close", "tue")
    assert (again.out, again.code) == ("ann: nothing was done on Tue 2026-11-17 · closed · unchanged\n", 0)
    assert cli("day", "close").out == "ann: nothing was done on Wed 2026-11-18 · closed\n"
    cli("day", "off", "2026-11-16", "--reason", "flu")
    for words, why in (
        (("fri",), "ann has 1 activity on Fri 2026-11-13"),
        (("sat",), "ann is off on Sat 2026-11-14 (weekend)"),
        (("mon",), "ann is off on Mon 2026-11-16 (leave: flu)"),
        (("2026-11-12",), "ann joined on 2026-11-13"),
    ):
        nothing = cli("day", "close", *words)
        assert (nothing.out, nothing.err, nothing.code) == (f"nothing to close: {why}\n", "", 0)
    assert states(cli)["2026-11-17"] == ("confirmed zero", 1, None)
    cli("log", "call", "Acme")  # work comes before what was said of the day
    assert states(cli)["2026-11-18"] == ("worked", 1, None)
    cli("undo")
    cli("undo")
    assert cli("undo").out == "undone day: day-closed ann 2026-11-18 → gone\n"
    assert states(cli)["2026-11-18"] == ("open", 1, None)
    cli("redo")
    assert states(cli)["2026-11-18"] == ("confirmed zero", 1, None)
    taken = cli("day", "on", "today")
    assert (taken.out, taken.code) == ("ann: no longer closed: Wed 2026-11-18\n", 0)
    assert states(cli)["2026-11-18"][0] == "open"


@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (("tomorrow",), "error: 2026-11-19 is still to come; to take it off: salescli day off 2026-11-19\n", 2),
        (("2026-11-16..2026-11-17",), "error: one day at a time: salescli day close yesterday\n", 2),
        (("--rep", "Zoe"), "error: there is no rep Zoe; salescli rep list shows them\n", 3),
    ],
)
def test_close_refuses(cli: Cli, words: tuple[str, ...], error: str, code: int) -> None:
    cli("log", "call", "Acme")
    assert cli("day", "close", *words) == ("", error, code)


def test_a_manager_owes_no_day(cli: Cli) -> None:
    cli("rep", "set", "mia", "--no-targets", "--from", "2026-11-16")
    assert cli("day", "close", "yesterday", "--rep", "mia").out == (
        "nothing to close: mia has no targets, so no day is asked about\n"
    )
    assert states(cli, "--rep", "mia")["2026-11-17"][0] == "not asked"


LISTED = """\
day,weekday,rep,state,weight,activities,why
2026-11-01,sun,ann,off,0,0,weekend
2026-11-02,mon,ann,off,0,0,Founders' Day
2026-11-03,tue,ann,worked,1,2,
2026-11-04,wed,ann,confirmed zero,1,0,
2026-11-05,thu,ann,unreported,1,0,
2026-11-06,fri,ann,worked,0,1,no day of the work week
2026-11-07,sat,ann,off,0,0,weekend
2026-11-08,sun,ann,off,0,0,weekend
2026-11-09,mon,ann,unreported,0.5,0,leave am: '=dentist()
2026-11-10,tue,ann,off,0,0,leave
2026-11-11,wed,ann,worked,0,1,leave
2026-11-12,thu,ann,unreported,1,0,
2026-11-20,fri,ann,off,0,0,no day of the work week; leave
"""


def test_list_names_the_state_of_each_day(cli: Cli) -> None:
    now = "2026-11-12T15:00:00+08:00"
    cli("rep", "set", "ann", "--from", "2026-10-26", "--work-week", "mon-thu")
    cli("calendar", "add", "2026-11-02", "Founders'", "Day")
    for day, lines in (("03", 2), ("06", 1), ("11", 1)):
        for _again in range(lines):
            assert cli("log", "call", "Acme", now=f"2026-11-{day}T10:00:00+08:00").code == 0
    cli("day", "close", "2026-11-04")
    cli("day", "off", "2026-11-09", "--half", "am", "--reason", "=dentist()")
    cli("day", "off", "2026-11-10..2026-11-11")
    cli("day", "off", "2026-11-20")
    listed = cli("day", "list", "-f", "csv", now=now)
    expected = LISTED.replace("2026-11-12,thu,ann,unreported", "2026-11-12,thu,ann,open").replace(
        "leave am: '=dentist()", "leave am: =dentist()"
    )
    assert (listed.out, listed.err, listed.code) == (expected, "", 0)
    plain = cli("day", "list", "--since", "2026-11-05", "--until", "2026-11-06", now=now)
    assert plain.out == (
        "2026-11-05\tthu\tann\tunreported\t1\t0\t\n2026-11-06\tfri\tann\tworked\t0\t1\tno day of the work week\n"
    )
    october = cli("day", "list", "october", "-f", "csv", now=now).out.splitlines()
    assert [line[:10] for line in october[1:]] == [f"2026-10-{day}" for day in range(26, 32)]  # from joining on
    assert list(states(cli, "--since", "2026-11-29")) == ["2026-11-29", "2026-11-30"]
    december = states(cli, "2026-12")
    assert (len(december), december["2026-12-01"]) == (31, ("to come", 1, None))


def test_list_shows_the_own_rep_or_the_team(cli: Cli) -> None:
    cli("log", "call", "Acme")
    cli("log", "call", "Acme", "--rep", "Bob")
    assert {line.split("\t")[2] for line in cli("day", "list").out.splitlines()} == {"ann"}
    team = cli("day", "list", LOGNAME="zed", USER="zed").out.splitlines()
    assert [line.split("\t")[2] for line in team] == ["Bob", "ann"]
    assert {line.split("\t")[2] for line in cli("day", "list", "--rep", "bob").out.splitlines()} == {"Bob"}
    cli("rep", "set", "Bob", "--until", "2026-11-19")
    assert list(states(cli, "--rep", "Bob", "november")) == ["2026-11-18", "2026-11-19"]


@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (("november", "--since", "2026-11-01"), "error: either a month or a range (--since, --until), not both\n", 2),
        (
            ("--since", "2026-11-09", "--until", "2026-11-02"),
            "error: --since 2026-11-09 is after --until ",
            2,
        ),
        (("whenever",), 'error: "whenever" is no time that is understood', 2),
        (("-f", "pdf"), "error: no such format: pdf", 2),
        (("--rep", "Zoe"), "error: there is no rep Zoe; salescli rep list shows them\n", 3),
    ],
)
def test_list_refuses(cli: Cli, words: tuple[str, ...], error: str, code: int) -> None:
    cli("log", "call", "Acme")
    done = cli("day", "list", *words)
    assert (done.out, done.code) == ("", code)
    assert done.err.startswith(error)


def test_leave_of_merged_reps_is_one(cli: Cli) -> None:
    cli("day", "off", "fri", "--half", "am", "--rep", "Anna Li")
    cli("day", "off", "fri", "--half", "pm", "--rep", "Bo")
    cli("rep", "merge", "Bo", "--into", "Anna Li")
    assert states(cli, "--rep", "Anna Li")["2026-11-20"] == ("off", 0, "leave")
    assert cli("day", "on", "fri", "--rep", "Bo").out == "Anna Li: no longer off: Fri 2026-11-20\n"
    assert "2026-11-20" not in states(cli, "--rep", "Anna Li")
    cli("undo")
    assert states(cli, "--rep", "Anna Li")["2026-11-20"] == ("off", 0, "leave")


def test_holidays_are_named_and_count_no_working_day(cli: Cli) -> None:
    pytest.importorskip("holidays")
    assert cli("config", "set", "country", "CN").code == 0
    done = cli("day", "off", "2026-09-28..2026-10-10", "--reason", "trip")
    # 28 to 30 September, 8 and 9 October, and Saturday the 10th, which is worked for the holiday
    assert done.out == "ann is off: Mon 2026-09-28 to Sat 2026-10-10 · 6 working days · trip · new rep\n"
    cli("rep", "set", "ann", "--from", "2026-09-01")
    cli("day", "on", "2026-09-28..2026-10-10")
    found = states(cli, "--rep", "ann", "october")
    assert (found["2026-10-01"][0], found["2026-10-10"][0]) == ("off", "unreported")
    assert "National Day" in (found["2026-10-01"][2] or "")
    assert (found["2026-10-10"][1], found["2026-10-11"][2]) == (1, "weekend")


def test_help_has_an_example(cli: Cli) -> None:
    for words in ((), ("off",), ("on",), ("close",), ("list",)):
        done = cli("day", *words, "--help")
        assert (done.err, done.code) == ("", 0)
        assert "Example: salescli day " in done.out
