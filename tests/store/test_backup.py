"""A backup is whole, checked, private and never in the way; it replaces only what it contains."""

import sqlite3
import stat
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from salescli.model.errors import Impossible, Misuse, SalescliError
from salescli.store import backup, demo_history, operation, settings
from salescli.store import open as opening

NOW = datetime.fromisoformat("2026-11-18T15:04:00+08:00")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A file of some weeks of work."""
    made = str(tmp_path / "salescli.db")
    connection = opening.for_writing(made)
    demo_history.write(connection, NOW)
    connection.close()
    return made


def everything(path: str) -> list[str]:
    """All rows and objects of a file, as SQL."""
    connection = sqlite3.connect(path)
    try:
        return sorted(connection.iterdump())
    finally:
        connection.close()


def names_in(folder: Path) -> list[str]:
    """What lies in a folder, but for the journals that SQLite leaves empty."""
    return sorted(each.name for each in folder.iterdir() if not each.name.endswith("-journal"))


def test_a_backup_is_the_file(path: str, tmp_path: Path) -> None:
    connection = opening.for_reading(path)
    made = backup.back_up(connection, path, str(tmp_path / "copy.db"), NOW)
    assert everything(made.path) == everything(path)
    assert made.activities == connection.execute("SELECT count(*) FROM activity").fetchone()[0]
    assert made.size == Path(made.path).stat().st_size
    assert stat.S_IMODE(Path(made.path).stat().st_mode) == 0o600
    assert names_in(tmp_path) == ["copy.db", "salescli.db"]
    opening.for_writing(made.path).close()  # and a file to go on with


def test_names_in_a_folder_and_how_many_are_kept(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    strangers = ["salescli-2020-01-01T000000.db", "salescli-old.db", "notes.txt"]
    for name in strangers:
        (folder / name).write_text("not ours")
    connection = opening.for_reading(path)
    for day in range(4):
        made = backup.back_up(connection, path, str(folder), NOW + timedelta(days=day), keep=2)
    assert made.removed == ["salescli-2026-11-19T150400.db"]
    kept = ["salescli-2026-11-20T150400.db", "salescli-2026-11-21T150400.db"]
    assert names_in(folder) == sorted([*strangers, *kept])


def test_an_earlier_state_may_be_replaced_and_nothing_else(path: str, tmp_path: Path) -> None:
    target = tmp_path / "nightly.db"
    connection = opening.for_writing(path)
    backup.back_up(connection, path, str(target), NOW)
    with operation.writing(connection, "config", NOW) as later_work:
        settings.write(later_work, "tz", "UTC")
    backup.back_up(connection, path, str(target), NOW)
    later = opening.for_writing(str(target))
    later.execute("UPDATE counter SET change = change + 1")  # the copy lived on by itself
    later.close()
    before = target.read_bytes()
    with pytest.raises(Impossible, match="no earlier backup of this file"):
        backup.back_up(connection, path, str(target), NOW)
    assert target.read_bytes() == before


def test_a_stranger_is_not_replaced(path: str, tmp_path: Path) -> None:
    connection = opening.for_reading(path)
    text, other = tmp_path / "letter.txt", tmp_path / "other.db"
    text.write_text("Dear Sir")
    opening.for_writing(str(other)).close()
    for target in (text, other):
        before = target.read_bytes()
        with pytest.raises(Impossible, match="is there already"):
            backup.back_up(connection, path, str(target), NOW)
        assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("to", "keep", "refusal"),
    [
        ("salescli.db", None, Misuse),
        ("missing/copy.db", None, Impossible),
        ("missing/", None, Impossible),
        ("copy.db", 3, Misuse),
        (".", 0, Misuse),
    ],
)
def test_what_is_refused(path: str, tmp_path: Path, to: str, keep: int | None, refusal: type[SalescliError]) -> None:
    before = names_in(tmp_path)
    with pytest.raises(refusal):
        backup.back_up(opening.for_reading(path), path, f"{tmp_path}/{to}", NOW, keep)
    assert names_in(tmp_path) == before


def test_a_copy_that_is_not_sound_gets_no_name(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoiled(_connection: sqlite3.Connection, _path: str, draft: str) -> None:
        opening.for_writing(draft).close()  # sound pages, and nothing in them

    monkeypatch.setattr(backup, "_copy", spoiled)
    with pytest.raises(Impossible, match="not sound"):
        backup.back_up(opening.for_reading(path), path, str(tmp_path / "copy.db"), NOW)
    assert not [name for name in names_in(tmp_path) if "copy" in name]


def test_others_write_meanwhile(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each write starts the copy over; after some it is made in one go, with every row of its moment."""
    monkeypatch.setattr(backup, "PAGES_AT_A_TIME", 50)
    stop, written = threading.Event(), []

    def write() -> None:
        connection = opening.for_writing(path)
        while not stop.is_set():
            opening.begin(connection)
            connection.execute("INSERT INTO operation (kind, recorded_at) VALUES ('config', '')")
            connection.execute("COMMIT")
            written.append(1)
            stop.wait(0.01)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        connection = opening.for_reading(path)
        before = connection.execute("SELECT count(*) FROM operation").fetchone()[0]
        made = backup.back_up(connection, path, str(tmp_path / "copy.db"), NOW)
    finally:
        stop.set()
        writer.join()
    copy = sqlite3.connect(made.path)
    assert copy.execute("SELECT count(*) FROM operation").fetchone()[0] >= before
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(written) > 0


def test_before_a_migration_the_last_three_are_kept(path: str, tmp_path: Path) -> None:
    connection = opening.for_writing(path)
    names = []
    for minute in range(5):
        connection.execute(
            "INSERT INTO operation (kind, recorded_at) VALUES ('config', ?)",
            (f"2030-01-01T00:0{minute}:00Z",),
        )
        names.append(Path(backup.before_migration(connection, path)).name)
    assert names[-1] == "salescli.db.before-v3-20300101T000400Z"
    assert sorted(name for name in names_in(tmp_path) if "before" in name) == names[-3:]
    assert everything(str(tmp_path / names[-1])) == everything(path)


def test_the_command_answers_in_one_line(cli: Any, tmp_path: Path) -> None:
    assert cli("backup", str(tmp_path / "b.db")).code == 1  # nothing to back up yet
    cli("log", "call", "Acme Corp")
    made = cli("backup", str(tmp_path / "b.db"))
    assert made.code == 0
    assert made.out.startswith(f"{tmp_path}/b.db: 0.")
    assert made.out.endswith("MB, checked · activities 1 · customers 1 · reps 1\n")
    assert made.err == ""
    again = cli("backup", str(tmp_path), "--keep", "1")
    assert f"{tmp_path}/salescli-2026-11-18T150400.db" in again.out
    assert cli("backup", str(tmp_path), "--keep", "none").code == 2
    assert cli("backup").code == 2
