"""A file is replaced whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from salescli.model.errors import Impossible
from salescli.render.output import write


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
