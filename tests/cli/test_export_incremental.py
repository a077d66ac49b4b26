"""`export --incremental` after every command that changes what an export shows; and where a run breaks off."""

import csv
import io
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import Cli, Result

_FIRST = "id,date,customer,rep,outcome\n1,2026-11-01 10:00,Acme,Zed,\n2,2026-11-02 10:00,Beta,ann,\n"
_LATER = _FIRST.replace("10:00,Acme,Zed,", "11:00,Acme,Zed,busy") + "3,2026-11-03,Omega,ann,\n"

# what somebody does, in this order; {…} are files, and `other:` is done to a colleague's file
COMMANDS = """
log call Acme | log call Beta --at yesterday | log visit Acme Two --new --rep Bob
import {first} | import {later} | import undo 2 | import undo 1 | import {first}
rep rename Bob Bobby | undo | redo
customer edit Acme --name Acme Ltd | undo
customer edit Beta --known | undo
customer merge Acme Two --into Acme | undo | redo
rep merge Zed --into ann | undo | redo
log call Beta --at 2026-10-01 10:00 | undo | redo
edit 1 --customer Beta | delete 2 | undo | redo | undo 2
other: log call Acme --at 2026-09-01 9:00 --rep Cem | other: log call New Co --rep Cem | merge {other}
other: customer edit Acme --known | other: delete 2 | other: rep rename Cem Cemil | merge {other}
outcome add maybe --reached | log call Acme -o maybe
import {own} --update | doctor --rebuild
"""


class Receiver:
    """Another program, which keeps the last row of each uid."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self._cli, self._file = cli, folder / "changes.csv"
        self.rows: dict[str, dict[str, str]] = {}

    def run(self) -> Result:
        return self._cli("export", "activities", "--incremental", "crm", "-O", str(self._file))

    def take(self) -> int:
        """One run and its file; how many rows came."""
        assert self.run() == ("", "", 0)
        found = list(csv.DictReader(io.StringIO(self._file.read_text("utf-8"), newline="")))
        for row in found:
            if row.pop("deleted") == "1":
                self.rows.pop(row["uid"], None)
            else:
                self.rows[row["uid"]] = row
        return len(found)

    def agrees(self) -> bool:
        """Whether all of it together is what a whole export gives."""
        standing = sorted(self.rows.values(), key=lambda row: (datetime.fromisoformat(row["at"]), row["uid"]))
        return standing == list(csv.DictReader(io.StringIO(self._cli("export", "activities").out, newline="")))


def test_every_command_that_changes_rows_is_seen(cli: Cli, tmp_path: Path) -> None:
    files = {name: str(tmp_path / f"{name}.csv") for name in ("first", "later", "own")}
    files["other"] = str(tmp_path / "other.db")
    Path(files["first"]).write_text(_FIRST)
    Path(files["later"]).write_text(_LATER)
    receiver = Receiver(cli, tmp_path)
    for command in COMMANDS.replace("\n", " | ").strip(" |").split(" | "):
        if "{own}" in command:
            whole = cli("export", "activities").out
            Path(files["own"]).write_text(whole.replace(",out,", ",in,", 1), "utf-8")
        elsewhere = command.startswith("other: ")
        words = command.removeprefix("other: ").format(**files).split()
        done = cli(*words, **({"SALESCLI_DB": files["other"]} if elsewhere else {}))
        assert done.code == 0, (command, done.err)
        if not elsewhere:
            receiver.take()
            assert receiver.agrees(), command
    assert receiver.take() == 0


def broken_off(program: str, tmp_path: Path) -> None:
    """An export whose process ends in the middle, as `program` says beforehand."""
    words = ["export", "activities", "--incremental", "crm", "-O", str(tmp_path / "changes.csv")]
    whole = f"import os\n{program}\nfrom salescli.__main__ import run\nrun({words!r})"
    done = subprocess.run([sys.executable, "-c", whole], env=os.environ, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr


@pytest.mark.parametrize(
    ("program", "arrived"),
    [
        ("os.replace = lambda *_names: os._exit(9)", False),
        ("os.fsync = lambda _file: os._exit(9)", False),
        ("from salescli.store import export_marks\nexport_marks.move = lambda *_all: os._exit(9)", True),
    ],
    ids=["before the name", "before the data", "before the mark"],
)
def test_what_breaks_off_comes_again(cli: Cli, tmp_path: Path, program: str, arrived: bool) -> None:
    cli("log", "call", "Acme")
    receiver = Receiver(cli, tmp_path)
    assert receiver.take() == 1
    cli("log", "call", "Beta")
    broken_off(program, tmp_path)
    assert ("Beta" in (tmp_path / "changes.csv").read_text()) == arrived
    assert receiver.take() == 1  # the lock of the dead one holds nobody off
    assert receiver.agrees()
    assert receiver.take() == 0


def test_a_renamed_rep_who_is_renamed_back_is_no_change(cli: Cli, tmp_path: Path) -> None:
    cli("log", "call", "Acme", "--rep", "Bob")
    receiver = Receiver(cli, tmp_path)
    receiver.take()
    cli("rep", "rename", "Bob", "Bobby")
    cli("rep", "rename", "Bobby", "Bob")
    assert receiver.take() == 0
    assert receiver.agrees()


def test_columns_may_be_fewer_but_must_name_the_row(cli: Cli, tmp_path: Path) -> None:
    cli("log", "call", "Acme")
    words = ("export", "activities", "--incremental", "crm", "-O", str(tmp_path / "a.csv"), "--columns")
    assert cli(*words, "customer,uid") == ("", "", 0)
    assert (tmp_path / "a.csv").read_text().splitlines()[0] == "customer,uid,deleted"
    assert "needs the column uid" in cli(*words, "customer").err
