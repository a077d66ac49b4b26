"""One HTML file of Google Voice: what kind of call it tells of, when, how long, with whom."""

import re
from html.parser import HTMLParser

from salescli.i18n import _

_KINDS = ("placed", "received", "missed", "voicemail", "recorded")
_OF_A_CALL = b'class="haudio"'  # in each call's page, and in no other of a Takeout, such as its archive_browser.html
_IN_NAME = re.compile(r" - (Placed|Received|Missed|Voicemail|Recorded|Text) - ")
_LONGEST_TITLE = 300  # characters
_LONGEST_TAG = 2_000


def page(file: str, data: bytes, *, whole: bool) -> dict[str, str]:
    """The cells of a file by google_voice.COLUMNS; `fault` says what is wrong with a call's page, which is `whole`."""
    parser = _Page()
    named = _kind_by_name(file)
    is_call = named in _KINDS or (not named and _OF_A_CALL in data)
    try:
        text = data.decode("utf-8-sig", errors="strict" if whole else "ignore")
    except UnicodeDecodeError:
        return {"file": file, "kind": named, "fault": _("it is not UTF-8") if is_call else ""}
    if not _is_sound(text):
        return {"file": file, "kind": named, "fault": _("its HTML is broken") if is_call else ""}
    parser.feed(text[: text.rfind("<")] if text.rfind("<") > text.rfind(">") else text)
    parser.close()
    kind = parser.kind()
    kind = named if named and kind in ("", "call") else kind
    cells = {**parser.found, "file": file, "kind": kind}
    if kind in (*_KINDS, "call") and not whole:
        cells["fault"] = _("it is longer than a call's page can be")
    elif kind in (*_KINDS, "call") and not parser.ended:
        cells["fault"] = _("it is cut off")
    return cells


def _is_sound(text: str) -> bool:
    """Whether tags are closed before the next begins, but for the last of a page that is cut off.

    For a page of 200 KB where they are not, again and again, html.parser takes minutes.
    """
    tags = text.split("<")[1:]
    for place, tag in enumerate(tags):
        inside, closed, _after = tag.partition(">")
        declaration = tag.startswith(("!", "?")) and place > 1  # the two at the top are all that there are
        if len(inside) > _LONGEST_TAG or declaration or not (closed or place == len(tags) - 1):
            return False
    return True


def _kind_by_name(file: str) -> str:
    found = _IN_NAME.search(file)
    return found[1].lower() if found else ""


class _Page(HTMLParser):
    """Collects the title, `abbr.published`, `abbr.duration`, the `tel:` link with its name, and the labels."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.ended = False
        self._title = self._label = ""
        self._chat = self._call = self._in_title = self._in_link = False

    def kind(self) -> str:
        """By the title, else by the label, which is the same in every language; `text` for messages, else `call`."""
        if self._chat:
            return "text"
        for word in (self._title.strip().partition(" ")[0].lower(), self._label):
            if word in _KINDS:
                return word
        return "text" if self._label == "sms" else "call" if self._call else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what carries something."""
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        if tag == "title":
            self._in_title = True
        elif tag == "abbr":
            for name in {"published", "duration"} & set(classes):
                self.found.setdefault(name, said.get("title", ""))
        elif tag == "a" and "tel" in classes and not self._chat:
            self.found.setdefault("tel", said.get("href", "").removeprefix("tel:"))
            self._in_link = True
        elif tag == "a" and said.get("rel") == "tag":
            label = said.get("href", "").rpartition("#")[2].lower()
            if label in _KINDS or label == "sms":
                self._label = self._label or label
        elif "hChatLog" in classes:
            self._chat = True
        elif "haudio" in classes:
            self._call = True

    def handle_endtag(self, tag: str) -> None:
        """Leave what was looked into."""
        if tag == "title":
            self._in_title = False
        elif tag == "a":
            self._in_link = False
        elif tag == "html":
            self.ended = True

    def handle_data(self, data: str) -> None:
        """The title, and the name in the link."""
        if self._in_title and len(self._title) < _LONGEST_TITLE:
            self._title += data
        elif self._in_link and data.strip():
            self.found["fn"] = " ".join(f"{self.found.get('fn', '')} {data}".split())[:_LONGEST_TITLE]
