"""Reps' files into this one: all of them in one transaction, in any order, as often as one likes.

The record travels: every revision with its uid, device, number and time; `received_at`, `change` and the small ids are
this file's own. docs/team.md says what else travels and who wins.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse
from salescli.model.vocabulary import OUTCOMES
from salescli.store import (
    merge_belongings,
    merge_lines,
    merge_moved,
    merge_reps,
    merge_rows,
    merge_used,
    outcomes,
    row_history,
)
from salescli.store.merge_moved import Figure, Shared
from salescli.store.merge_open import PEOPLE, Incoming, Staging
from salescli.store.merge_people import Groups, Names, absorb, redirected, surplus
from salescli.store.merge_reps import Said
from salescli.store.merge_rows import Row, Rows
from salescli.store.operation import Operation, writing


class FileMerged(NamedTuple):
    """What one file brought: revisions by kind, other rows that are new, and rows changed there later than here."""

    path: str
    lines: int
    edits: int
    deletes: int
    reps: int
    customers: int
    persons: int
    dues: int
    days: int
    changed: int


class Merged(NamedTuple):
    """What a merge did. `news` is False where every file was known already: then nothing was written."""

    files: list[FileMerged]
    news: bool
    moved: list[Figure]
    shared: list[Shared]
    shared_more: int


class _Nothing(Exception):  # noqa: N818  no error: it rolls the empty operation back
    pass


def require_others(paths: Sequence[str], here: str) -> None:
    """Raise Misuse where one of the files is this one, and Impossible where one is not there, before any is made."""
    for path in paths:
        if not os.path.isfile(path):
            raise Impossible(_("there is no salescli file at {path}").format(path=path))
        if os.path.exists(here) and os.path.samefile(path, here):
            raise Misuse(_("{path} is the file that the others are merged into; leave it out").format(path=path))


def merge(
    connection: sqlite3.Connection,
    paths: Sequence[str],
    now: datetime,
    today: date,
    said: Said | None = None,
    waiting: Callable[[], None] | None = None,
) -> Merged:
    """Bring the files in, all or none. `today` ends the eight weeks whose figures are compared.

    Raises Impossible for a file that cannot be read, Misuse for reps of one name, and for outcomes of two meanings.
    """
    staging = Staging()
    try:
        files = [staging.take(number, path) for number, path in enumerate(paths)]
        staging.hand_over()
        connection.execute("ATTACH ? AS stage", (staging.path,))
        try:
            return _merge(connection, files, now, today, said or Said(), waiting)
        finally:
            for (table,) in connection.execute("SELECT name FROM sqlite_temp_master WHERE type = 'table'").fetchall():
                connection.execute(f"DROP TABLE temp.{table}")
            connection.execute("DETACH stage")
    finally:
        staging.close()


def _merge(
    connection: sqlite3.Connection,
    files: list[Incoming],
    now: datetime,
    today: date,
    said: Said,
    waiting: Callable[[], None] | None,
) -> Merged:
    done: Merged | None = None
    try:
        with writing(connection, "merge", now, waiting=waiting) as operation:
            connection.execute("PRAGMA defer_foreign_keys=ON")  # a redirect may name a row that comes after it
            merge_moved.note(connection, today)
            summaries, news = _bring_in(operation, files, said)
            if not news:
                done = Merged(summaries, news, [], [], 0)
                raise _Nothing  # noqa: TRY301  the way out of the transaction
            operation.summarise(", ".join(each.path for each in summaries))
            done = Merged(summaries, news, merge_moved.figures(connection, today), *merge_moved.shared(connection))
    except _Nothing:
        pass
    if done is None:
        raise LookupError
    return done


def _bring_in(operation: Operation, files: list[Incoming], said: Said) -> tuple[list[FileMerged], bool]:
    connection = operation.connection
    _add_outcomes(operation, files)
    here = {entity: merge_rows.read(connection, "main", entity) for entity in PEOPLE}
    after = {entity: dict(rows) for entity, rows in here.items()}
    new = merge_lines.find_new(operation)
    groups = {entity: _people(operation, entity, after, files, said) for entity in ("rep", "customer")}
    after["person"] = merge_belongings.persons(
        [here["person"], *(each.rows["person"] for each in files)], groups["customer"]
    )
    ids = _ids(here)
    for entity in ("rep", "rep_name", "customer", "customer_name", "person"):
        merge_rows.write(operation, entity, _different(entity, here, after), ids)
    changed = {ids["customer"][str(uid)] for uid, row in after["customer"].items() if row != here["customer"].get(uid)}
    merge_lines.bring_in(operation, changed)
    for entity in ("leave", "confirmed_zero"):
        after[entity] = merge_belongings.days([here[entity], *(each.rows[entity] for each in files)])
        merge_rows.write(operation, entity, _different(entity, here, after), ids)
    after["due"] = merge_belongings.dues([here["due"], *(each.rows["due"] for each in files)])
    due = _different("due", here, after)
    ids["activity"] = _activities_of(connection, due)
    merge_rows.write(operation, "due", due, ids)
    merge_used.keep(operation)
    facts = connection.execute("SELECT count(*) FROM fact WHERE operation = ?", (operation.id,)).fetchone()[0]
    return [_summary(connection, number, each, here, after, groups) for number, each in enumerate(files)], bool(
        new or facts
    )


def _people(operation: Operation, entity: str, after: dict[str, Rows], files: list[Incoming], said: Said) -> Groups:
    """Bring the reps or the customers of all files together, with their names."""
    rows, named = after[entity], f"{entity}_name"
    before = dict(rows)
    redirects = [pair for each in files for pair in absorb(rows, each.rows[entity])]
    groups = Groups(rows, redirects)
    here = after[named]
    names = Names(entity, [here, *(each.rows[named] for each in files)])
    given: dict[str, str] = {}
    merge_used.stand_again(operation.connection, entity, before, rows)
    if entity == "rep":
        merge_used.keep_names(entity, rows, groups, names)
        given = merge_reps.resolve(rows, groups, names, said, operation.recorded_at)
    else:
        for several in names.gather(groups).values():
            for other in several[1:]:
                groups.join(several[0], other)
        merge_used.keep_names(entity, rows, groups, names)
        _known_by_any(rows, groups)
    settled = names.settled(groups)
    for uid, row in rows.items():
        name = given.get(groups.of(str(uid)))
        if name and groups.kept(str(uid)) == uid:
            rows[uid] = Row(row.id, operation.recorded_at, {**row.fields, "name": name})
        elif entity == "rep" and uid in before and (name_key(row), groups.kept(str(uid))) not in settled:
            rows[uid] = row._replace(fields={**row.fields, "name": before[uid].fields["name"]})
    after[entity] = redirected(rows, groups)
    if entity == "rep":
        _earliest_joining(after[entity], groups)
    after[named] = {**settled, **{("", str(row.id)): row for row in surplus(here, settled)}}
    return groups


def name_key(row: Row) -> str:
    """The folded name of a row of people."""
    from salescli.model.names import fold

    return fold(row.fields["name"])


def _known_by_any(rows: Rows, groups: Groups) -> None:
    """Known is who was known by any of the names that are one."""
    for uid, row in list(rows.items()):
        kept = groups.kept(str(uid))
        if row.fields["known"] and kept != uid and not rows[kept].fields["known"]:
            rows[kept] = rows[kept]._replace(fields={**rows[kept].fields, "known": 1})


def _earliest_joining(rows: Rows, groups: Groups) -> None:
    for uid, row in list(rows.items()):
        kept = rows[groups.kept(str(uid))]
        days = [day for day in (row.fields["joined"], kept.fields["joined"]) if day]
        if min(days, default=None) != kept.fields["joined"]:
            rows[kept.fields["uid"]] = kept._replace(fields={**kept.fields, "joined": min(days)})


def _different(entity: str, here: dict[str, Rows], after: dict[str, Rows]) -> list[Row]:
    by_id = {row.id: row for row in here[entity].values()}
    return [row for row in after[entity].values() if row.id is None or row != by_id[row.id]]


def _ids(here: dict[str, Rows]) -> dict[str, dict[str, int]]:
    return {entity: {str(uid): row.id or 0 for uid, row in here[entity].items()} for entity in ("rep", "customer")}


def _activities_of(connection: sqlite3.Connection, dues: list[Row]) -> dict[str, int]:
    wanted = [row.fields["asked_by"] for row in dues if row.fields["asked_by"]]
    find = "SELECT id FROM activity WHERE uid = ?"
    return {uid: row[0] for uid in wanted if (row := connection.execute(find, (uid,)).fetchone())}


def _add_outcomes(operation: Operation, files: list[Incoming]) -> None:
    """The outcomes used come along. Raises Misuse for a word that means another thing here."""
    known = {**OUTCOMES, **outcomes.custom(operation.connection)}
    for each in files:
        for word, reached in sorted(each.outcomes.items()):
            if known.setdefault(word, bool(reached)) != bool(reached):
                message = _(
                    "{path}: the outcome {word} counts as {there} there and as {here} here;"
                    " nothing was merged. Use another word in one of the files"
                )
                say = {True: _("reached"), False: _("not reached")}
                there, here = say[bool(reached)], say[known[word]]
                raise Misuse(message.format(path=each.path, word=word, there=there, here=here))
    standing = {**OUTCOMES, **outcomes.custom(operation.connection)}
    for word in sorted(set(known) - set(standing)):
        row_history.insert(operation, "outcome", word=word, reached=int(known[word]))


def _summary(
    connection: sqlite3.Connection,
    number: int,
    file: Incoming,
    here: dict[str, Rows],
    after: dict[str, Rows],
    groups: dict[str, Groups],
) -> FileMerged:
    counts = connection.execute(
        """SELECT coalesce(sum(l.op = 'put' AND l.rev = 1), 0), coalesce(sum(l.op = 'put' AND l.rev > 1), 0),
            coalesce(sum(l.op = 'delete'), 0)
        FROM coming c JOIN stage.line l ON l.rowid = c.line WHERE c.file = ?""",
        (number,),
    ).fetchone()
    new = {
        entity: sum(
            key not in here[entity]
            and not after[entity][key].fields["gone"]
            and (entity not in groups or _is_new(str(key), here[entity], groups[entity]))
            for key in rows
        )
        for entity, rows in file.rows.items()
        if not entity.endswith("_name")
    }
    changed = sum(
        key in here[entity] and row.at > here[entity][key].at
        for entity, rows in file.rows.items()
        for key, row in rows.items()
    )
    days = new["leave"] + new["confirmed_zero"]
    lines, edits, deletes = counts
    people = (new["rep"], new["customer"], new["person"])
    return FileMerged(file.path, lines, edits, deletes, *people, new["due"], days, changed)


def _is_new(uid: str, here: Rows, groups: Groups) -> bool:
    """Whether nobody of the group was here before, and this is the one of it that stays."""
    return groups.kept(uid) == uid and not any(member in here for member in groups.members(uid))
