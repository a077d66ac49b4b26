"""What `salescli _complete` answers, that it is cheap, and that its table is the real command tree."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from completion_tree import real_tree

from salescli.cli.completing_tree import TREE
from salescli.cli.completing_words import split, unquoted

Cli = Callable[..., tuple[str, str, int]]


def answer(cli: Cli, *argv: str) -> list[str]:
    out, err, code = cli("_complete", *argv)
    assert (err, code) == ("", 0)
    return out.splitlines()


def test_the_table_is_the_real_tree() -> None:
    assert real_tree() == TREE, "run python tests/cli/completion_tree.py"


@pytest.fixture
def people(cli: Cli) -> None:
    lines = "call Acme Corp -p Wang Li -p Bob\ncall Acme Trading Ltd --new -p Eve\ncall 华为技术\n"
    assert cli("log", "-", stdin=lines)[2] == 0
    for words in (["customer", "alias", "Acme Corp", "--add", "ACE"], ["rep", "set", "Zoe", "Li"]):
        assert cli(*words)[2] == 0
    assert cli("outcome", "add", "demo-given", "--reached")[2] == 0


CANDIDATES = [  # words and the cursor's word -> candidates
    (["cust"], ["customer"]),
    (["CUST"], ["customer"]),
    (["customer", "m"], ["merge"]),
    (["log", "v"], ["visit", "video"]),
    (["-q", "log", "em"], ["email"]),
    (["log", "call", "ac"], ["acE", "acme Corp", "acme Trading Ltd"]),
    (["log", "call", "Ac"], ["AcE", "Acme Corp", "Acme Trading Ltd"]),
    (["log", "call", "Acme", ""], ["Corp", "Trading Ltd"]),
    (["log", "call", "acme", "tr"], ["Trading Ltd"]),
    (["log", "call", "Acme Tr"], ["Acme Trading Ltd"]),
    (["call", "华"], ["华为技术"]),
    (["log", "call", "trading"], ["Acme Trading Ltd"]),
    (["log", "call", "zz"], []),
    (["log", "call", "Acme", "Corp", "-p", ""], ["Bob", "Wang Li"]),
    (["log", "call", "Acme", "Corp", "-p", "Wang", "l"], ["Li"]),
    (["log", "call", "Nobody", "-p", "e"], ["Eve"]),
    (["log", "call", "Acme", "-o", "n"], ["not-interested", "no-answer", "no-show"]),
    (["log", "call", "Acme", "-o", "de"], ["demo-given"]),
    (["log", "call", "Acme", "-o", "vm"], ["vm"]),
    (["log", "call", "Acme", "--outcome=vo"], ["--outcome=voicemail"]),
    (["log", "call", "Acme", "-o=vo"], ["-o=voicemail"]),
    (["log", "call", "Acme", "-o=na", "--rep", "z"], ["Zoe Li"]),
    (["log", "call", "Acme", "--rep", "z"], ["Zoe Li"]),
    (["log", "call", "Acme", "-n", "call", "--ne"], ["--next", "--new"]),
    (["log", "call", "Acme", "-n", "ac"], None),
    (["log", "call", "Acme", "-o", "na", "ac"], None),
    (["log", "first-contact", "Acme", "--via", "v"], ["visit", "video"]),
    (["customer", "merge", "Acme", "Corp", "--into", "Acme", "t"], ["Trading Ltd"]),
    (["customer", "edit", "Acme", "--focus", "p"], ["power"]),
    (["rep", "merge", "an"], ["ann"]),
    (["edit", ""], ["last"]),
    (["report", "w"], ["week"]),
    (["export", "r"], ["report"]),
    (["export", "report", "con"], ["conversion"]),
    (["export", "report", "trend", "-f", "p"], ["parquet"]),
    (["export", "-f", "j"], ["jsonl", "json"]),
    (["report", "--metric", "c"], ["calls", "customers_visited", "conversations"]),
    (["completion", ""], ["bash", "zsh", "fish"]),
    (["nonsense", "x"], []),
]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_candidates(cli: Cli, shell: str) -> None:
    wrong = []
    for words, expected in CANDIDATES:
        got = answer(cli, shell, "salescli", *words)
        want = ["none"] if expected is None else ["words", *expected]
        if got not in (want, ["none"] if not expected else want):
            wrong.append((words, got, want))
    assert wrong == []


BASH = [  # line, the part that readline replaces -> answer
    ('salescli log call "Acme T', "Acme T", ["double", "Acme Trading Ltd"]),
    ("salescli log call 'Acme T", "Acme T", ["single", "Acme Trading Ltd"]),
    ("salescli log call Acme\\ T", "Acme\\ T", ["plain", "Acme Trading Ltd"]),
    ("salescli log call Acme T", "T", ["plain", "Trading Ltd"]),
    ("salescli log call Acme -o=x", "x", ["plain"]),
    ("salescli log call Acme --rep=z", "z", ["plain", "Zoe Li"]),
    ("salescli log call $'Acme", "Acme", ["none"]),
    ("salescli import ", "", ["files"]),
]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("line", "replaced", "expected"), BASH)
def test_bash(cli: Cli, line: str, replaced: str, expected: list[str]) -> None:
    assert answer(cli, "bash", line, replaced) == expected


def test_without_a_file_commands_are_completed_and_nothing_is_made(cli: Cli, tmp_path: Path) -> None:
    assert answer(cli, "zsh", "salescli", "log", "vis") == ["words", "visit"]
    assert answer(cli, "zsh", "salescli", "log", "call", "A") == ["words"]
    assert answer(cli, "zsh", "salescli", "log", "call", "A", "-o", "won") == ["words", "won"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("argv", [[], ["bash"], ["zsh"], ["tcsh", "x"], ["bash", "", ""]])
def test_errors_are_silent(cli: Cli, argv: list[str]) -> None:
    assert cli("_complete", *argv)[1] == ""


def test_a_broken_file_is_silent(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "salescli.db").write_bytes(b"no database at all" * 100)
    out, err, _code = cli("_complete", "zsh", "salescli", "log", "call", "A")
    assert (out, err) == ("", "")


SLOW = ("typer", "rich", "click", "sqlite_utils", "dateutil", "dataclasses", "pathlib", "json", "uuid", "argparse")


@pytest.mark.usefixtures("people")
def test_completing_imports_little(tmp_path: Path) -> None:
    program = (
        "import sys; from salescli.cli.completing import complete; complete(['zsh', 'salescli', 'call', 'ac']);"
        f" sys.exit(', '.join(name for name in {SLOW!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr in {"", "\n"}
    assert done.returncode in {0, 1}
    assert "Corp" in done.stdout


def test_an_unknown_shell_is_refused(cli: Cli) -> None:
    out, err, code = cli("completion", "tcsh")
    assert (out, code) == ("", 2)
    assert err == "error: no script for tcsh; there are bash, zsh, fish\n"


WORDS = [
    ("a b", ["a"], "b", "b", "plain"),
    ('a "b c', ["a"], '"b c', "b c", "double"),
    ("a 'b c", ["a"], "'b c", "b c", "single"),
    ("a b\\ c", ["a"], "b\\ c", "b c", "plain"),
    ('a "b\\$c\\d', ["a"], '"b\\$c\\d', "b$c\\d", "double"),
    ("a 'b'\\''c' ", ["a", "b'c"], "", "", "plain"),
    ("a $'b\\' c", ["a"], "$'b\\' c", "b' c", "other"),
    ("a b\\", ["a"], "b\\", "b", "plain"),
    ("a $(b) `c", ["a", "$(b)"], "`c", "`c", "plain"),
]


@pytest.mark.parametrize(("line", "before", "raw", "value", "quote"), WORDS)
def test_words_are_taken_apart_and_never_run(line: str, before: list[str], raw: str, value: str, quote: str) -> None:
    assert split(line) == (before, raw)
    assert unquoted(raw) == (value, quote)
