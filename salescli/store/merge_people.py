"""Who is one, of the reps or the customers of several files: by what was said of all of them, and by nothing else.

Who is redirected to another, and customers who have a name or an alias in common, are a group; of it the one that was
not redirected stays, of several the smallest uid. In which order the files came says nothing here.
"""

from collections import defaultdict
from collections.abc import Iterable

from salescli.model.names import fold
from salescli.model.near import stem
from salescli.store.merge_rows import Fields, Key, Said, Stated, changed, joining


class Groups:
    """Which uids are one: grows by `join`."""

    def __init__(self, uids: Iterable[str]) -> None:
        """Everybody for himself."""
        self._parent = {uid: uid for uid in uids}

    def of(self, uid: str) -> str:
        """The group's name: one of its uids."""
        parent = self._parent
        while parent[uid] != uid:
            parent[uid] = parent[parent[uid]]
            uid = parent[uid]
        return uid

    def join(self, one: str, other: str) -> None:
        """Make two groups one."""
        self._parent[self.of(one)] = self.of(other)

    def all(self) -> dict[str, list[str]]:
        """The uids of each group."""
        found: dict[str, list[str]] = defaultdict(list)
        for uid in self._parent:
            found[self.of(uid)].append(uid)
        return found


class People:
    """The reps or the customers of all files, with all that was said of them and of their names.

    `used` are uids that one file took back and something still names: they stand.
    """

    def __init__(self, owner: str, rows: Said, names: Said, used: set[str]) -> None:
        """`owner` is rep or customer."""
        self.owner, self.rows, self.names, self._used = owner, rows, names, used
        self.groups = Groups(map(str, rows))
        for uid, row in rows.items():
            if row.fields["merged_into"]:
                self.groups.join(str(uid), row.fields["merged_into"])
        self._members = self.groups.all()
        self._kept = {group: self._first(uids) for group, uids in self._members.items()}
        self._words = self._gathered()
        self._standing = {group: self._names_of(group) for group in self._members}

    def kept(self, uid: str) -> str:
        """The uid that stays of the group that this one is in."""
        return self._kept[self.groups.of(uid)]

    def lives(self, uid: str) -> bool:
        """Whether any of the group was not taken back, or is used."""
        return any(not self.rows[each].fields["gone"] or each in self._used for each in self.members(uid))

    def members(self, uid: str) -> list[str]:
        """All uids of the group."""
        return self._members[self.groups.of(uid)]

    def shared(self) -> dict[str, list[str]]:
        """Folded names that more than one group has, with the uids that stay of them, in order."""
        owners: dict[str, list[str]] = defaultdict(list)
        for group, names in self._standing.items():
            for folded in names:
                owners[folded].append(self._kept[group])
        return {folded: sorted(uids) for folded, uids in sorted(owners.items()) if len(uids) > 1}

    def names_standing(self, uid: str) -> set[str]:
        """The folded names by which the group is found."""
        return self._standing[self.groups.of(uid)]

    def join_by_name(self) -> None:
        """Make one who have a name in common."""
        for uids in self.shared().values():
            for other in uids[1:]:
                self.groups.join(other, uids[0])
        parts, self._members = self._members, self.groups.all()
        kept, standing = self._kept, self._standing
        self._kept, self._standing = {}, {group: set() for group in self._members}
        for part in parts:
            group = self.groups.of(part)
            self._kept[group] = min(kept[part], self._kept.get(group, kept[part]))
            self._standing[group] |= standing[part]
        self._words = self._gathered()

    def projected(self) -> dict[Key, Fields]:
        """What each row is to say."""
        found: dict[Key, Fields] = {}
        for uids in self._members.values():
            kept = self.kept(uids[0])
            for uid in uids:
                found[uid] = changed(self.rows[uid].fields, merged_into=None if uid == kept else kept)
            found[kept] = changed(found[kept], gone=int(not self.lives(kept)), name=self.name_of(kept))
            if self.owner == "rep":
                found[kept] = changed(found[kept], joined=joining(self.rows[uid] for uid in uids)[0])
            else:
                found[kept] = changed(found[kept], known=max(self.rows[uid].fields["known"] for uid in uids))
        return found

    def projected_names(self) -> dict[Key, Fields]:
        """What each row of a name is to say: of each name of a group one row stands."""
        standing = {self._row_of(folded, group): group for group, names in self._standing.items() for folded in names}
        found: dict[Key, Fields] = {}
        for key, row in self.names.items():
            if key in standing:
                found[key] = changed(row.fields, gone=0, **{self.owner: self._kept[standing[key]]})
            else:
                found[key] = changed(row.fields, gone=1)
        return found

    def name_of(self, uid: str) -> str:
        """The name of who stays of a group: as it was said, else the one of his names that was said last."""
        row = self.rows[self.kept(uid)]
        standing = self.names_standing(uid)
        if fold(row.fields["name"]) in standing or not standing:
            return str(row.fields["name"])
        group = self.groups.of(uid)
        latest = max(standing, key=lambda folded: (self.names[self._row_of(folded, group)].at, folded))
        return str(self.names[self._row_of(latest, group)].fields["name"])

    def _first(self, uids: list[str]) -> str:
        return min([uid for uid in uids if not self.rows[uid].fields["merged_into"]] or uids)

    def _gathered(self) -> dict[tuple[str, str], list[Key]]:
        """By folded name and group: the rows of that name."""
        found: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key, row in self.names.items():
            found[row.fields["folded"], self.groups.of(row.fields[self.owner])].append(key)
        by_group: dict[str, list[str]] = defaultdict(list)
        for folded, group in found:
            by_group[group].append(folded)
        self._folded = by_group
        return found

    def _names_of(self, group: str) -> set[str]:
        """The names of a group that stand, by the latest word on each; of who was taken back and is used, his own."""
        if not self.lives(group):
            return set()
        standing = {folded for folded in self._folded.get(group, ()) if self._stands(folded, group)}
        row = self.rows[self._kept[group]]
        own = fold(row.fields["name"])
        if own not in standing and (row.fields["gone"] or not standing):
            if (own, group) not in self._words:
                self._name_anew(own, row, group)
            standing.add(own)
        return standing

    def _stands(self, folded: str, group: str) -> bool:
        latest = max(self._words[folded, group], key=self._word)
        return not self.names[latest].fields["gone"]

    def _word(self, key: Key) -> tuple[str, bool, str, Key]:
        row = self.names[key]
        return row.at, not row.fields["gone"], row.fields["name"], key

    def _row_of(self, folded: str, group: str) -> Key:
        """The row of a name that stands: of those that were not forgotten, the one said last."""
        return max(self._words[folded, group], key=lambda key: (not self.names[key].fields["gone"], self._word(key)))

    def _name_anew(self, folded: str, row: Stated, group: str) -> None:
        key = (folded, str(row.fields["uid"]))
        fields = {"folded": folded, "name": row.fields["name"], self.owner: row.fields["uid"], "gone": 0}
        if self.owner == "customer":
            fields["stem"] = stem(folded)
        self.names[key] = Stated(row.at, fields)
        self._words[folded, group].append(key)
