"""`report --check` for cron: histories, exit code and the one line on stderr; stdout is what it is without."""

import pytest

from tests.conftest import Cli

MONDAY, WEDNESDAY = "2026-11-16T09:00:00+08:00", "2026-11-18T15:04:00+08:00"
SUNDAY = "2026-11-22T20:00:00+08:00"

# a history is lines of words, each with the time that it is typed at
EACH_DAY = (
    (MONDAY, "target set calls 2 --per day --from 2026-11-16"),
    (MONDAY, "log call Acme --rep Ann"),
    ("2026-11-17T09:00:00+08:00", "log call Bolt --rep Ann"),
    (WEDNESDAY, "log call Crane --rep Ann"),
)
SILENT = (*EACH_DAY[:2], (MONDAY, "log call Dyne --rep Ann"), (WEDNESDAY, "log call Ertl --rep Ann"))
MANY = tuple((MONDAY, f"log call Acme --rep {name}") for name in ("Ann", "Bo", "Cy", "Di", "Ed"))

CASES = [
    # (what it is, history, words after report --check, at, code, line)
    (
        "nothing is asked",
        EACH_DAY[1:2],
        "",
        WEDNESDAY,
        3,
        "no target is in force from 2026-11-16 to 2026-11-22; set one",
    ),
    ("not of this metric", EACH_DAY, "--metric visits", WEDNESDAY, 3, "nothing to check: no target is in force from"),
    ("before the target", EACH_DAY, "--last", WEDNESDAY, 3, "from 2026-11-09 to 2026-11-15"),
    ("a part of the work", EACH_DAY, "--channel phone", WEDNESDAY, 3, "leave out --outcome and --channel"),
    ("by what has no target", EACH_DAY, "--by outcome", WEDNESDAY, 3, "there are no targets by outcome"),
    ("in time", EACH_DAY[:2], "day", MONDAY, 0, ""),
    ("still to come", EACH_DAY, "--on 2026-11-25", WEDNESDAY, 0, ""),
    ("a day off", EACH_DAY, "day", SUNDAY, 0, ""),
    ("behind", EACH_DAY, "", WEDNESDAY, 4, "behind: calls 3 of 6 by now\n"),
    ("behind at the end", EACH_DAY, "", SUNDAY, 4, "behind: calls 3 of 10\n"),
    ("behind by rep", EACH_DAY, "--by rep", WEDNESDAY, 4, "behind: Ann: calls 3 of 6 by now\n"),
    (
        "days that are over",
        EACH_DAY,
        "--by day",
        WEDNESDAY,
        4,
        "behind: 2026-11-16: calls 1 of 2; 2026-11-17: calls 1 of 2\n",
    ),
    ("days unreported", SILENT, "--fail-under 50%", WEDNESDAY, 5, "unreported: Ann: 2026-11-17\n"),
    ("unreported, without names", SILENT, "--fail-under 50% --privacy aggregate", WEDNESDAY, 5, "days 1, reps 1\n"),
    ("behind comes first", SILENT, "", WEDNESDAY, 4, "behind: calls 3 of 6 by now\n"),
    (
        "few of many",
        (EACH_DAY[0], *MANY),
        "--by rep",
        SUNDAY,
        4,
        "Ann: calls 1 of 10; Bo: calls 1 of 10; Cy: calls 1 of 10 and 2 more\n",
    ),
    ("one rep alone", (EACH_DAY[0], *MANY), "--by rep --rep Bo", SUNDAY, 4, "behind: Bo: calls 1 of 10\n"),
    ("at the share", EACH_DAY, "--fail-under 50%", WEDNESDAY, 0, ""),
    ("as a number", EACH_DAY, "--fail-under 50", WEDNESDAY, 0, ""),
    ("as a ratio", EACH_DAY, "--fail-under 0.5", WEDNESDAY, 0, ""),
    ("under the share", EACH_DAY, "--fail-under 50.1%", WEDNESDAY, 4, "under 50.1%: calls 3 of 6 by now\n"),
    ("as it was known", EACH_DAY, "--as-of 2026-11-16T09:00+08:00", WEDNESDAY, 0, ""),
]


@pytest.mark.parametrize(
    ("history", "words", "at", "code", "line"), [one[1:] for one in CASES], ids=[c[0] for c in CASES]
)
def test_code_and_line(
    cli: Cli, history: tuple[tuple[str, str], ...], words: str, at: str, code: int, line: str
) -> None:
    for when, typed in history:
        assert cli(*typed.split(), now=when).code == 0
    done = cli("report", "--check", *words.split(), now=at)
    assert (done.code, done.err.count("\n")) == (code, 1 if line else 0), done.err
    assert line in done.err
    asked = words.split()
    if "--fail-under" in asked:
        place = asked.index("--fail-under")
        del asked[place : place + 2]
        alone = cli("report", *words.split(), now=at)  # --check goes without saying
        assert (alone.code, alone.err) == (done.code, done.err)
    assert done.out == cli("report", *asked, now=at).out
    assert cli("--quiet", "report", "--check", *words.split(), "-f", "csv", now=at).err == done.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1", "1 reads two ways: 1% or 100%?"),
        ("1.0", "reads two ways"),
        ("0", "0 is no share to fail under"),
        ("120%", "above 0%, and 100% at most"),
        ("120", "above 0%, and 100% at most"),
        ("-5%", "not a share: -5%; write one such as 80%"),
        ("most", "not a share: most"),
        ("%", "not a share: %"),
    ],
)
def test_shares_that_will_not_do(cli: Cli, text: str, says: str) -> None:
    cli("log", "call", "Acme")
    done = cli("report", "--fail-under", text)
    assert (done.out, done.code) == ("", 2)
    assert says in done.err


@pytest.mark.parametrize("option", ["--check", "--explain", "--fail-under=50%"])
def test_not_of_a_difference(cli: Cli, option: str) -> None:
    cli("log", "call", "Acme")
    done = cli("report", "--diff", "yesterday", option)
    assert (done.out, done.code) == ("", 2)
    assert "one at a time" in done.err
