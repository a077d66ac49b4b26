"""The options that the views of a report share, each said once: which days, whose work, where to."""

from typing import Annotated

import typer

from salescli.i18n import _

Text = str | None
Texts = list[str] | None

On = Annotated[Text, typer.Option(metavar="WHEN", help=_("A day that the period is to hold."))]
Last = Annotated[bool, typer.Option("--last", help=_("The period before."))]
Since = Annotated[Text, typer.Option(metavar="WHEN", help=_("The first day of a range."))]
Until = Annotated[Text, typer.Option(metavar="WHEN", help=_("The last day of a range."))]
Reps = Annotated[Texts, typer.Option("--rep", metavar="NAME", help=_("Only this rep; repeatable."))]
AsOf = Annotated[Text, typer.Option(metavar="WHEN", help=_("As this command said at that time."))]
Form = Annotated[
    Text,
    typer.Option("-f", "--format", metavar="FORMAT", help=_("table, plain, csv, json, jsonl, md, xlsx or parquet.")),
]
Output = Annotated[Text, typer.Option("-O", "--output", metavar="FILE", help=_("Into this file."))]
Excel = Annotated[bool, typer.Option("--excel", help=_("csv as Excel likes it: BOM and CRLF."))]
Columns = Annotated[
    Text, typer.Option("--columns", metavar="A,B,C", help=_("For programs: only these columns, in this order."))
]
Gzip = Annotated[bool, typer.Option("--gzip", help=_("Packed; so is a FILE that ends in .gz."))]
OneMetric = Annotated[str, typer.Option(metavar="M", show_default=False, help=_("Which metric; calls unless said."))]
