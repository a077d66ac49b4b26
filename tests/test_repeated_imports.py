"""The same rows, in any format, however they come: twice, in another order, in two files, undone and done again."""

import random
from pathlib import Path

import pytest

from salescli.exchange import formats
from salescli.exchange.reading import FORMATS
from tests.exchange.random_files import KINDS
from tests.exchange.random_files.kind import rows_of
from tests.exchange.random_files.taken_in import Desk, counted, in_two, known
from tests.reports.file import called

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))]
NAMED_BY_NOBODY = ("asterisk", "freeswitch", "fritzbox", "android", "google-voice")
"""Files that do not say who called."""


@pytest.fixture(params=KINDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(KINDS[request.param], tmp_path, monkeypatch)


def test_every_program_has_random_files() -> None:
    """Where a program has files of several shapes, of one at least."""
    source = {name: preset.source for name, preset in formats.presets().items()}
    there = {source.get(kind.format or kind.name, kind.format or kind.name) for kind in KINDS.values()}
    assert {source.get(name, name) for name in FORMATS} == there


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_rows_are_the_same_however_they_come(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = rows_of(desk.kind, dice)
    shuffled = dice.sample(rows, len(rows))
    file = desk.file(rows)
    here = desk.into("once")
    rehearsed = desk.tried(file, "--dry-run")
    assert not here.exists()
    first = desk.tried(file)
    assert first.out.splitlines()[0] == rehearsed.out.splitlines()[0]
    once, counts = known(), counted(first)
    assert f",{desk.kind.format or desk.kind.name}," in called("import", "list", "-f", "csv").out.decode()
    for again in (desk.imported(file), desk.imported(shuffled)):
        assert again == {**counts, "new": 0, "same": counts["new"] + counts["same"]}
    assert known() == once
    desk.into("shuffled")
    assert desk.imported(shuffled) == counts
    assert known() == once
    desk.into("halves")
    halves = [desk.tried(half) for half in in_two(rows, dice)]
    assert all(half.code == 0 or "none of the" in half.err for half in halves)
    there = known(folded=True)
    assert desk.imported(file)["new"] == 0
    desk.into("once")
    assert there == known(folded=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_import_that_is_undone_and_done_again(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = rows_of(desk.kind, dice)
    desk.into("salescli")
    assert called("log", "call", "Acme", "-n", "before").code == 0
    before, file = known(), desk.file(rows)
    counts = desk.imported(file)
    first = known()
    assert called("import", "undo", "1").code == 0
    assert known() == before
    assert desk.imported(file) == counts
    assert known() == first
    assert called("import", "undo", "2").code == 0
    assert known() == before
    assert called("doctor").code == 0


@pytest.mark.parametrize("desk", NAMED_BY_NOBODY, indirect=True)
def test_a_rep_is_the_same_however_he_is_called(desk: Desk) -> None:
    """Where the file names no rep and has no id, the rep is part of what a row is known again by."""
    file = desk.file(rows_of(desk.kind, random.Random(3)))  # noqa: S311
    desk.into("salescli")
    assert desk.imported(file, "--rep", "Ann Lee")["new"]
    for name in ("ann  lee", "ANN LEE"):
        assert desk.imported(file, "--rep", name)["new"] == 0
    assert called("rep", "rename", "Ann Lee", "Anna Stone").code == 0
    for name in ("anna stone", "Ann Lee"):
        assert desk.imported(file, "--rep", name)["new"] == 0
    assert desk.imported(file, "--rep", "Bob")["same"] == 0
