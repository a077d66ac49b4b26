"""`salescli merge`, as it is typed: what it says, what it refuses, and that nothing half happens."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from salescli.store import schema
from tests.conftest import Cli, Result

As = Callable[..., Result]


@pytest.fixture
def by(cli: Cli, tmp_path: Path) -> As:
    """Run a command on the file of this name, as the rep of this name."""

    def run(who: str, *words: str, **environment: str) -> Result:
        around = {"SALESCLI_DB": str(tmp_path / f"{who}.db"), "SALESCLI_REP": who, **environment}
        return cli(*words, **around)

    return run


def merge(by: As, tmp_path: Path, *words: str) -> Result:
    return by("boss", "merge", *(str(tmp_path / word) if word.endswith(".db") else word for word in words))


def test_says_what_came_and_what_moved(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", "Corp", "-o", "won")
    by("ann", "visit", "Beta", "-p", "Li", "--next", "friday")
    by("ann", "edit", "2", "-n", "nice")
    by("bob", "call", "acme", "CORP", "--at", "9:00")
    by("bob", "call", "Gamma", "-o", "na")
    by("bob", "delete", "2")
    done = merge(by, tmp_path, "ann.db", "bob.db")
    assert (done.err, done.code) == ("", 0)
    assert done.out.splitlines() == [
        "ann.db: 2 new lines, 1 edit, 0 deletes · new reps 1 · new customers 2 · new persons 1 · new dues 1",
        "bob.db: 2 new lines, 0 edits, 1 delete · new reps 1 · new customers 1",
        "moved in the last eight weeks:",
        "  ann · calls · 2026-W47: 0 → 1   #2",
        "  ann · first contacts · 2026-W47: 0 → 1   #3",
        "  ann · follow ups · 2026-W47: 0 → 1   #2",
        "  ann · visits · 2026-W47: 0 → 1   #3",
        "  ann · customers visited · 2026-W47: 0 → 1   #3",
        "  bob · calls · 2026-W47: 0 → 1   #1",
        "  bob · first contacts · 2026-W47: 0 → 1   #1",
        "customers that several reps work: Acme Corp (ann, bob)",
    ]
    assert by("boss", "doctor").code == 0
    assert [row.split("\t")[0] for row in by("boss", "customer", "list").out.splitlines()] == [
        "Acme Corp", "Beta", "Gamma",
    ]  # fmt: skip


def test_again_adds_nothing_and_later_changes_come(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    merge(by, tmp_path, "ann.db")
    before = (tmp_path / "boss.db").read_bytes()
    again = merge(by, tmp_path, "ann.db")
    assert again.out == ("ann.db: 0 new lines, 0 edits, 0 deletes\nnothing new: everything in there is here already\n")
    assert (tmp_path / "boss.db").read_bytes() == before
    later = "2026-11-19T09:00:00+08:00"
    by("ann", "customer", "edit", "Acme", "--name", "Acme Inc", SALESCLI_NOW=later)
    by("ann", "delete", "1", SALESCLI_NOW=later)
    done = by("boss", "merge", str(tmp_path / "ann.db"), SALESCLI_NOW="2026-11-19T10:00:00+08:00")
    assert done.out.splitlines() == [
        "ann.db: 0 new lines, 0 edits, 1 delete · changed of what was known 1",
        "moved in the last eight weeks:",
        "  ann · calls · 2026-W47: 1 → 0   #1",
        "  ann · first contacts · 2026-W47: 1 → 0   #1",
    ]
    assert by("boss", "customer", "list").out.startswith("Acme Inc\t")
    assert by("boss", "doctor").code == 0


def test_the_files_stay_as_they_are(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    path = tmp_path / "ann.db"
    before = path.read_bytes()
    path.chmod(0o400)
    beside = sorted(tmp_path.glob("ann*"))
    assert merge(by, tmp_path, "ann.db").code == 0
    assert path.read_bytes() == before
    assert sorted(tmp_path.glob("ann*")) == beside


def test_an_older_file_is_read_from_a_copy(by: As, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = sqlite3.connect(path, isolation_level=None)
    for statement in schema.STATEMENTS:
        old.execute(statement)
    at = "2026-11-17T01:00:00Z"
    for statement in (
        "INSERT INTO device (id, uid) VALUES (1, 'd')",
        "INSERT INTO counter (only, device, seq, change) VALUES (1, 1, 1, 1)",
        f"INSERT INTO operation (id, kind, recorded_at) VALUES (1, 'log', '{at}')",
        "INSERT INTO rep (id, uid, name, joined) VALUES (1, 'r', 'Old', '2026-11-17')",
        "INSERT INTO rep_name (folded, name, rep) VALUES ('old', 'Old', 1)",
        f"""INSERT INTO revision (uid, activity, activity_uid, device, seq, rev, recorded_at, received_at, change,
            operation, op, rep, channel, direction, reached, at, at_unix, day, logged_at)
            VALUES ('v', 1, 'a', 1, 1, 1, '{at}', '{at}', 1, 1, 'put', 1, 'phone', 'out', 1,
            '2026-11-17T09:00:00+08:00', 1794877200, '2026-11-17', '2026-11-17T09:00:00+08:00')""",
        "PRAGMA application_id=1396788293",
        "PRAGMA user_version=1",
    ):
        old.execute(statement)
    old.close()
    before = path.read_bytes()
    done = merge(by, tmp_path, "old.db")
    assert (done.err, done.code) == ("", 0)
    assert done.out.startswith("old.db: 1 new line, 0 edits, 0 deletes · new reps 1\n")
    assert path.read_bytes() == before
    assert list(tmp_path.glob("old*")) == [path]


def test_one_rep_name_with_two_uids(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme")
    by("other", "call", "Beta", "--rep", "Ann", "--at", "9:00")
    merge(by, tmp_path, "ann.db")
    before = (tmp_path / "boss.db").read_bytes()
    refused = merge(by, tmp_path, "other.db")
    assert (refused.out, refused.code) == ("", 2)
    assert refused.err.count("\n") == 1
    assert "--same-rep" in refused.err
    assert "--rename" in refused.err
    assert (tmp_path / "boss.db").read_bytes() == before
    (tmp_path / "copy.db").write_bytes(before)
    assert merge(by, tmp_path, "other.db", "--rename", "ann=Anna").code == 0
    for _again in range(2):  # nobody has to say it again
        assert merge(by, tmp_path, "other.db", "ann.db").out.endswith("is here already\n")
    assert [row.split("\t")[0] for row in by("boss", "rep", "list").out.splitlines()] == ["Anna", "ann"]
    assert by("boss", "doctor").code == 0
    done = by("copy", "merge", str(tmp_path / "other.db"), "--same-rep", "ANN")
    assert done.code == 0
    assert "ann · calls · 2026-w47: 1 → 2   #2" in done.out.casefold()
    assert by("copy", "merge", str(tmp_path / "other.db"), str(tmp_path / "ann.db")).out.endswith("already\n")
    assert len(by("copy", "rep", "list").out.splitlines()) == 1
    assert by("copy", "doctor").code == 0


def test_undo_passes_a_merge_over(by: As, tmp_path: Path) -> None:
    by("boss", "call", "Zeta")
    by("ann", "call", "Acme")
    merge(by, tmp_path, "ann.db")
    undone = by("boss", "undo")
    assert undone.code == 0
    assert undone.out.endswith("passed over, since undo does not take it back: merge\n")
    assert by("boss", "doctor").code == 0


def test_outcomes_come_along_and_must_mean_the_same(by: As, tmp_path: Path) -> None:
    by("ann", "outcome", "add", "demo", "--reached")
    by("ann", "call", "Acme", "-o", "demo")
    by("bob", "outcome", "add", "demo", "--not-reached")
    by("bob", "call", "Beta", "-o", "demo")
    assert merge(by, tmp_path, "ann.db").code == 0
    assert "demo" in by("boss", "outcome", "list").out
    refused = merge(by, tmp_path, "bob.db")
    assert refused.code == 2
    assert "the outcome demo counts as not reached there and as reached here" in refused.err


def test_what_is_known_as_of_then(by: As, tmp_path: Path) -> None:
    by("boss", "call", "acme")
    by("ann", "call", "Acme", "--at", "9:00")
    by("boss", "merge", str(tmp_path / "ann.db"), SALESCLI_NOW="2026-11-19T10:00:00+08:00")
    words = ("report", "-f", "csv", "--by", "rep", "--metric", "first_contacts", "--metric", "calls")
    now = "2026-11-19T12:00:00+08:00"
    then = by("boss", *words, "--as-of", "2026-11-18", SALESCLI_NOW=now).out
    assert [row.split(",")[3:6] for row in then.splitlines()[1:]] == [
        ["boss", "first_contacts", "1"], ["boss", "calls", "1"],
    ]  # fmt: skip
    after = by("boss", *words, SALESCLI_NOW=now).out
    assert [row.split(",")[3:6] for row in after.splitlines()[1:]] == [
        ["ann", "first_contacts", "1"], ["ann", "calls", "1"], ["boss", "first_contacts", "0"], ["boss", "calls", "1"],
    ]  # fmt: skip


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:20000] = b"\x5a" * (20000 - 8192)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.unlink(), 1),
        (lambda path: path.write_bytes(b""), 1),
        (lambda path: path.write_bytes(b"no database at all" * 100), 1),
        (lambda path: path.write_bytes(path.read_bytes()[:30000]), 1),
        (damaged, 1),
        (lambda path: sqlite3.connect(path).execute("PRAGMA application_id=7").connection.close(), 1),
        (lambda path: sqlite3.connect(path).execute("PRAGMA user_version=99").connection.close(), 1),
    ],
)
def test_a_bad_file_refuses_all(by: As, tmp_path: Path, spoil: Callable[[Path], object], code: int) -> None:
    by("boss", "call", "Zeta")
    by("ann", "call", "Acme")
    by("bob", "call", "Beta")
    before = (tmp_path / "boss.db").read_bytes()
    spoil(tmp_path / "bob.db")
    done = merge(by, tmp_path, "ann.db", "bob.db")
    assert (done.out, done.code) == ("", code)
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert "bob.db" in done.err
    assert (tmp_path / "boss.db").read_bytes() == before


def test_the_file_itself_and_wrong_words(by: As, tmp_path: Path) -> None:
    by("boss", "call", "Zeta")
    assert merge(by, tmp_path, "boss.db").code == 2
    assert merge(by, tmp_path).code == 2
    assert merge(by, tmp_path, "x.db", "--rename", "ann").code == 2


def test_a_customer_taken_back_there_and_worked_here_stays(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Zeta", SALESCLI_NOW="2026-11-18T09:00:00+08:00")
    by("ann", "call", "Acme", SALESCLI_NOW="2026-11-18T09:10:00+08:00")
    merge(by, tmp_path, "ann.db")
    by("boss", "call", "Acme")
    by("ann", "undo")
    assert merge(by, tmp_path, "ann.db").code == 0
    assert [row.split("\t")[0] for row in by("boss", "customer", "list").out.splitlines()] == ["Acme", "Zeta"]
    by("ann", "call", "ACME", SALESCLI_NOW="2026-11-18T16:00:00+08:00")
    assert merge(by, tmp_path, "ann.db").code == 0
    assert [row.split("\t")[0] for row in by("boss", "customer", "list").out.splitlines()] == ["Acme", "Zeta"]
    assert "already" in merge(by, tmp_path, "ann.db").out
    assert by("boss", "doctor").code == 0


def test_what_two_imported_is_one_and_was_there_before(by: As, tmp_path: Path) -> None:
    rows = "customer,at,id\nAcme,2026-11-16 10:00,1\nBeta,2026-11-16 11:00,2\n"
    (tmp_path / "crm.csv").write_text(rows)
    words = ("import", str(tmp_path / "crm.csv"), "--map", "customer=customer", "--map", "at=at", "--map",
             "id=id", "--source", "crm", "--rep", "ann")  # fmt: skip
    for who in ("ann", "boss"):
        done = by(who, *words)
        assert done.code == 0, done.err
    by("ann", "edit", "1", "-n", "mine", SALESCLI_NOW="2026-11-18T16:00:00+08:00")
    later = "2026-11-19T10:00:00+08:00"
    done = by("boss", "merge", str(tmp_path / "ann.db"), "--same-rep", "ann", SALESCLI_NOW=later)
    assert done.out.startswith("ann.db: 2 new lines, 1 edit, 0 deletes\n")
    asked = ("report", "-f", "csv", "--metric", "first_contacts", "--as-of", "2026-11-18")
    assert by("boss", *asked, SALESCLI_NOW=later).out.splitlines()[1].split(",")[5] == "2"
    assert len(by("boss", "list").out.splitlines()) == 2
    assert by("boss", "show", "1").out.count("mine") >= 1
    assert by("boss", "doctor").code == 0


def test_a_rep_with_a_target_stays_when_he_takes_back_his_only_line(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", SALESCLI_NOW="2026-11-18T09:00:00+08:00")
    merge(by, tmp_path, "ann.db")
    by("boss", "target", "set", "calls", "5", "--per", "day", "--rep", "ann")
    by("ann", "undo")
    assert merge(by, tmp_path, "ann.db").code == 0
    assert by("boss", "rep", "list").out.startswith("ann\t")
    assert by("boss", "rep", "set", "ann", "--until", "2026-12-31", SALESCLI_NOW="2026-11-18T17:00:00+08:00").code == 0
    assert merge(by, tmp_path, "ann.db").code == 0
    assert "already" in merge(by, tmp_path, "ann.db").out
    assert "2026-12-31" in by("boss", "rep", "list").out
    assert by("boss", "doctor").code == 0
