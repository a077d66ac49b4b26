"""What the formats of CRMs share, value by value."""

import pytest

from salescli.exchange import crm_words, salesforce_ids
from salescli.exchange.preset import Passed
from salescli.exchange.refusal import BadRow


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("Left Voicemail", "voicemail"), ("no_answer", "no-answer"), ("CALL-BACK", "callback"), ("Left brochure", "")],
)
def test_results(text: str, outcome: str) -> None:
    assert crm_words.result(text) == outcome


@pytest.mark.parametrize(
    ("text", "seconds"), [("5:00", "300"), ("0:07", "7"), ("125:30", "7530"), ("42", "42"), ("", "")]
)
def test_minutes_and_seconds(text: str, seconds: str) -> None:
    assert crm_words.clock(text) == seconds


@pytest.mark.parametrize("text", ["1:60", "a:b", "-1:00", "9999999:00", ":30", "١:٣٠"])
def test_no_minutes_and_seconds(text: str) -> None:
    with pytest.raises(BadRow):
        crm_words.clock(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [("1682936100000", "2023-05-01T10:15:00Z"), ("1682936100", "1970-01-20T11:28:56Z"), ("2023-05-01", "2023-05-01")],
)
def test_milliseconds(text: str, time: str) -> None:
    assert crm_words.milliseconds(text) == time


def test_units_and_what_is_none() -> None:
    assert [crm_words.scaled(text, 0.001) for text in ("90500", "999", "")] == ["90", "0", ""]
    for text in ("x", "nan", "inf", "1e400"):
        with pytest.raises(BadRow):
            crm_words.scaled(text, 60)


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        ("2021-04-16 10:00:00", "2021-04-16 11:30:00", "5400"),
        ("2021-04-16T10:00:00Z", "2021-04-16T10:00:00-01:00", "3600"),
        ("2021-04-16T10:00:00Z", "2021-04-16T10:00:00", ""),
        ("16 Apr, 2021 10:00:00", "16 Apr, 2021 10:45:00", "2700"),
        ("16 Apr, 2021 10:00", "2021-04-16 11:00", "3600"),
        ("16 Apr, 2021", "17 Apr, 2021", ""),
        ("05/06/2021 9:00 AM", "05/06/2021 1:30 PM", "16200"),  # whichever is the month
        ("05/06/2021 09:00", "06/06/2021 09:00", ""),  # a day, or a month
        ("13/06/2021 09:00", "13/06/2021 09:30", "1800"),
        ("13/06/2021 09:00", "06/13/2021 09:30", ""),
        ("05/06/2021 09:00 +0200", "05/06/2021 09:30", ""),
        ("05/06/2021 09:00", "x", ""),
        ("2021-04-16 10:00:00 UTC", "2021-04-16 11:30:00.500 UTC", "5400"),
        ("2021-04-16 10:00:00", "2021-04-17 10:00:00", "86400"),
        ("2021-04-16 10:00:00", "2021-08-16 10:00:00", ""),
        ("2021-04-16 10:00:00", "2021-04-16 09:00:00", ""),
        ("2021-04-16 10:00:00", "", ""),
    ],
)
def test_spans(start: str, end: str, seconds: str) -> None:
    assert crm_words.span(start, end) == seconds


@pytest.mark.parametrize(
    ("text", "bare"), [("'=1+1", "=1+1"), ("''=1", "''=1"), ("'quoted'", "'quoted'"), ("'-5", "-5"), ("'", "'")]
)
def test_a_guard_is_taken_off_once(text: str, bare: str) -> None:
    assert crm_words.bare(text) == bare


@pytest.mark.parametrize(
    ("due", "done", "day"),
    [
        ("2021-02-27", "2021-02-24T17:00:00Z", "2021-02-27"),
        ("", "2021-02-24T17:00:00Z", "2021-02-24T17:00:00Z"),
        ("2021-02-27", "", "2021-02-27"),
        ("", "", ""),
    ],
)
def test_when_a_task_was_done(due: str, done: str, day: str) -> None:
    assert crm_words.dated(due, done) == {"at": day, "done": done}


def test_the_first_of_several_times_at_which_a_task_was_done() -> None:
    assert crm_words.dated("", "", "2021-02-24", "2021-02-20") == {"at": "2021-02-24", "done": "2021-02-24"}


def test_only_what_was_held_counts() -> None:
    crm_words.held("Held")
    for status in ("Planned", "Not Held"):
        with pytest.raises(Passed, match=status.lower()):
            crm_words.held(status)
    with pytest.raises(BadRow):
        crm_words.held("Perhaps")


def test_words_for_nothing() -> None:
    nothing = crm_words.nulls("000")
    assert [nothing(text) for text in ("000", "NULL", "\\N", "nan", "Null", "0")] == ["", "", "", "", "Null", "0"]


def test_yes_and_no() -> None:
    assert [crm_words.yes(word, "x") for word in ("1.0", "0.0", "NULL", "None")] == [True, False, False, False]
    assert [crm_words.yes(word, "x") for word in ("1", "TRUE", "Yes", "", "0", "No")] == [True] * 3 + [False] * 3
    with pytest.raises(BadRow, match="x is maybe"):
        crm_words.yes("maybe", "x")


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("005900000000001", "005900000000001AAA"),
        ("ABCDEABCDE12345", "ABCDEABCDE1234555A"),
        ("0050Y00000AbCdE", "0050Y00000AbCdEQAV"),
        ("0050Y00000AbCdEQAV", "0050Y00000AbCdEQAV"),
        ("call-2021-04-16", "call-2021-04-16"),
        ("00T90000000002\u0661", "00T90000000002\u0661"),
        ("7", "7"),
        ("", ""),
    ],
)
def test_ids_of_salesforce_are_of_eighteen_characters(text: str, long: str) -> None:
    assert salesforce_ids.long_id(text) == long
