"""The README says what is so: its tour's output, its commands, its links."""

import re
import shlex

from tests.conftest import Cli
from tests.readme_tour import BEGIN, END, README, tour


def test_the_tour_prints_what_the_readme_shows() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text[text.index(BEGIN) : text.index(END)]
    assert shown == tour(), "python -m tests.readme_tour writes it anew"


def test_every_command_in_the_table_is_known(cli: Cli) -> None:
    table = README.read_text(encoding="utf-8").partition("## Commands")[2].partition("## More")[0]
    commands = {tuple(shlex.split(line)[:2]) for line in re.findall(r"`(salescli [^`]+)`", table)}
    for command in sorted(commands):
        if command[1] == "COMMAND":
            continue
        shown = cli(*command[1:], "--help")
        assert shown.code == 0, command
        assert "Example" in shown.out, command


def test_every_link_leads_somewhere() -> None:
    for page in (README, *(README.parent / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_columns_for_programs_are_those_described(cli: Cli) -> None:
    described = (README.parent / "docs" / "metrics.md").read_text(encoding="utf-8")
    cli("log", "call", "Acme")
    header = cli("report", "-f", "csv").out.partition("\n")[0]
    assert f"\n    {header}\n" in described
    assert cli("report", "trend", "-f", "csv").out.startswith(header)
