# ruff: noqa: ANN001, ANN201, ANN202, PLR0911  plain numbers and dicts all through
"""What `report -f json` must say, worked out once more from docs/metrics.md, as slowly and plainly as it reads.

Every row of the file is read, every day of every rep is looked at by itself, every number is a Fraction. Shares nothing
with the package but the columns of the tables, so that the two can be held against each other.
"""

import json
import math
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import groupby, takewhile

DAY = timedelta(days=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DEFAULT = ["calls", "first_contacts", "follow_ups", "visits", "customers_visited"]
MORE = ["conversations", "talk_minutes"]
LOOKED_BACK = 366  # days, for the longest streak
PLANNED = ["target", "attainment", "expected", "status", "need", "left_today", "forecast", "target_raw"]
STREAKS = ["streak", "longest_streak"]
BESIDE = ["before", "rank"]  # filled by rep alone


def days(start, end):
    """Every date from start to end."""
    return [start + number * DAY for number in range((end - start).days + 1)]


def month_of(day):
    """The first and the last day of the month."""
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1) - DAY


def unit_of(per, day):
    """The first and the last day of the day, ISO week, calendar month, quarter or year that holds the day."""
    if per == "day":
        return day, day
    if per == "week":
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    if per == "month":
        return month_of(day)
    if per == "quarter":
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return first, month_of(first + 70 * DAY)[1]
    return date(day.year, 1, 1), date(day.year, 12, 31)


def cells_of(by, start, end):
    """The (name, first day, last day) of the days, weeks or months, clipped to start and end."""
    found = []
    while start <= end:
        last = min(unit_of(by, start)[1], end)
        iso = start.isocalendar()
        name = {"day": str(start), "week": f"{iso.year}-W{iso.week:02}", "month": str(start)[:7]}[by]
        found.append((name, start, last))
        start = last + DAY
    return found


def weekdays_of(words):
    """`mon-fri`, `sun-thu`, `mon,wed,sat` as numbers, Monday 0."""
    found = set()
    for part in words.split(","):
        first, _dash, last = part.partition("-")
        number = WEEKDAYS.index(first)
        found.add(number)
        while number != WEEKDAYS.index(last or first):
            number = (number + 1) % 7
            found.add(number)
    return found


def half_up(number):
    """Rounded to a whole number, a half up."""
    return math.floor(number + Fraction(1, 2))


def shown(value):
    """A figure with four decimals at most."""
    return Fraction(half_up(Fraction(value) * 10000), 10000) if isinstance(value, int | Fraction) else value


