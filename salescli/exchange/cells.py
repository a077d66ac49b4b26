"""What single cells say: channel, direction, outcome, duration, names; in the words of other programs too."""

from salescli.exchange.refusal import BadRow, shown
from salescli.i18n import _
from salescli.model import vocabulary
from salescli.model.errors import Misuse
from salescli.model.names import accept_name, fold

_CHANNELS = {
    "phone": "call calls phonecall phone-call telephone anruf telefonat telefon 电话 通话 呼叫",
    "visit": "visits meeting in-person onsite besuch termin vor-ort 拜访 上门 会面 面谈",
    "video": "video-call videocall zoom teams videokonferenz 视频 视频会议",
    "email": "e-mail mail emails 邮件 电子邮件",
    "message": "sms text chat whatsapp wechat nachricht 短信 微信 消息",
    "other": "sonstiges andere 其他",
}
CHANNELS = {
    **{word: channel for channel, list_ in _CHANNELS.items() for word in list_.split()},
    **{channel: channel for channel in vocabulary.CHANNELS},
}
DIRECTIONS = {
    **dict.fromkeys(
        [
            "out",
            "outbound",
            "outgoing",
            "outgoing-call",
            "made",
            "dialed",
            "dialled",
            "ausgehend",
            "abgehend",
            "呼出",
            "去电",
            "外呼",
            "拨出",
        ],
        "out",
    ),
    **dict.fromkeys(("outbound-api", "outbound-dial"), "out"),
    **dict.fromkeys(["in", "inbound", "incoming", "received", "eingehend", "ankommend", "呼入", "来电", "拨入"], "in"),
}
# Other programs' words for an outcome. None: nothing is said but that the contact took place.
_OUTCOMES: dict[str, tuple[str | None, int]] = {
    **dict.fromkeys(["answered", "connected", "已接", "已接通", "接通", "erreicht", "angenommen"], ("connected", 1)),
    **dict.fromkeys(["completed", "held", "done", "erledigt", "完成", "已完成"], (None, 1)),
    **dict.fromkeys(
        [
            "no-answer",
            "noanswer",
            "unanswered",
            "missed",
            "not-answered",
            "no-reply",
            "未接",
            "未接通",
            "无人接听",
            "nicht-erreicht",
        ],
        ("no-answer", 0),
    ),
    **dict.fromkeys(["failed", "canceled", "cancelled", "rejected", "abgebrochen", "已取消"], ("no-answer", 0)),
    **dict.fromkeys(["busy", "besetzt", "占线", "忙线"], ("busy", 0)),
    **dict.fromkeys(["voicemail", "left-voicemail", "voice-mail", "mailbox", "语音留言"], ("voicemail", 0)),
    **dict.fromkeys(["wrong-number", "falsche-nummer", "错号"], ("wrong-number", 0)),
    **dict.fromkeys(["interested", "interessiert", "有意向", "感兴趣"], ("interested", 1)),
    **dict.fromkeys(["not-interested", "kein-interesse", "无意向", "不感兴趣"], ("not-interested", 1)),
    **dict.fromkeys(["callback", "call-back", "rückruf", "回电"], ("callback", 1)),
}
LONGEST_DURATION = 30 * 24 * 3600


def _key(text: str) -> str:
    return fold(text).replace(" ", "-").replace("_", "-")


def channel(text: str) -> str:
    """The channel that a word means. Raises BadRow."""
    found = CHANNELS.get(_key(text))
    if found is None:
        known = ", ".join(vocabulary.CHANNELS)
        raise BadRow(_("no such channel: {text}; there are {words}").format(text=shown(text), words=known))
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
    word = _key(text)
    if word in custom:
        return word, int(custom[word])
    if word in vocabulary.OUTCOMES:
        return word, int(vocabulary.OUTCOMES[word])
    if word in _OUTCOMES:
        return _OUTCOMES[word]
    known = {**vocabulary.OUTCOMES, **custom}
    meant = [vocabulary.CODES[word]] if word in vocabulary.CODES else [each for each in known if each.startswith(word)]
    if len(meant) == 1:
        return meant[0], int(known[meant[0]])
    if meant:
        message = _("the outcome {text} begins several: {words}")
        raise BadRow(message.format(text=shown(text), words=", ".join(meant)))
    message = _("no such outcome: {text}; salescli outcome add {word} --reached (or --not-reached) makes it one")
    raise BadRow(message.format(text=shown(text), word=shown(word)))


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
    elif text.count(":") == 2:  # noqa: PLR2004
        figures = text.split(":")
        if not all(figure.isdecimal() for figure in figures) or int(figures[1]) > 59 or int(figures[2]) > 59:  # noqa: PLR2004
            raise BadRow(_("{text} is no duration").format(text=shown(text)))
        found = int(figures[0]) * 3600 + int(figures[1]) * 60 + int(figures[2])
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
