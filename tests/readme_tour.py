"""The README's tour: its lines run for real, one after the other, in a home of their own.

`python -m tests.readme_tour` writes the output into the README; tests/test_readme.py compares.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- tour: made by `python -m tests.readme_tour`; a test keeps it true -->\n"
END = "<!-- /tour -->"

LINES = (
    "salescli target set calls 40 --per day --from 2026-11-01",
    "salescli target set visits 5 --per week --from 2026-11-01",
    "salescli log call Acme Corp --at monday 10am -o interested -n wants a quote --next today",
    "salescli log call Acme Corp -o na",
    "salescli log call 华为 --at 下午2点 -d 12m",
    "salescli log visit Beta Ltd -p Wang Li -o meeting-booked",
    "salescli log call Acme Crop",
    "salescli",
    "salescli report week --metric calls --metric visits",
    "salescli undo",
    "salescli day close yesterday",
    "salescli day off fri",
    "salescli report --by rep --metric calls",
)


def tour() -> str:
    """The lines with what they print, as a console block."""
    with tempfile.TemporaryDirectory() as home:
        shown = "".join(f"$ {line}\n{output(line, home)}" for line in LINES)
    return f"{BEGIN}\n```console\n{shown}```\n\n"


def output(line: str, home: str) -> str:
    """What one line prints, on both streams, on Wednesday 18 November 2026 at 15:04 in Shanghai."""
    environment = {
        **os.environ,
        "HOME": home,
        "SALESCLI_DB": f"{home}/salescli.db",
        "SALESCLI_NOW": "2026-11-18T15:04:00+08:00",
        "SALESCLI_REP": "Ann",
        "TZ": "Asia/Shanghai",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(README.parent),
    }
    environment.pop("LC_ALL", None)
    command = [sys.executable, "-m", *shlex.split(line)]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, cwd=home
    )
    return done.stdout.decode()


def with_tour(text: str) -> str:
    """The README with the tour as it is now."""
    before, _begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    return before + tour() + end + after


if __name__ == "__main__":
    README.write_text(with_tour(README.read_text(encoding="utf-8")), encoding="utf-8")
