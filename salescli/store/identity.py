"""Names that hold across machines: UUIDv7 for what is made here, UUIDv5 for what another program made."""

import os
import time

_last = 0


def new_uid() -> str:
    """A UUIDv7 (RFC 9562, 5.7) of the machine's real clock, never of `$SALESCLI_NOW`.

    Twelve bits below the millisecond come from the clock too (method 3 of 6.2), and one process never goes back:
    within a moment, order by uid is order of writing.
    """
    global _last  # noqa: PLW0603  the one thing to remember: the last instant given out
    instant = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
    _last = instant
    value = (instant >> 12) << 80 | 7 << 76 | (instant & 0xFFF) << 64
    value |= 2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


NAMESPACE = bytes.fromhex("6f1d5c1e7c0b5a7e9a4c2f6d3b8e1a90")


def imported_uid(source: str, source_id: str) -> str:
    """The UUIDv5 of a row of another program: the same row is the same activity, whoever imports it and how often."""
    import hashlib

    content = NAMESPACE + source.encode() + b"\0" + source_id.encode()
    text = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"
