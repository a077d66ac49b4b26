"""The course of a merge inside its transaction: what was said is put together, then everything follows from that."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import OUTCOMES
from salescli.store import (
    merge_belongings,
    merge_lines,
    merge_read,
    merge_reps,
    merge_rows,
    merge_used,
    merge_write,
    outcomes,
    row_history,
)
from salescli.store.merge_open import TRAVELLING, Incoming
from salescli.store.merge_people import People
from salescli.store.merge_rows import Fields, Found, Key, Said
from salescli.store.merge_write import Coming
from salescli.store.operation import Operation


class Together(NamedTuple):
    """All files in one: the rows that were here, what every row says now, who is one. `news`: something was written."""

    here: dict[str, dict[Key, Found]]
    after: dict[str, dict[Key, Fields]]
    people: dict[str, People]
    news: bool


def bring_in(operation: Operation, files: list[Incoming], said: merge_reps.Said) -> Together:
    """Bring the files of the attached stage in. Raises Misuse for reps of one name, and outcomes of two meanings."""
    connection = operation.connection
    _add_outcomes(operation, files)
    here = {entity: merge_read.read(connection, "main", entity) for entity in TRAVELLING}
    stated = {entity: _stated(here[entity], [each.rows[entity] for each in files]) for entity in TRAVELLING}
    new = merge_lines.find_new(operation)
    ids = {entity: _ids(connection, entity, here[entity], stated[entity]) for entity in ("rep", "customer")}
    writing = _Writing(operation, here, stated, ids)
    with merge_lines.recorded(operation):
        used = {entity: merge_used.of_people(connection, entity, stated, ids) for entity in ids}
        customers = People("customer", stated["customer"], stated["customer_name"], used["customer"])
        customers.join_by_name()
        before = merge_reps.Before(_holders(here["rep_name"]), _where(here["rep"], files))
        at = operation.recorded_at
        reps = merge_reps.resolved(stated["rep"], stated["rep_name"], used["rep"], said, before, at)
        for entity, people in (("rep", reps), ("customer", customers)):
            writing.write(entity, people.projected())
            writing.write(f"{entity}_name", people.projected_names())
            writing.tell_lines(entity)
    writing.write("person", merge_belongings.persons(
        stated["person"], customers, merge_used.Persons(connection, ids["customer"])))  # fmt: skip
    for entity in ("leave", "confirmed_zero"):
        writing.write(entity, merge_belongings.days(stated[entity], reps))
    ids["activity"] = _activities(connection, stated["due"])
    writing.write("due", {key: row.fields for key, row in stated["due"].items()})
    facts = connection.execute("SELECT 1 FROM fact WHERE operation = ? LIMIT 1", (operation.id,)).fetchone()
    return Together(here, writing.after, {"rep": reps, "customer": customers}, bool(new or facts))


class _Writing:
    """Writes what differs from what is here."""

    def __init__(
        self,
        operation: Operation,
        here: dict[str, dict[Key, Found]],
        stated: dict[str, Said],
        ids: dict[str, dict[str, int]],
    ) -> None:
        self._operation, self._here, self._stated, self._ids = operation, here, stated, ids
        self.after: dict[str, dict[Key, Fields]] = {}

    def write(self, entity: str, projected: dict[Key, Fields]) -> None:
        here, stated = self._here[entity], self._stated[entity]
        self.after[entity] = projected
        rows = []
        for key, fields in projected.items():
            known = here.get(key)
            if known is None:
                rows.append(Coming(self._ids.get(entity, {}).get(str(key)), fields, stated[key]))
                continue
            if fields["gone"] and known.fields["gone"]:  # a name that is forgotten is nobody's
                fields = merge_rows.changed(fields, **{name: known.fields[name] for name in _owner(entity)})  # noqa: PLW2901
            if fields != known.fields or stated[key] != known.stated:
                rows.append(Coming(known.id, fields, stated[key]))
        merge_write.write(self._operation, entity, rows, self._ids)

    def tell_lines(self, entity: str) -> None:
        """Tell the activities of whom the redirect or `known` is another than it was."""
        here, ids, concerned = self._here[entity], self._ids[entity], set()
        for key, fields in self.after[entity].items():
            then = here[key].fields if key in here else {"merged_into": None, "known": 0}
            if any(fields.get(name) != then.get(name) for name in ("merged_into", "known")):
                concerned |= {str(key), fields["merged_into"], then["merged_into"]}
        merge_lines.turn(self._operation, entity, {ids[uid] for uid in concerned - {None}})


def _owner(entity: str) -> list[str]:
    return [merge_rows.OWNERS[entity]] if entity in merge_rows.OWNERS else []


def _stated(here: dict[Key, Found], files: list[Said]) -> Said:
    found = {key: row.stated for key, row in here.items()}
    for rows in files:
        for key, row in rows.items():
            found[key] = merge_rows.later(found[key], row) if key in found else row
    return found


def _ids(connection: sqlite3.Connection, entity: str, here: dict[Key, Found], stated: Said) -> dict[str, int]:
    """The ids of all uids; those that are new get rows, which say nothing yet, for their activities to refer to."""
    ids = {str(key): row.id for key, row in here.items()}
    top = int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {entity}").fetchone()[0])  # noqa: S608  from code
    new = [str(key) for key in stated if key not in here]
    ids |= {uid: top + number for number, uid in enumerate(new, 1)}
    connection.executemany(
        f"INSERT INTO {entity} (id, uid, name, gone) VALUES (?, ?, '', 1)",  # noqa: S608  names come from code
        ((ids[uid], uid) for uid in new),
    )
    return ids


def _holders(names: dict[Key, Found]) -> dict[str, str]:
    return {row.fields["folded"]: row.fields["rep"] for row in names.values() if not row.fields["gone"]}


def _where(here: dict[Key, Found], files: list[Incoming]) -> Callable[[str], str]:
    def where(uid: str) -> str:
        if uid in here:
            return _("here")
        return next(_("in {path}").format(path=each.path) for each in files if uid in each.rows["rep"])

    return where


def _activities(connection: sqlite3.Connection, dues: Said) -> dict[str, int]:
    wanted = {row.fields["asked_by"] for row in dues.values()} - {None}
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