class Model:
    """All rows of a file and the arithmetic over them."""

    def __init__(self, connection) -> None:
        """Read everything that stands."""

        def rows(table, condition="gone = 0"):
            read = connection.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY id")
            columns = [column[0] for column in read.description]
            return [dict(zip(columns, row, strict=True)) for row in read]

        kept = {row["id"]: row["merged_into"] or row["id"] for row in rows("rep", "1")}
        self.reps = rows("rep", "gone = 0 AND merged_into IS NULL")
        for rep in self.reps:
            rep["joined"], rep["until"] = (rep[name] and date.fromisoformat(rep[name]) for name in ("joined", "until"))
        self.customers = {row["id"]: row for row in rows("customer", "1")}
        self.activities = rows("activity", "deleted = 0")
        for activity in self.activities:
            activity["day"] = date.fromisoformat(activity["day"])
        self.derive_touches()
        self.targets = rows("target")
        for target in self.targets:
            target["from"] = date.fromisoformat(target["from_day"])
            target["rep"] = target["rep"] and kept[target["rep"]]  # of two who are one, the targets of both are his
        self.own_metrics = {row["name"]: row for row in rows("metric")}
        self.confirmed = {(kept[row["rep"]], date.fromisoformat(row["day"])) for row in rows("confirmed_zero")}
        settings = {row["name"]: row["value"] for row in rows("setting")}
        self.file_week = weekdays_of(settings.get("work-week") or "mon-fri")
        self.works = {}
        for year in rows("calendar_year"):
            if year["country"] == settings.get("country"):
                self.works |= {date.fromisoformat(day): works for day, works, _name in json.loads(year["days"])}
        self.works |= {date.fromisoformat(row["day"]): row["works"] for row in rows("calendar_day")}
        self.leave = {}
        for row in rows("leave"):
            self.leave.setdefault((kept[row["rep"]], date.fromisoformat(row["day"])), set()).add(row["part"])
        # the same question of the same day is asked a thousand times
        for name in ("works_on", "in_force", "amount_on", "rate", "days_worked"):
            setattr(self, name, cache(getattr(self, name)))
        self.by_id = {rep["id"]: rep for rep in self.reps}

    # -- touch

    def derive_touches(self) -> None:
        """One rule, in order of (at, uid) over all of a customer's activities."""
        reached = set()
        for activity in sorted(
            self.activities, key=lambda each: (datetime.fromisoformat(each["at"]).timestamp(), each["uid"])
        ):
            customer = activity["customer"]
            if customer is None:
                activity["touch"] = None
            elif not activity["reached"]:
                activity["touch"] = "attempt"
            else:
                earlier = customer in reached or self.customers[customer]["known"]
                activity["touch"] = activity["stated"] or ("follow-up" if earlier else "first")
                reached.add(customer)

    # -- the calendar

    def week_of(self, rep):
        """The weekdays that a rep works."""
        own = rep and self.by_id[rep]["work_week"]
        return weekdays_of(own) if own else self.file_week

    def works_on(self, rep, day) -> bool:
        """Whether it is a working day before leave; by the file's calendar without a rep."""
        week = self.week_of(rep)
        if day in self.works and not self.works[day]:
            return False
        if day in self.works and self.works[day] and week == self.file_week:
            return True
        return day.weekday() in week

    def days_worked(self, rep, start, end) -> int:
        """The number of working days, before leave."""
        return len([day for day in days(start, end) if self.works_on(rep, day)])

    def weight(self, rep, day):
        """w: 1 on a working day, 1/2 on half a day of leave, else 0."""
        if not self.works_on(rep, day):
            return Fraction(0)
        parts = self.leave.get((rep, day), set())
        if "day" in parts or parts == {"am", "pm"}:
            return Fraction(0)
        return Fraction(1, 2) if parts else Fraction(1)

    def state(self, rep, day, today):
        """What became of a day of a rep, from joining to leaving."""
        if self.work(day, day, [rep]):
            return "worked"
        if self.weight(rep, day) == 0:
            return "off"
        if (rep, day) in self.confirmed:
            return "confirmed zero"
        if day > today:
            return "to come"
        if not self.by_id[rep]["targets"]:
            return "not asked"
        return "open" if day == today else "unreported"

    # -- targets

    def employed(self, rep, day) -> bool:
        """Whether the rep has targets that day: from joining to leaving."""
        who = self.by_id[rep]
        if not who["targets"] or who["joined"] is None or day < who["joined"]:
            return False
        return who["until"] is None or day <= who["until"]

    def in_force(self, metric, rep, day):
        """The target row in force: his own before everyone's, the latest from, the latest stated; None without."""
        if not self.employed(rep, day):
            return None
        for whose in (rep, None):
            stated = [t for t in self.targets if (t["metric"], t["rep"]) == (metric, whose) and t["from"] <= day]
            stated.sort(key=lambda t: (t["from"], t["recorded_at"], t["uid"]))
            if stated and stated[-1]["amount"] is not None:
                return {name: stated[-1][name] for name in ("id", "per", "from", "amount", "ramp_to", "ramp_until")}
        return None

    def amount_on(self, target, rep, day):
        """N on a day, target the row's id: a ramp's is rounded half up on each of its working days before leave."""
        row = next(each for each in self.targets if each["id"] == target)
        low = Fraction(row["amount"])
        if row["ramp_to"] is None:
            return low
        high, until = Fraction(row["ramp_to"]), date.fromisoformat(row["ramp_until"])
        climbing = [each for each in days(row["from"], until) if self.works_on(rep, each)]
        if day > until or len(climbing) <= 1:
            return high
        return Fraction(half_up(low + (high - low) * climbing.index(day) / (len(climbing) - 1)))

    def rate(self, metric, rep, day):
        """What a whole working day of the rep is asked for; 0 on any other day and without a target."""
        target = self.in_force(metric, rep, day)
        if target is None or not self.works_on(rep, day):
            return Fraction(0)
        amount = self.amount_on(target["id"], rep, day)
        if target["per"] == "day":
            return amount
        if target["per"] == "week":
            return amount / len(self.week_of(rep))
        return amount / self.days_worked(rep, *month_of(day))

    def target(self, metric, rep, start, end):
        """T: rate × w over the days."""
        return sum((self.rate(metric, rep, day) * self.weight(rep, day) for day in days(start, end)), Fraction(0))

    def target_raw(self, metric, rep, start, end):
        """T without leave."""
        return sum((self.rate(metric, rep, day) for day in days(start, end)), Fraction(0))

    def weights(self, metric, rep, start, end):
        """Σ w over the days with a target in force."""
        counted = [self.weight(rep, day) for day in days(start, end) if self.in_force(metric, rep, day)]
        return sum(counted, Fraction(0))

    # -- work

    def work(self, start, end, reps, only=None):
        """The activities of the days, of these reps, in either direction, that have what `only` says."""
        return [
            activity
            for activity in self.activities
            if start <= activity["day"] <= end
            and activity["rep"] in reps
            and all(activity[name] in words for name, words in (only or {}).items())
        ]

    def count(self, metric, activities):
        """The actual: what these activities are by the table of metrics, or by the words of one's own."""
        if metric in self.own_metrics:
            return self.count_own(self.own_metrics[metric], activities)
        mine = [each for each in activities if each["direction"] == "out"]
        calls = [each for each in mine if each["channel"] == "phone"]
        visits = [each for each in mine if each["channel"] == "visit"]
        if metric == "calls":
            return len(calls)
        if metric == "first_contacts":
            return len([each for each in mine if each["touch"] == "first"])
        if metric == "follow_ups":
            return len([each for each in mine if each["touch"] == "follow-up" and each["channel"] != "visit"])
        if metric == "visits":
            return len(visits)
        if metric == "customers_visited":
            return len({each["customer"] for each in visits if each["reached"] and each["customer"] is not None})
        if metric == "conversations":
            return len([each for each in calls if each["reached"]])
        return Fraction(sum(each["duration_s"] or 0 for each in calls), 60)

    def count_own(self, own, activities):
        """A metric of one's own: what passes its filter, or so many points for each of other metrics."""
        if own["parts"]:
            parts = [part.partition("=") for part in own["parts"].split()]
            return sum(Fraction(points) * self.count(name, activities) for name, _equals, points in parts)
        passed = [
            each
            for each in activities
            if all(not own[name] or each[name] in own[name].split(",") for name in ("channel", "outcome", "touch"))
            and (not own["direction"] or each["direction"] == own["direction"])
        ]
        if own["distinct_by"]:
            return len({each["customer"] for each in passed if each["customer"] is not None})
        return len(passed)

    def actual(self, metric, reps, start, end):
        """A of these reps together."""
        return self.count(metric, self.work(start, end, reps))

    # -- pace

    def need(self, metric, rep, start, end, today):
        """(need, left_today) of one rep."""
        if today < start:
            return None, None
        total, done = self.target(metric, rep, start, end), self.actual(metric, [rep], start, end)
        if done >= total:
            return 0, 0
        left = self.weights(metric, rep, today, end)
        if left == 0:
            return None, None
        before = self.actual(metric, [rep], start, today - DAY)
        w = self.weights(metric, rep, today, today) if today <= end else Fraction(0)
        left_today = max(0, math.ceil((total - before) * w / left) - (done - before))
        need = math.ceil((total - before) / left) if left_today else math.ceil((total - done) / (left - w))
        return need, left_today

    def forecast(self, metric, rep, start, end, today):
        """What one rep comes to at the end."""
        done = self.actual(metric, [rep], start, end)
        if today > end:
            return done
        past = self.weights(metric, rep, start, today - DAY)
        if past == 0:
            return None
        before = self.actual(metric, [rep], start, today - DAY)
        r = Fraction(before) / past
        w = self.weights(metric, rep, today, today) if today >= start else Fraction(0)
        return before + max(done - before, r * w) + r * self.weights(metric, rep, max(today + DAY, start), end)

    def streaks(self, metric, rep, today):
        """(streak, longest_streak) of one rep: days, weeks or months in a row with the target met."""
        target = self.in_force(metric, rep, today)
        if target is None:
            return None, None
        oldest = today - (LOOKED_BACK - 1) * DAY
        units = []  # newest first, (last day, met): those that ask nothing are passed over
        first, last = unit_of(target["per"], today)
        while last >= min(self.by_id[rep]["joined"], oldest):
            asked = self.target(metric, rep, first, last)
            met = asked > 0 and self.actual(metric, [rep], first, last) >= asked
            if met or (asked and last < today):  # the unit that today is in breaks nothing
                units.append((last, met))
            first, last = unit_of(target["per"], first - DAY)
        streak = len(list(takewhile(bool, (met for _last, met in units))))
        inside = groupby(met for last, met in units if last >= oldest)
        return streak, max([streak, *(len(list(run)) for met, run in inside if met)])

    # -- the report

    def figures(self, metric, reps, start, end, today):
        """The columns from actual on of one cell: T and E are sums over reps, the actual is counted anew."""
        done = self.actual(metric, reps, start, end)
        asked = {rep: self.target(metric, rep, start, end) for rep in reps}
        total = sum(asked.values(), Fraction(0))
        expected = sum((self.target(metric, rep, start, min(today, end)) for rep in reps), Fraction(0))
        yesterday = sum((self.target(metric, rep, start, min(today - DAY, end)) for rep in reps), Fraction(0))
        if total == 0 or today < start:
            status = "none"
        elif done >= total:
            status = "met"
        elif done >= expected:
            status = "ahead"
        else:
            status = "on track" if done >= yesterday else "behind"
        # a rep of whom nothing is asked needs nothing, whatever the others do
        needing = [rep for rep in reps if asked[rep]] or reps
        needs = [self.need(metric, rep, start, end, today) for rep in needing]
        forecasts = [self.forecast(metric, rep, start, end, today) for rep in reps]

        def summed(values):
            present = [value for value in values if value is not None]
            return sum(present) if present else None

        return {
            "actual": done,
            "target": total,
            "attainment": Fraction(done) / total if total else None,
            "expected": expected,
            "status": status,
            "need": summed(need for need, _left in needs),
            "left_today": summed(left for _need, left in needs),
            "forecast": summed(forecasts),
            "target_raw": sum((self.target_raw(metric, rep, start, end) for rep in reps), Fraction(0)),
        }

    def planned_row(self, metric, reps, start, end, today, *, of_one_rep):
        """A row with targets; the streak's columns are filled where the row is one rep's."""
        streaks = self.streaks(metric, reps[0], today) if of_one_rep else (None, None)
        return self.figures(metric, reps, start, end, today) | dict(zip(STREAKS, streaks, strict=True))

    def before(self, metric, rep, kind, start, end, today, only=None):
        """The actual of the period before, as far as this one has come; of as many days before a range."""
        last = start - DAY
        first = start - ((end - start).days + 1) * DAY if kind == "range" else unit_of(kind, last)[0]
        if start <= today <= end:
            last = min(last, first + (today - start).days * DAY)
        return self.count(metric, self.work(first, last, [rep], only))

    def rank(self, rows, how):
        """Each row's place among those of its metric, equals alike; no place without what it is ranked by."""

        def merit(row):
            if how == "attainment":
                return Fraction(row["actual"]) / row["target"] if row["target"] else None
            return row["actual"] - (row["before"] if how == "improvement" else 0)

        for row in rows:
            rivals = [merit(other) for other in rows if other["metric"] == row["metric"] and merit(other) is not None]
            if merit(row) is not None:
                row["rank"] = 1 + len([rival for rival in rivals if rival > merit(row)])

    def rows(self, kind, start, end, today, *, by=None, metrics=None, reps=None, only=None, rank=None, left_out=()):
        """The rows of the report, in order where the groups are stretches of time; figures with four decimals.

        `reps` are ids, `only` narrows by channel and outcome. With `by` rep every rep has rows but those `left_out`.
        """
        people = [rep["id"] for rep in self.reps if not reps or rep["id"] in reps]
        groups = []
        if by in {None, "day", "week", "month"}:
            cells = cells_of(by, start, end) if by else [(None, start, end)]
            one = by is None and len(people) == 1
            groups = [(name, people, first, last, one, only) for name, first, last in cells]
        elif by == "rep":
            groups = [(self.by_id[rep]["name"], [rep], start, end, True, only) for rep in people if rep not in left_out]
        else:
            worked = self.work(start, end, people, only)
            found = dict.fromkeys(activity[by] for activity in worked)
            groups = [(word, people, start, end, False, (only or {}) | {by: [word]}) for word in found]
        rows = []
        for name, whose, first, last, one, narrow in groups:
            group = self.customers[name]["name"] if by == "customer" and name is not None else name
            for metric in metrics or DEFAULT:
                if narrow:
                    done = {"actual": self.count(metric, self.work(first, last, whose, narrow))}
                    figures = done | dict.fromkeys([*PLANNED, *STREAKS])
                else:
                    figures = self.planned_row(metric, whose, first, last, today, of_one_rep=one)
                head = {"period": kind, "start": str(start), "end": str(end), "group": group, "metric": metric}
                rows.append(head | figures | dict.fromkeys(BESIDE))
                if by == "rep":
                    rows[-1]["before"] = self.before(metric, whose[0], kind, start, end, today, only)
        if rank:
            self.rank(rows, rank)
        return [{column: shown(value) for column, value in row.items()} for row in rows]

    def check(self, rows, people, start, end, metrics, today):
        """What `report --check` ends with, of the rows that it shows; where targets apply to these at all."""
        targets = any(
            self.in_force(metric, rep, day) for metric in metrics for rep in people for day in days(start, end)
        )
        unreported = any(
            self.employed(rep, day) and self.state(rep, day, today) == "unreported"
            for rep in people
            for day in days(start, end)
        )
        if not targets:
            return 3
        if any(row["status"] == "behind" for row in rows):
            return 4
        return 5 if unreported else 0

    def must_be_shown(self, rep, start, end, metrics, only):
        """Whether a report by rep has to have rows of the rep: work, or a target on one of his working days."""
        asked = any(
            self.in_force(metric, rep, day) and self.works_on(rep, day)
            for metric in ([] if only else metrics)
            for day in days(start, end)
        )
        return asked or bool(self.work(start, end, [rep], only))

    def may_be_shown(self, rep, start, end, metrics):
        """The same without asking whether that day is worked."""
        asked = any(self.in_force(metric, rep, day) for metric in metrics for day in days(start, end))
        return asked or bool(self.work(start, end, [rep]))
