"""`config`: settings are listed, read, set and taken back; undo passes them over."""

import json
from typing import Any

import pytest

NO_FILE = [("config", "list"), ("config", "get", "tz"), ("config", "unset", "tz")]


@pytest.mark.parametrize("words", NO_FILE)
def test_looking_needs_a_file(cli: Any, words: tuple[str, ...]) -> None:
    assert cli(*words).code == 1


def test_a_setting_is_set_read_and_taken_back(cli: Any) -> None:
    assert cli("config", "set", "work-week", "Sun-Thu") == ("work-week: mon-fri → sun-thu\n", "", 0)
    assert cli("config", "get", "work-week") == ("sun-thu\n", "", 0)
    assert cli("config", "unset", "work-week") == ("work-week: sun-thu → mon-fri\n", "", 0)
    assert cli("config", "get", "work-week") == ("mon-fri\n", "", 0)
    assert cli("config", "set", "work-week", "sun-thu").out == "work-week: mon-fri → sun-thu\n"


def test_a_name_of_two_words_needs_no_quotes(cli: Any) -> None:
    assert cli("config", "set", "rep", "Li", "Wei") == ("rep: not set → Li Wei\n", "", 0)
    assert "new rep Li Wei" in cli("log", "call", "Acme").out


def test_what_is_not_set_says_what_happens_instead(cli: Any) -> None:
    cli("log", "call", "Acme")
    found = cli("config", "get", "tz")
    assert (found.out, found.code) == ("", 0)
    assert found.err == "tz is not set: the zone of times without an offset; else the machine's\n"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("get", "colour"), "no such setting: colour"),
        (("set", "tz", "asia/shanghai"), "write it as Asia/Shanghai"),
        (("set", "date-order", "dmy mdy"), "none of dmy, mdy, ymd"),
        (("set", "tz"), "missing argument"),
        (("list", "-f", "xml"), "no such format: xml"),
    ],
)
def test_refusals(cli: Any, words: tuple[str, ...], part: str) -> None:
    cli("log", "call", "Acme")
    found = cli("config", *words)
    assert (found.out, found.code) == ("", 2)
    assert found.err.startswith("error: ")
    assert part in found.err


def test_the_list_for_machines_and_people(cli: Any) -> None:
    cli("config", "set", "tz", "Europe/Berlin")
    rows = json.loads(cli("config", "list", "-f", "json").out)
    assert [row["setting"] for row in rows[:6]] == ["rep", "tz", "work-week", "country", "date-order", "csv-excel"]
    assert [row["value"] for row in rows[:6]] == [None, "Europe/Berlin", "mon-fri", None, None, "no"]
    assert all(row["setting"].startswith("quality-") and row["value"] == row["default"] for row in rows[6:])
    plain = cli("config", "list").out.splitlines()
    assert plain[1].split("\t")[:3] == ["tz", "Europe/Berlin", ""]
    assert cli("config", "list", "-f", "csv").out.startswith("setting,value,default,meaning\nrep,,,")


def test_undo_passes_settings_over(cli: Any) -> None:
    cli("log", "call", "Acme")
    cli("config", "set", "tz", "Europe/Berlin")
    undone = cli("undo")
    assert undone.code == 0
    assert "passed over" in undone.out + undone.err
    assert cli("config", "get", "tz").out == "Europe/Berlin\n"
