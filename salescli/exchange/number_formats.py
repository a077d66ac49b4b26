"""What a cell's number format says of the number: a day, a moment, a time, a span, a percentage, or just a number.

A workbook keeps dates as numbers, and only their format tells them: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

import re

PLAIN, DAY, MOMENT, CLOCK, MINUTES, SPAN, PERCENT = "", "day", "moment", "clock", "minutes", "span", "percent"
"""MINUTES are a CLOCK that shows no seconds; a SPAN counts its hours on past 24. `000` and the like stand for
themselves: so many figures at least."""

_BUILT_IN = {
    **dict.fromkeys((9, 10), PERCENT),
    **dict.fromkeys((14, 15, 16, 17), DAY),
    **dict.fromkeys((18, 20), MINUTES),
    **dict.fromkeys((19, 21, 45, 47), CLOCK),
    22: MOMENT,
    46: SPAN,
    # Chinese and Japanese: days in the one are times in the other, and the number itself says which
    **dict.fromkeys((*range(27, 37), *range(50, 59)), DAY),
}
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]")
_FIGURES = re.compile(r"0{2,32}")
_LONGEST = 1_000  # characters; Excel takes 255


def kind_of(number: int, custom: dict[int, str]) -> str:
    """The kind of a format by its number; `custom` are the workbook's own."""
    if number in custom:
        return kind_of_code(custom[number])
    return _BUILT_IN.get(number, PLAIN)


def kind_of_code(code: str) -> str:
    """The kind of a format by its code, such as `dd.mm.yyyy hh:mm`. Its first section decides."""
    said = _SILENT.sub("", code[:_LONGEST]).partition(";")[0].lower().strip()
    if _SPAN.search(said):
        return SPAN
    if "general" in said or "#" in said or "?" in said:
        return PERCENT if "%" in said else PLAIN
    # an m beside hours or seconds is minutes, and what is left of months then stands with days or years
    clock, day = "h" in said or "s" in said, "y" in said or "d" in said
    if clock:
        return MOMENT if day else CLOCK if "s" in said else MINUTES
    if day or "m" in said:
        return DAY
    if "%" in said:
        return PERCENT
    return said if _FIGURES.fullmatch(said) else PLAIN
