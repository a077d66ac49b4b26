"""One rep name with two uids: never guessed to be one rep. The person who merges says so, or says another name."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse, NotFound
from salescli.model.names import fold
from salescli.store.merge_people import People
from salescli.store.merge_rows import Said as Rows
from salescli.store.merge_rows import Stated


class Said(NamedTuple):
    """What was said of reps of one name: folded names of those who are one, and folded old to new names."""

    same: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = {}


class Before(NamedTuple):
    """What was here: who had which folded name. `where` says which file brings a uid."""

    holders: Mapping[str, str]
    where: Callable[[str], str]


def resolved(rows: Rows, names: Rows, used: set[str], said: Said, before: Before, at: str) -> People:
    """The reps of all files, each with names of his own; what was said is written into `rows` and `names`.

    Raises Misuse for two reps of one name of whom nothing was said, NotFound for a name that nobody has.
    """
    _require_known(said, names)
    people = People("rep", rows, names, used)
    for folded, uids in people.shared().items():
        if folded in said.same:
            for other in uids[1:]:
                _redirect(rows, other, uids[0], at)
    people = People("rep", rows, names, used)
    given = set()
    for folded, uids in people.shared().items():
        if folded in said.renamed:
            given.add(_rename(people, folded, uids, said.renamed[folded], before, at))
    people = People("rep", rows, names, used)
    for folded, uids in people.shared().items():
        if folded in given:
            name = next(name for name in said.renamed.values() if fold(name) == folded)
            raise Misuse(_("--rename: there is a rep {name} already; choose another name").format(name=name))
        raise Misuse(_two(people, folded, uids, before))
    return people


def _require_known(said: Said, names: Rows) -> None:
    known = {row.fields["folded"] for row in names.values()}
    for folded in sorted({*said.same, *said.renamed}):
        if folded not in known:
            raise NotFound(_("no rep is called {name}, here or in the files").format(name=folded))
        if folded in said.same and folded in said.renamed:
            text = _("--same-rep {name} and --rename {name}=… say opposite things; leave one out")
            raise Misuse(text.format(name=_quoted(folded)))


def _redirect(rows: Rows, uid: str, into: str, at: str) -> None:
    row = rows[uid]
    rows[uid] = row._replace(fields={**row.fields, "merged_into": into}, merged_at=max(at, row.merged_at))


def _rename(people: People, folded: str, uids: list[str], new: str, before: Before, at: str) -> str:
    """Give the one who comes in the new name; returns it folded."""
    holder = _holder(people, folded, uids, before)
    others = [uid for uid in uids if uid != holder]
    if len(others) > 1:
        text = _("{count} reps are called {name}: merge their files one by one, each with a --rename of its own")
        raise Misuse(text.format(count=len(uids), name=people.name_of(holder)))
    uid, rows, names = others[0], people.rows, people.names
    row = rows[uid]
    rows[uid] = row._replace(at=max(at, row.at), fields={**row.fields, "name": new})
    for member in people.members(uid):
        if (folded, member) in names:
            old = names[folded, member]
            names[folded, member] = Stated(max(at, old.at), {**old.fields, "gone": 1})
    key = (fold(new), uid)
    latest = max(at, names[key].at) if key in names else at
    names[key] = Stated(latest, {"folded": key[0], "name": new, "rep": uid, "gone": 0})
    return key[0]


def _holder(people: People, folded: str, uids: list[str], before: Before) -> str:
    """Who keeps the name: who has it in this file, else the smallest uid."""
    here = before.holders.get(folded)
    return next((uid for uid in uids if here and here in people.members(uid)), uids[0])


def _two(people: People, folded: str, uids: list[str], before: Before) -> str:
    holder = _holder(people, folded, uids, before)
    other = next(uid for uid in uids if uid != holder)
    message = _(
        "two reps are called {name}, one {here} and one {there}:"
        " --same-rep {quoted} if they are one person, --rename {quoted}=NEW if not; nothing was merged"
    )
    name = min(row.fields["name"] for row in people.names.values() if row.fields["folded"] == folded)
    here, there = before.where(holder), before.where(other)
    return message.format(name=name, here=here, there=there, quoted=_quoted(name))


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
