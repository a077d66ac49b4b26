"""Version 1 of the file: the tables, their indexes and the stable views, statement by statement.

The record (`revision`, `fact`) is append-only: triggers refuse to change it. Every other table is its projection,
written in the same transaction and rebuildable from it. docs/storage.md describes the tables for their readers.
"""

RECORD = (
    "CREATE TABLE device (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE) STRICT",
    # this file's own counters; exactly one row
    """CREATE TABLE counter (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        device INTEGER NOT NULL REFERENCES device (id),
        seq INTEGER NOT NULL,
        change INTEGER NOT NULL
    ) STRICT""",
    # what one command did, as a whole: the unit of undo. `of` is the operation that an undo or redo takes back
    """CREATE TABLE operation (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        of INTEGER REFERENCES operation (id),
        summary TEXT,
        recorded_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX operation_of ON operation (of) WHERE of IS NOT NULL",
    """CREATE TABLE revision (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL,
        activity INTEGER NOT NULL,
        activity_uid TEXT NOT NULL,
        device INTEGER NOT NULL REFERENCES device (id),
        seq INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        received_at TEXT NOT NULL,
        change INTEGER NOT NULL,
        operation INTEGER NOT NULL REFERENCES operation (id),
        op TEXT NOT NULL CHECK (op IN ('put', 'delete')),
        rep INTEGER NOT NULL REFERENCES rep (id),
        customer INTEGER REFERENCES customer (id),
        person TEXT,
        number TEXT,
        channel TEXT NOT NULL CHECK (channel IN ('phone', 'visit', 'video', 'email', 'message', 'other')),
        direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
        stated TEXT CHECK (stated IN ('first', 'follow-up')),
        outcome TEXT,
        reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
        at TEXT NOT NULL,
        at_unix INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (length(day) = 10),
        duration_s INTEGER CHECK (duration_s >= 0),
        note TEXT,
        logged_at TEXT NOT NULL,
        source TEXT,
        source_id TEXT
    ) STRICT""",
    "CREATE UNIQUE INDEX revision_activity ON revision (activity, rev, uid)",
    "CREATE INDEX revision_operation ON revision (operation)",
    # versions of everything else that a figure depends on, as JSON of the projected row
    """CREATE TABLE fact (
        id INTEGER PRIMARY KEY,
        operation INTEGER NOT NULL REFERENCES operation (id),
        entity TEXT NOT NULL,
        entity_id INTEGER NOT NULL,
        body TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        received_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX fact_entity ON fact (entity, entity_id)",
    "CREATE INDEX fact_operation ON fact (operation)",
)

KEPT = tuple(
    f"CREATE TRIGGER {table}_is_kept_from_{verb.lower()} BEFORE {verb} ON {table}"
    f" BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"
    for table in ("revision", "fact")
    for verb in ("UPDATE", "DELETE")
)

PEOPLE = (
    """CREATE TABLE rep (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        targets INTEGER NOT NULL DEFAULT 1 CHECK (targets IN (0, 1)),
        joined TEXT,
        until TEXT,
        merged_into INTEGER REFERENCES rep (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    # the name and every alias, folded; one name means one rep
    """CREATE TABLE rep_name (
        id INTEGER PRIMARY KEY,
        folded TEXT NOT NULL,
        name TEXT NOT NULL,
        rep INTEGER NOT NULL REFERENCES rep (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX rep_name_folded ON rep_name (folded) WHERE gone = 0",
    """CREATE TABLE customer (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT 'direct' CHECK (kind IN ('direct', 'agent')),
        known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)),
        merged_into INTEGER REFERENCES customer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL",
    # stem: the folded name without legal forms (Ltd, GmbH, 有限公司), where a near name is looked for
    """CREATE TABLE customer_name (
        id INTEGER PRIMARY KEY,
        folded TEXT NOT NULL,
        stem TEXT NOT NULL,
        name TEXT NOT NULL,
        customer INTEGER NOT NULL REFERENCES customer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX customer_name_folded ON customer_name (folded) WHERE gone = 0",
    "CREATE INDEX customer_name_stem ON customer_name (stem)",
    "CREATE INDEX customer_name_customer ON customer_name (customer)",
    """CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        customer INTEGER NOT NULL REFERENCES customer (id),
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        focus TEXT CHECK (focus IN ('receptive', 'dissatisfied', 'power')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX person_name ON person (customer, folded) WHERE gone = 0",
)

WORK = (
    """CREATE TABLE activity (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL REFERENCES revision (id),
        rep INTEGER NOT NULL REFERENCES rep (id),
        customer INTEGER REFERENCES customer (id),
        person TEXT,
        number TEXT,
        channel TEXT NOT NULL CHECK (channel IN ('phone', 'visit', 'video', 'email', 'message', 'other')),
        direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
        touch TEXT CHECK (touch IN ('first', 'follow-up', 'attempt')),
        stated TEXT CHECK (stated IN ('first', 'follow-up')),
        outcome TEXT,
        reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
        at TEXT NOT NULL,
        at_unix INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (length(day) = 10),
        duration_s INTEGER CHECK (duration_s >= 0),
        note TEXT,
        logged_at TEXT NOT NULL,
        source TEXT,
        source_id TEXT,
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
        change INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX activity_day ON activity (day, rep) WHERE deleted = 0",
    "CREATE INDEX activity_customer ON activity (customer, reached, at_unix, uid) WHERE deleted = 0",
    "CREATE INDEX activity_first ON activity (customer) WHERE deleted = 0 AND touch = 'first'",
    "CREATE INDEX activity_at ON activity (at_unix)",
    "CREATE INDEX activity_rep ON activity (rep, at_unix)",
    "CREATE INDEX activity_change ON activity (change)",
    """CREATE TABLE due (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        customer INTEGER NOT NULL REFERENCES customer (id),
        rep INTEGER NOT NULL REFERENCES rep (id),
        day TEXT NOT NULL CHECK (length(day) = 10),
        at TEXT,
        why TEXT,
        asked_by INTEGER REFERENCES activity (id),
        done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE INDEX due_day ON due (day) WHERE gone = 0 AND done = 0",
    "CREATE INDEX due_customer ON due (customer) WHERE gone = 0 AND done = 0",
    "CREATE INDEX due_asked_by ON due (asked_by) WHERE asked_by IS NOT NULL",
)

PLAN = (
    # append-only in spirit too: a change or an end of a target is a further row; amount NULL ends it
    """CREATE TABLE target (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        metric TEXT NOT NULL,
        amount TEXT,
        per TEXT NOT NULL CHECK (per IN ('day', 'week', 'month')),
        rep INTEGER REFERENCES rep (id),
        from_day TEXT NOT NULL CHECK (length(from_day) = 10),
        recorded_at TEXT NOT NULL,
        received_at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    """CREATE TABLE outcome (
        id INTEGER PRIMARY KEY,
        word TEXT NOT NULL,
        reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
    "CREATE UNIQUE INDEX outcome_word ON outcome (word) WHERE gone = 0",
    """CREATE TABLE setting (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        value TEXT,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT""",
)

VIEWS = (
    """CREATE VIEW activities AS
        SELECT a.id, a.uid, r.name AS rep, c.name AS customer, a.person, a.number, a.channel, a.direction, a.touch,
            a.stated, a.outcome, a.reached, a.at, a.day, a.duration_s, a.note, a.logged_at, a.source, a.source_id,
            coalesce(c.known, 0) AS known
        FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer
        WHERE a.deleted = 0""",
    """CREATE VIEW daily_totals AS
        SELECT a.day, r.name AS rep,
            sum(CASE WHEN a.channel = 'phone' THEN 1 ELSE 0 END) AS calls,
            sum(CASE WHEN a.touch = 'first' THEN 1 ELSE 0 END) AS first_contacts,
            sum(CASE WHEN a.touch = 'follow-up' AND a.channel <> 'visit' THEN 1 ELSE 0 END) AS follow_ups,
            sum(CASE WHEN a.channel = 'visit' THEN 1 ELSE 0 END) AS visits,
            count(DISTINCT CASE WHEN a.channel = 'visit' AND a.reached = 1 THEN a.customer END) AS customers_visited,
            sum(CASE WHEN a.channel = 'phone' AND a.reached = 1 THEN 1 ELSE 0 END) AS conversations,
            sum(CASE WHEN a.channel = 'phone' THEN coalesce(a.duration_s, 0) ELSE 0 END) / 60.0 AS talk_minutes
        FROM activity a JOIN rep r ON r.id = a.rep
        WHERE a.deleted = 0 AND a.direction = 'out'
        GROUP BY a.day, a.rep""",
)

STATEMENTS = (*RECORD, *KEPT, *PEOPLE, *WORK, *PLAN, *VIEWS)
