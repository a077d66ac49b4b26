"""Rows as a Parquet file: typed columns, written group by group. pyarrow is asked for here alone: it is an extra."""

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from salescli.exchange.column_kinds import DAY, FLAG, INSTANT, INTEGER, NUMBER, kind
from salescli.i18n import _
from salescli.model.errors import Impossible

GROUP = 64_000  # rows at least, or
GROUP_BYTES = 16_000_000  # unpacked: memory is in proportion
_TO_CAST = {DAY, INSTANT}

Row = Sequence[str | int | float | None]


def require() -> None:
    """Raises Impossible, saying what to install, where pyarrow is not there."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise Impossible(_("parquet needs pyarrow: pip install 'salescli[parquet]'")) from None


def write_parquet(file: BinaryIO, columns: Sequence[str], lists: Iterable[Sequence[Row]]) -> None:
    """Write the rows, list by list: days are dates, instants timestamps in UTC, flags booleans, all else by its kind.

    The schema goes by the columns' names alone, so that it is the same whatever the rows are, also without any.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    types = {DAY: pa.date32(), INSTANT: pa.timestamp("ms", "UTC"), FLAG: pa.bool_()}
    types |= {INTEGER: pa.int64(), NUMBER: pa.float64()}
    schema = pa.schema([(name, types.get(kind(name), pa.string())) for name in columns])
    with ParquetWriter(file, schema) as writer:
        waiting: list[Any] = []
        for rows in filter(None, lists):
            waiting.append(_batch(pa, schema, rows))
            many = sum(batch.num_rows for batch in waiting) >= GROUP
            if many or sum(batch.nbytes for batch in waiting) >= GROUP_BYTES:
                _flush(pa, writer, waiting)
        _flush(pa, writer, waiting)


def _batch(pa: Any, schema: Any, rows: Sequence[Row]) -> Any:  # noqa: ANN401  a module without types
    """The rows as columns."""
    cells = zip(*rows, strict=True)
    arrays = [_array(pa, field, column) for field, column in zip(schema, cells, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _array(pa: Any, field: Any, column: tuple[Any, ...]) -> Any:  # noqa: ANN401  as above
    what = kind(field.name)
    if what in _TO_CAST:
        return pa.array(column, pa.string()).cast(field.type)
    if what == FLAG:
        return pa.array(column, pa.int8()).cast(field.type)
    if what == NUMBER:
        return pa.array([None if value in {None, ""} else float(value) for value in column], field.type)
    return pa.array(column, field.type)


def _flush(pa: Any, writer: Any, waiting: list[Any]) -> None:  # noqa: ANN401  as above
    """Write what waits as one row group."""
    if waiting:
        table = pa.Table.from_batches(waiting)
        writer.write_table(table, row_group_size=table.num_rows)
        waiting.clear()
