"""One rep name with two uids: never guessed to be one rep. The person who merges says so, or says another name."""

from collections.abc import Mapping
from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import fold
from salescli.store.merge_people import Groups, Names
from salescli.store.merge_rows import Rows


class Said(NamedTuple):
    """What was said of reps of one name: folded names of those who are one, and folded old to new names."""

    same: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = {}


def resolve(reps: Rows, groups: Groups, names: Names, said: Said, at: str) -> dict[str, str]:
    """Make rep names belong to one rep each; returns the new names that reps get, by group.

    Raises Misuse for two reps of one name of whom nothing was said.
    """
    for folded, several in names.gather(groups).items():
        if folded in said.same:
            for other in several[1:]:
                groups.join(several[0], other)
    given: dict[str, str] = {}
    for folded, several in names.gather(groups).items():
        holder = _holder(folded, several, names, reps, groups)
        for group in several:
            if group == holder:
                continue
            if folded in said.renamed:
                given[group] = said.renamed[folded]
            elif not _known(group, reps, groups):
                raise Misuse(_two(folded, holder, group, names))
            names.drop(folded, group)
    for group, name in given.items():
        names.give(name, group, at)
        clash = [other for other in names.groups_of(fold(name)) if other != group]
        if clash:
            raise Misuse(_("--rename: there is a rep {name} already; choose another name").format(name=name))
    return given


def _holder(folded: str, several: list[str], names: Names, reps: Rows, groups: Groups) -> str:
    """Who keeps the name: who has it in this file; else who is known here; else the smallest uid."""

    def rank(group: str) -> tuple[bool, bool, str]:
        row = names.has(folded, group)
        here = row is not None and row.id is not None
        return not here, not _known(group, reps, groups), groups.kept(group)

    return min(several, key=rank)


def _known(group: str, reps: Rows, groups: Groups) -> bool:
    return any(row.id is not None for uid, row in reps.items() if groups.of(str(uid)) == groups.of(group))


def _two(folded: str, holder: str, group: str, names: Names) -> str:
    row = names.has(folded, group)
    name = row.fields["name"] if row else folded
    message = _(
        "two reps are called {name}, {one} and {other}: --same-rep {quoted} if they are one, --rename {old}=NEW if not"
    )
    quoted = f'"{name}"' if " " in name else name
    old = f'"{name}"' if " " in name else name
    return message.format(name=name, one=holder, other=group, quoted=quoted, old=old)
