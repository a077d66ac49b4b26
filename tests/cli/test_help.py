"""Every command's help: an example, no cut sentence, and no completion but our own."""

import re

import pytest
import typer

from salescli.cli.app import app
from tests.conftest import Cli


def commands() -> dict[str, str]:
    """By its words, the help of every command and subcommand."""
    found = {}
    root = typer.main.get_command(app)
    context = root.make_context("salescli", [], resilient_parsing=True)
    for name in root.list_commands(context):  # type: ignore[attr-defined]
        command = root.get_command(context, name)  # type: ignore[attr-defined]
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        found[name] = command.get_help(inner)
        for sub, each in getattr(command, "commands", {}).items():
            found[f"{name} {sub}"] = each.get_help(each.make_context(sub, [], parent=inner, resilient_parsing=True))
    return found


def test_every_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    helps = commands()
    assert {"delete", "due snooze", "completion", "today", "customer add"} <= set(helps)
    for name, text in helps.items():
        assert "-completion" not in text, name
        assert "Example" in text, name
        if not typer.__version__.startswith("0.28."):
            continue  # newer ones word types and long metavars their own way
        assert not re.search(r"<\w+>|(?<!ARGS\])\.\.\.$", text, re.MULTILINE), f"{name}: {text}"


@pytest.mark.parametrize("view", ["conversion", "quality", "trend", "heat"])
def test_a_view_of_the_report_is_called_by_its_two_words(cli: Cli, view: str) -> None:
    assert cli("report", view, "-h").out.startswith(f"Usage: salescli report {view} [OPTIONS] [")
    assert cli("report", view, "--nonsense") == (
        "",
        f"error: no such option: --nonsense; see salescli report {view} --help\n",
        2,
    )
    extra = cli("report", view, "month", "more")
    assert (extra.out, extra.code) == ("", 2)
    assert extra.err.endswith(f"(more); see salescli report {view} --help\n")
