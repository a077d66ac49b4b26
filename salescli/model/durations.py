"""How long a contact took, as typed and as read: `12m`, `1h30`, `5:00`, `一个半小时`. Whole seconds."""

from __future__ import annotations

from salescli.i18n import _
from salescli.model.errors import Misuse

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_LONGEST_TEXT = 60
_SHOWN = 40


def parse_duration(text: str) -> int:
    """Seconds, 0 to 86400. A bare number is minutes, `5:00` minutes and seconds, `1:05:00` hours too.

    Raises Misuse for what is no duration, for a negative one, for more than 24 hours. Fractions of a second
    are dropped.
    """
    plain = _plain(text)
    seconds = _bare(plain)
    if seconds is None:
        seconds = _by_colons(plain) if ":" in plain else _by_units(plain)
    if seconds is None and plain[:1] == "-":
        raise Misuse(_("{text}: a duration cannot be negative: 12m?").format(text=_shown(text)))
    if seconds is None:
        raise Misuse(_('"{text}" is no duration: write 12m, 1h30, 90s, or 12 for minutes').format(text=_shown(text)))
    if seconds > _DAY:
        raise Misuse(
            _("{text} is longer than 24 hours: a duration is written 12m, 1h30, 90s").format(text=_shown(text))
        )
    return seconds


def format_duration(seconds: int) -> str:
    """The shortest form that `parse_duration` reads back: `45s`, `12m`, `1h05m`, `1h00m30s`."""
    minutes, second = divmod(seconds, _MINUTE)
    hour, minute = divmod(minutes, _MINUTE)
    if not hour:
        return f"{minute}m{second:02}s" if minute and second else f"{minute}m" if minute else f"{second}s"
    tail = f"{second:02}s" if second else ""
    return f"{hour}h{minute:02}m{tail}" if minute or second else f"{hour}h"


def looks_like_duration(text: str) -> bool:
    """Whether a whole text is a duration with its unit, for noticing `Acme 12m` typed as a name."""
    plain = _plain(text)
    if not plain or plain.isdecimal() or ":" in plain:
        return False
    seconds = _by_units(plain)
    return seconds is not None and seconds <= _DAY


def _plain(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        return ""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.lower().split())


def _bare(plain: str) -> int | None:
    """A number alone, in minutes; decimals are fractions of a minute."""
    whole, dot, decimals = plain.partition(".")
    if not whole.isdecimal() or (dot and not decimals.isdecimal()):
        return None
    return int(whole + decimals) * _MINUTE // int(10 ** len(decimals))


def _by_colons(plain: str) -> int | None:
    """`5:00` and `1:05:00`; all but the first have two figures below 60."""
    first, *rest = plain.split(":")
    too_many = len(("minutes", "seconds", "more"))
    if len(rest) >= too_many or not first.isdecimal():
        return None
    total = int(first)
    for figures in rest:
        if len(figures) != len("00") or not figures.isdecimal() or int(figures) >= _MINUTE:
            return None
        total = total * _MINUTE + int(figures)
    return total


def _by_units(plain: str) -> int | None:
    """Counts with their units, English or Chinese, and ISO 8601's `PT1H30M`."""
    size = {"s": 1, "m": _MINUTE, "h": _HOUR}.get(plain[-1:])
    if size and plain[:-1].isdecimal():
        return int(plain[:-1]) * size
    return _english(plain.removeprefix("pt")) if plain.isascii() else _chinese(plain)


def _english(plain: str) -> int | None:
    from salescli.model.when.english import split_words
    from salescli.model.when.english_amount import read_amount

    words = split_words(plain)
    length = len(words)
    found = read_amount(words + [""] * 8, 0)
    if found is None or found[1] != length or found[0].days or found[0].months:
        return None
    return found[0].seconds


def _chinese(plain: str) -> int | None:
    """`1小时30分`, `1小时30`, `5分30`, `半小时`."""
    import re

    from salescli.model.when.chinese_amount import TERMS, read_terms
    from salescli.model.when.numerals import SIMPLIFY

    text = plain.translate(SIMPLIFY).replace(" ", "")
    open_end = re.search(r"(小时|钟头|分钟?)[0-9]{1,2}$", text)
    if open_end:
        text += "秒" if "分" in open_end[1] else "分"
    total = read_terms(text) if re.fullmatch(TERMS, text) else None
    return None if total is None or total.days or total.months else total.seconds


def _shown(text: str) -> str:
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST_TEXT]).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
