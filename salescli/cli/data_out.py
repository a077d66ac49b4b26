"""The way out that exports, lists and reports share: columns chosen, text packed or not, files with types."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import Any

from salescli.cli import progress
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe

TYPED = ("xlsx", "parquet")
"""The formats that are no text: they go into a file only."""


def columns_of(stated: str | None, known: Sequence[str]) -> Sequence[str]:
    """The columns meant, all unless said. Raises Misuse, naming those that there are, for others and for doubles."""
    if stated is None:
        return known
    named = [name.strip() for name in stated.split(",")]
    for number, name in enumerate(named):
        if name not in known:
            message = _("no such column: {name}; there are {known}")
            raise Misuse(message.format(name=ascii_safe(name), known=",".join(known)))
        if name in named[:number]:
            raise Misuse(_("--columns names {name} twice").format(name=name))
    return named


def packing(output: str | None, gzip: bool) -> tuple[str | None, bool]:
    """The file's name by whose ending the format goes, and whether it is packed: `x.csv.gz` is packed csv."""
    if output and output.lower().endswith(".gz"):
        return output[: -len(".gz")], True
    return output, gzip


def accept(form: str, title: str, output: str | None, *, gzip: bool, excel: bool) -> None:
    """Raises Misuse for what does not go with the format or with where it goes; Impossible for want of a library.

    `title` is what is given out: it stands in the names that messages suggest.
    """
    from salescli.render.output import is_replaceable, is_terminal

    if excel and form != "csv":
        raise Misuse(_("--excel is for csv: add -f csv"))
    if gzip and form in TYPED:
        raise Misuse(_("{form} is packed already: leave out --gzip, and .gz").format(form=form))
    if gzip and output in {None, "-"} and is_terminal():
        raise Misuse(_("a terminal shows no packed data: add -O FILE.{form}.gz").format(form=form))
    if form in TYPED and not is_replaceable(output):
        raise Misuse(_("{form} needs a file: -O {name}.{form}").format(form=form, name=title))
    if form == "parquet":
        from salescli.render.parquet_file import require

        require()


def packed(pieces: Iterable[str], *, gzip: bool) -> Iterable[str] | Iterable[bytes]:
    """The pieces, or what gzip makes of them."""
    from salescli.exchange.exporting import gzipped

    return gzipped(pieces) if gzip else pieces


def write_typed(
    form: str,
    title: str,
    columns: Sequence[str],
    lists: Iterable[Sequence[Sequence[str | int | float | None]]],
    output: str,
    *,
    zone: tzinfo | None,
    total: int | None = None,
) -> None:
    """Write the rows as one of TYPED, accepted before; `total` is about how many they are.

    `zone` is the reader's, None the machine's: a spreadsheet's times know no offset.
    """
    from salescli.cli.clock import present
    from salescli.render.output import write_file

    with progress.bar(_("writing"), total) as advance:
        counted = _counted(lists, advance)
        if form == "parquet":
            from salescli.render.parquet_file import write_parquet

            write_file(output, lambda file: write_parquet(file, columns, counted))
            return
        from salescli.render.workbook import write_workbook

        write_file(output, lambda file: write_workbook(file, title, columns, counted, present().astimezone(zone), zone))


def _counted(lists: Iterable[Sequence[Any]], advance: progress.Advance) -> Iterator[Sequence[Any]]:
    done = 0
    for rows in lists:
        yield rows
        done += len(rows)
        advance(done)
