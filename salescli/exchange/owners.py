"""Owners by their ids: a list of another program's users, for files whose rows name their owner by an id alone."""

from collections import defaultdict
from collections.abc import Sequence

from salescli.exchange.column_aliases import plain
from salescli.exchange.decoding import Source
from salescli.exchange.format import ragged
from salescli.exchange.refusal import BadRow, shown
from salescli.exchange.rows import rows_of
from salescli.exchange.salesforce_ids import long_id
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import accept_name, fold

_IDS = ("owner id", "id", "user id", "record id", "internal id")
_NAMES = ("full name", "name", "owner name", "display name", "owner", "user")
_GIVEN, _FAMILY = ("first name", "firstname", "given name"), ("last name", "lastname", "family name")
_EMAILS = ("email", "e mail", "email address")
_OF_USERS = {"owner id", "user id", "username", "user name"}
_KINDS = ("owner ", "user ")  # as formats call an owner of whom they have the id alone
_SHOWN = 5


class Owners:
    """The names of owners by their ids, and which ids were asked for in vain."""

    def __init__(self, file: str, names: dict[str, str]) -> None:
        """`names`: id to name; `file` is where they come from, for people."""
        self._file, self._names = file, names
        self._long = {long_id(number): name for number, name in names.items()}
        self._missing: dict[str, None] = {}

    def named(self, rep: str) -> str:
        """The owner's name for an id, with or without its kind before it (`owner 1003`); any other text as it is."""
        kind = next((kind for kind in _KINDS if rep.startswith(kind)), "")
        number = rep.removeprefix(kind).strip()
        name = self._names.get(number) or self._long.get(long_id(number))
        if name is None and (kind or number.isdecimal()):
            self._missing[number] = None
        return name or rep

    def told(self) -> list[str]:
        """What became of ids since this was last asked, for people."""
        missing, self._missing = list(self._missing), {}
        if not missing:
            return []
        some = ", ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
        message = _("owners that are not in {file} keep their id: {n} ({some})")
        return [message.format(file=self._file, n=len(missing), some=some)]


def tells(header: Sequence[str]) -> bool:
    """Whether a header is that of a list of users, by ids and names that no list of customers has."""
    columns = _columns(header)
    return columns is not None and not _OF_USERS.isdisjoint(plain(column) for column in header)


def read(path: str) -> tuple[Owners, list[str]]:
    """The owners in a CSV file, and what to say of them.

    Raises Misuse for a file that is no such list, and for an id of two names; Impossible for one that cannot be read.
    """
    source = Source(path, None)
    try:
        name = shown(source.name, 300)
        table = rows_of(source, lambda header: _columns(header) is not None)
        columns = _columns(table.header)
        if columns is None:
            message = _("--owners {file}: no column of ids (such as User ID), or none of names")
            raise Misuse(message.format(file=name))
        names: dict[str, str] = {}
        for line, cells in table.rows():
            try:
                _take(names, cells, columns, len(table.header))
            except (BadRow, Misuse) as error:
                raise Misuse(
                    _("--owners {file}, line {line}: {error}").format(file=name, line=line, error=error)
                ) from None
    finally:
        source.close()
    if not names:
        raise Misuse(_("--owners {file}: no row has an id and a name").format(file=name))
    return Owners(name, names), _shared(names)


def _columns(header: Sequence[str]) -> tuple[int, list[list[int]]] | None:
    """The place of the id, and the names' columns, the best first: each one column, or two to be put together."""
    places = {plain(column): place for place, column in reversed(list(enumerate(header)))}

    def first(names: Sequence[str]) -> list[int]:
        return [places[name] for name in names if name in places][:1]

    number = first(_IDS)
    named = [way for way in (first(_NAMES), first(_GIVEN) + first(_FAMILY), first(_EMAILS)) if way]
    return (number[0], named) if number and named else None


def _take(names: dict[str, str], cells: list[str], columns: tuple[int, list[list[int]]], width: int) -> None:
    if len(cells) != width:
        raise ragged(cells, width)
    number = cells[columns[0]].strip()
    ways = (" ".join(cells[place].strip() for place in way if cells[place].strip()) for way in columns[1])
    name = next(filter(None, ways), "")
    if number in {"", "0"} or not name:
        return
    name = accept_name(name, _("owner"))
    if fold(names.setdefault(number, name)) != fold(name):
        message = _("{id} is {name}, and {other} before")
        raise BadRow(message.format(id=shown(number), name=shown(name), other=shown(names[number])))


def _shared(names: dict[str, str]) -> list[str]:
    """A line for each name that several ids have."""
    ids = defaultdict(list)
    for number, name in names.items():
        ids[fold(name)].append(number)
    message = _("{ids} are both {name}: their rows go to one rep")
    return [message.format(ids=", ".join(each), name=names[each[0]]) for each in ids.values() if len(each) > 1]
