"""A folder as an import: each of its files as if named alone, all of them or none.

What is of no known format is named and passed over; what is known and cannot be taken refuses the whole folder.
"""

from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from salescli.cli import import_contacts, import_mapping, import_part, import_run, plan_file, session
from salescli.cli.import_activities import Activities, counted
from salescli.cli.import_part import Part
from salescli.cli.import_wish import Wish, setting_of
from salescli.exchange import encodings, folder, folder_file, vcard
from salescli.exchange.decoding import Source
from salescli.exchange.refusal import NothingTaken, shown
from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse, SalescliError
from salescli.store import open as opening
from salescli.store import reps

if TYPE_CHECKING:
    from salescli.exchange.format import Setting

_NAMED = 10  # folders below that are named


class _Skip(Exception):  # noqa: N818  no error: the file is passed over, for the reason that is the text
    pass


class _Files(NamedTuple):
    """The files of a folder: those that were read, and how many were passed over."""

    parts: list[Part]
    skipped: int


def run(wish: Wish) -> None:
    """Import every file of the folder. Raises Impossible where there is none that can be taken."""
    paths = _paths(wish)
    setting, zone = setting_of(wish)
    with ExitStack() as stages:
        files = _read_all(wish, paths, setting, stages)
        _refuse_nothing(wish, files.parts)
        if any(part.found.zoned for part in files.parts):
            session.message(zone)
        full = [part for part in files.parts if part.rows]
        near = import_run.take_in(full, setting) if full else 0
        _tell(files, near)
    if not wish.dry_run:
        import_mapping.keep(wish)


def _paths(wish: Wish) -> list[Path]:
    """The files to read. Says which folders are not looked into. Raises Misuse for options that no folder has."""
    named = shown(wish.file, 300)
    if wish.sheet is not None:
        raise Misuse(_("--sheet is for one workbook, and {folder} is a folder").format(folder=named))
    if wish.encoding is not None:
        encodings.stated(wish.encoding, b"")  # raises Misuse, also where all files are in UTF-8
    contents = folder.contents(wish.file)
    if contents.folders:
        below = ", ".join(shown(name) for name in contents.folders[:_NAMED])
        below += " …" if len(contents.folders) > _NAMED else ""
        session.message(_("folders in it are not looked into: {folders}").format(folders=below))
    if not contents.files:
        raise Impossible(_("{folder} holds no file to import").format(folder=named))
    return contents.files


def _refuse_nothing(wish: Wish, parts: list[Part]) -> None:
    if not parts:
        raise Impossible(_("{folder}: none of its files could be taken").format(folder=shown(wish.file, 300)))
    if wish.save_as and not any(isinstance(part, Activities) for part in parts):
        message = _("--save-as keeps how activities are read; {folder} holds contacts")
        raise Misuse(message.format(folder=shown(wish.file, 300)))


def _read_all(wish: Wish, paths: list[Path], setting: "Setting", stages: ExitStack) -> _Files:
    """Read the files one after the other; `stages` closes what they staged, also after a failure."""
    parts, skipped = [], 0
    named = _is_known(setting.rep)
    for path in paths:
        try:
            part = _read(wish._replace(file=str(path)), setting)
        except (_Skip, NothingTaken) as reason:
            session.message(_reason(path, str(reason).partition("; nothing")[0]))
            skipped += 1
            continue
        stages.enter_context(closing(part.stage))
        if part.found.rejects:
            stages.enter_context(part.found.rejects)
        if not named and (written := part.stage.rep_as_written(setting.rep)):
            named, setting = True, replace(setting, rep=written)
        part.stage.rest()
        import_part.understood(part)
        parts.append(part)
    return _Files(parts, skipped)


def _is_known(rep: str) -> bool:
    """Whether somebody here is called so; else the first file that has him says how he is written in all others."""
    if not opening.exists(opening.location()):
        return False
    with closing(opening.for_reading()) as connection:
        return reps.find(connection, rep) is not None


def _reason(path: Path, reason: str) -> str:
    named = shown(str(path), 300)
    said = reason.removeprefix(named).lstrip(":, ") if reason.startswith(named) else reason
    return _("skipped {file}: {reason}").format(file=named, reason=said)


def _read(wish: Wish, setting: "Setting") -> Part:
    """One file. Raises _Skip for one of no known format, and whatever is wrong with it, its name in the message."""
    if folder.is_page(wish.file):
        raise _Skip(_("pages of Google Voice are taken from a folder of their own"))
    if plan_file.is_plan(wish.file):
        raise _Skip(_("a plan is taken by itself: salescli import FILE"))
    try:
        with closing(_source(wish)) as source:
            if not source.size:
                raise _Skip(_("it is empty"))
            return import_run.read(wish, source, setting, _book(wish, source, setting))
    except NothingTaken:
        raise
    except (Impossible, Misuse) as error:
        if (wish.kind or wish.mapping) and not _is_table(wish):
            raise _Skip(str(error)) from None
        raise _named(error, shown(wish.file, 300)) from None


def _source(wish: Wish) -> Source:
    """The file's text: --encoding is about those that are not in UTF-8. Raises _Skip for what is no text at all."""
    try:
        try:
            found = Source(wish.file, None)
        except Impossible:
            if wish.encoding is None:
                raise
        else:
            if wish.encoding is None or found.encoding.startswith("utf"):
                return found
            found.close()
        return Source(wish.file, wish.encoding)
    except Impossible as error:
        if _is_table(wish):
            raise
        raise _Skip(str(error)) from None


def _is_table(wish: Wish) -> bool:
    return wish.file.lower().endswith(folder.TABLES)


def _book(wish: Wish, source: Source, setting: "Setting") -> str | None:
    """The format of the contacts in the file, None for activities. Raises _Skip where it is neither."""
    if wish.mapping and wish.kind is None and vcard.recognises(source):  # no mapping is about cards
        return vcard.NAME
    book = import_contacts.kind_of(wish, source)
    if book or wish.kind or wish.mapping:
        return book
    doubt = folder_file.doubt(source, setting)
    if doubt:
        raise _Skip(doubt)
    return None


def _named(error: SalescliError, name: str) -> SalescliError:
    """The error with the file's name in it."""
    text = str(error)
    return error if name in text else type(error)(f"{name}: {text}")


def _tell(files: _Files, near: int | None) -> None:
    """A line a file, what else to know of each, and last all of them in one."""
    for part in files.parts:
        name = shown(Path(part.wish.file).name, 100)
        for remark in import_part.remarks(part):
            session.message(f"{name}: {remark}")
    if overruled := sum(part.stage.overruled for part in files.parts):
        message = _("{n} rows say something else in a later file of the folder, and are taken as they are there")
        session.message(message.format(n=overruled))
    for part in files.parts:
        made = import_part.made_in_words(part.made())
        session.answer(f"{shown(Path(part.wish.file).name, 100)}: " + " · ".join([part.counts(), *made, *part.more()]))
        import_part.show_example(part)
    if any(part.wish.dry_run for part in files.parts):
        session.message(_("a rehearsal: nothing was written"))
    session.answer(" · ".join(_sum(files, near)))


def _sum(files: _Files, near: int | None) -> list[str]:
    columns = zip(*(part.numbers() for part in files.parts), strict=True)
    made: Counter[str] = Counter()
    for part in files.parts:
        made.update(part.made())
    numbers = [counted(tuple(sum(column) for column in columns)), _("files {n}").format(n=len(files.parts))]
    if files.skipped:
        numbers.append(_("files skipped {n}").format(n=files.skipped))
    return [*numbers, *import_part.made_in_words(made), import_part.near_in_words(near)]
