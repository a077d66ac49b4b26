"""What single cells say: channel, direction, outcome, duration, names; in the words of other programs too."""

import re

from salescli.exchange.cell_words import CHANNELS, DIRECTIONS, OUTCOMES
from salescli.exchange.refusal import BadRow, UnknownWord, shown
from salescli.i18n import _
from salescli.model import vocabulary
from salescli.model.errors import Misuse
from salescli.model.names import accept_name, fold

LONGEST_DURATION = 30 * 24 * 3600
_HOURS = re.compile(r"\d{1,5}:[0-5]?\d:[0-5]?\d")  # `1:05:00`


def _key(text: str) -> str:
    return fold(text).replace(" ", "-").replace("_", "-")


def channel(text: str) -> str:
    """The channel that a word means. Raises BadRow."""
    found = CHANNELS.get(_key(text))
    if found is None:
        known = ", ".join(vocabulary.CHANNELS)
        message = _("no such channel: {text}; there are {words}; --map channel= leaves the column out: all are calls")
        raise UnknownWord(message.format(text=shown(text), words=known), text)
    return found


def direction(text: str) -> str:
    """`out` or `in`. Raises BadRow."""
    found = DIRECTIONS.get(_key(text))
    if found is None:
        raise BadRow(_("no such direction: {text}; it is in or out").format(text=shown(text)))
    return found


def outcome(text: str, custom: dict[str, bool]) -> tuple[str | None, int]:
    """The outcome that a word means, and whether it reached: a whole word, else a short code, else a beginning.

    Raises BadRow for an unknown one, and for a beginning of several.
    """
    word, added = _key(text), as_outcome(text)
    if word in custom or added in custom:
        word = word if word in custom else added
        return word, int(custom[word])
    if word in vocabulary.OUTCOMES:
        return word, int(vocabulary.OUTCOMES[word])
    if word in OUTCOMES:
        return OUTCOMES[word]
    known = {**vocabulary.OUTCOMES, **custom}
    begun = [each for each in known if word and each.startswith(word)]
    meant = [vocabulary.CODES[word]] if word in vocabulary.CODES else begun
    if len(meant) == 1:
        return meant[0], int(known[meant[0]])
    if meant:
        message = _("the outcome {text} begins several: {words}")
        raise BadRow(message.format(text=shown(text), words=", ".join(meant)))
    raise UnknownWord(_unknown_outcome(text, added), text)


def as_outcome(text: str) -> str:
    """The word that `salescli outcome add` takes for a text: `Termin (vor Ort)` is `termin-vor-ort`."""
    return "-".join(re.findall(r"[^\W_]+", fold(text)))[: vocabulary.LONGEST_OUTCOME].strip("-")


def _unknown_outcome(text: str, added: str) -> str:
    if not added:
        return _("no such outcome: {text}; --map outcome= leaves the column out: all were reached").format(
            text=shown(text)
        )
    message = _(
        "no such outcome: {text}; salescli outcome add {word} --reached (or --not-reached) makes it one,"
        " --map outcome= leaves the column out: all were reached"
    )
    return message.format(text=shown(text), word=added)


def touch(text: str) -> str:
    """`first` or `follow-up`. Raises BadRow."""
    word = _key(text)
    if word in {"first", "follow-up"}:
        return word
    raise BadRow(_("a stated touch is first or follow-up, not {text}").format(text=shown(text)))


def seconds(text: str, unit: int = 1) -> int:
    """A duration in seconds: a number (of `unit` seconds), `1:05:00`, `PT5M`-less words such as `12m`. Raises BadRow.

    `5:00` is refused: FRITZ!Box means five hours by it, Zoho five minutes.
    """
    if text.isdecimal() and text.isascii():
        found = int(text) * unit if len(text) < 9 else LONGEST_DURATION + 1  # noqa: PLR2004
    elif text.count(":") == 2:  # noqa: PLR2004  hours, minutes, seconds
        if not _HOURS.fullmatch(text):
            raise BadRow(_("{text} is no duration").format(text=shown(text)))
        hours, minutes, rest = (int(figures) for figures in text.split(":"))
        found = hours * 3600 + minutes * 60 + rest
    elif ":" in text:
        message = _("{text} is minutes or hours? Write seconds, or 0:05:00")
        raise BadRow(message.format(text=shown(text)))
    else:
        found = _worded(text, unit)
    if found < 0:
        raise BadRow(_("{text}: no contact takes less than no time").format(text=shown(text)))
    if found > LONGEST_DURATION:
        raise BadRow(_("{text}: no contact takes that long").format(text=shown(text)))
    return found


def _worded(text: str, unit: int) -> int:
    try:
        return int(float(text.replace(",", ".")) * unit + 0.5)
    except (ValueError, OverflowError):
        pass
    from salescli.model.durations import parse_duration

    try:
        return parse_duration(text)
    except Misuse:
        raise BadRow(_("{text} is no duration: write seconds, or 0:05:00").format(text=shown(text))) from None


def persons(text: str) -> str:
    """Names joined by `; `, each checked and once. Raises BadRow."""
    try:
        names = dict.fromkeys(accept_name(name, _("person")) for name in text.split(";") if name.strip())
    except Misuse as error:
        raise BadRow(str(error)) from None
    return "; ".join(names)
