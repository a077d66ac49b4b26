"""Dues by hand: what is refused, what is moved, where the list goes."""

import pathlib

import pytest

from tests.conftest import Cli


@pytest.fixture
def asked(cli: Cli) -> None:
    """One due of ann's, next Friday, and a rep Bob."""
    assert cli("call", "Acme", "--next", "friday").code == 0
    assert cli("call", "Beta", "--rep", "Bob").code == 0


REFUSED = [
    (["done", "abc"], 2, "abc is no due's id: type the number that salescli due shows first"),
    (["done", "-3"], 2, "-3 is no due's id: type the number that salescli due shows first"),
    (["done", "9" * 30], 3, f"no due {'9' * 30} is open; salescli due --all shows them"),
    (["done", "9" * 5000], 3, "no due 9"),
    (["done", "7"], 3, "no due 7 is open"),
    (["snooze", "1", "3pm"], 2, "3pm is already past: tomorrow 3pm?"),
    (["snooze", "1", "-2h"], 2, "-2h is already past: a plan lies ahead"),
    (["snooze", "1", "2026-11-01"], 2, "2026-11-01 is already past"),
    (["snooze", "1", "--nxt"], 2, "no such option: --nxt"),
    (["--rep", ""], 2, "the name of the rep is empty"),
    (["move", "--from", "ann", "--to", "ANN"], 2, "ann has them already; --from and --to name two reps"),
]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("typed", "code", "message"), REFUSED)
def test_what_is_refused(cli: Cli, typed: list[str], code: int, message: str) -> None:
    refused = cli("due", *typed)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.startswith(f"error: {message}")
    assert "--next" not in refused.err
    assert cli("due", "--all").out == "1\t2026-11-20\t\tAcme\tann\t\t0\t1\n"


@pytest.mark.usefixtures("asked")
def test_dues_are_counted_in_their_number(cli: Cli) -> None:
    assert cli("due", "move", "--from", "bob", "--to", "ann").out == "0 dues: bob → ann\n"
    assert cli("due", "move", "--from", "ann", "--to", "bob").out == "1 due: ann → bob\n"


@pytest.mark.usefixtures("asked")
def test_the_list_goes_into_a_file_in_its_form(cli: Cli, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "dues.csv"
    assert cli("due", "--all", "-O", str(file)) == ("", "", 0)
    assert file.read_text() == cli("due", "--all", "-f", "csv").out
    assert cli("due", "-O", str(file)).code == 0
    assert file.read_text().startswith("id,day,")


def test_help_of_a_due_comes_after_its_words(cli: Cli) -> None:
    shown = cli("due", "snooze", "1", "-h")
    assert (shown.code, shown.err) == (0, "")
    assert "WHEN" in shown.out
