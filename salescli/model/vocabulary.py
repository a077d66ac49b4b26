"""The closed lists of the field: channels, the verbs that log them, outcomes and their short codes."""

from salescli.i18n import _
from salescli.model.errors import Misuse

CHANNELS = ("phone", "visit", "video", "email", "message", "other")
VERBS = {"call": "phone", "visit": "visit", "video": "video", "email": "email", "message": "message"}
NOUNS = {"phone": "call"}  # how a channel is called where its own name is no noun for one contact
FOCUSES = ("receptive", "dissatisfied", "power")
KINDS = ("direct", "agent")

# word -> whether somebody was reached
OUTCOMES = {
    "connected": True,
    "interested": True,
    "not-interested": True,
    "callback": True,
    "meeting-booked": True,
    "won": True,
    "lost": True,
    "no-answer": False,
    "busy": False,
    "voicemail": False,
    "wrong-number": False,
    "no-show": False,
}
CODES = {
    "na": "no-answer",
    "bz": "busy",
    "vm": "voicemail",
    "wn": "wrong-number",
    "ns": "no-show",
    "cb": "callback",
    "mb": "meeting-booked",
    "ni": "not-interested",
}


def channel_noun(channel: str) -> str:
    """What one contact by this channel is called in an answer: `call` for phone, else the channel itself."""
    return NOUNS.get(channel, channel)


def outcome_of(text: str, custom: dict[str, bool]) -> str:
    """The outcome meant: a whole word, else a short code, else an unambiguous beginning. `custom` adds words.

    Raises Misuse for an unknown one, and for a beginning of several, naming them.
    """
    word = text.strip().lower()
    known = {**OUTCOMES, **custom}
    if word in known:
        return word
    if word in CODES:
        return CODES[word]
    meant = [each for each in known if word and each.startswith(word)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        message = _("the outcome {text} begins several: {words}").format(text=text, words=", ".join(meant))
    else:
        message = _("no such outcome: {text}; there are {words}").format(text=ascii_safe(text), words=", ".join(known))
    raise Misuse(message)


def channel_of(text: str) -> str:
    """The channel meant: its name, or `call` for phone. Raises Misuse for an unknown one."""
    word = text.strip().lower()
    channel = VERBS.get(word, word)
    if channel in CHANNELS:
        return channel
    message = _("no such channel: {text}; there are {words}")
    raise Misuse(message.format(text=ascii_safe(text), words=", ".join(CHANNELS)))


def ascii_safe(text: str) -> str:
    """The text as it is where it is printable, else escaped, so that no error controls a terminal."""
    return text if text.isprintable() else ascii(text)


LONGEST_OUTCOME = 40  # characters


def accept_outcome(word: str) -> str:
    """The word, if it can be an outcome. Raises Misuse for anything but letters, digits and hyphens."""
    if not word.replace("-", "").isalnum() or word.startswith("-") or len(word) > LONGEST_OUTCOME:
        message = _("an outcome is one word of letters, digits and hyphens, as demo-given is, not {text}")
        raise Misuse(message.format(text=ascii_safe(word)))
    return word
