"""Reps and customers of several files brought together by uid, and by name where names make them one.

Redirects (`merged_into`) are never lost in a merge. Who is one by redirects, or by a folded name or alias that both
have, is a group: its one row without a redirect stays, of several the smallest uid.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from salescli.model.names import fold
from salescli.model.near import stem
from salescli.store.merge_rows import Key, Row, Rows, later

Collide = Callable[[str, list[str]], list[tuple[str, str]]]


class Groups:
    """Which uids are one: grows by `join`; `kept` says which one stays."""

    def __init__(self, rows: Rows, others: Iterable[tuple[str, str]]) -> None:
        """Begin with the rows and with their redirects, and those that other files have."""
        self._parent = {str(uid): str(uid) for uid in rows}
        self._redirected: set[str] = set()
        self._kept: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        for uid, row in rows.items():
            if row.fields["merged_into"]:
                self._redirect(str(uid), row.fields["merged_into"])
        for uid, into in others:
            self._redirect(uid, into)

    def _redirect(self, uid: str, into: str) -> None:
        self._redirected.add(uid)
        self.join(uid, into)

    def of(self, uid: str) -> str:
        """The group's name: any one of its uids."""
        parent = self._parent
        while parent[uid] != uid:
            parent[uid] = parent[parent[uid]]
            uid = parent[uid]
        return uid

    def join(self, one: str, other: str) -> None:
        """Make two groups one."""
        self._parent[self.of(one)] = self.of(other)
        self._kept, self._members = {}, {}

    def members(self, uid: str) -> list[str]:
        """All uids of the group."""
        if not self._members:
            self._members = defaultdict(list)
            for each in self._parent:
                self._members[self.of(each)].append(each)
        return self._members[self.of(uid)]

    def kept(self, uid: str) -> str:
        """The uid that stays of the group."""
        group = self.of(uid)
        if group not in self._kept:
            uids = self.members(uid)
            self._kept[group] = min([each for each in uids if each not in self._redirected] or uids)
        return self._kept[group]


def absorb(here: Rows, there: Rows) -> list[tuple[str, str]]:
    """Take over each row of another file that stands against the one here; returns the other file's redirects."""
    redirects = []
    for uid, row in there.items():
        if row.fields["merged_into"]:
            redirects.append((str(uid), row.fields["merged_into"]))
        mine = here.get(uid)
        if mine is None:
            here[uid] = row._replace(id=None, fields={**row.fields, "merged_into": None})
            continue
        stands = later(mine, row)
        fields = {**stands.fields, "merged_into": mine.fields["merged_into"]}
        if "joined" in fields:
            days = [each.fields["joined"] for each in (mine, row) if each.fields["joined"]]
            fields["joined"] = min(days, default=None)
        here[uid] = Row(mine.id, stands.at, fields)
    return redirects


class Names:
    """All names of one kind of people: by folded name and group, the latest word on each."""

    def __init__(self, owner: str, files: list[Rows]) -> None:
        """`owner` is rep or customer. The first of the files is this one."""
        self.owner, self._files = owner, files
        self._standing: dict[tuple[str, str], Row] = {}
        self._revived: list[tuple[str, str]] = []

    def gather(self, groups: Groups) -> dict[str, list[str]]:
        """Who has each name, where more than one group does: folded name to the groups."""
        found: dict[tuple[str, str], Row] = {}
        for number, rows in enumerate(self._files):
            for row in rows.values():
                key = (row.fields["folded"], groups.of(row.fields[self.owner]))
                known = found.get(key)
                mine = row if number == 0 else row._replace(id=None)
                found[key] = mine if known is None else _same_name(known, mine, self.owner)
        self._standing = found
        self._stand_again(groups)
        owners = defaultdict(list)
        for (folded, group), row in found.items():
            if not row.fields["gone"]:
                owners[folded].append(group)
        return {folded: several for folded, several in owners.items() if len(several) > 1}

    def has(self, folded: str, group: str) -> Row | None:
        """The name's row in a group, where it stands."""
        row = self._standing.get((folded, group))
        return row if row and not row.fields["gone"] else None

    def was_taken_back(self, folded: str, group: str) -> bool:
        """Whether a group had a name and has it no more."""
        row = self._standing.get((folded, group))
        return row is not None and bool(row.fields["gone"])

    def groups_of(self, folded: str) -> list[str]:
        """Who has a name."""
        return [group for (each, group), row in self._standing.items() if each == folded and not row.fields["gone"]]

    def drop(self, folded: str, group: str, at: str | None = None) -> None:
        """Let a group not have a name."""
        row = self._standing[folded, group]
        if row.id is None:
            del self._standing[folded, group]
        else:
            self._standing[folded, group] = Row(row.id, at or row.at, {**row.fields, "gone": 1})

    def revive(self, folded: str, uid: str, groups: Groups) -> None:
        """Let a name that somebody had stand again, whatever is gathered later."""
        self._revived.append((folded, uid))
        self._stand_again(groups)

    def _stand_again(self, groups: Groups) -> None:
        for folded, uid in self._revived:
            key = (folded, groups.of(uid))
            row = self._standing.get(key)
            if row:
                self._standing[key] = row._replace(fields={**row.fields, "gone": 0})

    def give(self, name: str, group: str, at: str) -> None:
        """Let a group have a name."""
        folded = fold(name)
        known = self._standing.get((folded, group))
        fields = {"folded": folded, "name": name, self.owner: group, "gone": 0}
        if self.owner == "customer":
            fields["stem"] = stem(folded)
        self._standing[folded, group] = Row(known.id if known else None, at, fields)

    def settled(self, groups: Groups) -> Rows:
        """One row for each name of each group, at the uid that stays."""
        found: Rows = {}
        for (folded, group), row in self._standing.items():
            kept = groups.kept(group)
            key: Key = (folded, kept)
            mine = row._replace(fields={**row.fields, self.owner: kept})
            known = found.get(key)
            if known is None:
                found[key] = mine
                continue
            one, other = (known, mine) if not known.fields["gone"] else (mine, known)
            both_stand = not (one.fields["gone"] or other.fields["gone"])
            found[key] = _same_name(one, other, self.owner) if both_stand else one._replace(id=one.id or other.id)
        return found


def _same_name(one: Row, other: Row, owner: str) -> Row:
    """The later word on one name; it is written where this file has the name, in the row that stands there."""
    stands = later(one, other, passing=(owner,))
    here = [row for row in (one, other) if row.id is not None]
    here.sort(key=lambda row: (row.fields["gone"], row.id))
    return stands._replace(id=here[0].id if here else None)


def surplus(before: Rows, after: Rows) -> list[Row]:
    """Rows of names here that another row now stands for: gone, where they are not yet."""
    used = {row.id for row in after.values()}
    left = [row for row in before.values() if row.id not in used and not row.fields["gone"]]
    return [row._replace(fields={**row.fields, "gone": 1}) for row in left]


def redirected(rows: Rows, groups: Groups) -> Rows:
    """The rows with the redirects that hold now."""
    found: Rows = {}
    for uid, row in rows.items():
        kept = groups.kept(str(uid))
        found[uid] = row._replace(fields={**row.fields, "merged_into": None if kept == uid else kept})
    return found
