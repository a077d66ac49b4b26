"""`export activities -O x.xlsx` against xlsxwriter's own constant-memory mode writing the same cells.

    python tests/benchmarks/workbook.py DATABASE [ROUNDS]

The peer reads the rows by one query and writes them with write_string and write_number, dates as numbers with a format,
which is the cheapest it has. Prints seconds, CPU seconds (user and system) and the greatest memory of each, in pairs
that alternate: machines vary. CPU seconds vary less. The other exports of the database follow, once each.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from used import Used, measured

PEER = """
import sqlite3, sys
from datetime import date
from functools import lru_cache
from xlsxwriter import Workbook

SELECT = '''SELECT a.id, a.uid, r.name AS rep, c.name AS customer, a.person, a.number, a.channel, a.direction, a.touch,
    a.stated, a.outcome, a.reached, a.at, a.day, a.duration_s, a.note, a.logged_at, a.source, a.source_id, c.known
    FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer
    WHERE a.deleted = 0 ORDER BY a.at_unix, a.uid'''

@lru_cache(None)
def serial(day):
    return date.fromisoformat(day).toordinal() - 693594

def moment(text):
    return serial(text[:10]) + (int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:19])) / 86400

database, path = sys.argv[1:]
book = Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
book.use_zip64()
sheet = book.add_worksheet("activities")
bold, day, at = (book.add_format(each) for each in ({"bold": True}, {"num_format": "yyyy-mm-dd"},
    {"num_format": "yyyy-mm-dd hh:mm:ss"}))
cursor = sqlite3.connect(database).execute(SELECT)
names = [each[0] for each in cursor.description]
for place, name in enumerate(names):
    sheet.write_string(0, place, name, bold)
days = {names.index("day")}
moments = {names.index("at"), names.index("logged_at")}
number = 0
for number, row in enumerate(cursor, 1):
    for place, value in enumerate(row):
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            sheet.write_number(number, place, value)
        elif place in days:
            sheet.write_number(number, place, serial(value), day)
        elif place in moments:
            sheet.write_number(number, place, moment(value), at)
        else:
            sheet.write_string(number, place, value)
sheet.freeze_panes(1, 0)
sheet.autofilter(0, 0, number, len(names) - 1)
book.close()
"""


def main(database: str, rounds: int = 3) -> None:
    """Alternate, then print medians and their ratio."""
    ours: list[Used] = []
    theirs: list[Used] = []
    with tempfile.TemporaryDirectory() as name:
        export = [sys.executable, "-m", "salescli", "export", "activities", "-O"]
        for number in range(rounds):
            pair = [
                (theirs, [sys.executable, "-c", PEER, database, f"{name}/theirs.xlsx"]),
                (ours, [*export, f"{name}/ours.xlsx"]),
            ]
            for kept, command in pair if number % 2 else reversed(pair):
                kept.append(measured(command, SALESCLI_DB=database))
        others = {
            form: measured([*export, f"{name}/a.{form}"], SALESCLI_DB=database)
            for form in ("parquet", "csv", "csv.gz", "jsonl")
        }
        sizes = {each.name: each.stat().st_size // 1_000_000 for each in Path(name).iterdir()}
    for what, found in (("xlsxwriter", theirs), ("salescli", ours)):
        wall, cpu = (statistics.median(getattr(each, field) for each in found) for field in ("wall", "cpu"))
        print(f"{what:12} {wall:7.1f} s {cpu:7.1f} s of CPU {max(each.memory for each in found):5} MB")  # noqa: T201
    for field in ("wall", "cpu"):
        ratio = statistics.median(getattr(a, field) / getattr(b, field) for a, b in zip(ours, theirs, strict=True))
        print(f"ratio of {field}: {ratio:.2f}")  # noqa: T201
    for form, used in others.items():
        print(f"{form:12} {used.wall:7.1f} s {used.cpu:7.1f} s of CPU {used.memory:5} MB")  # noqa: T201
    print("MB on disk:", sizes)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
