"""What other programs call a column, in English, German and Chinese; and what `--map` says of it."""

import re

from salescli.exchange.mapped_table import FIELDS
from salescli.exchange.refusal import shown
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.names import fold

# field -> names as folded, without marks; the first name of a list that the header has is the field's column
_ALIASES = {
    "id": "id, call id, callid, activity id, record id, task id, taskid, sid, external id, uid, kennung, 编号, "
    "记录编号, 通话编号",
    "at": "at, start time, call start time, datetime, date time, timestamp, started at, start, when, activity "
    "date, activitydate, call time, zeitpunkt, beginn, startzeit, 开始时间, 通话时间, 拜访时间, 联系时间, "
    "跟进时间, 日期时间",
    "date": "date, day, call date, datum, tag, 日期, 通话日期, 拜访日期",
    "time": "time, uhrzeit, zeit, 时间, 时刻",
    "rep": "rep, sales rep, salesperson, sales person, seller, owner, call owner, agent, sales agent, user, "
    "assigned to, mitarbeiter, vertreter, verkäufer, benutzer, 销售, 销售代表, 销售人员, 业务员, 负责人, "
    "员工, 所有者",
    "customer": "customer, customer name, client, company, company name, account, account name, organization, "
    "organisation, kunde, kundenname, firma, unternehmen, 客户, 客户名称, 公司, 公司名称, 企业名称",
    "contact": "contact, contact name, contact person, person, ansprechpartner, kontakt, 联系人, 联系人姓名",
    "lead": "lead, lead name, interessent, 线索, 潜在客户",
    "customer_id": "customer id, customer number, kundennummer, 客户id, 客户编号",
    "number": "number, phone, phone number, telephone, mobile, telefon, telefonnummer, "
    "rufnummer, 电话, 电话号码, 手机, 手机号",
    "channel": "channel, activity type, type, kind, kanal, art, typ, 渠道, 方式, 类型, 联系方式",
    "direction": "direction, call direction, call type, richtung, 方向, 呼叫类型, 呼叫方向",
    "touch": "stated, stated touch",
    "outcome": "outcome, call outcome, result, call result, disposition, status, "
    "call status, ergebnis, 结果, 通话结果, 状态",
    "duration_s": "duration s, duration seconds, duration in seconds, "
    "call duration in seconds, seconds, duration, call "
    "duration, talk time, dauer, 时长, 通话时长, 时长秒",
    "duration_min": "duration min, duration minutes, duration in minutes, "
    "call duration in minutes, minutes, minuten, 分钟, "
    "时长分钟",
    "note": "note, notes, call notes, comment, comments, description, subject, remark, notiz, notizen, bemerkung, "
    "betreff, beschreibung, 备注, 说明, 内容, 主题, 沟通内容",
}
_TELLING = 3
_SYNONYMS = {"duration": "duration_s", "person": "contact", "account": "customer"}


class NoDate(Misuse):
    """No column holds a date: the table is no list of activities, or has names of its own."""


def places(header: list[str], mapping: dict[str, str]) -> dict[str, int]:
    """The place of each field's column: as `mapping` says (an empty column leaves the field out), else by its name.

    Raises Misuse for a field or a column that is not there, and NoDate where no column holds a date.
    """
    stated = {_field(name): column for name, column in mapping.items()}
    found = {field: _place(header, column, field) for field, column in stated.items() if column}
    if {"duration_s", "duration_min"} <= found.keys():
        raise Misuse(_("--map: duration_s or duration_min, not both"))
    taken = set(found.values())
    names = [plain(column) for column in header]
    for field, aliases in _ALIASES.items():
        known = [names.index(alias) for alias in aliases.split(", ") if alias in names]
        free = [place for place in known if place not in taken]
        if field not in stated and free:
            found[field] = free[0]
            taken.add(free[0])
    found = _with_a_date(found, header, stated)
    for field, place in found.items():
        if names[place] and names.count(names[place]) > 1:
            message = _("two columns are called {name}, and {field} is to be read from it; rename one")
            raise Misuse(message.format(name=shown(header[place]), field=field))
    return found


def tell(header: list[str], mapping: dict[str, str]) -> bool:
    """Whether a row is a header: with a mapping all its columns are there, else a date and two more by their names."""
    try:
        found = places(header, mapping)
    except Misuse:
        return False
    return bool(mapping) or len(found) >= _TELLING


def knows(header: list[str]) -> bool:
    """Whether a column is among those known by their names."""
    names = {plain(column) for column in header}
    return any(alias in names for aliases in _ALIASES.values() for alias in aliases.split(", "))


def _with_a_date(found: dict[str, int], header: list[str], stated: dict[str, str]) -> dict[str, int]:
    """One moment: `at` where it stands, else date and time; a column called time alone may hold both."""
    if "at" in found and "at" not in stated and "date" in stated:
        del found["at"]
    if "at" not in found and "date" not in found and "time" in found:
        found["at"] = found.pop("time")
    if "at" in found:
        found.pop("date", None)
        found.pop("time", None)
    elif "date" not in found:
        message = _("no column holds a date; say which: --map at=COLUMN. The columns are {columns}")
        raise NoDate(message.format(columns=shown(", ".join(column for column in header if column), 300)))
    return found


def _field(name: str) -> str:
    field = _SYNONYMS.get(name.strip().lower(), name.strip().lower())
    if field not in FIELDS:
        message = _("--map: no such field: {name}; there are {fields}")
        raise Misuse(message.format(name=shown(name), fields=", ".join(FIELDS)))
    return field


def _place(header: list[str], column: str, field: str) -> int:
    if column in header:
        return header.index(column)
    folded = [fold(each) for each in header]
    if fold(column) in folded:
        return folded.index(fold(column))
    message = _("--map: there is no column {name}, to read {field} from; there are {columns}")
    there = shown(", ".join(each for each in header if each), 300)
    raise Misuse(message.format(name=shown(column), field=field, columns=there))


def plain(column: str) -> str:
    """A column's name as compared: `Call_Duration (in seconds)` is `call duration in seconds`."""
    words = re.sub(r"[_\-./()\[\]（）:：]+", " ", column)
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words))
