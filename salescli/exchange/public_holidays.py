"""Public holidays and make-up working days of a country, as the library `holidays` knows them.

It costs 100 ms to import, so it is imported inside the functions, and only where a year is to be kept in the file.
What counts as a holiday: the library's category PUBLIC. Its half days, bank holidays, school holidays and days of one
religion or community (the Assumption in Bavaria) are working days; `calendar add` takes one of them off.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.model.periods import ONE_DAY
from salescli.model.vocabulary import ascii_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

# Make-up days come by a yearly decree there: a year that the library has no table for is not announced yet.
DECREED = ("AZ", "BY", "CN", "HU", "KG", "KZ", "LV", "RU", "UZ", "VN")
# Announced as stretches of days (the State Council: "1 to 7 October"), of which the library names the weekdays.
STRETCHES = ("CN",)
_SUBSTITUTED = re.compile(r"\(substituted from (\d\d)/(\d\d)/(\d{4})\)$")
_SATURDAY = 5  # as date.weekday() numbers it


class Year(NamedTuple):
    """One year of a country: days that are off (False) or worked on a weekend (True), in order, with their names."""

    country: str
    year: int
    source: str
    estimated: bool
    days: list[tuple[date, bool, str]]


def check(text: str) -> str:
    """The code of a country or of a part of one: `CN`, `DE-BY`; small letters and English names are understood.

    Raises Misuse for what the library does not know, naming what is near or the parts that there are.
    """
    names = _countries()
    if _key(text) in names:
        return names[_key(text)]
    country, _dash, part = (word.strip() for word in text.partition("-"))
    if not part or _key(country) not in names:
        raise Misuse(_unknown_country(country if part else text, names))
    code = names[_key(country)]
    known = parts(code)
    if _key(part) in known:
        return f"{code}-{known[_key(part)]}"
    raise Misuse(_unknown_part(code, part, known))


def parts(country: str) -> "Mapping[str, str]":
    """The codes of a country's states and regions by code and by name, folded; none for most countries."""
    made = _made(country, None, ())
    known = {_key(alias): code for code, aliases in made.get_subdivision_aliases().items() for alias in aliases}
    return {**known, **{_key(code): code for code in made.subdivisions}}


def of_year(code: str, year: int) -> Year:
    """What the library knows of a year. `estimated` says that it is not announced, or a lunar day reckoned ahead."""
    country, _dash, part = code.partition("-")
    around = [one for one in (year - 1, year, year + 1) if MINYEAR <= one < MAXYEAR]
    made = _made(country, part or None, around)  # days move across the turn of the year
    names = {day: name for day, name in made.items() if day.year == year}
    days = {day: (False, _named(name)) for day, name in names.items()}
    if country in STRETCHES:
        days.update(_weekends_within(year, set(made), made.weekend_workdays))
    worked_for = {found: day for day, name in made.items() if (found := _worked_instead(name))}
    for day in made.weekend_workdays:
        if day.year == year:
            days[day] = (True, _make_up(worked_for.get(day)))
    estimated = _is_not_announced(made, country, year) or any(_is_estimate(made, name) for name in names.values())
    return Year(code, year, _source(), estimated, [(day, *days[day]) for day in sorted(days)])


def _library() -> Any:  # noqa: ANN401  a module
    try:
        import holidays
    except ImportError:
        message = _("the Python package holidays is not installed: pip install holidays; until then calendar add")
        raise Impossible(message) from None
    return holidays


def _source() -> str:
    return f"holidays {_library().__version__}"


def _made(country: str, part: str | None, years: Sequence[int]) -> Any:  # noqa: ANN401  the library's class of it
    """The library's object, its names in English where it has them."""
    library = _library()
    spoken = library.country_holidays(country).supported_languages
    language = next((name for name in ("en_US", *spoken) if name in spoken and name.startswith("en")), None)
    return library.country_holidays(country, subdiv=part, years=years, expand=False, language=language)


def _named(name: str) -> str:
    """The library's name; that of a day moved from a weekend with its date as ours are written."""
    worked = _worked_instead(name)
    return _("Day off (worked on {day})").format(day=worked) if worked else name


def _worked_instead(name: str) -> date | None:
    """The weekend day that is worked for the day off of this name; None for an ordinary holiday."""
    found = _SUBSTITUTED.search(name)
    return date(int(found[3]), int(found[1]), int(found[2])) if found else None


def _make_up(day: date | None) -> str:
    return _("Make-up working day (for {day})").format(day=day) if day else _("Make-up working day")


def _weekends_within(year: int, off: set[date], worked: set[date]) -> Iterator[tuple[date, tuple[bool, str]]]:
    """The Saturdays and Sundays that adjoin a holiday and are not worked: part of it, whatever the work week."""
    reached = set(off)
    for step in (ONE_DAY, -ONE_DAY):
        for start in off:
            day = start + step
            while day.weekday() >= _SATURDAY and day not in worked and day not in reached:
                reached.add(day)
                day += step
    for day in sorted(reached - off):
        if day.year == year:
            yield day, (False, _("Weekend of the holiday"))


def _is_not_announced(made: Any, country: str, year: int) -> bool:  # noqa: ANN401  as above
    if country not in DECREED:
        return False
    announced: dict[int, object] = getattr(made, "special_public_holidays", {})
    return year > max(announced, default=0)


def _is_estimate(made: Any, name: str) -> bool:  # noqa: ANN401  as above
    """Whether the library says so in the name, in whatever language: `Eid al-Fitr (estimated)`."""
    labels = (getattr(made, label, "") for label in ("estimated_label", "observed_estimated_label"))
    return any(label and all(part in name for part in made.tr(label).split("%s")) for label in labels)


def _key(text: str) -> str:
    """A code or name as it is compared: `Hong Kong`, `hong-kong` and `HongKong` are one."""
    return re.sub(r"[^\w]|_", "", text).casefold()


def _countries() -> dict[str, str]:
    """Two-letter codes by every folded name and code of the country."""
    _library()
    from holidays.registry import COUNTRIES

    found = {}
    for name, (_class, code, *others) in COUNTRIES.items():
        found.update({_key(word): code for word in (name, code, *others)})
    return found


def _unknown_country(text: str, names: "Mapping[str, str]") -> str:
    from difflib import get_close_matches

    near = get_close_matches(_key(text), names, 3, 0.7)
    if near:
        message = _("no holidays are known of a country {text}; did you mean {near}?")
        return message.format(text=ascii_safe(text), near=", ".join(dict.fromkeys(names[name] for name in near)))
    message = _("no holidays are known of a country {text}; write its two letters, such as CN, or a state: DE-BY")
    return message.format(text=ascii_safe(text))


def _unknown_part(code: str, part: str, known: "Mapping[str, str]") -> str:
    text = ascii_safe(part)
    if not known:
        return _("{country} is known as a whole only, without {text}").format(country=code, text=text)
    there = ", ".join(f"{code}-{one}" for one in dict.fromkeys(known.values()))
    return _("{country} has no part {text}; there are {there}").format(country=code, text=text, there=there)
