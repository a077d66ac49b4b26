"""A bar on a terminal while a file comes in or goes out, and none elsewhere."""

import os
import pathlib
import sys

import pexpect
import pytest

from tests.cli.test_asking import on_a_terminal
from tests.conftest import Cli


def test_a_bar_on_a_terminal_only(cli: Cli, tmp_path: pathlib.Path) -> None:
    table = tmp_path / "calls.csv"
    table.write_text("date,customer,rep\n" + "".join(f"2026-11-16,Customer {n},Ann\n" for n in range(300)))
    watched = on_a_terminal("import", str(table))
    watched.expect("reading")
    watched.expect("read 300 = new 300")
    watched.expect(pexpect.EOF)
    quiet = cli("import", str(table))
    assert quiet.out.startswith("read 300 = new 0 + same 300")
    assert "reading" not in quiet.err
    written = on_a_terminal("export", "activities", "-O", str(tmp_path / "out.csv"))
    written.expect("writing")
    written.expect(pexpect.EOF)
    assert (tmp_path / "out.csv").read_text().count("\n") == 301


@pytest.mark.parametrize("form", ["csv", "csv.gz", "jsonl", "json", "xlsx", "parquet"])
@pytest.mark.parametrize("option", [[], ["--incremental", "crm"]], ids=["whole", "incremental"])
def test_every_form_has_its_bar_on_stderr_alone(cli: Cli, tmp_path: pathlib.Path, form: str, option: list[str]) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    if option and form not in {"csv", "csv.gz", "jsonl"}:
        return
    cli("log", "-", stdin="".join(f"call C{number} --at -{number + 1}h\n" for number in range(20)))
    words = ["export", "activities", *option, "-O", str(tmp_path / f"out.{form}")]
    watched = on_a_terminal(*words)
    watched.expect("writing")
    watched.expect(pexpect.EOF)
    watched.close()
    assert watched.exitstatus == 0
    seen = (tmp_path / f"out.{form}").read_bytes()
    assert cli("log", "call", "Other").code == 0
    assert cli(*words) == ("", "", 0)  # not on a terminal: nothing is said
    assert b"writing" not in seen


def test_data_on_a_pipe_and_the_bar_on_the_terminal(cli: Cli, tmp_path: pathlib.Path) -> None:
    cli("log", "-", stdin="".join(f"call C{number} --at -{number + 1}h\n" for number in range(20)))
    kept = tmp_path / "piped.csv"
    command = f"{sys.executable} -m salescli export activities | cat > {kept}"
    watched = pexpect.spawn("/bin/sh", ["-c", command], env={**os.environ, "TERM": "xterm"}, encoding="utf-8")
    watched.expect("writing")
    watched.expect(pexpect.EOF)
    assert kept.read_text() == cli("export", "activities").out


def test_no_bar_where_the_rows_are_on_the_terminal_or_the_terminal_is_dumb(cli: Cli, tmp_path: pathlib.Path) -> None:
    cli("log", "call", "Acme")
    shown = on_a_terminal("export", "activities")
    shown.expect(pexpect.EOF)
    assert "writing" not in str(shown.before)
    command = [sys.executable, "-m", "salescli", "export", "activities", "-O", str(tmp_path / "a.csv")]
    dumb = pexpect.spawn(command[0], command[1:], env={**os.environ, "TERM": "dumb"}, encoding="utf-8")
    dumb.expect(pexpect.EOF)
    assert dumb.before == ""
