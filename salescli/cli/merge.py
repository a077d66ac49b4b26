"""`salescli merge`: reps' files into this one, in any order, as often as one likes."""

from typing import Annotated

import typer

from salescli.i18n import _

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Bring reps' salescli files into this one: activities with edits and deletes, customers, persons, dues, leave."
        "\n\nThe files are only read. Merging again adds nothing; all files come in, or none."
        " Targets, calendar and settings stay as they are here."
        " The answer ends with the figures of the last eight weeks that moved, and customers that several reps work."
        "\n\nExample: salescli merge /share/ann.db /share/bob.db"
    ),
)
def merge(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help=_("salescli files, such as backups in a folder that is shared."), show_default=False
        ),
    ],
    same_rep: Annotated[
        list[str] | None,
        typer.Option("--same-rep", metavar="NAME", help=_("The reps of this name are one person; repeatable.")),
    ] = None,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", metavar="OLD=NEW", help=_("They are not: the one that comes in gets the new name.")),
    ] = None,
    form: Annotated[
        str | None, typer.Option("-f", "--format", metavar="FORMAT", help=_("text, or json with all ids."))
    ] = None,
) -> None:
    """Merge, and say what came and which figures moved."""
    from salescli.cli import session
    from salescli.cli.clock import present
    from salescli.cli.ending import tidied
    from salescli.model.errors import Misuse
    from salescli.model.names import fold
    from salescli.model.vocabulary import ascii_safe
    from salescli.render import merge_words
    from salescli.store import merge_files
    from salescli.store import open as opening
    from salescli.store.merge_reps import Said

    if form not in {None, "text", "json"}:
        raise Misuse(_("no such format: {form}; there are text and json").format(form=ascii_safe(str(form))))
    said = Said(frozenset(fold(name) for name in same_rep or ()), _renamed(rename or []))
    here = opening.location()
    paths = merge_files.require_others(files, here)
    with tidied():  # no customers stay in the folder for temporary files
        done = merge_files.merge_into(
            here, paths, present(), lambda file: session.local_now(file).date(), said, session.say_waiting
        )
    if form == "json":
        session.emit(merge_words.for_programs(done))
    else:
        session.answer(merge_words.told(done))


def _renamed(stated: list[str]) -> dict[str, str]:
    """Folded old names to new ones. Raises Misuse for what is no OLD=NEW."""
    from salescli.model.errors import Misuse
    from salescli.model.names import accept_name, fold

    renamed = {}
    for each in stated:
        old, equals, new = each.partition("=")
        if not equals or not old.strip():
            raise Misuse(_('--rename needs OLD=NEW: --rename "Ann=Ann Li"'))
        renamed[fold(old)] = accept_name(new, _("rep"))
    return renamed
