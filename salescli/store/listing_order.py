"""The order in which activities are listed: by instant, then by uid."""

from datetime import datetime

Row = tuple[int | str | None, ...]
"""An activity in the columns of section 6.1."""

Key = tuple[int, str]
"""Seconds of Unix time, and the uid."""

UID, AT = 1, 12  # where these stand in a row


def key_of(row: Row) -> Key:
    """The place of a row in the order."""
    return int(datetime.fromisoformat(str(row[AT])).timestamp()), str(row[UID])
