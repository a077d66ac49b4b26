"""The one door for text that people read: `_()`, gettext's name.

English is the text in the code, so without a catalogue for the chosen language nothing is imported and
nothing is looked up: a log line pays a function call.
"""

import os
from collections.abc import Callable

_DOMAIN = "salescli"
_FOLDER = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118,PTH120  pathlib costs 9 ms at start


def _language() -> str:
    for name in ("SALESCLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value.split(".")[0]
    return ""


def _translation() -> Callable[[str], str]:
    language = _language()
    if language[:2] in {"", "en", "C", "PO"} or not os.path.isdir(_FOLDER):  # noqa: PTH112  as above
        return str
    import gettext

    return gettext.translation(_DOMAIN, _FOLDER, [language], fallback=True).gettext


_ = _translation()
