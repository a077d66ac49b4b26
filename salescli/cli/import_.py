"""`salescli import`: activities and contacts from other programs' files, all or nothing, and never double."""

from typing import Annotated

import typer

from salescli.cli.first_word import or_command
from salescli.i18n import _

# `import NAME …` instead of a file -> the module in salescli.cli
OTHERS = {"list": "import_list", "undo": "import_undo", "forget": "import_forget"}

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def _list_formats(wanted: bool) -> None:
    """Print the formats instead of importing."""
    if not wanted:
        return
    from salescli.cli import import_mapping, record_list

    record_list.show(("name", "title", "options"), import_mapping.listed(), None, None)
    raise typer.Exit


@app.command(cls=or_command(OTHERS), context_settings={"help_option_names": ["-h", "--help"]})
def import_(  # noqa: PLR0913, PLR0917  one parameter an option
    file: Annotated[
        str,
        typer.Argument(
            help=_(
                "A CSV file, a workbook (.xlsx), any of --formats, or a folder of such files; - is the standard input."
            ),
            show_default=False,
        ),
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="FORMAT", help=_("A format or kept mapping, as --formats lists them; else recognised.")
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help=_("Which column holds a field, e.g. --map customer=Firma.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("The name under which ids are kept apart; else the format's."))
    ] = None,
    rep: Annotated[str | None, typer.Option(metavar="NAME", help=_("Who acted, where the file does not say."))] = None,
    tz: Annotated[
        str | None, typer.Option(metavar="ZONE", help=_("The zone of times without an offset, e.g. Asia/Shanghai."))
    ] = None,
    date_format: Annotated[
        str | None, typer.Option(metavar="ORDER", help=_("dmy, mdy, ymd, or such as %d.%m.%Y %H:%M."))
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("utf-8, gb18030, latin-1 …; else worked out."))
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help=_("Take rows of an own export that differ from here."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would happen, with ten rows as read."))
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help=_("Take the good rows; the bad ones go to FILE.rejects.csv."))
    ] = False,
    sheet: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=_("Which sheet of a workbook; else the one whose columns are known.")),
    ] = None,
    save_as: Annotated[
        str | None, typer.Option("--save-as", metavar="NAME", help=_("Keep how this file is read, for --as NAME."))
    ] = None,
    owners: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=_("A CSV file of the other program's users: names for owners by id.")),
    ] = None,
    formats: Annotated[  # noqa: ARG001  its callback answers
        bool, typer.Option("--formats", is_eager=True, callback=_list_formats, help=_("List the formats, and exit."))
    ] = False,
) -> None:
    """Take activities in from a CSV file or a workbook, or contacts; --formats names the programs that are known.

    One bad row refuses the file, unless --skip-bad. A second import of the same rows changes nothing.

    Also: import list, import undo N, import forget NAME; each has its own --help. (A file of such a name is ./list.)

    Example: salescli import calls.csv --tz Asia/Shanghai
    """
    from salescli.cli import plan_file
    from salescli.cli.import_run import run
    from salescli.cli.import_wish import Wish

    others = (kind, mapping, source, rep, tz, date_format, encoding, update, dry_run, skip_bad, save_as, owners, sheet)
    if plan_file.is_plan(file):
        return plan_file.take(file, others=any(others))
    return run(
        Wish(
            file,
            kind,
            tuple(mapping or ()),
            source,
            rep,
            tz,
            date_format,
            encoding,
            update,
            dry_run,
            skip_bad,
            save_as,
            owners=owners,
            sheet=sheet,
        )
    )
