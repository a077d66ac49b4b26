"""Broken files: whatever is done to the bytes of a file, an import ends with an answer or one line, never half done."""

import hashlib
import random
import sqlite3
from pathlib import Path

import pytest

from tests.reports.file import called

FIXTURES = Path(__file__).parent / "exchange" / "fixtures"
SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
PIECES = (
    b'"',
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\x00",
    b"\xff\xfe",
    b"=1+1",
    b"<!DOCTYPE x>",
    b"&lt;",
    b"'",
    b"\x1b[2J",
)


def originals() -> list[Path]:
    """Our own small files, and where they are the real ones that are not large."""
    found = [path for folder in (FIXTURES, SAMPLES) if folder.exists() for path in sorted(folder.rglob("*"))]
    return [
        path for path in found if path.is_file() and path.suffix not in {".md", ".py"} and path.stat().st_size < 60_000
    ]


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The bytes with some flipped, cut out, doubled, moved, or something nasty put in."""
    broken = bytearray(data)
    for _change in range(dice.choice((1, 1, 2, 3, 8))):
        place = dice.randrange(len(broken) + 1)
        length = dice.choice((1, 2, 5, 40, 400))
        kind = dice.randrange(6)
        if kind == 0 and broken:
            broken[place % len(broken)] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del broken[place : place + length]
        elif kind == 2:
            broken[place:place] = broken[place : place + length]
        elif kind == 3:
            broken[place:place] = dice.choice(PIECES)
        elif kind == 4:
            del broken[place:]
        else:
            broken[place : place + length] = dice.randbytes(min(length, 5))
    return bytes(broken)


def state(path: Path) -> str:
    """Everything in the file, as one word."""
    connection = sqlite3.connect(path)
    word = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    connection.close()
    return word


def fuzz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    files = originals()
    file = tmp_path / "salescli.db"
    monkeypatch.setenv("SALESCLI_DB", str(file))
    assert called("log", "call", "Acme").code == 0
    before = state(file)
    for number in range(rounds):
        original = dice.choice(files)
        broken = tmp_path / f"broken{original.suffix}"
        broken.write_bytes(mutated(original.read_bytes(), dice))
        done = called("import", str(broken))
        said = f"{original.name}, round {number}, seed {seed}: {done.err[-600:]}"
        assert "Traceback" not in done.err, said
        assert "salescli itself failed" not in done.err, said
        assert done.code in {0, 1, 2}, said
        if done.code == 0:
            before = state(file)
        else:
            assert done.err.splitlines()[-1].startswith("error: "), said
            assert state(file) == before, said


def test_broken_files_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz(tmp_path, monkeypatch, 150, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_thousands_of_broken_files_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    fuzz(tmp_path, monkeypatch, 2_500, seed)
