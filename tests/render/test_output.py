"""A file is replaced whole or not at all."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from salescli.model.errors import Impossible, Misuse
from salescli.render.output import by_ending, write
from salescli.render.records import FORMATS, lines


def test_it_replaces_the_file_and_keeps_its_mode_and_link(tmp_path: Path) -> None:
    target = tmp_path / "week.csv"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    write(["new ", "内容\n"], str(link))
    assert target.read_bytes() == "new 内容\n".encode()
    assert target.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "week.csv"]


def test_what_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half"
        raise ValueError("cut off")

    target = tmp_path / "week.csv"
    target.write_text("old")
    with pytest.raises(ValueError, match="cut off"):
        write(pieces(), str(target))
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["week.csv"]


def test_the_new_name_is_on_the_disk_before_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    synced, replaced = os.fsync, os.replace

    def sync(number: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{number}").is_dir() else "file")
        synced(number)

    def replace(old: str, new: str) -> None:
        done.append("name")
        replaced(old, new)

    if not Path("/proc/self/fd").exists():
        pytest.skip("no /proc here")
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    write("text", str(tmp_path / "week.csv"))
    assert done == ["file", "name", "folder"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write("text", str(tmp_path / "new.csv"))
    finally:
        os.umask(before)
    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o640


def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "week.csv"):
        with pytest.raises(Impossible, match="cannot write"):
            write("text", str(path))


def test_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    write(["a\n", "é\n"])
    assert capsys.readouterr().out == "a\né\n"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write("text", os.devnull)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("ending", ["", "-journal", "-wal"])
def test_the_database_is_never_replaced(tmp_path: Path, ending: str) -> None:
    base = tmp_path / "salescli.db"
    base.write_text("everything")
    link, other = tmp_path / "link", tmp_path / "other"
    link.symlink_to(f"{base}{ending}")
    other.hardlink_to(base)
    for path in (f"{base}{ending}", str(link), str(other)):
        with pytest.raises(Misuse, match="where salescli keeps everything"):
            write("text", path)
    assert base.read_text() == "everything"


def test_a_minus_is_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    write("a\n", "-")
    assert capsys.readouterr().out == "a\n"


def test_a_file_that_is_stdout_is_written_on_and_not_replaced(tmp_path: Path) -> None:
    script = "from salescli.render.output import write; print(1, flush=True); write('2', '/dev/stdout')"
    target = tmp_path / "all"
    with target.open("w") as out:
        subprocess.run([sys.executable, "-c", script], stdout=out, check=True)
    assert target.read_text() == "1\n2"
    piped = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=True)
    assert piped.stdout == b"1\n2"


@pytest.mark.parametrize(
    ("path", "form"),
    [("week.CSV", "csv"), ("week.txt", "table"), ("week", None), (".hidden", None), (None, None), ("a.b/week", None)],
)
def test_the_ending_says_the_format(path: str | None, form: str | None) -> None:
    assert by_ending(path, FORMATS) == form


@pytest.mark.parametrize("path", ["week.xlsx", "week.html", "week.xyz"])
def test_an_ending_that_is_no_format_is_refused(path: str) -> None:
    with pytest.raises(Misuse, match=r"say which with -f: table, plain, csv"):
        by_ending(path, FORMATS)


def test_a_carriage_return_in_csv_is_quoted() -> None:
    assert list(lines(("name", "n"), [("a\rb", 1), ("=1", None)], "csv")) == ["name,n\n", '"a\rb",1\n', "'=1,\n"]
