"""Months and years as people name them: `2026-10`, `october`, `oct 2027`, `10月`, `2026`."""

import re
from datetime import date

from salescli.model.periods import Period, containing

_FORMS = (
    r"(?P<year>\d{4})",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    r"(?P<word>[a-z]+)\.?,?(?: (?P<year>\d{4}))?",
    r"(?P<year>\d{4}) (?P<word>[a-z]+)\.?",
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月",
    r"(?P<year>\d{4})年",
)


def named(text: str, today: date) -> Period | None:
    """The month, or the whole year; a month without a year is this year's. None for anything else."""
    import unicodedata

    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    for form in _FORMS:
        found = re.fullmatch(form, plain)
        if found:
            return _period({name: word for name, word in found.groupdict().items() if word}, today)
    return None


def _period(said: dict[str, str], today: date) -> Period | None:
    from salescli.model.when.english_words import MONTHS

    year = int(said.get("year", today.year))
    month = int(said.get("month", 0)) or MONTHS.get(said.get("word", ""), 0)
    if not 1 <= year <= 9998 or month > 12 or (not month and said.keys() != {"year"}):  # noqa: PLR2004  a calendar's ends
        return None
    return containing("month" if month else "year", date(year, month or 1, 1))
