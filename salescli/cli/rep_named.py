"""A rep that a writing command names: found, made where new, held back where the name is near a known one."""

from collections.abc import Callable
from typing import TypeVar

from salescli.i18n import _
from salescli.model.names import accept_name
from salescli.store import reps
from salescli.store.log_line import NearName
from salescli.store.operation import Operation

Answer = TypeVar("Answer")


def found_or_made(
    operation: Operation, name: str, *, joined: str | None, new: bool = False, known_as: int | None = None
) -> tuple[reps.Rep, bool]:
    """The rep, and whether he is new. Raises NearName for a new name near a known one, unless `new` insists.

    `known_as` is the id that a person chose when asked: the name becomes an alias of that rep.
    """
    accepted = accept_name(name, _("rep"))
    found = reps.find(operation.connection, accepted)
    if found:
        return found, False
    if known_as is not None:
        reps.add_name(operation, known_as, accepted)
        return reps.get(operation.connection, known_as), False
    if not new:
        from salescli.store import near_lookup

        close = near_lookup.near_reps(operation.connection, accepted)
        if close:
            raise NearName("rep", accepted, [(rep.id, known, reason) for rep, known, reason in close])
    return reps.create(operation, accepted, joined), True


def asking(write: Callable[[int | None], Answer]) -> Answer:
    """Call `write` with no choice made; where it holds a name back, ask, outside the lock, and call again."""
    try:
        return write(None)
    except NearName as held:
        from salescli.cli.near_question import chosen

        return write(chosen(held))
