"""Parquet files, read back by pyarrow; and that every column of every export and report has the kind it should."""

import io
import sys
from datetime import UTC, date, datetime

import pytest

from salescli.exchange.activity_columns import ACTIVITIES
from salescli.exchange.column_kinds import TEXT, kind
from salescli.model.errors import Impossible
from salescli.render import conversion, difference, parquet_file, quality, report_machine
from salescli.render.parquet_file import require, write_parquet
from salescli.store import export_rows

COLUMNS = ["id", "at", "day", "reached", "amount", "note"]
ROWS = [
    (1, "2026-11-18T15:04:00+08:00", "2026-11-18", 1, "12.5", "=1+1"),
    (2, None, None, 0, None, None),
    (3, "2026-11-18T07:04:00Z", "1900-01-01", None, 4, "中文 🎉 \x01\n"),
]


def written(columns: list[str], lists: object) -> object:
    """The file, opened."""
    parquet = pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO()
    write_parquet(file, columns, lists)  # type: ignore[arg-type]
    file.seek(0)
    return parquet.ParquetFile(file)


def test_types_and_values() -> None:
    found = written(COLUMNS, [ROWS[:2], [], ROWS[2:]]).read()  # type: ignore[attr-defined]
    types = ["int64", "timestamp[ms, tz=UTC]", "date32[day]", "bool", "double", "string"]
    assert [str(field.type) for field in found.schema] == types
    instant = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        (1, instant, date(2026, 11, 18), True, 12.5, "=1+1"),
        (2, None, None, False, None, None),
        (3, instant, date(1900, 1, 1), None, 4.0, "中文 🎉 \x01\n"),
    ]


@pytest.mark.parametrize("lists", [[], [[]]])
def test_no_rows_have_the_same_schema(lists: list[list[object]]) -> None:
    assert written(COLUMNS, lists).schema_arrow == written(COLUMNS, [ROWS]).schema_arrow  # type: ignore[attr-defined]


def test_rows_go_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_file, "GROUP", 10)
    file = written(["id"], ([(number,) for number in range(at, at + 4)] for at in range(0, 40, 4)))
    meta = file.metadata  # type: ignore[attr-defined]
    assert [meta.row_group(number).num_rows for number in range(meta.num_row_groups)] == [12, 12, 12, 4]
    assert file.read().column("id").to_pylist() == list(range(40))  # type: ignore[attr-defined]


def test_long_texts_make_smaller_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_file, "GROUP_BYTES", 10_000)
    meta = written(["note"], ([("x" * 6000,)] for _row in range(6))).metadata  # type: ignore[attr-defined]
    assert [meta.row_group(number).num_rows for number in range(meta.num_row_groups)] == [2, 2, 2]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(Impossible, match=r"^parquet needs pyarrow: pip install 'salescli\[parquet\]'$"):
        require()


def test_every_column_that_is_no_text_is_known() -> None:
    """A new column has to be put under its kind, or here."""
    others = [columns for columns, _query in export_rows._QUERIES.values()]
    reports = [report_machine.COLUMNS, conversion.COLUMNS, quality.COLUMNS, difference.COLUMNS]
    names = {name for columns in (ACTIVITIES, *others, *reports) for name in columns}
    assert sorted(name for name in names if kind(name) == TEXT) == [
        *(
            "aliases",
            "cause",
            "channel",
            "customer",
            "direction",
            "flag",
            "focus",
            "group",
            "ids",
            "kind",
            "metric",
            "name",
        ),
        *("note", "number"),
        *("outcome", "per", "period", "person", "rate_of", "rep", "source", "source_id", "stage", "stated", "status"),
        *("touch", "uid", "what", "why"),
    ]
