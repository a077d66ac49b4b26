"""Words of other programs, in English, German and Chinese, for channels, directions and outcomes; `-` for a blank."""

from salescli.model import vocabulary

_CHANNELS = {
    "phone": "call calls phonecall phone-call telephone anruf anrufe telefonat telefongespräch telefon tel "
    "电话 通话 呼叫 电话沟通 电话联系 电话拜访 电话回访 打电话",
    "visit": "visits meeting in-person onsite on-site besuch besuche kundenbesuch hausbesuch termin vor-ort "
    "vor-ort-termin außentermin 拜访 上门 会面 面谈 上门拜访 客户拜访 实地拜访 拜访客户 登门拜访 线下 线下拜访",
    "video": "video-call videocall video-meeting online-meeting google-meet zoom teams videokonferenz videoanruf "
    "视频 视频会议 视频通话 线上会议 腾讯会议",
    "email": "e-mail mail emails e-mails 邮件 电子邮件",
    "message": "sms text text-message chat whatsapp wechat nachricht 短信 微信 消息 企业微信 微信沟通 钉钉",
    "other": "sonstiges sonstige andere misc 其他 其它",
}
CHANNELS = {
    **{word: channel for channel, words in _CHANNELS.items() for word in words.split()},
    **{channel: channel for channel in vocabulary.CHANNELS},
}
_DIRECTIONS = {
    "out": "out outbound outgoing outgoing-call made dialed dialled outbound-api outbound-dial ausgehend abgehend "
    "呼出 去电 外呼 拨出",
    "in": "in inbound incoming received eingehend ankommend 呼入 来电 拨入",
}
DIRECTIONS = {word: direction for direction, words in _DIRECTIONS.items() for word in words.split()}

_REACHED = {
    "connected": "answered connected erreicht angenommen 已接 已接通 接通",
    "interested": "interested interessiert 有意向 感兴趣",
    "not-interested": "not-interested kein-interesse 无意向 不感兴趣 拒绝",
    "callback": "callback call-back rückruf 回电",
    "meeting-booked": "termin-vereinbart 已预约 已约见",
    "won": "gewonnen 成交 已成交",
    "lost": "verloren",
}
_NOT_REACHED = {
    "no-answer": "no-answer noanswer unanswered missed not-answered no-reply failed canceled cancelled rejected "
    "nicht-erreicht nicht-angenommen keine-antwort abgebrochen 未接 未接通 无人接听 无法接通 关机 拒接 已取消",
    "busy": "busy besetzt 占线 忙线",
    "voicemail": "voicemail left-voicemail voice-mail mailbox anrufbeantworter 语音留言",
    "wrong-number": "wrong-number falsche-nummer 错号 空号",
}
# None: nothing is said but that the contact took place
OUTCOMES: dict[str, tuple[str | None, int]] = {
    **{word: (outcome, 1) for outcome, words in _REACHED.items() for word in words.split()},
    **{word: (outcome, 0) for outcome, words in _NOT_REACHED.items() for word in words.split()},
    **dict.fromkeys(["completed", "held", "done", "erledigt", "完成", "已完成"], (None, 1)),
}
