"""The course of an import: what is asked, what was understood, what was done."""

import gc
from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from salescli.cli import (
    import_activities,
    import_contacts,
    import_mapping,
    import_part,
    import_rejects,
    progress,
    session,
)
from salescli.cli.ending import tidied
from salescli.cli.import_part import Part
from salescli.cli.import_wish import Wish, setting_of, source_of
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

if TYPE_CHECKING:
    from salescli.exchange.decoding import Source
    from salescli.exchange.format import Setting


_GARBAGE = 100_000  # objects after which cycles are looked for: rows make none, and looking takes time


def run(wish: Wish) -> None:
    """Import the file or folder; a process that is ended meanwhile removes what it staged, and ends as it was told."""
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE)
    try:
        with tidied():
            _run(import_mapping.resolved(wish))
    finally:
        gc.set_threshold(*before)


def _run(wish: Wish) -> None:
    if not wish.file:  # as "$FILE" is where nothing was said; to pathlib it is the folder one is in
        raise Misuse(_("the name of the file is empty: salescli import FILE"))
    if Path(wish.file).is_dir():
        from salescli.cli import import_folder
        from salescli.exchange import folder

        if not folder.is_takeout(wish.file):
            return import_folder.run(wish)
    return _run_file(wish)


def _run_file(wish: Wish) -> None:
    """Read, check and stage the file; then copy it in, or only say what would be done."""
    setting, zone = setting_of(wish)
    with closing(source_of(wish)) as source:
        part = _read_one(wish, source, setting)
    with closing(part.stage), part.found.rejects or nullcontext():
        import_part.understood(part)
        if part.found.zoned:
            session.message(zone)
        near = take_in([part], setting) if part.rows else None
        for remark in import_part.remarks(part):
            session.message(remark)
        if wish.dry_run and part.rows:
            session.message(_("a rehearsal: nothing was written"))
        made = [*import_part.made_in_words(part.made()), import_part.near_in_words(near)] if part.rows else []
        session.answer(" · ".join([part.counts(), *made, *part.more()]))
        import_part.show_example(part)
    if not wish.dry_run:
        import_mapping.keep(wish)


def _read_one(wish: Wish, source: "Source", setting: "Setting") -> Part:
    book = import_contacts.kind_of(wish, source)
    if book and wish.save_as:
        raise Misuse(_("--save-as keeps how activities are read; {file} holds contacts").format(file=shown(wish.file)))
    if book and (ignored := import_contacts.without_meaning(wish)):
        session.message(_("{options} ignored: contacts have no rep, no time and no id").format(options=ignored))
    return read(wish, source, setting, book)


def read(wish: Wish, source: "Source", setting: "Setting", book: str | None) -> Part:
    """Read, check and stage a file; `book` is the format of its contacts, where it holds them."""
    rows = progress.rows_in(wish.file) if progress.is_watched() else None
    with progress.bar(_("reading"), rows) as advance:
        if book:
            return import_contacts.read(wish, source, book, advance)
        return import_activities.read(wish, source, setting, advance)


def take_in(parts: Sequence[Part], setting: "Setting") -> int | None:
    """Take the files in, or rehearse that; returns the near pairs, None where they are too many to count.

    The rejects come first, so that none is lost for want of room.
    """
    from salescli.cli.calendar_years import top_up
    from salescli.store import bulk, bulk_batches

    rehearsal = parts[0].wish.dry_run
    with progress.bar(_("taking in"), None):
        if rehearsal:
            here = opening.exists(opening.location())
            with closing(opening.for_writing() if here else bulk.scratch()) as connection:
                return bulk_batches.bring_in(connection, setting.now, parts, rehearsal=True)
        for part in parts:
            import_rejects.write(part.wish.file, part.found)
        with closing(opening.for_writing(waiting=session.say_waiting)) as connection:
            near = bulk_batches.bring_in(connection, setting.now, parts, waiting=session.say_waiting)
            if any(isinstance(part, import_activities.Activities) for part in parts):
                top_up(connection, setting.now, session.say_waiting)
            return near
