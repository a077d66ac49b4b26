"""The made-up team of the pictures: its file, made by the real commands.

It has what a calendar can have: China's holidays and the days made up for them, a company day, leave, a ramp, a day
of which nothing is known, and a target that changed.
"""

import csv
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

from salescli.store import demo_team
from salescli.store.demo_team import Contact

NOW = "2026-11-18T15:04:00+08:00"  # a Wednesday, as in the README's tour
_COMPANY_DAY = date(2026, 11, 11)
_ILL = {("王芳", date(2026, 11, 5)), ("王芳", date(2026, 11, 6))}
_LATECOMER = "陈刚"
_FRIDAY = 5
_BEGUN, _THIS_WEEK = date(2026, 8, 24), date(2026, 11, 16)
_HISTORY = "history.csv"
# when -> what was typed then
_TYPED = {
    "2026-11-16T17:45:00+08:00": (
        "config set country CN",
        f"calendar add {_COMPANY_DAY} company day",
        f"rep set 王芳 --from {_BEGUN}",
        f"target set calls 12 --per day --from {_BEGUN}",
        "target set calls 14 --per day --from 2026-11-02",
        f"target set calls 8 --per day --rep 'Maria Lopez' --new --from {_BEGUN}",
        "target set calls 6..12 --per day --rep 陈刚 --from 2026-10-19 --until 2026-11-27",
        f"target set first_contacts 2 --per week --from {_BEGUN}",
        f"target set follow_ups 20 --per week --from {_BEGUN}",
        f"target set visits 2 --per week --from {_BEGUN}",
        "log call 华星物流 -o interested -n 想看样品 --next tue",
    ),
    NOW: (
        f"import {_HISTORY}",
        "day off 2026-11-05..2026-11-06 --reason ill",
        "day off 2026-11-18 --half pm --rep 'Anna Berg'",
        "day off 2026-11-19..2026-11-20 --rep 'Maria Lopez' --reason trade fair",
        "log call 恒丰贸易有限公司 --at 2:30pm -o callback -n 要报价 --next 4:30pm",
        "log visit 明德科技 --at 2:40pm -p 李经理 -o interested -n 试用 --next today",
    ),
}


def set_up(home: Path) -> None:
    """Make the file in that folder."""
    for now, lines in _TYPED.items():
        for line in lines:
            if line == f"import {_HISTORY}":
                _write_history(home, _run("calendar show 2026 -f csv", home, now))
            _run(line, home, now)


def _run(line: str, home: Path, now: str) -> str:
    command = [sys.executable, "-m", "salescli", *shlex.split(line)]
    then = {**around(home), "SALESCLI_NOW": now}
    done = subprocess.run(command, env=then, cwd=home, check=False, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{line}: {done.stderr.decode()}")
    return done.stdout.decode()


def _write_history(home: Path, calendar: str) -> None:
    """The demo's twelve weeks and this one, and its calls from January on, on the days that the calendar works."""
    worked = {date.fromisoformat(row["day"]) for row in csv.DictReader(calendar.splitlines()) if row["works"] == "1"}
    with (home / _HISTORY).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("at", "rep", "customer", "channel", "direction", "outcome", "duration_s"))
        for each in chain.from_iterable(demo_team.history(datetime.fromisoformat(NOW))):
            for day in _days(each):
                if day in worked and (each.rep, day) not in _ILL:
                    at = datetime.combine(day, each.at.timetz()).isoformat()
                    customer = each.customer if day >= _BEGUN else ""  # the demo's are to be new in its own weeks
                    said = (each.channel, each.direction, each.outcome, each.duration_s)
                    table.writerow((at, each.rep, customer, *said))


def _days(contact: Contact) -> Iterator[date]:
    """Its day; after a Friday the weekend too, for days made up; of calls the days twelve weeks before and so on."""
    day = contact.at.date()
    again = contact.channel == "phone" and contact.rep != _LATECOMER and day < _THIS_WEEK
    for number in range(4 if again else 1):
        one = day - timedelta(weeks=demo_team.WEEKS * number)
        yield one
        if one.isoweekday() == _FRIDAY:
            yield from (one + timedelta(days=1), one + timedelta(days=2))


def around(home: Path) -> dict[str, str]:
    """The environment of a command on that file: the Wednesday, in Shanghai, for one of the team."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESCLI_", "LC_"))}
    for name in ("NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"):
        kept.pop(name, None)
    pinned = {
        "HOME": str(home),
        "SALESCLI_DB": f"{home}/salescli.db",
        "SALESCLI_NOW": NOW,
        "SALESCLI_REP": "王芳",
        "TZ": "Asia/Shanghai",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    return {**kept, **pinned}
