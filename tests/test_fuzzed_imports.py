"""Broken files: whatever is done to the bytes of a file, an import ends with an answer or one line, never half done."""

import hashlib
import io
import random
import shutil
import sqlite3
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.exchange.mutations import mutated
from tests.exchange.random_files import KINDS
from tests.exchange.random_files.kind import rows_of
from tests.reports.file import called

FIXTURES = Path(__file__).parent / "exchange" / "fixtures"
SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
LARGEST = 60_000  # bytes; of a larger file its beginning
PATIENCE = 30  # seconds; usually an import of such a file takes some hundredths
WISHES: tuple[tuple[str, ...], ...] = (
    *((),) * 4,
    *(("--skip-bad",), ("--skip-bad",), ("--dry-run",), ("--skip-bad", "--dry-run"), ("--update",)),
    *(("--date-format", "dmy"), ("--date-format", "%d.%m.%Y %H:%M"), ("--tz", "Europe/Berlin")),
    *(("--encoding", "latin-1"), ("--encoding", "utf-16"), ("--encoding", "gb18030")),
    *(("--as", "csv"), ("--as", "own"), ("--as", "android"), ("--as", "asterisk"), ("--as", "google-voice")),
    *(("--as", "vcard"), ("--map", "at=Date", "--map", "note=id"), ("--map", "at=date", "--skip-bad")),
)


class Original(NamedTuple):
    """A file that is whole: what it is called, and its bytes."""

    name: str
    data: bytes


def originals(folder: Path) -> list[Original]:
    """The whole files in a folder and below; pages also as a zip."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in {".md", ".py"}]
    folders = {path.parent for path in files if path.suffix == ".html"}
    return [
        *(Original(path.name, path.read_bytes()[:LARGEST]) for path in files),
        *(Original(f"{pages.name}.zip", packed(pages)) for pages in sorted(folders)),
    ]


def packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"Takeout/Voice/Calls/{path.name}")
    return out.getvalue()


def made_up(folder: Path, dice: random.Random) -> list[Original]:
    """One random file of each kind, twice as likely as another."""
    found = []
    for kind in KINDS.values():
        path = kind.write(folder / "original", rows_of(kind, dice))
        found += [Original(path.name, path.read_bytes())] * 2
    return found


def state(path: Path) -> str:
    """Everything in the file, as one word."""
    connection = sqlite3.connect(path)
    word = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    connection.close()
    return word


def fuzz(folder: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    real, ours = originals(SAMPLES), [*originals(FIXTURES), *made_up(folder, dice)]
    file, kept = folder / "salescli.db", folder / "kept.db"
    monkeypatch.setenv("SALESCLI_DB", str(file))
    assert called("log", "call", "Acme").code == 0
    shutil.copy(file, kept)
    before = state(file)
    for number in range(rounds):
        original = dice.choice(real if real and number % 2 else ours)
        other = dice.choice(real + ours)
        broken = folder / f"broken{Path(original.name).suffix}"
        broken.write_bytes(mutated(original.data, other.data, dice))
        words = dice.choice(WISHES)
        begun = time.monotonic()
        done = called("import", str(broken), *words)
        said = f"{original.name}, {words}, round {number}, seed {seed}: {done.err[-600:]}"
        assert time.monotonic() - begun < PATIENCE, said
        assert "Traceback" not in done.err, said
        assert "salescli itself failed" not in done.err, said
        assert done.code in {0, 1, 2}, said
        assert not {"\x1b", "\0"} & set(done.err + done.out.decode()), said
        if done.code:
            assert done.err.splitlines()[-1].startswith("error: "), said
        if done.code or "--dry-run" in words:
            assert state(file) == before, said
        else:
            assert number % 20 or called("doctor").code == 0, said
            shutil.copy(kept, file)


def test_broken_files_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz(tmp_path, monkeypatch, 150, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_thousands_of_broken_files_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    fuzz(tmp_path, monkeypatch, 2_500, seed)
