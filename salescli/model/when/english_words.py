"""The English words of WHEN."""

WEEKDAYS = {
    "monday": 0, "mon": 0,
    "tuesday": 1, "tue": 1, "tues": 1,
    "wednesday": 2, "wed": 2, "weds": 2,
    "thursday": 3, "thu": 3, "thur": 3, "thurs": 3,
    "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
    "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip

TENS = {"twenty", "thirty", "forty", "fifty"}

DAYS = {
    "today": 0, "yesterday": -1, "yday": -1, "yest": -1, "tomorrow": 1, "tmr": 1, "tmrw": 1,
}  # fmt: skip

# unit: (field of an Amount, how many of it)
UNITS = {
    "s": ("seconds", 1), "sec": ("seconds", 1), "secs": ("seconds", 1),
    "second": ("seconds", 1), "seconds": ("seconds", 1),
    "m": ("seconds", 60), "min": ("seconds", 60), "mins": ("seconds", 60),
    "minute": ("seconds", 60), "minutes": ("seconds", 60),
    "h": ("seconds", 3600), "hr": ("seconds", 3600), "hrs": ("seconds", 3600),
    "hour": ("seconds", 3600), "hours": ("seconds", 3600),
    "d": ("days", 1), "day": ("days", 1), "days": ("days", 1),
    "w": ("days", 7), "wk": ("days", 7), "wks": ("days", 7), "week": ("days", 7), "weeks": ("days", 7),
    "fortnight": ("days", 14), "fortnights": ("days", 14),
    "mo": ("months", 1), "mos": ("months", 1), "mth": ("months", 1), "mths": ("months", 1),
    "month": ("months", 1), "months": ("months", 1),
    "y": ("months", 12), "yr": ("months", 12), "yrs": ("months", 12), "year": ("months", 12),
    "years": ("months", 12),
}  # fmt: skip
HOUR = UNITS["h"]

PARTS = {"morning", "afternoon", "evening", "night"}
HALVES = {"am", "pm"}
LEANS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
BACKWARDS = {"ago", "earlier", "back"}
FORWARDS = {"later", "hence"}
ORDINALS = {"st", "nd", "rd", "th"}

# Words that add nothing; something must follow them.
PARTICLES = {"at", "on", "the", "of", ",", "@", "about", "around", "approx", "approximately", "roughly", "~"}

# Single words that are a WHEN by themselves and no likely end of a customer's name.
ALONE = {*WEEKDAYS, *DAYS, "tonight", "now", "noon", "midday"}
