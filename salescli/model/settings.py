"""Every setting of the file in one table: its name, kind, default and meaning, and which values it takes.

docs/settings.md is made from this table. A log line may read a default, so nothing heavy is imported here.
"""

from collections.abc import Callable
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.doubts import FLAGS, SAMPLE
from salescli.model.errors import Misuse


class Setting(NamedTuple):
    """One setting. `default` is empty where nothing fixed is; `meaning` then says what happens instead."""

    name: str
    kind: str
    default: str
    meaning: str
    accept: Callable[[str], str]
    """The value as it is kept. Raises Misuse, with what to type instead, for one that makes no sense."""


def _rep(text: str) -> str:
    from salescli.model.names import accept_name

    return accept_name(text, _("rep"))


def _zone(text: str) -> str:
    import zoneinfo

    name = text.strip()
    if name not in zoneinfo.available_timezones():  # as written: a file on macOS takes any case, another does not
        near = _nearest(name, sorted(zoneinfo.available_timezones()))
        example = near or "Asia/Shanghai"
        raise Misuse(_("no such time zone: {text}; write it as {example}").format(text=text, example=example))
    return name


def _work_week(text: str) -> str:
    from salescli.model.workweek import parse

    parse(text)
    return text.strip().lower()


def _country(text: str) -> str:
    """The form of a code alone; which countries there are is for `exchange.public_holidays`, and checked before."""
    import re

    code = text.strip()
    if not re.fullmatch(r"[A-Z]{2}(-[^\W_][\w .'-]*)?", code):
        message = _("not a country: {text}; write its two letters, such as CN, or with a state: DE-BY")
        raise Misuse(message.format(text=text))
    return code


def _percent(text: str) -> str:
    """`25`, `25%` or `off`."""
    word = text.strip().lower()
    number = word.removesuffix("%").rstrip()
    if word == "off":
        return word
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= 100):  # noqa: PLR2004  per cent
        raise Misuse(_("{text} is no share: type 1% to 100%, or off").format(text=text))
    return f"{int(number)}%"


def _count(text: str) -> str:
    number = text.strip()
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= LARGEST_COUNT):
        raise Misuse(_("{text} is no number from 1 to {most}").format(text=text, most=LARGEST_COUNT))
    return str(int(number))


LARGEST_COUNT = 1_000_000


def _one_of(*words: str) -> Callable[[str], str]:
    def accept(text: str) -> str:
        word = text.strip().lower()
        if word not in words:
            raise Misuse(_("{text} is none of {words}").format(text=text, words=", ".join(words)))
        return word

    return accept


TABLE = (
    Setting(
        "rep",
        _("name"),
        "",
        _("who acts when neither --rep nor $SALESCLI_REP says so; else the login name"),
        _rep,
    ),
    Setting("tz", _("time zone"), "", _("the zone of times without an offset; else the machine's"), _zone),
    Setting("work-week", _("days"), "mon-fri", _("the days of the week that targets are spread over"), _work_week),
    Setting(
        "country",
        _("country"),
        "",
        _("whose public holidays are days off, as CN, US-CA or DE-BY; else there are none"),
        _country,
    ),
    Setting(
        "date-order",
        "dmy|mdy|ymd",
        "",
        _("how to read a date such as 03/04/2026; else it is refused with both readings"),
        _one_of("dmy", "mdy", "ymd"),
    ),
    Setting(
        "csv-excel",
        "yes|no",
        "no",
        _("whether CSV is written for Excel: with a byte order mark and CRLF"),
        _one_of("yes", "no"),
    ),
    Setting(
        "quality-sample",
        _("number"),
        str(SAMPLE),
        _("the fewest lines on which report quality judges a rep"),
        _count,
    ),
    *(
        Setting(
            f"quality-{flag.name}",
            "1%-100%|off",
            f"{flag.default}%",
            _("from this share on, report quality shows {flag}: {meaning}").format(
                flag=flag.name, meaning=flag.meaning
            ),
            _percent,
        )
        for flag in FLAGS
    ),
)


def find(name: str) -> Setting:
    """The setting of that name. Raises Misuse, naming the nearest, when there is none."""
    for setting in TABLE:
        if setting.name == name:
            return setting
    names = [setting.name for setting in TABLE]
    near = _nearest(name.lower().replace("_", "-"), names)
    if near:
        raise Misuse(_("no such setting: {name}; did you mean {near}?").format(name=name, near=near))
    raise Misuse(_("no such setting: {name}; there are {names}").format(name=name, names=", ".join(names)))


def accept(name: str, text: str) -> str:
    """The value as it is kept. Raises Misuse for an unknown setting, and a value that it does not take."""
    setting = find(name)
    if not text.strip():
        message = _("{name} needs a value; salescli config unset {name} goes back to the default")
        raise Misuse(message.format(name=name))
    return setting.accept(text)


def default(name: str) -> str:
    """What a setting is while nobody has set it; empty where its meaning says what happens instead."""
    return find(name).default


def _nearest(text: str, words: list[str]) -> str:
    import difflib

    exact = [word for word in words if word.lower() == text.lower()]
    return (exact or difflib.get_close_matches(text, words, n=1) or [""])[0]
