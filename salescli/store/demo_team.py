"""A made-up team and what it did: names, characters, and a seeded history, the same for the same now."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

WEEKS = 12
_TAKEN_OVER = 6  # customers that a rep begins with; with fewer he would call one of them all day
_ONE_DAY = timedelta(days=1)


class Member(NamedTuple):
    """One rep's character. `calls` and `visits` a day, `reach` the share of calls that reach somebody."""

    name: str
    calls: float
    visits: float
    new: float
    reach: float
    joined_weeks_ago: int
    chinese: bool


TEAM = (
    Member("Anna Berg", 13, 0.7, 0.35, 0.55, WEEKS, chinese=False),  # steady: what she plans she does
    Member("Tom Baker", 17, 0.2, 0.35, 0.35, WEEKS, chinese=False),  # dials a lot, reaches few; forgot a day
    Member("Maria Lopez", 8, 1.3, 0.25, 0.6, WEEKS, chinese=False),  # on the road; has a target of her own
    Member("王芳", 14, 0.6, 0.35, 0.5, WEEKS, chinese=True),
    Member("陈刚", 11, 0.4, 0.9, 0.45, 4, chinese=True),  # joined four weeks ago
)

# metric, amount, per, whose (None: everyone's), weeks ago that it began
TARGETS = (
    ("calls", "10", "day", None, WEEKS),
    ("calls", "12", "day", None, 6),
    ("calls", "8", "day", "Maria Lopez", WEEKS),
    ("first_contacts", "2", "week", None, WEEKS),
    ("follow_ups", "20", "week", None, WEEKS),
    ("visits", "2", "week", None, WEEKS),
    ("customers_visited", "2", "week", None, WEEKS),
)

_HEADS = """
    Alder Beacon Cobalt Dunmore Eastgate Falkirk Granite Harbour Ironbridge Juniper Kestrel Lakeside
    Meridian Northfield Oakhurst Pinewood Quarry Redstone Silverline Thornbury Umbra Viaduct Westbrook
    Yarrow Zephyr Amsel Birkenhof Drachenfels Edelweiss Fichtel Gletscher Hohenstein Immergrün Jägerhaus
    Kranich Lindenau Morgenrot Nordlicht Ostwind Pfeiler Quelle Rabenstein Sonnenberg Tannwald Uferland
    Vogelsang Wiesental Acueducto Bodega Castaño Dorado Esmeralda Faro Girasol Hacienda Isleta Jardín
    Laguna Molino Naranjo Olivar Palmera Quintana Romero Sendero Terraza Ventana Zafiro Brunel Cavendish
    Darwin Elgar Faraday Galloway Hawthorn Inverness Keswick Lancaster Montrose Norwich Orkney Penrith
    Ramsgate Stirling Tavistock Ullswater Wexford Bergmann Dorfmeister Eisenach Gottfried Herzog Ludwig
    Mecklenburg Neustadt Oberland Pommern
"""
_TAILS = (
    "Foods",
    "Optics",
    "Logistics",
    "Tools Ltd",
    "Textiles",
    "Medical GmbH",
    "Print",
    "Energy",
    "Travel Inc",
)
_CHINESE_HEADS = """
    远航 恒丰 天宇 博雅 金桥 海蓝 瑞康 华星 永安 东方 新科 同济 长青 明德 宏图 佳美
    旭日 青松 万通 百川 泰和 南山 飞鹰 晨光 卓越 联创 启明 银河 春晖 锦绣 鼎盛 凯旋
    腾达 安泰 云帆 光华 龙泉 顺风 和润 立信 北辰 嘉禾 朝阳 信诚 玉兰 大成 正元 乐民
    先锋 广源 沪江 中兴 盛世 利民 四海 五岳 千帆 九鼎 国泰 隆昌 德胜 福临 荣光 吉祥
"""
_CHINESE_TAILS = ("贸易有限公司", "科技", "食品有限公司", "物流", "医疗器械")
_AGENT = "Iberia Trading Partners"
_PERSONS = ("Mr Hill", "Dana Frost", "J. Ortega", "Frau Klein", "Sam Reed")
_CHINESE_PERSONS = ("李经理", "周小姐", "赵工", "刘总")
_NOTES = (
    "asked for a quote",
    "wants the new price list",
    "happy with the trial",
    "send samples",
    "decides next month",
)
_CHINESE_NOTES = ("要报价", "想看样品", "下个月再定", "对试用很满意")
_REACHED = (
    "connected",
    "interested",
    "interested",
    "callback",
    "meeting-booked",
    "not-interested",
    "",
    "won",
    "lost",
)
_NOT_REACHED = ("no-answer", "no-answer", "no-answer", "busy", "voicemail", "voicemail", "wrong-number")


