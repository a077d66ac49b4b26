"""Salesforce's ids: of 15 characters as its reports show them, of 18 elsewhere, and both are the same id.

The three characters more tell which of the 15 are upper case, for programs that do not tell case apart: one for each
five characters, whose bit i is set where the i-th is an upper-case letter; A to Z and 0 to 5 are 0 to 31.
"""

_SHORT, _GROUP = 15, 5
_CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def long_id(text: str) -> str:
    """The id of 18 characters that one of 15 is; any other text as it is."""
    if len(text) != _SHORT or not (text.isascii() and text.isalnum()):
        return text
    groups = (text[start : start + _GROUP] for start in range(0, _SHORT, _GROUP))
    return text + "".join(_CHECKS[sum(char.isupper() << bit for bit, char in enumerate(group))] for group in groups)
