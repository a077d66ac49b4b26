"""Reps and customers who meet in a merge: by name, by what was typed, and by what one file said of another's."""

import json
from pathlib import Path

import pytest

from tests.cli.test_merge import As, by, merge

__all__ = ["by"]

AT = "2026-11-18T{}:00+08:00"


def reps(by: As, who: str = "boss") -> list[str]:
    return [line.split("\t")[0] for line in by(who, "rep", "list").out.splitlines()]


def customers(by: As, who: str = "boss") -> list[str]:
    return [line.split("\t")[0] for line in by(who, "customer", "list").out.splitlines()]


def well(by: As, tmp_path: Path, *files: str) -> None:
    """Merged again, in whatever order, nothing is new; and the file agrees with its record."""
    for some in (files, files[::-1]):
        assert merge(by, tmp_path, *some).out.splitlines()[-1].startswith("nothing new")
    assert by("boss", "doctor").code == 0


def two_anns(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    by("other", "call", "Beta", "--rep", "Ann", "--at", "9:00")
    by("third", "call", "Gamma", "--rep", "ANN", "--at", "10:00")


@pytest.mark.parametrize("files", [("ann.db", "other.db"), ("other.db", "ann.db")])
def test_two_reps_of_one_name_say_what_to_type(by: As, tmp_path: Path, files: tuple[str, str]) -> None:
    two_anns(by, tmp_path)
    refused = merge(by, tmp_path, *files)
    assert (refused.out, refused.code) == ("", 2)
    assert refused.err == (
        f"error: two reps are called Ann, one in {tmp_path}/ann.db and one in {tmp_path}/other.db: --same-rep Ann"
        " if they are one person, --rename Ann=NEW if not; nothing was merged\n"
    )
    assert not (tmp_path / "boss.db").exists()
    merge(by, tmp_path, "other.db")
    refused = merge(by, tmp_path, "ann.db")
    assert f"one here and one in {tmp_path}/ann.db" in refused.err


def test_same_rep_is_said_once_for_many_files(by: As, tmp_path: Path) -> None:
    two_anns(by, tmp_path)
    done = merge(by, tmp_path, "ann.db", "other.db", "third.db", "--same-rep", "ann")
    assert done.code == 0, done.err
    assert [line.split(" · ")[1] for line in done.out.splitlines()[:2]] == ["new reps 1", "new customers 1"]
    assert reps(by) == ["ann"]
    well(by, tmp_path, "ann.db", "other.db", "third.db")
    assert merge(by, tmp_path, "other.db", "--same-rep", "ann").code == 0
    by("other", "call", "Delta", "--rep", "Ann", SALESCLI_NOW=AT.format("16:00"))
    assert merge(by, tmp_path, "other.db").code == 0
    assert reps(by) == ["ann"]
    assert by("boss", "list", "--rep", "ann", "-f", "jsonl").out.count("\n") == 4


def test_same_rep_with_the_earlier_joining(by: As, tmp_path: Path) -> None:
    by("boss", "target", "set", "calls", "5", "--per", "day", "--rep", "Ann", "--from", "2026-11-02")
    by("ann", "call", "Acme", "--at", "2026-11-09T10:00")
    assert merge(by, tmp_path, "ann.db").code == 2
    assert merge(by, tmp_path, "ann.db", "--same-rep", "Ann").code == 0
    assert "2026-11-02" in by("boss", "rep", "list").out
    assert by("boss", "report", "day", "--on", "2026-11-09", "--rep", "ann", "-f", "csv").out.splitlines()[1].split(
        ","
    )[5:7] == ["1", "5"]
    well(by, tmp_path, "ann.db")


def test_rename_is_said_once(by: As, tmp_path: Path) -> None:
    two_anns(by, tmp_path)
    merge(by, tmp_path, "ann.db")
    assert merge(by, tmp_path, "other.db", "--rename", "ANN=Anna").code == 0
    assert reps(by) == ["Anna", "ann"]
    well(by, tmp_path, "ann.db", "other.db")
    assert merge(by, tmp_path, "other.db", "--rename", "ANN=Anna").out.endswith("already\n")
    taken = merge(by, tmp_path, "third.db", "--rename", "ann=anna")
    assert taken.err == "error: --rename: there is a rep anna already; choose another name\n"
    assert merge(by, tmp_path, "third.db", "--rename", "ann=Ann").code == 2
    assert merge(by, tmp_path, "third.db", "--rename", "ann=Anne").code == 0
    assert reps(by) == ["Anna", "Anne", "ann"]
    by("other", "call", "Delta", "--rep", "Ann", SALESCLI_NOW=AT.format("16:00"))
    by("other", "rep", "set", "Ann", "--until", "2026-12-31", SALESCLI_NOW=AT.format("16:01"))
    assert merge(by, tmp_path, "other.db").code == 0
    assert reps(by) == ["Anna", "Anne", "ann"]
    assert by("boss", "list", "--rep", "Anna", "-f", "jsonl").out.count("\n") == 2
    well(by, tmp_path, "ann.db", "other.db", "third.db")


def test_three_of_one_name_in_one_go_are_renamed_one_by_one(by: As, tmp_path: Path) -> None:
    two_anns(by, tmp_path)
    done = merge(by, tmp_path, "ann.db", "other.db", "third.db", "--rename", "ann=Anna")
    assert (done.code, done.err.count("one by one")) == (2, 1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--same-rep", "Zoe"), 3, "no rep is called zoe, here or in the files"),
        (("--rename", "Zoe=Zed"), 3, "no rep is called zoe, here or in the files"),
        (("--rename", "ann"), 2, '--rename needs OLD=NEW: --rename "Ann=Ann Li"'),
        (("--rename", "=Zed"), 2, '--rename needs OLD=NEW: --rename "Ann=Ann Li"'),
        (("--rename", "ann="), 2, "rep"),
        (("--rename", "ann=A;B"), 2, ";"),
        (("--same-rep", "ann", "--rename", "ann=Anna"), 2, "say opposite things"),
        (("-f", "xml"), 2, "there are text and json"),
    ],
)
def test_wrong_words(by: As, tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    by("ann", "call", "Acme")
    done = merge(by, tmp_path, "ann.db", *words)
    assert (done.out, done.code) == ("", code)
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "boss.db").exists()


