"""What start-up loads, asked of a fresh interpreter: a module that leaks into a hot line is named."""

import subprocess
import sys

import pytest

from tests.conftest import Cli

HEAVY = (
    "typer",
    "click",
    "rich",
    "sqlite_utils",
    "pydantic",
    "dateutil",
    "rapidfuzz",
    "platformdirs",
    "dataclasses",
    "inspect",
    "pathlib",
    "json",
    "uuid",
    "csv",
    "argparse",
    "logging",
    "subprocess",
    "decimal",
    "email",
    "importlib.metadata",
)


def leaked(*words: str, watched: tuple[str, ...] = HEAVY) -> set[str]:
    """The watched modules that running a command line in a fresh interpreter loaded."""
    program = f"""
import sys
before = set(sys.modules)
from salescli.__main__ import run
sys.stdout = open("/dev/null", "w")
code = run({list(words)!r})
sys.stdout = sys.__stdout__
print(code, *sorted(set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    code, *loaded = done.stdout.split()
    assert code == "0", done.stderr
    return {name for name in loaded if any(name == heavy or name.startswith(heavy + ".") for heavy in watched)}


@pytest.mark.parametrize(
    "words",
    [
        ("log", "call", "Acme", "-n", "note"),
        ("log", "call", "Acme", "-n", "note", "--at", "-2h", "-o", "na", "-d", "12m"),
        ("call", "Acme", "--next", "fri 10am"),
        ("_complete", "bash", "salescli call A", "A"),
        ("today",),
        (),
    ],
    ids=" ".join,
)
def test_a_hot_line_loads_nothing_heavy(cli: Cli, words: tuple[str, ...]) -> None:
    cli("log", "call", "Acme")
    assert leaked(*words) == set()


def test_the_first_line_of_all_loads_nothing_heavy() -> None:
    assert leaked("log", "call", "Acme") == set()


def test_a_line_with_a_target_loads_fractions_and_no_more(cli: Cli) -> None:
    cli("log", "call", "Acme")
    assert cli("target", "set", "calls", "40", "--per", "day").code == 0
    allowed = {"decimal"}  # fractions import it
    assert leaked("log", "call", "Acme") <= allowed


def test_a_new_name_among_others_that_are_not_near_loads_no_rapidfuzz(cli: Cli) -> None:
    cli("log", "call", "Acme Corporation")
    assert leaked("log", "call", "Zephyr") == set()
