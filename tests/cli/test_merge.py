"""`salescli merge`, as it is typed: what it says, what it refuses, and that nothing half happens."""

from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_an_undone_rep_with_a_target_is_written_once(by: As, tmp_path: Path) -> None:
    by("ann", "call", "Acme", SALESCLI_NOW="2026-11-18T09:00:00+08:00")
    merge(by, tmp_path, "ann.db")
    by("boss", "target", "set", "calls", "5", "--per", "day", "--rep", "ann")
    by("ann", "undo")
    assert "already" not in merge(by, tmp_path, "ann.db").out
    before = (tmp_path / "boss.db").read_bytes()
    for _again in range(3):
        assert "already" in merge(by, tmp_path, "ann.db").out
    assert (tmp_path / "boss.db").read_bytes() == before
    assert by("boss", "rep", "list").out.startswith("ann\t")


def test_an_import_taken_back_at_the_reps_goes_here_and_comes_again(by: As, tmp_path: Path) -> None:
    rows = "customer,person,at,id\nAcme,Li,2026-11-16 10:00,1\nBeta,Bo,2026-11-16 11:00,2\nGamma,,2026-11-16 12:00,3\n"
    (tmp_path / "crm.csv").write_text(rows)
    columns = (f"--map={name}={name}" for name in ("customer", "person", "at", "id"))
    words = ("import", str(tmp_path / "crm.csv"), *columns, "--source", "crm", "--rep", "ann")
    at = "2026-11-18T{}:00+08:00"
    assert by("ann", *words, SALESCLI_NOW=at.format("09:00")).code == 0
    merge(by, tmp_path, "ann.db")
    by("boss", "call", "Gamma", SALESCLI_NOW=at.format("09:30"))
    before = listed(by)
    by("ann", "import", "undo", "1", SALESCLI_NOW=at.format("10:00"))
    done = merge(by, tmp_path, "ann.db")
    assert done.out.startswith("ann.db: 0 new lines, 0 edits, 3 deletes · changed of what was known ")
    assert listed(by) == ["boss,Gamma,,2026-11-18T09:30:00+08:00,first"]
    assert by("boss", "customer", "list").out.split("\t")[0] == "Gamma"  # still worked here
    assert by("boss", "customer", "list").out.count("\n") == 1
    assert "already" in merge(by, tmp_path, "ann.db").out
    assert by("ann", *words, SALESCLI_NOW=at.format("11:00")).code == 0
    done = merge(by, tmp_path, "ann.db")
    assert done.out.startswith("ann.db: 0 new lines, 3 edits, 0 deletes")
    assert listed(by) == before
    assert by("boss", "show", "1").out.count("Acme") >= 1
    assert "already" in merge(by, tmp_path, "ann.db").out
    for who in ("ann", "boss"):
        assert by(who, "doctor").code == 0


def listed(by: As) -> list[str]:
    out = by("boss", "export", "activities", "-f", "csv", "--columns", "rep,customer,person,at,touch").out
    return sorted(out.splitlines()[1:])
