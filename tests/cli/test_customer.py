"""`customer` from the command line: answers on stdout, refusals on stderr, codes."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[str, str, int]]


def said(cli: Cli, *words: str) -> str:
    """The answer to a command that has to succeed."""
    out, err, code = cli(*words)
    assert code == 0, err
    return out


@pytest.fixture
def acme(cli: Cli) -> None:
    said(cli, "log", "call", "Acme Corp", "-p", "Li Wei", "-n", "hello", "--next", "fri 10am")
    said(cli, "log", "call", "Acme Crop", "--new", "-o", "won", "--at", "9:00")


def test_add(cli: Cli) -> None:
    words = ("customer", "add", "Acme", "Corp", "--kind", "agent", "--known", "--alias", "ACME", "Int", "--alias", "AC")
    assert cli(*words) == ("new customer Acme Corp · agent · known · also ACME Int · also AC\n", "", 0)
    assert cli("customer", "add", "acme corp").code == 2
    assert cli("customer", "add", "ac") == (
        "",
        "error: ac is the customer Acme Corp already; to make two customers one: salescli customer merge\n",
        2,
    )


def test_add_names_near_ones_and_holds_nothing_back(cli: Cli) -> None:
    said(cli, "customer", "add", "Acme Corp")
    out, err, code = cli("customer", "add", "Acme Crop")
    assert (out, code) == ("new customer Acme Crop\n", 0)
    assert err == "near it: Acme Corp; salescli customer merge makes two one\n"


@pytest.mark.usefixtures("acme")
def test_show(cli: Cli) -> None:
    assert said(cli, "customer", "show", "acme", "corp").splitlines() == [
        "Acme Corp · direct",
        "persons: Li Wei",
        "1 activity · first contact 2026-11-18 by ann · last 2026-11-18 by ann",
        "due 1: Fri 2026-11-20 10:00 · ann · hello",
        "  #1 2026-11-18 15:04 · call · first · ann · “hello”",
    ]


@pytest.mark.usefixtures("acme")
def test_list_in_every_format(cli: Cli) -> None:
    rows = json.loads(said(cli, "customer", "list", "-f", "json"))
    assert [row["customer"] for row in rows] == ["Acme Corp", "Acme Crop"]
    assert rows[0] == {
        "customer": "Acme Corp",
        "kind": "direct",
        "known": 0,
        "aliases": None,
        "persons": "Li Wei",
        "activities": 1,
        "first_contact": "2026-11-18",
        "last_contact": "2026-11-18",
    }
    assert json.loads(said(cli, "customer", "show", "Acme Crop", "-f", "json")) == rows[1:]
    assert said(cli, "customer", "list", "-f", "csv").startswith("customer,kind,known,aliases,persons,activities,")
    assert said(cli, "customer", "list").count("\t") == 14
    assert cli("customer", "list", "-f", "xml").code == 2


@pytest.mark.usefixtures("acme")
def test_edit_answers_before_and_after(cli: Cli) -> None:
    answer = said(cli, "customer", "edit", "Acme", "Corp", "--name", "Acme", "Ltd", "--kind", "agent", "--known")
    assert answer == "Acme Corp: name Acme Corp → Acme Ltd, kind direct → agent, not known → known\n"
    assert "first" not in said(cli, "customer", "show", "Acme", "Corp").splitlines()[-1]  # known: no derived first
    assert said(cli, "customer", "edit", "Acme Ltd", "--known") == "Acme Ltd: unchanged\n"
    assert said(cli, "customer", "edit", "acme ltd", "-p", "li wei", "--focus", "power") == (
        "Acme Ltd: li wei none → power\n"
    )
    assert "persons: Li Wei (power)" in said(cli, "customer", "show", "Acme Corp")
    said(cli, "undo")
    assert said(cli, "undo").count("→") == 4  # an edit that changed nothing is no step of undo
    assert "first" in said(cli, "customer", "show", "Acme", "Corp").splitlines()[-1]


@pytest.mark.usefixtures("acme")
def test_alias(cli: Cli) -> None:
    assert said(cli, "customer", "alias", "Acme Corp", "--add", "Big", "A") == "Acme Corp: aliases none → Big A\n"
    assert said(cli, "customer", "alias", "big a") == "Big A\n"
    assert "Acme Corp" in said(cli, "log", "call", "BIG", "A")
    assert said(cli, "customer", "alias", "Acme Corp", "--remove", "big a") == "Acme Corp: aliases Big A → none\n"
    assert cli("customer", "alias", "Acme Corp", "--add", "Acme Crop").code == 2
    assert cli("customer", "alias", "Acme Corp", "--remove", "Acme Corp").code == 2
    assert cli("customer", "alias", "Acme Corp", "--remove", "Nobody").code == 3


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("words", [("Acme", "Crop", "--into", "Acme", "Corp"), ("Acme Crop", "Acme Corp")])
def test_merge_and_undo(cli: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert said(cli, "customer", "merge", *words) == "Acme Crop → Acme Corp: 1 activity\n"
    card = said(cli, "customer", "show", "Acme Crop").splitlines()
    assert card[0] == "Acme Corp · direct"
    assert card[1] == "also: Acme Crop"
    touches = "SELECT touch FROM activity ORDER BY id"
    file = sqlite3.connect(tmp_path / "salescli.db")
    assert file.execute(touches).fetchall() == [("follow-up",), ("first",)]
    said(cli, "undo")
    assert file.execute(touches).fetchall() == [("first",), ("first",)]
    assert said(cli, "customer", "show", "Acme Crop").startswith("Acme Crop · direct\n")


REFUSED = [
    (("show", "Acme", "Cropp"), 3, "no such customer: Acme Cropp; did you mean Acme Crop, Acme Corp?"),
    (("show", "Zenith"), 3, "no such customer: Zenith; salescli customer list shows all"),
    (("show",), 2, "show whom? salescli customer show Acme Corp"),
    (("edit", "Acme Corp"), 2, "edit what? salescli customer edit -h names every option"),
    (("edit", "Acme Corp", "--kind", "x"), 2, "--kind is direct or agent, not x"),
    (("edit", "Acme Corp", "--name", "Acme Crop"), 2, "there is a customer Acme Crop already"),
    (("edit", "Acme Corp", "--focus", "power"), 2, "whose focus? --person NAME --focus power"),
    (("edit", "Acme Corp", "-p", "X", "--focus", "glad"), 2, "no such focus: glad"),
    (("edit", "Acme Corp", "--known", "--not-known"), 2, "--known contradicts --not-known"),
    (("merge", "Acme Corp"), 2, "which two? salescli customer merge Acme Crop --into Acme Corp"),
    (("merge", "Acme Corp", "--into", "acme corp"), 2, "Acme Corp is that customer already"),
    (("merge", "Zenith", "--into", "Acme Corp"), 3, "no such customer: Zenith"),
    (("add", "A;B"), 2, "a name holds no semicolon"),
    (("list", "Acme"), 2, "customer list takes no name"),
    (("edit", "Acme Corp", "--nam", "x"), 2, "no such option: --nam; did you mean --name?"),
    (("frob",), 2, "no such command 'frob'"),
]


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(("words", "code", "text"), REFUSED)
def test_refusals(cli: Cli, words: tuple[str, ...], code: int, text: str) -> None:
    out, err, got = cli("customer", *words)
    assert (out, got) == ("", code)
    assert err.startswith(f"error: {text}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [("list",), ("show", "A"), ("edit", "A", "--known"), ("merge", "A", "B"), ("alias", "A", "--add", "B")],
)
def test_without_a_file_nothing_is_made(cli: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert cli("customer", *words).code == 1
    assert not (tmp_path / "salescli.db").exists()
