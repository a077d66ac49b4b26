"""What an import is asked for, and the circumstances under which rows are read."""

from typing import TYPE_CHECKING, NamedTuple

from salescli.cli import session
from salescli.cli.clock import present
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.store import open as opening
from salescli.store import reps

if TYPE_CHECKING:
    import sqlite3
    from datetime import tzinfo

    from salescli.exchange.decoding import Source
    from salescli.exchange.format import Setting
    from salescli.exchange.owners import Owners


class Wish(NamedTuple):
    """The words of the command line."""

    file: str
    kind: str | None
    mapping: tuple[str, ...]
    source: str | None
    rep: str | None
    tz: str | None
    date_format: str | None
    encoding: str | None
    update: bool
    dry_run: bool
    skip_bad: bool
    save_as: str | None = None
    mapped_by: str | None = None
    """The name of the kept mapping that is used, or made."""
    sheet: str | None = None
    """The sheet of a workbook that is to be read."""
    owners: str | None = None
    """A file that names owners by their ids."""


def source_of(wish: Wish) -> "Source":
    """The file's text. Raises Impossible and OSError where it cannot be read, Misuse for an unknown encoding."""
    from salescli.exchange.decoding import Source

    return Source(wish.file, wish.encoding, wish.sheet)


def setting_of(wish: Wish) -> "tuple[Setting, str]":
    """What the import is told, and the zone in words. Reads the file's settings where there is a file."""
    from salescli.exchange.format import Setting
    from salescli.store import outcomes

    owners = owners_of(wish)
    connection = opening.for_reading() if opening.exists(opening.location()) else None
    zone, zone_named = _zone(wish.tz, connection)
    setting = Setting(
        now=present().astimezone(zone),
        rep=_acting(connection, wish.rep),
        zone=zone,
        custom=outcomes.custom(connection) if connection else {},
        source=None if wish.source is None else accept_name(wish.source, _("source")),
        mapping=dict(_pair(text) for text in wish.mapping),
        date_format=wish.date_format,
        date_order=session.date_order(connection),
        owners=owners,
    )
    if connection:
        connection.close()
    return setting, _("times without an offset, and in UTC: {zone}").format(zone=zone_named)


def _acting(connection: "sqlite3.Connection | None", stated: str | None) -> str:
    """Who acted where the file does not say, by the name that he had first: ann and Ann are one, and a renamed rep."""
    name = session.who(connection, stated)
    return reps.first_name(connection, name) if connection else name


def owners_of(wish: Wish) -> "Owners | None":
    """The owners whose names were given, and a word on those that share one."""
    from salescli.exchange import owners

    if wish.owners is None:
        return None
    found, remarks = owners.read(wish.owners)
    for remark in remarks:
        session.message(remark)
    return found


def _zone(stated: str | None, connection: "sqlite3.Connection | None") -> "tuple[tzinfo | None, str]":
    from salescli.model import settings

    if stated is None:
        zone = session.zone(connection)
        return zone, f"{zone} (tz)" if zone else _("the machine's zone")
    from zoneinfo import ZoneInfo

    name = settings.find("tz").accept(stated)
    return ZoneInfo(name), f"{name} (--tz)"


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals:
        raise Misuse(_("--map is FIELD=COLUMN, such as customer=Firma, not {text}").format(text=shown(text)))
    return field, column
