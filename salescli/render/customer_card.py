"""One customer as people read it: who, how long, what is due, the last contacts."""

from collections.abc import Iterator

from salescli.i18n import _
from salescli.model.vocabulary import channel_noun
from salescli.render.log_answer import appointed
from salescli.render.terminal_text import fit, safe
from salescli.store.customers_read import Card, Contact


def card_lines(card: Card, columns: int) -> Iterator[str]:
    """The lines of the card, each with its newline and no wider than `columns`."""
    for text in (*_who(card), *_history(card), *_dues(card), *_latest(card)):
        yield fit(text, columns) + "\n"


def _who(card: Card) -> Iterator[str]:
    known = [_("known from before")] if card.customer.known else []
    yield " · ".join([safe(card.customer.name), card.customer.kind, *known])
    if card.aliases:
        yield _("also: {names}").format(names=", ".join(map(safe, card.aliases)))
    if card.persons:
        persons = [f"{safe(name)} ({focus})" if focus else safe(name) for name, focus in card.persons]
        yield _("persons: {names}").format(names=", ".join(persons))


def _history(card: Card) -> Iterator[str]:
    if not card.activities:
        yield _("no activity yet")
        return
    count = _("1 activity") if card.activities == 1 else _("{count} activities").format(count=card.activities)
    if card.first is None or card.last is None:
        yield f"{count} · " + _("never reached")
        return
    first = _("first contact {day} by {rep}").format(day=card.first.day, rep=safe(card.first.rep))
    last = _("last {day} by {rep}").format(day=card.last.day, rep=safe(card.last.rep))
    yield f"{count} · {first} · {last}"


def _dues(card: Card) -> Iterator[str]:
    for due in card.dues:
        parts = [appointed(due.day, due.at), safe(due.rep), *([safe(due.why)] if due.why else [])]
        yield _("due {id}: {what}").format(id=due.id, what=" · ".join(parts))


def _latest(card: Card) -> Iterator[str]:
    for contact in card.latest:
        yield "  " + _contact(contact)


def _contact(contact: Contact) -> str:
    incoming = [_("incoming")] if contact.direction == "in" else []
    parts = [
        f"#{contact.id} {contact.day} {contact.at[11:16]}",
        channel_noun(contact.channel),
        *incoming,
        contact.touch,
        *([safe(contact.outcome)] if contact.outcome else []),
        safe(contact.rep),
        *([f"“{safe(contact.note)}”"] if contact.note else []),
    ]
    return " · ".join(parts)
