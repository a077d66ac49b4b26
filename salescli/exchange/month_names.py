"""Months and weekdays as other programs write them: English, German, French, Spanish, Italian, Portuguese, Dutch."""

import re

_NAMES = (
    "january januar jänner janvier enero gennaio janeiro januari",
    "february februar feber février fevrier febrero febbraio fevereiro februari",
    "march märz maerz mrz mars marzo março marco maart mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août aout agosto augustus",
    "september septembre septiembre setiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre decembre diciembre dicembre dezembro",
)
_FULL = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_SHORTEST = 3
_found: dict[str, int | None] = {}

_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim "
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab"
)
WEEKDAY = re.compile(rf"(?:{'|'.join(sorted(_DAYS.split(), key=len, reverse=True))})\b[.,]{{0,2}} ", re.IGNORECASE)
CHINESE_WEEKDAY = re.compile(r" ?[(（]?(?:星期|礼拜|周|週)[一二三四五六日天][)）]?")


def month(word: str) -> int | None:
    """The month that a name, or its beginning of three letters or more, means in one of the languages, else None."""
    if word not in _found:
        if len(_found) > len(_FULL) * 10:
            _found.clear()
        _found[word] = _looked_up(word.casefold())
    return _found[word]


def _looked_up(word: str) -> int | None:
    meant = {number for name, number in _FULL.items() if name.startswith(word)} if len(word) >= _SHORTEST else set()
    return meant.pop() if len(meant) == 1 else None
