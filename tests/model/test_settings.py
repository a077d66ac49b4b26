"""The table of settings: what each takes, what it refuses, and that its documentation is made from it."""

from pathlib import Path

import pytest

from salescli.model import settings
from salescli.model.errors import Misuse

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"

TAKEN = [
    ("rep", " Li  Wei ", "Li Wei"),
    ("tz", "Asia/Shanghai", "Asia/Shanghai"),
    ("tz", " Europe/Berlin ", "Europe/Berlin"),
    ("work-week", "Sun-Thu", "sun-thu"),
    ("work-week", "mon,wed,fri", "mon,wed,fri"),
    ("date-order", "DMY", "dmy"),
    ("csv-excel", "Yes", "yes"),
    ("quality-late", "25", "25%"),
    ("quality-late", "05 %", "5%"),
    ("quality-zero", "OFF", "off"),
    ("quality-sample", "30", "30"),
]
REFUSED = [
    ("rep", "a;b", "semicolon"),
    ("rep", "a\x1b[31m", "control characters"),
    ("tz", "asia/shanghai", "write it as Asia/Shanghai"),
    ("tz", "Asia/Shangai", "write it as Asia/Shanghai"),
    ("tz", "../../etc/passwd", "no such time zone"),
    ("tz", "+08:00", "no such time zone"),
    ("work-week", "weekdays", "mon-fri"),
    ("date-order", "dym", "dmy, mdy, ymd"),
    ("csv-excel", "maybe", "yes, no"),
    ("csv-excel", "  ", "config unset csv-excel"),
    ("workweek", "mon-fri", "did you mean work-week?"),
    ("TZ", "UTC", "did you mean tz?"),
    ("date_order", "dmy", "did you mean date-order?"),
    ("quality-late", "0", "type 1% to 100%, or off"),
    ("quality-late", "101%", "type 1% to 100%, or off"),
    ("quality-sample", "0", "no number from 1 to"),
    ("colors", "red", "there are rep, tz"),
]


@pytest.mark.parametrize(("name", "text", "kept"), TAKEN)
def test_a_value_is_kept_in_one_form(name: str, text: str, kept: str) -> None:
    assert settings.accept(name, text) == kept


@pytest.mark.parametrize(("name", "text", "part"), REFUSED)
def test_a_refusal_says_what_to_type(name: str, text: str, part: str) -> None:
    with pytest.raises(Misuse) as refused:
        settings.accept(name, text)
    assert part in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_default_is_a_value_that_the_setting_takes() -> None:
    for setting in settings.TABLE:
        assert not setting.default or settings.accept(setting.name, setting.default) == setting.default


def table_of_settings() -> str:
    """The table in docs/settings.md, made from the code's."""
    rows = ["| setting | takes | default | meaning |", "| --- | --- | --- | --- |"]
    for each in settings.TABLE:
        kind = each.kind.replace("|", ", ")
        rows.append(f"| `{each.name}` | {kind} | {each.default or '–'} | {each.meaning} |")
    return "\n".join(rows) + "\n"


def test_the_documentation_has_the_table() -> None:
    assert table_of_settings() in DOCUMENT.read_text("utf-8")
