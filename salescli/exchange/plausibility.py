"""Whether text that reads as GB18030 is Chinese: very nearly any bytes of a western file read as it too."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_MOST = 20_000  # runs looked at; they say enough
_MARGIN = 12
_RARE_AT_LEAST = 3


class _Run(NamedTuple):
    """One run of characters outside ASCII: how many are of which kind, and whether it could be an accented letter."""

    common: int
    rare: int
    suspicious: bool


def implausible(pieces: Iterable[str]) -> str | None:
    """A part of the text, as read, by which it is no Chinese; None where it may be.

    In a western file an accented letter and the one after it become a Han character outside GB2312, alone between Latin
    letters; Cyrillic and Greek become private and rare ones. Neither is held against single names in a Chinese file.
    """
    runs = suspicious = common = rare = 0
    sample = None
    pattern = re.compile(r"[^\x00-\x7f]+")
    for piece in pieces:
        for found in pattern.finditer(piece):
            before, after = piece[: found.start()][-1:], piece[found.end() : found.end() + 1]
            run = _judged(found[0], beside_latin=any(map(str.isalpha, before + after)))
            runs, common, rare = runs + 1, common + run.common, rare + run.rare
            suspicious += run.suspicious
            if (run.suspicious or run.rare) and sample is None:
                sample = _word(piece, found.start(), found.end())
            if runs == _MOST:
                break
        if runs >= _MOST:
            break
    doubtful = suspicious * 2 >= runs > 0 or (rare >= _RARE_AT_LEAST and rare > 2 * common)
    return (sample or "") if doubtful else None


def _judged(text: str, *, beside_latin: bool) -> _Run:
    common = rare = outside = 0
    for character in text:
        code = character.encode("gb18030")
        if len(code) != 2 or code[1] < 0xA1 or code[0] > 0xF7:  # noqa: PLR2004  outside GB2312
            outside += 1
            rare += len(code) != 2 or "\ue000" <= character <= "\uf8ff"  # noqa: PLR2004
        elif 0xB0 <= code[0] <= 0xD7:  # noqa: PLR2004  its first level, by frequency
            common += 1
        else:
            rare += code[0] > 0xD7 or 0xA4 <= code[0] <= 0xA9  # noqa: PLR2004  second level; kana, Greek, Cyrillic
    private = any("\ue000" <= character <= "\uf8ff" for character in text)
    return _Run(common, rare, private or (len(text) == 1 and outside == 1 and beside_latin))


def _word(piece: str, start: int, end: int) -> str:
    left = re.split(r"[\s,;|\"]", piece[max(0, start - _MARGIN) : start])[-1]
    return left + re.split(r"[\s,;|\"]", piece[start : end + _MARGIN])[0]
