"""Mappings: what `import --save-as NAME` keeps, `--as NAME` uses, and `--formats` lists beside the formats."""

from contextlib import closing
from typing import TYPE_CHECKING, Any

from salescli.cli import session
from salescli.cli.clock import present
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import mappings
from salescli.store import open as opening

if TYPE_CHECKING:
    from salescli.cli.import_wish import Wish
    from salescli.store.mappings import Body

_FORMERLY = {"zoho-calls": "zoho-call"}
_STATED = ("source", "rep", "tz", "date_format", "encoding")  # fields of a wish that are kept beside the map


def formats() -> tuple[str, ...]:
    """The names of all formats that are not kept ones."""
    from salescli.exchange import contacts, reading

    return (*reading.FORMATS, *contacts.FORMATS)


def kept() -> "dict[str, Body]":
    """The mappings that were kept, by name; none where there is no file."""
    if not opening.exists(opening.location()):
        return {}
    with closing(opening.for_reading()) as connection:
        return mappings.every(connection)


def resolved(wish: "Wish") -> "Wish":
    """The wish with what a kept mapping says, where --as names one; options given beside it win.

    Raises Misuse for a format that there is not, a name that will not do, and ids whose source is not said.
    """
    known = formats()
    name = None
    wish = _by_todays_name(wish)
    if wish.kind is not None and wish.kind not in known:
        listed = kept()
        name = next((each for each in listed if each == wish.kind.casefold()), None)
        if name is None:
            there = ", ".join((*known, *listed))
            raise Misuse(_("no such format: {kind}; there are {known}").format(kind=shown(wish.kind), known=there))
        wish = _by_todays_name(_with(wish, listed[name]))
        if wish.kind is not None and wish.kind not in known:  # it came in a plan
            message = _("{name} stands for the format {kind}, which this salescli has not: pip install -U salescli")
            raise Misuse(message.format(name=name, kind=shown(wish.kind)))
    if wish.save_as is not None:
        name = _accept_name(wish.save_as, known)
        if wish.source is None and (wish.mapping or wish.kind == "csv"):
            wish = wish._replace(source=name)
    _check_ids(wish)
    return wish._replace(mapped_by=name)


def _by_todays_name(wish: "Wish") -> "Wish":
    """The wish by the name that its format has now: mappings are kept, and cron lines written, for years."""
    return wish._replace(kind=_FORMERLY.get(wish.kind, wish.kind)) if wish.kind else wish


def _with(wish: "Wish", body: "Body") -> "Wish":
    stated: dict[str, Any] = {
        field: getattr(wish, field) if getattr(wish, field) is not None else body.get(field) for field in _STATED
    }
    columns = tuple(f"{field}={column}" for field, column in body.get("map", {}).items())
    return wish._replace(**stated, kind=body.get("as"), mapping=(*columns, *wish.mapping))


def _accept_name(text: str, known: tuple[str, ...]) -> str:
    name = mappings.accept_name(text)
    if name in known:
        raise Misuse(_("{name} is a format already; keep the mapping by another name").format(name=name))
    return name


def _check_ids(wish: "Wish") -> None:
    """Two reps' sheets may both be numbered from 1: whose the ids are has to be said."""
    columns = dict(text.partition("=")[::2] for text in wish.mapping)
    column = next((column for field, column in columns.items() if field.strip().lower() == "id"), "")
    if column and wish.source is None and wish.kind in {None, "csv"}:
        message = _(
            "--map id={column} needs --source NAME, so that rows of another file with the same ids stay apart:"
            " a name for where these ids come from, such as --source crm or --source ann"
        )
        raise Misuse(message.format(column=shown(column)))


def keep(wish: "Wish") -> None:
    """Keep what was asked for with --save-as, and say how to use it."""
    from salescli.store.operation import writing

    if wish.save_as is None or wish.mapped_by is None:
        return
    body: Body = {"map": dict(text.partition("=")[::2] for text in wish.mapping)} if wish.mapping else {}
    body |= {"as": wish.kind} if wish.kind else {}
    body |= {field: getattr(wish, field) for field in _STATED if getattr(wish, field) is not None}
    with (
        closing(opening.for_writing(waiting=session.say_waiting)) as connection,
        writing(connection, "config", present(), waiting=session.say_waiting) as operation,
    ):
        mappings.keep(operation, wish.mapped_by, body)
    session.message(_("mapping kept: salescli import FILE --as {name}").format(name=wish.mapped_by))


def listed() -> list[tuple[str, str, str]]:
    """Every format and kept mapping: its name, what it is, and the options that a mapping stands for."""
    from salescli.exchange import contact_tables
    from salescli.exchange import formats as presets

    titles = {
        "own": _("an export of salescli"),
        "csv": _("any table with a header; --map says what its columns are"),
        "vcard": _("vCard: contacts"),
        **{name: preset.title for name, preset in presets.presets().items()},
        **{preset.name: preset.title for preset in contact_tables.PRESETS},
    }
    rows = [(name, titles.get(name, name), "") for name in formats()]
    return [*rows, *((name, _("a mapping kept here"), _options(body)) for name, body in kept().items())]


def _options(body: "Body") -> str:
    """The options of the command line that say the same."""
    from shlex import quote

    words = [f"--as {quote(body['as'])}"] if "as" in body else []
    words += [f"--map {quote(f'{field}={column}')}" for field, column in body.get("map", {}).items()]
    words += [f"--{field.replace('_', '-')} {quote(body[field])}" for field in _STATED if field in body]
    return " ".join(words)
