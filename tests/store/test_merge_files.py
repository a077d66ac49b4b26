"""Files merged in every order say the same, as often as they are merged, and `doctor` finds nothing."""

import itertools
import os
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from salescli.model.names import fold
from salescli.store import open as opening
from salescli.store.check import check
from salescli.store.merge_files import Merged, merge
from salescli.store.merge_reps import Said
from tests.store.merge_histories import NOW, History, content

TODAY = date(2026, 11, 18)
SEEDS = range(*map(int, os.environ.get("MERGE_SEEDS", "0-16").split("-")))


def merged(path: Path, files: list[Path], said: Said | None = None) -> Merged:
    connection = opening.for_writing(str(path))
    try:
        return merge(connection, [str(file) for file in files], NOW, TODAY, said)
    finally:
        connection.close()


def well(path: Path) -> None:
    connection = opening.for_reading(str(path))
    assert check(connection, str(path), NOW).problems == []
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def lives(folder: Path, seed: int) -> list[Path]:
    """Three reps' files; of odd seeds the third grew out of the first, and the first took the second in, or not."""
    dice = random.Random(seed)  # noqa: S311
    files = [folder / f"{name}.db" for name in ("ann", "bob", "cem")]
    steps = dice.choice([6, 12, 24])
    histories = [History(file, file.stem, dice) for file in files]
    for history in histories[: 2 if seed % 2 else 3]:
        history.live(steps)
    for file in files[:2]:
        opening.for_writing(str(file)).close()  # where everything was refused
    if seed % 4 == 3:
        merged(files[0], [files[1]], one_each(files))
        histories[0].live(3)
    if seed % 2:
        shutil.copy(files[0], files[2])
        histories[2].name, histories[2].at = dice.choice(["ann", "cem"]), histories[0].at
        for history in dice.sample(histories, 3):
            history.live(steps // 2)
    opening.for_writing(str(files[2])).close()
    return files


def one_each(files: list[Path]) -> Said:
    """Whoever has one name is one rep: taken back and made anew, or made by two imports."""
    names = set()
    for file in files:
        connection = opening.for_writing(str(file))
        names |= {fold(name) for (name,) in connection.execute("SELECT name FROM rep_name")}
        connection.close()
    return Said(frozenset(names))


@pytest.mark.parametrize("seed", SEEDS)
def test_in_every_order(tmp_path: Path, seed: int) -> None:
    files = lives(tmp_path, seed)
    seen = []
    for number, order in enumerate(itertools.permutations(files)):
        for at_once in (True, False):
            into = tmp_path / f"all{number}{at_once}.db"
            opening.for_writing(str(into)).close()
            for some in [list(order)] if at_once else [[file] for file in order]:
                merged(into, some, one_each([into, *some]))
            well(into)
            seen.append(content(into))
            assert not merged(into, list(order)).news
    for other in seen[1:]:
        for name, rows in other.items():
            assert rows == seen[0][name], name
    both = []
    for one, other in ((0, 1), (1, 0)):
        into = tmp_path / f"both{one}.db"
        shutil.copy(files[one], into)
        merged(into, [files[other]], one_each(files[:2]))
        well(into)
        assert not merged(into, [files[other], files[one]]).news
        both.append(content(into))
    for name, rows in both[0].items():
        assert rows == both[1][name], name


@pytest.mark.parametrize("seed", range(SEEDS.start, SEEDS.start + len(SEEDS) // 3))
def test_every_night_or_all_at_the_end(tmp_path: Path, seed: int) -> None:
    """Whoever merged on the way, and wrote of his own, knows no more and no less than who merges at the end."""
    dice = random.Random(seed)  # noqa: S311
    histories = [History(tmp_path / f"{name}.db", name, dice) for name in ("ann", "bob", "boss")]
    files = [history.path for history in histories]
    for _night in range(4):
        for history in histories:
            history.live(4)
            opening.for_writing(str(history.path)).close()
        for file in dice.sample(files[:2], dice.randrange(1, 3)):
            merged(files[2], [file], one_each([file, files[2]]))
            well(files[2])
        histories[2].at = max(history.at for history in histories) + timedelta(seconds=1)
        if dice.random() < 0.4:
            merged(files[0], [files[2]], one_each([files[0], files[2]]))
    merged(files[2], files[:2], one_each(files))
    well(files[2])
    assert not merged(files[2], files[:2]).news
    seen = []
    for number, order in enumerate(itertools.permutations(files)):
        into = tmp_path / f"late{number}.db"
        merged(into, list(order), one_each(files))
        well(into)
        assert not merged(into, list(order)).news
        seen.append(content(into))
    for other in seen:
        for name, rows in content(files[2]).items():
            assert rows == other[name], name
