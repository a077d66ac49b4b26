"""What goes wrong with files: bytes that flip, and tables that are cut, joined, packed and encoded the wrong way."""

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

PIECES = (
    *(b'"', b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\x00", b"'", b"[", b"{", b"=1+1", b"&lt;", b"<!DOCTYPE x>"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\x1b[2J", b"PK\3\4", b"\x1f\x8b"),
)
CELLS = (
    *(b"", b"0", b"-1", b"9" * 400, b"1e999", b"nan", b"12345678901234567890123", "²".encode(), b"0" * 5000 + b":1"),
    *(
        b"2026-02-30",
        b"9999-12-31T23:59:59+14:00",
        b"0001-01-01",
        b"32/13/2026",
        b"24:61",
        "２０２６-１１-１８".encode(),
    ),
    *(b"a;b;;c", b"\xe2\x80\xaex", b"[]", b"<i>" * 200, b"x" * 300, b"\xf0\x9f\x8e\x89" * 300),
)

Mutation = Callable[[bytes, random.Random], bytes]


def bytewise(data: bytes, dice: random.Random) -> bytes:
    """Some bytes flipped, cut out, doubled, moved, or something nasty put in."""
    broken = bytearray(data)
    for _change in range(dice.choice((1, 1, 2, 3, 8))):
        place = dice.randrange(len(broken) + 1)
        length = dice.choice((1, 2, 5, 40, 400))
        kind = dice.randrange(6)
        if kind == 0 and broken:
            broken[place % len(broken)] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del broken[place : place + length]
        elif kind == 2:
            broken[place:place] = broken[place : place + length]
        elif kind == 3:
            broken[place:place] = dice.choice(PIECES)
        elif kind == 4:
            del broken[place:]
        else:
            broken[place : place + length] = dice.randbytes(min(length, 5))
    return bytes(broken)


def _cells(data: bytes, dice: random.Random) -> tuple[list[list[bytes]], bytes]:
    """The lines as lists of cells, by whatever may be the delimiter; quotes are not looked at."""
    delimiter = max((b",", b";", b"\t"), key=data[:2000].count)
    return [line.split(delimiter) for line in data.split(b"\n")], delimiter


def _table(rows: list[list[bytes]], delimiter: bytes) -> bytes:
    return b"\n".join(delimiter.join(row) for row in rows)


def columns_swapped(data: bytes, dice: random.Random) -> bytes:
    """Two columns in each other's place; in the header alone, the rows alone, or both."""
    rows, delimiter = _cells(data, dice)
    first, second = dice.randrange(len(rows[0])), dice.randrange(len(rows[0]))
    where = dice.choice((slice(0, 1), slice(1, None), slice(None)))
    for row in rows[where]:
        if max(first, second) < len(row):
            row[first], row[second] = row[second], row[first]
    return _table(rows, delimiter)


def cells_replaced(data: bytes, dice: random.Random) -> bytes:
    """A hostile cell in some rows, or in all of one column."""
    rows, delimiter = _cells(data, dice)
    place, cell = dice.randrange(len(rows[0])), dice.choice(CELLS)
    some = dice.random() < 0.5
    for row in rows[dice.choice((0, 1)) :]:
        if place < len(row) and not (some and dice.random() < 0.8):
            row[place] = cell
    return _table(rows, delimiter)


def columns_renamed(data: bytes, dice: random.Random) -> bytes:
    """Names missing, repeated, or those of other programs."""
    rows, delimiter = _cells(data, dice)
    names = (b"", rows[0][0], b"id", b"Date", b"customer", b"uid", b"at", b"Status", b"line", b"reason", b"x" * 5000)
    for place in dice.sample(range(len(rows[0])), min(len(rows[0]), dice.choice((1, 2, 9)))):
        rows[0][place] = dice.choice(names)
    return _table(rows, delimiter)


def header_repeated(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(dice.randrange(len(lines) + 1), lines[0])
    return b"\n".join(lines)


def quotes_cut(data: bytes, dice: random.Random) -> bytes:
    """Quotes gone: all, or every so many-th; or put around everything."""
    every = dice.choice((1, 2, 3, 7))
    parts = data.split(b'"')
    return b"".join(part + (b"" if number % every == 0 else b'"') for number, part in enumerate(parts))


def numbers_swollen(data: bytes, dice: random.Random) -> bytes:
    figures = dice.choice((9, 18, 19, 40, 309, 5000))
    return re.sub(rb"\d+", lambda found: found[0] if dice.random() < 0.9 else b"9" * figures, data)


def character_cut(data: bytes, dice: random.Random) -> bytes:
    """The end is within a character of several bytes."""
    return data.rstrip() + dice.choice(("é", "漢", "🎉")).encode()[: dice.choice((1, 2, 3))]


def encoded_otherwise(data: bytes, dice: random.Random) -> bytes:
    """All of it, or one line, in another encoding."""
    name = dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp1252", "gb18030"))
    lines = data.decode("utf-8", errors="replace").split("\n")
    if dice.random() < 0.5:
        return "\n".join(lines).encode(name, errors="replace")
    which = dice.randrange(len(lines))
    return b"\n".join(
        line.encode(name if number == which else "utf-8", errors="replace") for number, line in enumerate(lines)
    )


def line_ends_changed(data: bytes, dice: random.Random) -> bytes:
    other = dice.choice((b"\r", b"\r\n", b"\n\n", b"\r\r\n", b"", b"\x0b", b"\xe2\x80\xa8"))
    return data.replace(b"\r\n", b"\n").replace(b"\n", other)


def deep(data: bytes, dice: random.Random) -> bytes:
    """XML, or JSON, in itself again and again; or an element of very many attributes."""
    times = dice.choice((3, 20, 5000))
    kind = dice.randrange(4)
    if kind == 0:
        return b"<calls>" + b"<call>" * times + data
    if kind == 1:
        return b'<calls><call number="1" ' + b" ".join(b'a%d="%d"' % (n, n) for n in range(times)) + b"/></calls>"
    if kind == 2:
        return b'{"uid":' + b'{"uid":' * times + b"1" + b"}" * times + b"}\n"
    return b"[" * times + data + b"]" * times


def zipped(data: bytes, dice: random.Random) -> bytes:
    """In a zip, in a zip in a zip, or in gzip; whole or broken."""
    packed = data
    for _time in range(dice.choice((1, 1, 2, 3))):
        if dice.random() < 0.3:
            packed = gzip.compress(packed)
            continue
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
            for name in dice.sample(("a.html", "b.csv", "../c.html", "xl/workbook.xml", "d.zip", "calls.xml"), 2):
                archive.writestr(name, packed)
        packed = out.getvalue()
    return packed if dice.random() < 0.5 else bytewise(packed, dice)


MUTATIONS: Sequence[Mutation] = (
    *(bytewise,) * 6, columns_swapped, cells_replaced, cells_replaced, columns_renamed, header_repeated, quotes_cut,
    numbers_swollen, character_cut, encoded_otherwise, line_ends_changed, deep, zipped,
)  # fmt: skip


def mutated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """One file changed in one way or two, sometimes after it was joined with another."""
    if dice.random() < 0.1:
        data = data + other if dice.random() < 0.5 else data[: dice.randrange(len(data) + 1)] + other
    for _time in range(dice.choice((1, 1, 1, 2))):
        data = dice.choice(MUTATIONS)(data, dice)
    return data
