"""What SQLite and the system refuse is said in one line with a remedy: provoked for real."""

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from salescli.store import failures
from salescli.store import open as opening

CALL = ("log", "call", "Acme Corp")


def refused(result: Any, *parts: str) -> None:
    """The command ended with 1 and one line on stderr that has these parts."""
    assert result.code == 1, result
    assert result.out == ""
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1
    for part in parts:
        assert part in result.err


@pytest.mark.parametrize("words", [CALL, ("config", "list")])
def test_a_folder_is_no_file(cli: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused(cli(*words, SALESCLI_DB=str(tmp_path)), "is a folder", f"{tmp_path}/salescli.db")


@pytest.mark.parametrize("words", [CALL, ("config", "list"), ("doctor",), ("backup", "copy.db")])
def test_a_text_file_is_left_alone(cli: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("shopping list\n" * 200)
    refused(cli(*words, SALESCLI_DB=str(text)), "is no salescli file", "SALESCLI_DB")
    assert text.read_text() == "shopping list\n" * 200


@pytest.mark.parametrize("words", [CALL, ("config", "list")])
def test_a_database_of_another_program_is_left_alone(cli: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    other = tmp_path / "photos.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    before = other.read_bytes()
    refused(cli(*words, SALESCLI_DB=str(other)), "of another program")
    assert other.read_bytes() == before


def test_a_newer_file_asks_for_a_newer_program(cli: Any, tmp_path: Path) -> None:
    cli(*CALL)
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        connection.execute("PRAGMA user_version=999")
    refused(cli(*CALL), "newer salescli", "pip install -U salescli")


def test_a_path_below_a_file(cli: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(cli(*CALL, SALESCLI_DB=str(tmp_path / "file" / "salescli.db")), "below something that is no folder")
    refused(cli("config", "list", SALESCLI_DB=str(tmp_path / "file" / "salescli.db")), "no file at")


def test_damaged_pages_are_named_as_damage(cli: Any, tmp_path: Path) -> None:
    cli(*CALL)
    path = tmp_path / "salescli.db"
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xa5" * (len(whole) - 4096)
    path.write_bytes(whole)
    refused(cli(*CALL), "is damaged", "backup")
    found = cli("doctor")
    assert found.code == 1
    assert "damaged" in found.out + found.err
    assert "Traceback" not in found.err


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["salescli", "log", "call", "Acme Corp", "-n", "x" * 90000]
from salescli.__main__ import main
main()
"""


def test_a_disk_without_room_loses_nothing(cli: Any, tmp_path: Path) -> None:
    """A limit on the file's size stands in for a full disk: the write fails in its middle."""
    assert cli(*CALL).code == 0
    size = (tmp_path / "salescli.db").stat().st_size
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size + 4096)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert "disk" in done.stderr
    assert cli("doctor").code == 0
    with sqlite3.connect(tmp_path / "salescli.db") as connection:
        assert connection.execute("SELECT count(*) FROM activity").fetchone() == (1,)


def test_a_full_database_is_a_full_disk(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "full.db", isolation_level=None)
    connection.execute("CREATE TABLE t (x TEXT)")
    connection.execute("PRAGMA max_page_count=2")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.execute("INSERT INTO t VALUES (?)", ("x" * 20_000,))
    explained = failures.explain(full.value, "a.db")
    assert explained.code == 1
    assert str(explained) == "the disk is full: nothing was written to a.db; make room and try again"


def test_a_lock_is_named_after_the_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "salescli.db")
    connection = opening.for_writing(path)
    script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
    script += "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        monkeypatch.setattr(opening, "WAIT_SECONDS", 0.3)
        monkeypatch.setattr(opening, "SAY_AFTER_SECONDS", 0)
        said: list[str] = []
        with pytest.raises(sqlite3.OperationalError) as locked:
            opening.begin(connection, lambda: said.append("waiting"))
        holder.communicate()
    assert said == ["waiting"]
    assert "locked by another program" in str(failures.explain(locked.value, path))
    opening.begin(connection)  # and once it is free, it is ours


def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    opening.for_writing(str(tmp_path / "a.db")).close()
    connection = sqlite3.connect(f"file:{tmp_path}/a.db?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as refusal:
        connection.execute("DELETE FROM device")
    assert "read-only" in str(failures.explain(refusal.value, "a.db"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_permissions_are_named(cli: Any, tmp_path: Path) -> None:
    cli(*CALL)
    (tmp_path / "salescli.db").chmod(0o444)
    refused(cli(*CALL), "read-only")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError(errno.ENOENT, "x", "in.csv"), "there is no in.csv; check the name"),
        (IsADirectoryError(errno.EISDIR, "x", "out"), "out is a folder; name a file"),
        (PermissionError(errno.EACCES, "x", "/root/x"), "/root/x may not be read or written"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: my.db was not written"),
        (OSError(errno.EROFS, "x", b"\xe4.csv"), "on a read-only disk"),
        (OSError(errno.EIO, "Input/output\nerror", "a\x1b[2Jb"), r"'a\x1b[2Jb': Input/output error"),
        (ValueError("odd\x07"), r"salescli itself failed: 'odd\x07'; with SALESCLI_DEBUG=1"),
    ],
)
def test_what_the_system_refuses(error: Exception, sentence: str) -> None:
    explained = failures.explain(error, "my.db")
    assert sentence in str(explained)
    assert explained.code == 1
    assert str(explained).isprintable()


def test_a_place_where_no_file_can_be_made(cli: Any) -> None:
    for path in ("/proc/x.db", "/proc/folder/x.db"):
        done = cli(*CALL, SALESCLI_DB=path)
        assert (done.out, done.code) == ("", 1)
        assert done.err == f"error: no file can be made at {path}; set SALESCLI_DB to a place that you may write to\n"
