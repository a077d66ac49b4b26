"""Dates that read one way whatever the column is (ISO days, counts of seconds): no file is read twice for them."""

from pathlib import Path

import pytest

from salescli.exchange import date_shapes
from salescli.exchange.refusal import BadRow
from tests.conftest import Cli


@pytest.mark.parametrize("text", ["2024-02-29", "1990-01-01", "1700000000", "1700000000000"])
@pytest.mark.parametrize("order", date_shapes.ORDERS)
def test_a_plain_date_is_what_it_is_in_every_order(text: str, order: str) -> None:
    try:
        expected = date_shapes.stamp(text, order)
    except BadRow:
        assert order != "ymd"
        return
    assert date_shapes.plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-29",
        "2024-2-9",
        "24-02-09",
        "03/04/2026",
        "20240229",
        "170000000",
        "２０２４-02-29",
        "2024-02-29 10:00",
    ],
)
def test_nothing_else_is_plain(text: str) -> None:
    assert date_shapes.plain(text) is None


def imported(cli: Cli, tmp_path: Path, dates: list[str]) -> tuple[str, str, int]:
    table = tmp_path / "calls.csv"
    rows = (f"{text},Customer {number}" for number, text in enumerate(dates))
    table.write_text("\n".join(["date,customer", *rows]) + "\n")
    return cli("import", str(table), "--tz", "Asia/Shanghai")


@pytest.mark.parametrize(
    ("dates", "days", "said"),
    [
        (["2026-11-02", "2026-11-03"], ["2026-11-02", "2026-11-03"], ["dates: ymd"]),
        (["1793670000", "1793670000000"], ["2026-11-03", "2026-11-03"], ["dates: Unix time"]),
        (["1793670000", "2026-11-04"], ["2026-11-03", "2026-11-04"], ["dates: Unix time"]),
        (["1793670000", "13/04/2026"], ["2026-04-13", "2026-11-03"], ["dates: Unix time", "dates: dmy"]),
        (["2026-11-02", "2026/11/03"], ["2026-11-02", "2026-11-03"], ["dates: ymd"]),
    ],
    ids=str,
)
def test_the_rows_and_how_they_were_read(
    cli: Cli, tmp_path: Path, dates: list[str], days: list[str], said: list[str]
) -> None:
    _out, err, code = imported(cli, tmp_path, dates)
    assert code == 0, err
    assert [line for line in err.splitlines() if line.startswith("dates: ")] == said
    assert cli("export", "activities", "--columns", "day").out.split()[1:] == days


@pytest.mark.parametrize("other", ["13/04/2026", "03/04/2026"])
def test_two_kinds_in_one_column_are_refused_still(cli: Cli, tmp_path: Path, other: str) -> None:
    out, err, code = imported(cli, tmp_path, ["2026-11-02", other])
    assert (out, code) == ("", 2)
    assert "dates of two kinds in one column: 2026-11-02 on line 2" in err
    assert not (tmp_path / "salescli.db").exists()
