"""Names that hold across machines: UUIDv7 for what is made here, UUIDv5 for what another program made."""

import os
import time
from collections.abc import Callable

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


def uids_of(source: str) -> Callable[[str], str]:
    """`imported_uid` of one source, for very many ids."""
    import hashlib

    of_source = hashlib.sha1(NAMESPACE + source.encode() + b"\0", usedforsecurity=False)
    variants = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))

    def uid(source_id: str) -> str:
        digest = of_source.copy()
        digest.update(source_id.encode())
        text = digest.hexdigest()
        return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variants[text[16]]}{text[17:20]}-{text[20:32]}"

    return uid


def imported_uid(source: str, source_id: str) -> str:
    """The UUIDv5 of a row of another program: the same row is the same activity, whoever imports it and how often."""
    return uids_of(source)(source_id)
