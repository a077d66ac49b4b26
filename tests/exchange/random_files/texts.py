"""What rows are made of: moments, and text of every kind that hurts somewhere on its way in and out."""

import random
from datetime import datetime, timedelta

FIRST, MINUTES = datetime(2026, 10, 1, 8), 45 * 24 * 60  # noqa: DTZ001  in the zone of whoever wrote the file

NOTES = (
    "",
    "",
    "asked for a quote",
    "=1+1",
    "'=guarded already",
    "+49 30 901820",
    "-5",
    "@SUM(A1:A2)",
    "＝１＋１",
    'she said "yes"',
    '"',
    "a,b;c|d\te",
    "first\nsecond",
    "first\r\nsecond",
    "🎉 👩‍👩‍👧‍👦",
    "שלום \u202eabc\u202c עולם",
    "مرحبا",
    "中文，全角",
    "\u2028line\u0085next",
    "<b>bold</b> &amp; [red]x[/red] <script>alert(1)</script>",
    "\x1b[31mred\x1b[0m\x07",
    "sep=;",
    "NULL",
    "%s {0} $HOME `id`",
)
PLAIN_NOTES = tuple(note for note in NOTES if all(letter >= " " for letter in note))
"""Those for a format whose cells hold no line ends and no control characters."""

CUSTOMERS = (
    "",
    "Acme",
    "ACME",
    "ＡＣＭＥ",
    "acme  ",
    "Beta, Ltd",
    "=SUM(A1)",
    'Bob "the" Builder',
    "O'Neil & Sons <i>",
    "שלום",
    "华为",
    "🎉 Party",
    "-5",
    "1458",
)
PEOPLE = ("", "Eva Sand", "EVA SAND", "Jürgen Groß", "张伟", "=Eva")
REPS = ("Ann", "Bob", "BOB", "王芳", "O'Hara, Kim")
NUMBERS = ("+493022222", "03022222", "0015550100", "110")


def moment(dice: random.Random) -> datetime:
    """A minute of seven weeks that are over."""
    return FIRST + timedelta(minutes=dice.randrange(MINUTES))


def iso(dice: random.Random) -> str:
    """`2026-10-01 08:00:00`."""
    return moment(dice).isoformat(" ")


def duration(dice: random.Random) -> str:
    """Seconds."""
    return dice.choice(("0", "1", "59", "90", "3600"))
