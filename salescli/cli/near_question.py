"""A typed name that is near a known one: a numbered question on a terminal, a refusal elsewhere."""

import sys

from salescli.cli import session
from salescli.cli.line_grammar import begins_option
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.near import Remark
from salescli.render.terminal_text import safe
from salescli.store.log_line import NearName, Said


def settle(said: Said, held: NearName) -> Said:
    """The line with the known customer or rep chosen. Raises Misuse where none is, or nobody can be asked."""
    known = chosen(held)
    return said._replace(known_as=known) if held.what == "customer" else said._replace(rep_known_as=known)


def chosen(held: NearName) -> int:
    """The id of the known customer or rep that was meant. Raises Misuse where none is, or nobody can be asked."""
    names = ", ".join(safe(name) for _id, name, _reason in held.near)
    known = _("customer") if held.what == "customer" else _("rep")
    if not session.is_terminal():
        message = _("{typed} is near the known {what} {names}: type that name, or --new if it is another")
        raise Misuse(message.format(typed=safe(held.typed), what=known, names=names))
    sys.stderr.write(_("{typed} is new, and near a known {what}:").format(typed=safe(held.typed), what=known) + "\n")
    number = choose([name for _id, name, _reason in held.near])
    return held.near[number][0]


def choose(names: list[str]) -> int:
    """The index of the name whose number was typed; any other answer writes nothing."""
    for number, name in enumerate(names, start=1):
        sys.stderr.write(f"  {number}  {safe(name)}\n")
    sys.stderr.write(_("Which one? Its number, or anything else to write nothing: "))
    sys.stderr.flush()
    reply = sys.stdin.readline().strip()
    if reply.isascii() and reply.isdigit() and 1 <= int(reply) <= len(names):
        return int(reply) - 1
    raise Misuse(_("nothing was written; --new makes it a new one"))


def without_remark(typed: list[str], said: Said, remark: Remark) -> list[str]:
    """The line with the words that end the name put after their option, where a person says so.

    Unlike a near name, what was typed becomes no alias: it would turn the next `Acme no-answer` into a contact.
    Raises Misuse where the person says anything else, or nobody can be asked.
    """
    parts = {"typed": safe(said.customer), "words": safe(remark.text), "name": safe(remark.name)}
    parts["option"] = remark.option
    if not session.is_terminal():
        message = _("is {words} part of the name? Type {name} {option} {words}, or --new to keep {typed}")
        raise Misuse(message.format(**parts))
    sys.stderr.write(_("Is {words} part of the name {typed}?").format(**parts) + "\n")
    choose([_("{name}, with {option} {words}").format(**parts)])
    start = next((at for at, word in enumerate(typed) if begins_option(word)), len(typed))
    return [remark.name, remark.option, remark.text, *typed[start:]]
