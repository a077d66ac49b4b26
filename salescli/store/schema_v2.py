"""Version 2 of the file: the calendar, leave, ramps, metrics and waivers of one's own, and totals kept by rep and day.

Statement by statement, as store/schema.py has version 1. docs/storage.md describes the tables for their readers.
"""

CALENDAR = (
    # a rep's own work week, in the words of the setting work-week; without one the file's
    "ALTER TABLE rep ADD COLUMN work_week TEXT",
    # one year of one country as the library gave it: `days` is JSON, [["2026-02-14", 1, "make-up day"], …], 1 is worked
    """CREATE TABLE calendar_year (
        id INTEGER PRIMARY KEY,
        country TEXT NOT NULL,
        year INTEGER NOT NULL,
        source TEXT NOT NULL,
        estimated INTEGER NOT NULL CHECK (estimated IN (0, 1)),
        days TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX calendar_year_country ON calendar_year (country, year) WHERE gone = 0",
    # what the file's owner says of a day, before any country
    """CREATE TABLE calendar_day (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL CHECK (length(day) = 10),
        works INTEGER NOT NULL CHECK (works IN (0, 1)),
        name TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX calendar_day_day ON calendar_day (day) WHERE gone = 0",
    # a row a day and part of it: two halves are a day
    """CREATE TABLE leave (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        rep INTEGER NOT NULL REFERENCES rep (id),
        day TEXT NOT NULL CHECK (length(day) = 10),
        part TEXT NOT NULL CHECK (part IN ('day', 'am', 'pm')),
        reason TEXT,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX leave_day ON leave (day, rep, part) WHERE gone = 0",
    """CREATE TABLE confirmed_zero (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        rep INTEGER NOT NULL REFERENCES rep (id),
        day TEXT NOT NULL CHECK (length(day) = 10),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX confirmed_zero_day ON confirmed_zero (day, rep) WHERE gone = 0",
)

PLAN = (
    # a ramp goes from `amount` to `ramp_to` on the day `ramp_until`, which it keeps
    "ALTER TABLE target ADD COLUMN ramp_to TEXT",
    "ALTER TABLE target ADD COLUMN ramp_until TEXT",
    # a metric of one's own: what of `channel`, `outcome`, `direction`, `touch` it counts (words joined by commas, all
    # when empty), different customers where `distinct_by` says so; or a score, `parts`: calls=1 visits=10
    """CREATE TABLE metric (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        channel TEXT,
        outcome TEXT,
        direction TEXT,
        touch TEXT,
        distinct_by TEXT CHECK (distinct_by IN ('customers')),
        parts TEXT,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX metric_name ON metric (name) WHERE gone = 0",
    # a doubt about an activity that somebody looked at; without `flag` any doubt
    """CREATE TABLE waiver (
        id INTEGER PRIMARY KEY,
        activity INTEGER NOT NULL REFERENCES activity (id),
        flag TEXT,
        note TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE INDEX waiver_activity ON waiver (activity) WHERE gone = 0",
)

EXPORT = (
    # how far an incremental export has come: the change counter, and the newest operation, as they were
    """CREATE TABLE export_mark (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        change INTEGER NOT NULL,
        newest_operation INTEGER NOT NULL,
        exported_at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
)

IMPORT = (
    # how a table of one's own is imported, by the name that --as takes; `body` is JSON: {"map": {"customer": "Kunde"},
    # "tz": "Europe/Berlin", …}
    """CREATE TABLE mapping (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX mapping_name ON mapping (name) WHERE gone = 0",
)

# the counter of changes as it stood before the operation: what is above it came with it or later
RECORD = (
    "ALTER TABLE operation ADD COLUMN change INTEGER",
    "CREATE INDEX operation_recorded ON operation (recorded_at)",
    """UPDATE operation SET change = (SELECT min(v.change) - 1 FROM revision v WHERE v.operation = operation.id)""",
)

_SUMMED = {
    "activities": "1",
    "calls": "{a}.direction = 'out' AND {a}.channel = 'phone'",
    "first_contacts": "{a}.direction = 'out' AND coalesce({a}.touch, '') = 'first'",
    "follow_ups": "{a}.direction = 'out' AND coalesce({a}.touch, '') = 'follow-up' AND {a}.channel <> 'visit'",
    "visits": "{a}.direction = 'out' AND {a}.channel = 'visit'",
    "conversations": "{a}.direction = 'out' AND {a}.channel = 'phone' AND {a}.reached = 1",
    "talk_s": "({a}.direction = 'out' AND {a}.channel = 'phone') * coalesce({a}.duration_s, 0)",
    "assumed": "{a}.direction = 'out' AND {a}.outcome IS NULL AND {a}.reached = 1",
    "nameless": "{a}.direction = 'out' AND {a}.channel = 'phone' AND {a}.customer IS NULL",
}
COUNTED = tuple(_SUMMED)
_NAMES = ", ".join(COUNTED)


def _of(row: str) -> str:
    return ", ".join(condition.format(a=row) for condition in _SUMMED.values())


_MORE = ", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMMED)
_ADD_NEW = f"""INSERT INTO rep_day (day, rep, {_NAMES}) VALUES (NEW.day, NEW.rep, {_of("NEW")})
    ON CONFLICT (day, rep) DO UPDATE SET {_MORE}"""  # noqa: S608  names and conditions come from above
_LESS = ", ".join(f"{name} = {name} - ({condition.format(a='OLD')})" for name, condition in _SUMMED.items())
_TAKE_OLD = f"UPDATE rep_day SET {_LESS} WHERE day = OLD.day AND rep = OLD.rep"  # noqa: S608  as above

TRIGGERS = {
    "activity_added": f"""CREATE TRIGGER activity_added AFTER INSERT ON activity WHEN NEW.deleted = 0
        BEGIN {_ADD_NEW}; END""",
    "activity_left": f"""CREATE TRIGGER activity_left AFTER UPDATE ON activity WHEN OLD.deleted = 0
        BEGIN {_TAKE_OLD}; END""",
    "activity_came": f"""CREATE TRIGGER activity_came AFTER UPDATE ON activity WHEN NEW.deleted = 0
        BEGIN {_ADD_NEW}; END""",
    "activity_removed": f"""CREATE TRIGGER activity_removed AFTER DELETE ON activity WHEN OLD.deleted = 0
        BEGIN {_TAKE_OLD}; END""",
}

_SUMS = ", ".join(f"sum({condition.format(a='a')}) AS {name}" for name, condition in _SUMMED.items())
TOTALS_OF_ACTIVITIES = f"""SELECT a.day, a.rep, {_SUMS}
    FROM activity a WHERE a.deleted = 0 GROUP BY a.day, a.rep"""  # noqa: S608  as above
# the same before it is summed: a row an activity, which reads as well wherever sums are taken
_EACH = ", ".join(f"{condition.format(a='a')} AS {name}" for name, condition in _SUMMED.items())
EACH_ACTIVITY = f"SELECT a.day, a.rep, {_EACH} FROM activity a WHERE a.deleted = 0"  # noqa: S608  as above
FILL = f"INSERT INTO rep_day (day, rep, {_NAMES}) {TOTALS_OF_ACTIVITIES}"

TOTALS = (
    # every rep's day with work, counted: `activities` in both directions, all else outgoing; talk_s is in seconds
    f"""CREATE TABLE rep_day (
        day TEXT NOT NULL,
        rep INTEGER NOT NULL,
        {", ".join(f"{name} INTEGER NOT NULL" for name in _SUMMED)},
        PRIMARY KEY (day, rep)
    ) STRICT, WITHOUT ROWID""",
    FILL,
    "CREATE INDEX rep_day_rep ON rep_day (rep, day)",
    *TRIGGERS.values(),
    """CREATE INDEX activity_visited ON activity (day, rep, customer)
        WHERE deleted = 0 AND direction = 'out' AND channel = 'visit' AND reached = 1""",
)

STATEMENTS = (*CALENDAR, *PLAN, *IMPORT, *RECORD, *TOTALS, *EXPORT)
