"""Owners by their ids: `import --owners FILE`, and what becomes of such a list imported by itself."""

import json
import shutil
from pathlib import Path

import pytest

from salescli.exchange import owners
from salescli.model.errors import Impossible, Misuse
from tests.conftest import Cli

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
USERS = """\
USER_ID,First Name,Last Name,Email
1003,,Mia Lang,mia@example.com
 1004 ,Jon,Boss,jon@example.com
1005,,,eve@example.com
"""


def users(tmp_path: Path, text: str = USERS) -> Path:
    path = tmp_path / "users.csv"
    path.write_text(text, encoding="utf-8")
    return path


def events(tmp_path: Path, *ids: str) -> Path:
    path = tmp_path / "events.csv"
    rows = "".join(f"{n},{owner},Demo,2021-04-1{n} 10:00:00,\n" for n, owner in enumerate(ids, 1))
    path.write_text(f"EVENTID,Event Owner Id,Subject,Start DateTime,End DateTime\n{rows}", encoding="utf-8")
    return path


def reps(cli: Cli) -> list[str]:
    return [row["rep"] for row in json.loads(cli("list", "-f", "json").out)]


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        (USERS, "1003", "Mia Lang"),
        (USERS, "owner 1004", "Jon Boss"),
        (USERS, "1005", "eve@example.com"),
        ("Id;Name\n7;Mia Lang\n", "user 7", "Mia Lang"),
        ("owner_id,email,first_name,last_name\n44,a@example.com,Mia,Lang\n", "owner 44", "Mia Lang"),
        ("Id,Username,LastName,FirstName\n005900000000001AAA,x,Lang,Mia\n", "owner 005900000000001", "Mia Lang"),
        ("Id,Name\n005900000000001,Mia Lang\n", "owner 005900000000001AAA", "Mia Lang"),
        ("Id,Name\n0050Y00000AbCdE,Mia Lang\n", "owner 0050Y00000AbCdEQAV", "Mia Lang"),
        ("Id,Name\n491000000000301007,Mia Lang\n", "owner 491000000000301008", "owner 491000000000301008"),
        ("Id,Name\n7,Mia Lang\n", "owner 8", "owner 8"),
        ("Id,Name\n7,Mia Lang\n", "Jon Boss", "Jon Boss"),
        ("notes\n\nId,Name,Email\n7,Mia Lang,\n", "7", "Mia Lang"),
    ],
)
def test_names_by_ids(tmp_path: Path, text: str, number: str, name: str) -> None:
    found, remarks = owners.read(str(users(tmp_path, text)))
    assert (found.named(number), remarks) == (name, [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Name,Email\nMia,a\n", "no column of ids"),
        ("Id,When\n1,2026-11-01\n", "no column of ids"),
        ("Id,Name\n7,Mia\n7,Jon\n", "line 3: 7 is Jon, and Mia before"),
        ("Id,Name\n7,Mia;Jon\n", "line 2: "),
        ("Id,Name\n7\n", "line 2: 1 cells where the header has 2"),
        ("Id,Name\n,Mia\n0,Jon\n8,\n", "no row has an id and a name"),
    ],
)
def test_what_is_no_list_of_owners(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(Misuse, match=reason):
        owners.read(str(users(tmp_path, text)))
    with pytest.raises(Impossible):
        owners.read(str(users(tmp_path, "")))


def test_owners_that_are_missing_are_told_once(tmp_path: Path) -> None:
    found, _remarks = owners.read(str(users(tmp_path)))
    for number in ("owner 8", "owner 9", "owner 8", "1003", "Some Name", "77"):
        found.named(number)
    (line,) = found.told()
    assert line.endswith("users.csv keep their id: 3 (8, 9, 77)")
    assert found.told() == []


def test_rows_go_to_the_names(cli: Cli, tmp_path: Path) -> None:
    file, names = events(tmp_path, "1003", " 1004", "13"), users(tmp_path)
    assert cli("import", str(file)).code == 0
    assert reps(cli) == ["owner 1003", "owner 1004", "owner 13"]
    done = cli("import", str(file), "--owners", str(names))
    assert (done.code, "new 0 + same 1 + changed 2" in done.out) == (0, True), done.err
    assert "owners that are not in" in done.err
    assert "keep their id: 1 (13)" in done.err
    assert reps(cli) == ["Mia Lang", "Jon Boss", "owner 13"]
    assert "same 3 + changed 0" in cli("import", str(file), "--owners", str(names)).out


def test_two_ids_of_one_name_are_one_rep(cli: Cli, tmp_path: Path) -> None:
    names = users(tmp_path, "Id,Name\n1003,Mia Lang\n1004,mia  LANG\n")
    done = cli("import", str(events(tmp_path, "1003", "1004")), "--owners", str(names))
    assert (done.code, "1003, 1004 are both Mia Lang: their rows go to one rep" in done.err) == (0, True)
    assert "new reps 1" in done.out


def test_a_column_of_ids_by_a_mapping(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("When,Who,Firma\n2026-11-01 10:00,1003,Acme\n2026-11-01 11:00,Eve,Acme\n", encoding="utf-8")
    mapping = ("--map", "at=When", "--map", "rep=Who", "--map", "customer=Firma")
    done = cli("import", str(file), *mapping, "--owners", str(users(tmp_path)))
    assert (done.code, reps(cli)) == (0, ["Mia Lang", "Eve"]), done.err
    assert "keep their id" not in done.err


@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_list_of_users_is_no_import(cli: Cli, tmp_path: Path, where: str) -> None:
    names = users(tmp_path)
    if where == "file":
        done = cli("import", str(names))
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: ")
        assert done.err.count("\n") == 1
        assert "is a list of users by their ids, not of activities" in done.err
        assert done.err.endswith(f" with --owners {names}\n")
        assert cli("list").code == 1
        return
    folder = tmp_path / "week"
    folder.mkdir()
    shutil.move(names, folder)
    shutil.move(events(tmp_path, "1003"), folder)
    done = cli("import", str(folder), "--owners", str(folder / "users.csv"))
    assert (done.code, reps(cli)) == (0, ["Mia Lang"]), done.err
    assert "users.csv: a list of users by their ids" in done.err


def test_the_real_list(cli: Cli, tmp_path: Path) -> None:
    sample = SAMPLES / "zoho-users.csv"
    if not sample.exists():
        pytest.skip("no samples beside the checkout")
    copy = tmp_path / sample.name
    shutil.copy(sample, copy)
    assert "a list of users by their ids" in cli("import", str(copy)).err
    assert cli("import", str(events(tmp_path, "1003", "1008")), "--owners", str(copy)).code == 0
    assert reps(cli) == ["Lazar Mathew", "Roger Terrence"]
