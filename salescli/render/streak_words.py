"""A streak in words, for the board and under a report."""

from salescli.i18n import _


def in_a_row(per: str, current: int, longest: int) -> str:
    """`5 days (longest 12)`; `per` is day, week or month."""
    words = {
        "day": (_("{count} day"), _("{count} days")),
        "week": (_("{count} week"), _("{count} weeks")),
        "month": (_("{count} month"), _("{count} months")),
    }
    one, many = words[per]
    text = (one if current == 1 else many).format(count=current)
    if longest == current:
        return text
    return _("{current} (longest {longest})").format(current=text, longest=longest)
