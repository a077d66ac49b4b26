"""The subcommands of `customer` that write: one line on stdout each, before → after where it changes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from salescli.cli import session
from salescli.cli.line_grammar import Line
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.model.vocabulary import FOCUSES, KINDS, ascii_safe
from salescli.render.terminal_text import safe
from salescli.store import customers, customers_edit
from salescli.store import open as opening
from salescli.store.customers import Customer
from salescli.store.operation import Operation


def words_of(line: Line, otherwise: str) -> str:
    """The words before the options as one name. Raises Misuse with this text where there are none."""
    if not line.words:
        raise Misuse(otherwise)
    return " ".join(line.words)


@contextmanager
def changing(kind: str, *, makes_file: bool = False) -> Iterator[Operation]:
    """A change of the file in its transaction; without a file Impossible, unless the change may make it."""
    from salescli.cli.clock import present
    from salescli.store import changing as store

    if not makes_file:
        opening.for_reading().close()
    connection = opening.for_writing(waiting=session.say_waiting)
    with store.changing(connection, kind, present(), session.say_waiting) as operation:
        yield operation


def add(line: Line) -> None:
    """Make a customer and say so; near ones are named on stderr, for only log lines are held back."""
    from salescli.store.near_lookup import near_customers

    name = accept_name(words_of(line, _("add whom? salescli customer add Acme Corp")), _("customer"))
    kind = _kind(line) or "direct"
    known = int("known" in line.options)
    aliases = [accept_name(alias, _("alias")) for alias in line.persons]
    with changing("customer", makes_file=True) as operation:
        near = near_customers(operation.connection, name)
        customer = customers_edit.add(operation, name, kind, known, aliases)
    parts = [_("new customer {name}").format(name=safe(name)), *_described(customer)]
    session.answer(" · ".join([*parts, *(_("also {alias}").format(alias=safe(alias)) for alias in aliases)]))
    if near:
        names = ", ".join(safe(known) for _customer, known, _reason in near)
        message = _("near it: {names}; salescli customer merge makes two one")
        session.message(message.format(names=names))


def _described(customer: Customer) -> list[str]:
    return [
        *([customer.kind] if customer.kind != "direct" else []),
        *([_("known")] if customer.known else []),
    ]


def _kind(line: Line) -> str | None:
    kind = line.options.get("kind")
    if kind is None or kind in KINDS:
        return kind
    raise Misuse(_("--kind is direct or agent, not {text}").format(text=ascii_safe(kind)))


def edit(line: Line) -> None:
    """Change what the options say and print each before → after."""
    from salescli.store.near_lookup import customer_named

    typed = words_of(line, _("edit whom? salescli customer edit Acme Corp --kind agent"))
    options = line.options
    new = accept_name(options["name"], _("customer")) if "name" in options else None
    person = accept_name(options["person"], _("person")) if "person" in options else None
    focus = _focus(line)
    kind, known = _kind(line), _known(line)
    if new is None and person is None and kind is None and known is None:
        raise Misuse(_("edit what? salescli customer edit -h names every option"))
    with changing("customer") as operation:
        customer = customer_named(operation.connection, typed)
        changed = _rename(operation, customer, new)
        changed += _describe(operation, customer, kind, known)
        changed += _person(operation, customer, person, focus)
    session.answer(f"{safe(customer.name)}: " + (", ".join(changed) or _("unchanged")))


def _focus(line: Line) -> str | None:
    """The focus stated, `none` for one to be cleared, None where nothing is said of it."""
    focus = line.options.get("focus")
    if focus is not None and "person" not in line.options:
        raise Misuse(_("whose focus? --person NAME --focus {focus}").format(focus=ascii_safe(focus)))
    if focus is None or focus in {*FOCUSES, "none"}:
        return focus
    message = _("no such focus: {text}; there are {words}, none")
    raise Misuse(message.format(text=ascii_safe(focus), words=", ".join(FOCUSES)))


def _known(line: Line) -> int | None:
    if "known" in line.options and "not-known" in line.options:
        raise Misuse(_("--known contradicts --not-known"))
    return 1 if "known" in line.options else 0 if "not-known" in line.options else None


def _rename(operation: Operation, customer: Customer, new: str | None) -> list[str]:
    if new is None or new == customer.name:
        return []
    customers_edit.rename(operation, customer, new)
    return [_("name {before} → {after}").format(before=safe(customer.name), after=safe(new))]


def _describe(operation: Operation, customer: Customer, kind: str | None, known: int | None) -> list[str]:
    wanted = (customer.kind if kind is None else kind, customer.known if known is None else known)
    customers_edit.describe(operation, customer, *wanted)
    changed = []
    if wanted[0] != customer.kind:
        changed.append(_("kind {before} → {after}").format(before=customer.kind, after=wanted[0]))
    if wanted[1] != customer.known:
        words = (_("not known"), _("known"))
        changed.append(f"{words[customer.known]} → {words[wanted[1]]}")
    return changed


def _person(operation: Operation, customer: Customer, person: str | None, focus: str | None) -> list[str]:
    if person is None:
        return []
    if focus is None:
        made = customers.meet(operation, customer.id, [person])
        return [_("new person {name}").format(name=safe(person))] if made else []
    before = customers_edit.focus_of(operation.connection, customer, person)
    after = None if focus == "none" else focus
    customers_edit.set_focus(operation, customer, person, after)
    return [f"{safe(person)} {before or _('none')} → {focus}"] if before != after else []


def alias(line: Line) -> None:
    """Add or forget an alias; without an option, print the aliases."""
    from salescli.store.near_lookup import customer_named

    typed = words_of(line, _("alias of whom? salescli customer alias Acme Corp --add ACME"))
    if not line.options:
        connection = opening.for_reading()
        for name in customers_edit.aliases(connection, customer_named(connection, typed)):
            session.emit(safe(name) + "\n")
        return
    added, removed = line.options.get("add"), line.options.get("remove")
    new = accept_name(added, _("alias")) if added is not None else None
    with changing("customer") as operation:
        customer = customer_named(operation.connection, typed)
        before = customers_edit.aliases(operation.connection, customer)
        if new is not None:
            customers_edit.add_alias(operation, customer, new)
        if removed is not None:
            customers_edit.remove_alias(operation, customer, removed)
        after = customers_edit.aliases(operation.connection, customer)
    shown = [safe(", ".join(names)) or _("none") for names in (before, after)]
    changed = _("aliases {before} → {after}").format(before=shown[0], after=shown[1])
    if before == after:
        changed = _("unchanged")
    session.answer(f"{safe(customer.name)}: {changed}")


def merge(line: Line) -> None:
    """Make two customers one and say what moved."""
    from salescli.store.merging import merge_customers
    from salescli.store.near_lookup import customer_named

    duplicate, kept = two_names(line, _("salescli customer merge Acme Crop --into Acme Corp"), customers.find)
    with changing("customer merge") as operation:
        both = [customer_named(operation.connection, name) for name in (duplicate, kept)]
        moved = merge_customers(operation, both[0], both[1])
    session.answer(merged(both[0].name, both[1].name, moved))


def merged(duplicate: str, kept: str, activities: int) -> str:
    """The answer to a merge: `Acme Crop → Acme Corp: 3 activities`."""
    one, many = _("1 activity"), _("{count} activities").format(count=activities)
    return f"{safe(duplicate)} → {safe(kept)}: " + (one if activities == 1 else many)


def two_names(
    line: Line, example: str, find: Callable[[sqlite3.Connection, str], object | None], option: str = "into"
) -> tuple[str, str]:
    """The two names of a merge or a renaming: `A... --into B...`, or two words, `"A A" B`. Else Misuse.

    Two words without a blank in them are two names unless they are one: there `find` knows them together.
    """
    words = line.words
    if option in line.options and words:
        return " ".join(words), line.options[option]
    if option not in line.options and len(words) == len(("one", "other")):
        quoted = any(" " in word for word in words)
        if quoted or not opening.exists(opening.location()) or not find(opening.for_reading(), " ".join(words)):
            return words[0], words[1]
    raise Misuse(_("which two? {example}").format(example=example))