class Contact(NamedTuple):
    """One made-up activity, in words: the store gives it its rows."""

    rep: str
    customer: str
    person: str | None
    channel: str
    direction: str
    outcome: str | None
    reached: bool
    at: datetime
    duration_s: int | None
    note: str | None
    logged_at: datetime


def start_of(weeks_ago: int, today: date) -> date:
    """The Monday so many weeks before this week's."""
    return today - _ONE_DAY * today.weekday() - timedelta(weeks=weeks_ago)


def customers_of(member: Member) -> list[str]:
    """The names of a member's customers, in the order in which they are first called; no two of them near."""
    if member.chinese:
        heads = _CHINESE_HEADS.split()[TEAM.index(member) % 2 :: 2]
        return [head + _CHINESE_TAILS[number % len(_CHINESE_TAILS)] for number, head in enumerate(heads)]
    heads = _HEADS.split()[TEAM.index(member) :: 3]
    named = [f"{head} {_TAILS[number % len(_TAILS)]}" for number, head in enumerate(heads)]
    return [*named, _AGENT] if member.name == "Maria Lopez" else named


def is_agent(customer: str) -> bool:
    """Whether the customer is the made-up channel partner."""
    return customer == _AGENT


def history(now: datetime) -> Iterator[list[Contact]]:
    """The contacts of each working day of the last twelve weeks, and of today until now, in order of time."""
    chance = random.Random(20)  # noqa: S311  made-up work, the same each time
    today = now.date()
    met = {member.name: _TAKEN_OVER for member in TEAM}
    forgotten = _working_day_before(today)
    day = start_of(WEEKS, today)
    while day <= today:
        if day.weekday() < 5:  # noqa: PLR2004  Monday to Friday
            contacts = [
                contact
                for member in TEAM
                if day >= start_of(member.joined_weeks_ago, today)
                for contact in _day_of(member, day, now, met, chance)
                if not (member.name == "Tom Baker" and day == forgotten)
            ]
            yield sorted((each for each in contacts if each.logged_at <= now), key=lambda each: (each.at, each.rep))
        day += _ONE_DAY


def _working_day_before(day: date) -> date:
    return next(d for d in (day - _ONE_DAY * step for step in range(1, 4)) if d.weekday() < 5)  # noqa: PLR2004


def _day_of(member: Member, day: date, now: datetime, met: dict[str, int], chance: random.Random) -> Iterator[Contact]:
    """A day's contacts: old customers mostly, a new one now and then, as many as the character brings."""
    known = customers_of(member)
    mood = chance.uniform(0.7, 1.25)
    plan = ["phone"] * round(member.calls * mood)
    plan += ["visit"] * (int(member.visits) + (chance.random() < member.visits % 1))
    plan += ["email"] * (chance.random() < 0.4) + ["video"] * (chance.random() < 0.15)  # noqa: PLR2004  shares
    for channel in plan:
        if met[member.name] < len(known) and chance.random() < member.new / len(plan):
            met[member.name] += 1
            customer = known[met[member.name] - 1]
        else:
            customer = known[min(int(chance.random() * met[member.name]), met[member.name] - 1)]
        yield _contact(member, customer, channel, day, now, chance)


def _contact(member: Member, customer: str, channel: str, day: date, now: datetime, chance: random.Random) -> Contact:
    reached = chance.random() < (member.reach if channel == "phone" else 0.9)
    outcome = chance.choice(_REACHED if reached else _NOT_REACHED) if channel in {"phone", "video"} else ""
    if channel == "visit" and not reached:
        outcome = "no-show"
    at = datetime.combine(day, time(9), now.tzinfo) + timedelta(seconds=chance.randrange(8 * 3600 + 1800))
    talked = round(chance.lognormvariate(5.2, 0.8)) if reached and channel in {"phone", "video"} else None
    persons = _CHINESE_PERSONS if member.chinese else _PERSONS
    notes = _CHINESE_NOTES if member.chinese else _NOTES
    late = timedelta(minutes=chance.choice((0, 0, 1, 3, 10, 45)))
    return Contact(
        member.name,
        customer,
        chance.choice(persons) if reached and chance.random() < 0.2 else None,  # noqa: PLR2004  shares
        channel,
        "in" if channel == "phone" and reached and chance.random() < 0.06 else "out",  # noqa: PLR2004
        outcome or None,
        reached or outcome == "",
        at,
        talked,
        chance.choice(notes) if reached and chance.random() < 0.15 else None,  # noqa: PLR2004
        at + late,
    )
