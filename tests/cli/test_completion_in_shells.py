"""Completion in real shells: a name becomes exactly one argument, and runs nothing, however it is begun."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from shells import SOURCE, Shell, missing

EVIL = 'Acme $(touch pwned) "Co" `touch pwned`'
TILDE = "Tilde ~x * [a] {b} #c & | < > \\ ^ %d"
NAMES = [EVIL, "Beta Corp", "Gamma One", "gamma Two", "Wang's !Shop", "华为技术有限公司", "C: Drive=x@y", TILDE, "docs"]

CASES = [
    ("log call Ac", ["log", "call", EVIL]),
    ('log call "aC', ["log", "call", EVIL]),
    ("log call 'Ac", ["log", "call", EVIL]),
    ("log call Acme\\ \\$\\(", ["log", "call", EVIL]),
    ("log call Acme ", ["log", "call", "Acme", EVIL.removeprefix("Acme ")]),
    ("log call Beta c", ["log", "call", "Beta", "Corp"]),
    ("log call Wa", ["log", "call", "Wang's !Shop"]),
    ('log call "Wa', ["log", "call", "Wang's !Shop"]),
    ("log call 'Wa", ["log", "call", "Wang's !Shop"]),
    ("log call 华", ["log", "call", "华为技术有限公司"]),
    ("log call C:\\ Dr", ["log", "call", "C: Drive=x@y"]),
    ('log call "C: Dr', ["log", "call", "C: Drive=x@y"]),
    ("log call drive", ["log", "call", "C: Drive=x@y"]),
    ("log call Ti", ["log", "call", TILDE]),
    ('log call "Ti', ["log", "call", TILDE]),
    ("log call 'Ti", ["log", "call", TILDE]),
    ("log call do", ["log", "call", "docs"]),
    ("log call Beta --outcome=vo", ["log", "call", "Beta", "--outcome=voicemail"]),
    ("log call Beta -o vo", ["log", "call", "Beta", "-o", "voicemail"]),
    ("cus", ["customer"]),
    ("import afi", ["import", "afile.csv"]),
]  # fmt: skip


@pytest.fixture(params=sorted(SOURCE))
def shell(request: pytest.FixtureRequest, tmp_path: Path, cli: object) -> Iterator[Shell]:
    if missing(request.param):
        pytest.skip(f"{request.param} is not installed")
    for name in NAMES:
        assert cli("customer", "add", name).code == 0  # type: ignore[operator]
    (tmp_path / "docs").mkdir()  # a folder with a customer's name gets no slash
    (tmp_path / "afile.csv").touch()
    started = Shell(request.param, tmp_path)
    yield started
    started.close()


def test_one_argument_and_nothing_run(shell: Shell, tmp_path: Path) -> None:
    wrong = [(typed, got, want) for typed, want in CASES if (got := shell.arguments_after(typed)) != want]
    assert wrong == []
    assert not list(tmp_path.rglob("pwned*"))


def test_several_candidates_keep_what_was_typed(shell: Shell) -> None:
    assert shell.arguments_after("log call gam", then="x")[2].lower().startswith("gamma x")


def test_a_command_substitution_on_the_line_is_not_run_by_tab(shell: Shell, tmp_path: Path) -> None:
    shell.terminal.send("salescli log call Beta -n $(touch pwned) -o vo\t")
    shell.terminal.expect("voicemail")
    assert not list(tmp_path.rglob("pwned*"))


@pytest.mark.skipif(missing("zsh"), reason="zsh is not installed")
def test_the_script_of_zsh_works_from_fpath(tmp_path: Path, cli: object) -> None:
    assert cli("customer", "add", EVIL).code == 0  # type: ignore[operator]
    folder = tmp_path / "functions"
    folder.mkdir()
    (folder / "_salescli").write_text(cli("completion", "zsh").out, encoding="utf-8")  # type: ignore[operator]
    source = "PS1='> '; fpath=({home}/functions $fpath); autoload -Uz compinit; compinit -u -d {home}/dump"
    shell = Shell("zsh", tmp_path, source)
    assert shell.arguments_after("log call ac") == ["log", "call", EVIL]
    shell.close()
