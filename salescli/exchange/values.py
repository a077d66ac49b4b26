"""What the modules of formats share: values by a table of words, times that are UTC without saying so, plain text."""

import html
import re
from collections.abc import Mapping

from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _

_OFFSET = re.compile(r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$", re.IGNORECASE)
# none of these looks on behind the next `<`, or past an end that is not there: a long note of `<` takes no time
_TAG = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)  # not 5 < 6 and 7 > 2
_NO_TEXT = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NO_TEXT_ENDS = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)


def meaning(text: str, words: Mapping[str, str], what: str) -> str:
    """What a word means, whatever its case; nothing for nothing. Raises BadRow for one that is not in the table."""
    if not text:
        return ""
    found = words.get(text.strip().casefold())
    if found is None:
        message = _("{what} {text} is not known; there are {known}")
        raise BadRow(message.format(what=what, text=shown(text), known=", ".join(words)))
    return found


def utc(text: str) -> str:
    """A time that is UTC though it may not say so: with Z behind it. A day without a time stays one."""
    text = text.strip()
    return text if ":" not in text or _OFFSET.search(text) else f"{text}Z"


def without_tags(text: str) -> str:
    """The text of a note in HTML: tags, scripts and comments gone, entities read, lines where they were."""
    if "<" not in text and "&" not in text:
        return text
    if _NO_TEXT_ENDS.search(text):
        text = _NO_TEXT.sub("", text)
    if "-->" in text:
        text = _COMMENT.sub("", text)
    plain = html.unescape(_ANY_TAG.sub("", _TAG.sub("\n", text)))
    return "\n".join(line.strip() for line in plain.splitlines() if line.strip())
