"""The only place that asks what time it is."""

import os
from datetime import UTC, datetime

from salescli.i18n import _
from salescli.model.errors import Misuse


def present() -> datetime:
    """The present as an aware instant: `$SALESCLI_NOW` where set (an ISO instant), else the machine's clock.

    Raises Misuse when `$SALESCLI_NOW` is no ISO instant. Without an offset in it, the machine's zone is meant.
    """
    stated = os.environ.get("SALESCLI_NOW", "")
    if not stated:
        return datetime.now(UTC).astimezone().replace(microsecond=0)
    try:
        instant = datetime.fromisoformat(stated)
    except ValueError:
        message = _("SALESCLI_NOW is no ISO instant: {text}; write 2026-11-18T15:04:00+08:00").format(text=stated)
        raise Misuse(message) from None
    return (instant if instant.tzinfo else instant.astimezone()).replace(microsecond=0)
