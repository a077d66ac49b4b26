"""What a merge says of figures that moved, and of customers with several reps, against slow counts."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from salescli.render import merge_words
from salescli.store import activities, customers, reps
from salescli.store import open as opening
from salescli.store.merge_files import Merged, merge
from salescli.store.merge_moved import Figure, Shared
from salescli.store.operation import writing
from tests.store.merge_histories import NOW, History
from tests.store.test_merge_files import TODAY, lives, one_each

Counts = dict[tuple[str, str, str], tuple[int, set[int]]]


def counted(path: Path) -> Counts:
    """By rep, metric and Monday of the last eight weeks: the figure and the ids behind it; line by line."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    ids: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    met: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    connection = opening.for_reading(str(path))
    rows = connection.execute(
        """SELECT a.id, r.name, a.customer, a.channel, a.touch, a.reached, a.day FROM activity a
        JOIN rep r ON r.id = a.rep WHERE a.deleted = 0 AND a.direction = 'out'"""
    ).fetchall()
    connection.close()
    for number, rep, customer, channel, touch, reached, text in rows:
        day = date.fromisoformat(text)
        week = day - timedelta(days=day.weekday())
        if week < monday - timedelta(weeks=7):
            continue
        metrics = {
            "calls": channel == "phone",
            "first_contacts": touch == "first",
            "follow_ups": touch == "follow-up" and channel != "visit",
            "visits": channel == "visit",
            "customers_visited": channel == "visit" and reached and customer,
        }
        for metric, counts in metrics.items():
            if counts:
                ids[rep, metric, week.isoformat()].add(number)
                met[rep, metric, week.isoformat()].add(customer if metric == "customers_visited" else number)
    return {key: (len(met[key]), behind) for key, behind in ids.items()}


@pytest.mark.parametrize("seed", range(10))
def test_figures_against_a_slow_count(tmp_path: Path, seed: int) -> None:
    files = lives(tmp_path, seed)
    into = tmp_path / "into.db"
    opening.for_writing(str(into)).close()
    before: Counts = {}
    for file in [*files, *files]:
        connection = opening.for_writing(str(into))
        done = merge(connection, [str(file)], NOW, TODAY, one_each([file, into]))
        connection.close()
        after = counted(into)
        told = {(each.rep, each.metric, each.week): (each.before, each.after, set(each.ids)) for each in done.moved}
        expected = {}
        for key in {*before, *after}:
            (then, old), (now, new) = before.get(key, (0, set())), after.get(key, (0, set()))
            if then != now:
                expected[key] = (then, now, old ^ new)
        renamed = {rep for rep, _metric, _week in before} - {rep for rep, _metric, _week in after}
        if not renamed:  # by name, a rep who was renamed is two to the slow count
            assert told == expected
        assert shared_slowly(into) == sorted((each.customer, each.reps) for each in done.shared) or not done.news
        before = after


def shared_slowly(path: Path) -> list[tuple[str, list[str]]]:
    connection = opening.for_reading(str(path))
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for customer, name, rep in connection.execute(
        """SELECT c.id, c.name, r.name FROM activity a JOIN customer c ON c.id = a.customer
        JOIN rep r ON r.id = a.rep WHERE a.deleted = 0"""
    ):
        found[customer, name].add(rep)
    connection.close()
    return sorted((name, sorted(reps_)) for (_id, name), reps_ in found.items() if len(reps_) > 1)


def long_file(path: Path, rep: str, count: int) -> None:
    """Many visits of one day, to as many customers."""
    history = History(path, rep, random.Random(1))  # noqa: S311
    connection = opening.for_writing(str(path))
    with writing(connection, "log", NOW) as op:
        who = reps.create(op, rep, "2026-11-16")
        for number in range(count):
            customer = customers.create(op, f"Firm {number}")
            said = history.entry(who.id, customer.id)
            activities.add(op, said._replace(channel="visit", direction="out", reached=1, outcome=None,
                                             day="2026-11-16", person=None))  # fmt: skip
    connection.close()


def test_long_answers_stay_readable(tmp_path: Path) -> None:
    names = [f"rep {number} of a team" for number in range(7)]
    for name in names:
        long_file(tmp_path / f"{name}.db", name, 300)
    connection = opening.for_writing(str(tmp_path / "into.db"))
    done = merge(connection, [str(tmp_path / f"{name}.db") for name in names], NOW, TODAY)
    text = merge_words.told(done)
    assert len(done.shared) == 300
    assert Counter(len(each.reps) for each in done.shared) == {7: 300}
    assert max(len(each.ids) for each in done.moved) == 300
    assert max(map(len, text.splitlines()[:-1])) < 120
    assert text.splitlines()[-1].startswith("customers that several reps work: Firm ")
    assert text.splitlines()[-1].endswith("rep 4 of a team and 2 more) and 295 more")
    assert " and 295 more\n" in text
    assert merge_words.for_programs(done).count("#") == 0


def test_what_it_says_is_text(tmp_path: Path) -> None:
    done = Merged([], news=True, moved=[Figure("Ann\x1b[2J", "calls", "2026-11-16", 0, 1, [1])],
                  shared=[Shared("A\x1bB", ["x", "y\x07"])])  # fmt: skip
    assert "\x1b" not in merge_words.told(done)
    assert "\x07" not in merge_words.told(done)
