"""What formats of CRMs share: results of calls by their usual words, yes and no, links, spans, notes of two parts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from salescli.exchange.date_shapes import readings, stamp
from salescli.exchange.preset import Passed
from salescli.exchange.refusal import BadRow, shown
from salescli.exchange.values import meaning
from salescli.i18n import _

# A result of a call as people and dialers write it, without case and hyphens. Others stay words of the note.
_RESULTS = {
    "connected": "connected",
    "answered": "connected",
    "spoke": "connected",
    "interested": "interested",
    "not interested": "not-interested",
    "callback": "callback",
    "call back": "callback",
    "meeting booked": "meeting-booked",
    "meeting scheduled": "meeting-booked",
    "no answer": "no-answer",
    "unanswered": "no-answer",
    "missed": "no-answer",
    "busy": "busy",
    "voicemail": "voicemail",
    "left voicemail": "voicemail",
    "left vm": "voicemail",
    "left message": "voicemail",
    "wrong number": "wrong-number",
    "no show": "no-show",
}
_NULLS = {"NULL", "null", "None", "NaN", "nan", "#N/A", "\\N"}  # as databases and spreadsheets write nothing
_YES = {"1", "true", "yes", "y", "t", "1.0"}
_NO = {"", "0", "false", "no", "n", "f", "0.0", *(word.casefold() for word in _NULLS)}
_UTC = re.compile(r" ?(?:UTC|GMT)$")
_LONGEST_SPAN = 24 * 3600
_CONFERENCE = re.compile(r"https?://|\b(?:zoom|teams\.microsoft|meet\.google|webex)\b", re.IGNORECASE)


def result(text: str) -> str:
    """The outcome that a result's usual word means; empty for any other, which is for the note."""
    return _RESULTS.get(" ".join(text.replace("-", " ").replace("_", " ").casefold().split()), "")


def note(*parts: str) -> str:
    """The parts that say something, one under the other, each once."""
    return "\n".join(dict.fromkeys(part for part in parts if part))


def unless(known: object, label: str, text: str) -> str:
    """A part of a note for a text that was not understood: `disposition: Left brochure`; empty where it was."""
    return f"{label}: {text}" if text and not known else ""


def yes(text: str, what: str) -> bool:
    """A yes or no as CRMs write it; empty is no. Raises BadRow."""
    word = text.casefold()
    if word not in _YES | _NO:
        raise BadRow(_("{what} is {text}, neither yes nor no").format(what=what, text=shown(text)))
    return word in _YES


def scaled(text: str, factor: float) -> str:
    """A number of other units as whole seconds: `scaled("90500", 0.001)` is 90. Raises BadRow."""
    if not text:
        return ""
    try:
        return str(int(float(text) * factor))
    except (ValueError, OverflowError):
        raise BadRow(_("{text} is no duration").format(text=shown(text))) from None


def clock(text: str) -> str:
    """`5:00`, minutes and seconds, or `1:05:00`, as seconds; a number is seconds already."""
    if text.count(":") != 1:
        return text
    minutes, _colon, seconds = text.partition(":")
    if not re.fullmatch(r"[0-9]{1,6}:[0-5]?[0-9]", text):
        raise BadRow(_("{text} is no duration").format(text=shown(text)))
    return str(int(minutes) * 60 + int(seconds))


def span(start: str, end: str) -> str:
    """The seconds from one time to another; empty where one is missing, is no time, or reads two ways that matter.

    So too where they are more than a day apart, or the wrong way round: that is no duration, whatever it is.
    """
    if not (start and end):
        return ""
    try:
        first, last = (datetime.fromisoformat(_UTC.sub("Z", text)) for text in (start, end))
        return _seconds(first, last)
    except (ValueError, TypeError):  # the latter: one has an offset, the other none
        pass
    lengths = {_length(start, end, order) for order in readings(start) & readings(end)}
    return lengths.pop() if len(lengths) == 1 else ""


def _length(start: str, end: str, order: str) -> str:
    """The span of two times as other programs write them, by one order; empty where one has no clock."""
    try:
        first, last = stamp(start, order), stamp(end, order)
        if not (first.timed and last.timed):
            return ""
        return _seconds(*(each.local.replace(tzinfo=each.offset) for each in (first, last)))
    except (BadRow, TypeError):
        return ""


def _seconds(first: datetime, last: datetime) -> str:
    seconds = int((last - first).total_seconds())
    return str(seconds) if 0 <= seconds <= _LONGEST_SPAN else ""


def milliseconds(text: str) -> str:
    """Unix milliseconds as an ISO time in UTC, whatever their number of digits; other texts as they are.

    Seconds taken for milliseconds so come out in January 1970, which is refused as not plausible.
    """
    if not (text.isdecimal() and text.isascii()):
        return text
    try:
        return datetime.fromtimestamp(int(text) // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        raise BadRow(_("{text} is no time in milliseconds").format(text=shown(text))) from None


def conference(text: str) -> bool:
    """Whether a place is a link, or names a program for video conferences."""
    return bool(text and _CONFERENCE.search(text))


def named(name: str, kind: str, number: str) -> str:
    """A name, else an id with its kind: `owner 1003`; `0` is no id."""
    return name or (f"{kind} {number}" if number not in {"", "0"} else "")


def nulls(*words: str) -> Callable[[str], str]:
    """What takes a format's words for nothing as nothing, and those of databases too."""
    nothing = {*words, *_NULLS}
    return lambda text: "" if text in nothing else text


def held(status: str) -> None:
    """Pass over what was not held, by the word of SuiteCRM and EspoCRM: nothing says that it took place.

    Raises Passed, and BadRow for an unknown word.
    """
    found = meaning(status, {"held": "", "planned": _("planned"), "not held": _("not held")}, "status")
    if found:
        raise Passed(found)


def bare(text: str) -> str:
    """A text without the one `'` that an export put before a leading `= + - @`."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def dated(day: str, *done: str) -> dict[str, str]:
    """When a task was done: its date, as CRMs count it; when it was marked as done, where that is all.

    The latter also where the date is still to come: a task may be closed before it is due.
    """
    marked = next(filter(None, done), "")
    return {"at": day or marked, "done": marked}