def test_an_option_that_nobody_needs_does_no_harm(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    assert merge(by, tmp_path, "ann.db", "--same-rep", "ann", "--rename", "acme=x").code == 3
    assert merge(by, tmp_path, "ann.db", "--same-rep", "ann").code == 0
    assert merge(by, tmp_path, "ann.db", "--rename", "ann=Anna").out.endswith("already\n")
    assert reps(by) == ["ann"]


def test_a_rep_who_takes_a_name_that_another_has(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    by("bob", "call", "Beta")
    merge(by, tmp_path, "ann.db", "bob.db")
    by("bob", "rep", "rename", "bob", "--to", "Ann", SALESCLI_NOW=AT.format("16:00"))
    renamed = reps(by, "bob")
    assert renamed == ["Ann"]
    assert merge(by, tmp_path, "bob.db").code == 2
    assert merge(by, tmp_path, "bob.db", "--rename", "ann=Ann B").code == 0
    assert reps(by) == ["Ann B", "ann"]
    well(by, tmp_path, "ann.db", "bob.db")


def test_the_managers_word_on_joining_stands(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    merge(by, tmp_path, "ann.db")
    by("boss", "rep", "set", "ann", "--from", "2026-11-30", SALESCLI_NOW=AT.format("16:00"))
    by("ann", "call", "Acme", SALESCLI_NOW=AT.format("17:00"))
    merge(by, tmp_path, "ann.db")
    assert "2026-11-30" in by("boss", "rep", "list").out
    well(by, tmp_path, "ann.db")


def test_a_customer_renamed_here_and_logged_there_under_either_name(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    merge(by, tmp_path, "ann.db")
    by("ann", "customer", "edit", "Acme", "--name", "Zenith", SALESCLI_NOW=AT.format("15:30"))
    by("bob", "call", "acme", SALESCLI_NOW=AT.format("16:00"))
    by("cem", "call", "ZENITH", SALESCLI_NOW=AT.format("16:10"))
    assert merge(by, tmp_path, "bob.db", "cem.db").code == 0
    assert customers(by) == ["Acme", "ZENITH"]
    assert merge(by, tmp_path, "ann.db").code == 0
    assert customers(by) == ["Zenith"]
    assert [line.split(",")[8] for line in by("boss", "list", "-f", "csv").out.splitlines()[1:]].count("first") == 1
    by("ann", "undo", SALESCLI_NOW=AT.format("17:00"))
    assert merge(by, tmp_path, "ann.db").code == 0
    assert customers(by) == ["Acme", "ZENITH"]  # they have no name in common any more
    well(by, tmp_path, "ann.db", "bob.db", "cem.db")


def test_customers_whose_names_become_equal_by_a_rename(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", "-p", "Li")
    by("bob", "call", "Acme Holding", "-p", "LI", "--at", "9:00")
    by("bob", "customer", "edit", "Acme Holding", "-p", "LI", "--focus", "power", SALESCLI_NOW=AT.format("15:30"))
    merge(by, tmp_path, "ann.db", "bob.db")
    assert customers(by) == ["Acme", "Acme Holding"]
    by("bob", "customer", "edit", "Acme Holding", "--name", "ACME", SALESCLI_NOW=AT.format("16:00"))
    merge(by, tmp_path, "bob.db")
    assert customers(by) == ["Acme"]
    card = by("boss", "customer", "show", "acme holding").out
    assert card.count("Li") == 1
    assert "power" in card
    well(by, tmp_path, "ann.db", "bob.db")


def test_merged_by_hand_on_top_of_a_merge(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    by("bob", "call", "ACME", "--at", "9:00")
    merge(by, tmp_path, "ann.db", "bob.db")
    by("boss", "call", "Zenith", SALESCLI_NOW=AT.format("15:30"))
    by("boss", "customer", "merge", "Acme", "--into", "Zenith", SALESCLI_NOW=AT.format("15:40"))
    assert customers(by) == ["Zenith"]
    well(by, tmp_path, "ann.db", "bob.db")
    assert by("chef", "merge", *(str(tmp_path / f"{who}.db") for who in ("bob", "boss", "ann"))).code == 0
    assert customers(by, "chef") == ["Zenith"]
    by("boss", "undo", SALESCLI_NOW=AT.format("16:00"))
    assert sorted(customers(by)) == ["Acme", "Zenith"]
    well(by, tmp_path, "ann.db", "bob.db")
    by("chef", "merge", str(tmp_path / "boss.db"))
    assert sorted(customers(by, "chef")) == ["Acme", "Zenith"]


def test_merged_by_hand_and_taken_back_in_a_reps_file(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", "-p", "Li")
    by("ann", "call", "Acmee", "-p", "Li", "--new", "--at", "9:00")
    by("ann", "customer", "merge", "Acmee", "--into", "Acme", SALESCLI_NOW=AT.format("15:30"))
    merge(by, tmp_path, "ann.db")
    assert customers(by) == ["Acme"]
    by("ann", "undo", SALESCLI_NOW=AT.format("15:40"))
    merge(by, tmp_path, "ann.db")
    assert customers(by) == ["Acme", "Acmee"]
    assert by("boss", "customer", "show", "Acmee").out.count("Li") == by("ann", "customer", "show", "Acmee").out.count(
        "Li"
    )
    well(by, tmp_path, "ann.db")


def test_leave_entered_in_two_files_and_taken_back_in_one(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", SALESCLI_NOW=AT.format("09:00"))
    merge(by, tmp_path, "ann.db")
    by("boss", "day", "off", "2026-11-20", "--rep", "ann", SALESCLI_NOW=AT.format("09:10"))
    by("ann", "day", "off", "2026-11-20", SALESCLI_NOW=AT.format("09:20"))
    merge(by, tmp_path, "ann.db")
    assert off(by, "boss") == "off:0"
    by("ann", "day", "on", "2026-11-20", SALESCLI_NOW=AT.format("09:30"))
    merge(by, tmp_path, "ann.db")
    assert off(by, "boss") == "nothing"
    well(by, tmp_path, "ann.db")
    words = ("day", "off", "2026-11-20", "--rep", "ann", "--half", "am")
    assert by("boss", *words, SALESCLI_NOW=AT.format("09:40")).code == 0
    well(by, tmp_path, "ann.db")
    assert by("ann", "merge", str(tmp_path / "boss.db")).code == 0
    assert off(by, "boss") == off(by, "ann") == "to come:0.5"


def off(by: As, who: str) -> str:
    """The state of the day and its weight; the list ends with the last day of which something was said."""
    listed = by(who, "day", "list", "--rep", "ann", "-f", "csv").out.splitlines()
    days = [line.split(",") for line in listed if line.startswith("2026-11-20")]
    return ":".join(days[0][3:5]) if days else "nothing"


def test_for_programs(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    by("bob", "call", "acme", "--at", "9:00")
    done = json.loads(merge(by, tmp_path, "ann.db", "bob.db", "-f", "json").out)
    assert [(each["lines"], each["customers"]) for each in done["files"]] == [(1, 1), (1, 0)]
    assert done["moved"][0] == {
        "rep": "ann", "metric": "calls", "week": "2026-W47", "before": 0, "after": 1, "ids": [2],
    }  # fmt: skip
    assert done["shared"] == [{"customer": "Acme", "reps": ["ann", "bob"]}]
    again = json.loads(by("boss", "-q", "merge", str(tmp_path / "ann.db"), "-f", "json").out)
    assert (again["news"], again["moved"]) == (False, [])
    by("cem", "call", "Beta")
    quiet = by("boss", "-q", "merge", str(tmp_path / "cem.db"))
    assert (quiet.out, quiet.err, quiet.code) == ("", "", 0)
