"""What hangs on reps and customers, brought together: persons, dues, leave, confirmed zeros."""

from collections import defaultdict

from salescli.store.merge_people import Groups
from salescli.store.merge_rows import Row, Rows


def persons(files: list[Rows], customers: Groups) -> Rows:
    """Persons of one name at one customer are one: the smallest uid stays, with the focus that was said last."""
    found = _by_uid(files)
    groups = defaultdict(list)
    for uid, row in found.items():
        kept = customers.kept(row.fields["customer"])
        found[uid] = row._replace(fields={**row.fields, "customer": kept})
        if not row.fields["gone"]:
            groups[kept, row.fields["folded"]].append(str(uid))
    for uids in groups.values():
        stays = min(uids)
        said = [(found[uid].at, found[uid].fields["focus"]) for uid in uids if found[uid].fields["focus"]]
        if said and len(uids) > 1:
            at, focus = max(said)
            row = found[stays]
            found[stays] = Row(row.id, max(row.at, at), {**row.fields, "focus": focus})
        _let_go(found, [uid for uid in uids if uid != stays])
    return found


def dues(files: list[Rows]) -> Rows:
    """Dues, customer and rep as written: a redirect is followed when they are read."""
    return _by_uid(files)


def days(files: list[Rows]) -> Rows:
    """Leave or confirmed zeros: what two files say of one day is said once; a whole day stands for its halves."""
    found = _by_uid(files)
    groups = defaultdict(list)
    for uid, row in found.items():
        if not row.fields["gone"]:
            groups[row.fields["rep"], row.fields["day"]].append(str(uid))
    for uids in groups.values():
        parts = {uid: str(found[uid].fields.get("part", "day")) for uid in sorted(uids)}
        stay: dict[str, str] = {}
        for uid, part in parts.items():
            if part == "day" or "day" not in parts.values():
                stay.setdefault(part, uid)
        _let_go(found, [uid for uid in uids if uid not in stay.values()])
    return found


def _by_uid(files: list[Rows]) -> Rows:
    """The later version of each row; at the same second one that stands, for this file may have let it go itself."""
    found = dict(files[0])
    for rows in files[1:]:
        for uid, row in rows.items():
            mine = found.get(uid)
            if mine is None:
                found[uid] = row._replace(id=None)
            else:
                found[uid] = max(mine, row, key=_order)._replace(id=mine.id)
    return found


def _order(row: Row) -> tuple[str, bool, list[tuple[str, bool, str]]]:
    fields = [(name, value is not None, str(value)) for name, value in sorted(row.fields.items())
              if name not in {"customer", "gone"}]  # fmt: skip
    return row.at, not row.fields["gone"], fields


def _let_go(rows: Rows, uids: list[str]) -> None:
    for uid in uids:
        rows[uid] = rows[uid]._replace(fields={**rows[uid].fields, "gone": 1})
