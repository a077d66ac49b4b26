"""Rows that changed since they were imported, at their source or here; rows that contradict each other, or are bad."""

import csv
import json
import random
import re
from pathlib import Path

import pytest

from tests.exchange.random_files import KINDS
from tests.exchange.random_files.kind import Kind, Row, rows_of
from tests.exchange.random_files.taken_in import Desk, counted, known
from tests.reports.file import called

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))]
OWN = [name for name, kind in KINDS.items() if "own" in {name, kind.format}]
WITH_IDS = [name for name, kind in KINDS.items() if kind.id and name not in OWN]
WITHOUT = [name for name, kind in KINDS.items() if not kind.id]


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(KINDS[request.param], tmp_path, monkeypatch)
    desk.into("salescli")
    return desk


def with_another(row: Row, desk: Desk, times: int = 1) -> Row:
    """A row that is surely taken in, changed at its source so often: the last of the cells that `change` names."""
    row = row | desk.kind.change
    column = list(desk.kind.change)[-1]
    cell = row[column]
    return row | {column: re.sub(r"7(\D?)$", rf"{7 + times}\1", cell) if "7" in cell else cell + "!" * times}


def listed() -> list[dict[str, str | int | None]]:
    return [json.loads(line) for line in called("export", "activities", "-f", "jsonl").out.decode().split("\n") if line]


def of(row: Row, desk: Desk) -> dict[str, str | int | None]:
    """The activity that a row with an id became."""
    name = "uid" if desk.kind.id == "uid" else "source_id"
    said = row[desk.kind.id].removeprefix("zcrm_")  # and Salesforce's ids of 15 characters have 3 more
    return next(each for each in listed() if each[name] == said or str(each[name])[:-3] == said)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("desk", WITH_IDS, indirect=True)
def test_a_row_that_changed_is_a_new_revision(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    first, *others = rows_of(desk.kind, dice)
    counts = desk.imported([first, *others])
    before = of(first, desk)
    changed = {**counts, "new": 0, "same": counts["same"] + counts["new"] - 1, "changed": 1}
    assert desk.imported([*others, with_another(first, desk)]) == changed
    after = of(first, desk)
    assert (after["id"], after["uid"], after != before) == (before["id"], before["uid"], True)
    assert desk.imported([with_another(first, desk), *others])["changed"] == 0
    assert called("edit", str(before["id"]), "-n", "mine").code == 0
    rehearsed = desk.tried([*others, with_another(first, desk, 2)], "--dry-run")
    done = desk.tried([*others, with_another(first, desk, 2)])
    assert counted(done) == changed
    assert done.out.splitlines()[0] == rehearsed.out.splitlines()[0]
    assert "in 1, fields that were edited here stay as edited" in done.err
    assert of(first, desk)["note"] == "mine"
    assert called("delete", str(before["id"])).code == 0
    here = known()
    done = desk.tried([first, *others])
    deleted = {**counts, "new": 0, "same": counts["same"] + counts["new"] - 1, "skipped": counts["skipped"] + 1}
    assert counted(done) == deleted
    assert "1 were deleted here and stay deleted" in done.err
    assert known() == here
    assert called("doctor").code == 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("desk", WITHOUT, indirect=True)
def test_without_an_id_what_was_edited_or_deleted_here_stays(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = rows_of(desk.kind, dice)
    counts = desk.imported([*rows, with_another(rows[0], desk)])
    edited, deleted = (str(each["id"]) for each in dice.sample(listed(), 2))
    assert called("edit", edited, "-n", "mine", "--at", "2026-11-17 10:00").code == 0
    assert called("delete", deleted).code == 0
    here = known()
    again = desk.imported(dice.sample([*rows, with_another(rows[0], desk)], len(rows) + 1))
    assert again["new"] == again["changed"] == 0
    assert again["skipped"] == counts["skipped"] + 1
    assert known() == here


@pytest.mark.parametrize("desk", OWN, indirect=True)
def test_an_own_row_that_differs_is_taken_only_with_update(desk: Desk) -> None:
    first, *others = rows_of(desk.kind, random.Random(1))  # noqa: S311
    counts = desk.imported([first, *others])
    here = known()
    done = desk.tried([with_another(first, desk), *others])
    assert (counted(done)["skipped"], "1 differ from what is here; --update takes them" in done.err) == (1, True)
    assert known() == here
    assert desk.imported([with_another(first, desk), *others], "--update") == {
        **counts, "new": 0, "same": counts["new"] - 1, "changed": 1,
    }  # fmt: skip
    assert of(first, desk)["duration_s"] == 78
    desk.imported([first, *others], "--update")
    assert known() == here


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("desk", [*WITH_IDS, *OWN], indirect=True)
def test_one_id_with_two_contents_is_a_conflict(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = rows_of(desk.kind, dice)
    there = desk.into("conflict")
    rows = [*rows, with_another(rows[0], desk)]
    done = desk.tried(dice.sample(rows, len(rows)))
    assert (done.code, done.out) == (1, b"")
    assert "have one id and say different things; nothing was imported" in done.err
    assert not there.exists()
    done = desk.tried(rows, "--skip-bad")
    if done.code == 0:
        assert counted(done)["rejected"] == 2
        assert rows[0][desk.kind.id].removeprefix("zcrm_") not in {each["source_id"] for each in listed()}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("desk", KINDS, indirect=True)
def test_rejects_that_are_corrected_are_as_if_they_had_been_right(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = rows_of(desk.kind, dice)
    desk.imported(rows)
    right = known(folded=True)
    others = [row for row in rows if row != rows[0]]
    chosen = dice.sample(others, 1 + len(others) // 3)
    bad = [row for row in others if row in chosen]  # with all that equal them
    desk.into("corrected")
    file = desk.file([row | desk.kind.wrong if row in bad else row for row in rows])
    refused = desk.tried(file)
    assert (refused.code, "nothing was imported. --skip-bad takes the good rows" in refused.err) == (1, True)
    rehearsed = desk.tried(file, "--skip-bad", "--dry-run")
    assert not Path(f"{file}.rejects.csv").exists()
    taken = desk.tried(file, "--skip-bad")
    assert (counted(taken)["rejected"], taken.out.splitlines()[0]) == (len(bad), rehearsed.out.splitlines()[0])
    done = desk.tried(corrected(Path(f"{file}.rejects.csv"), bad, desk.kind))
    assert done.code == 0 or "is an activity that was done" in done.err  # all of them planned
    assert known(folded=True) == right


def corrected(rejects: Path, originals: list[Row], kind: Kind) -> str:
    """The file of rejected rows, each put right in the cells that were wrong."""
    with rejects.open(newline="", encoding="utf-8") as text:
        header, *rows = csv.reader(text)
    assert header[-2:] == ["line", "reason"]
    for row, original in zip(rows, originals, strict=True):
        for column in kind.wrong:
            row[header.index(column)] = original[column]
    with rejects.open("w", newline="", encoding="utf-8") as text:
        csv.writer(text).writerows([header, *rows])
    return str(rejects)
