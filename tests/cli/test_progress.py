"""A bar on a terminal while a file comes in or goes out, and none elsewhere."""

import pathlib

import pexpect

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
