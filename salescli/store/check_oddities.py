"""What is no fault of the file but worth a look: said by `doctor` as warnings."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from salescli.i18n import _
from salescli.model import settings as known_settings
from salescli.model.errors import SalescliError
from salescli.model.vocabulary import OUTCOMES, ascii_safe
from salescli.store import metrics_kept, outcomes

_EXAMPLES = 3
_PAIRS_SHOWN = 10

_FUTURE = "SELECT '#' || id FROM activity WHERE deleted = 0 AND at_unix > ? ORDER BY at_unix"

_UNUSED = """SELECT c.name FROM customer c WHERE c.gone = 0 AND c.merged_into IS NULL AND c.known = 0
    AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.customer = c.id AND a.deleted = 0)
    AND NOT EXISTS (SELECT 1 FROM due d WHERE d.customer = c.id AND d.gone = 0) ORDER BY c.name, c.id"""

_NOT_JOINED = """SELECT r.name FROM rep r
    WHERE r.gone = 0 AND r.merged_into IS NULL AND r.joined IS NULL AND r.targets = 1 ORDER BY r.name, r.id"""

# Open as store/dues.py means it: asked for by a line that stands, and nobody reached since.
_TWO_DUES = """SELECT c.name FROM due d JOIN customer w ON w.id = d.customer
        JOIN customer c ON c.id = coalesce(w.merged_into, w.id) LEFT JOIN activity a ON a.id = d.asked_by
    WHERE d.gone = 0 AND d.done = 0 AND coalesce(a.deleted, 0) = 0
        AND NOT EXISTS (SELECT 1 FROM activity x WHERE x.customer = c.id AND x.reached = 1 AND x.deleted = 0
            AND x.day >= d.day AND (x.at_unix, x.uid) > (coalesce(a.at_unix, 0), coalesce(a.uid, '')))
    GROUP BY c.id HAVING count(*) > 1 ORDER BY c.name, c.id"""


# What an undo out of order can leave behind: something that names a customer or rep who was taken back.
_HANGING = (
    (
        _("activities of a customer or rep that is gone: {examples}; salescli edit ID --customer NAME, or --rep NAME"),
        """SELECT '#' || a.id FROM activity a JOIN rep r ON r.id = a.rep LEFT JOIN customer c ON c.id = a.customer
        WHERE a.deleted = 0 AND (r.gone = 1 OR c.gone = 1) AND r.merged_into IS NULL AND c.merged_into IS NULL
        ORDER BY a.id""",
    ),
    (
        _("dues with a customer or of a rep that is gone: {examples}; salescli due done ID closes one"),
        """SELECT d.id FROM due d JOIN rep r ON r.id = d.rep JOIN customer c ON c.id = d.customer
        LEFT JOIN activity a ON a.id = d.asked_by
        WHERE d.gone = 0 AND d.done = 0 AND coalesce(a.deleted, 0) = 0
            AND (r.gone = 1 OR c.gone = 1) AND r.merged_into IS NULL AND c.merged_into IS NULL ORDER BY d.id""",
    ),
    (
        _("persons at a customer that is gone: {examples}; they show nowhere, and salescli undo may bring it back"),
        """SELECT p.name FROM person p JOIN customer c ON c.id = p.customer
        WHERE p.gone = 0 AND c.gone = 1 AND c.merged_into IS NULL ORDER BY p.name, p.id""",
    ),
)


def oddities(connection: sqlite3.Connection, now: datetime) -> Iterator[str]:
    """One sentence with its remedy for each kind of oddity that is there."""
    yield from _near_pairs(connection)
    # an hour's grace: clocks differ, and a merged file comes from another machine
    future = [row[0] for row in connection.execute(_FUTURE, (int(now.timestamp()) + 3600,))]
    if future:
        sentence = _(
            "activities in the future: {count} ({examples}); put the time right: salescli edit {first} --at WHEN"
        )
        yield sentence.format(count=len(future), examples=_some(future), first=future[0][1:])
    unused = [row[0] for row in connection.execute(_UNUSED)]
    if unused:
        sentence = _("customers nobody has worked with yet: {count} ({examples}); that may be meant")
        yield sentence.format(count=len(unused), examples=_some(unused))
    idle = [row[0] for row in connection.execute(_NOT_JOINED)]
    if idle:
        sentence = _(
            "reps who have not joined yet, so targets do not count for them: {examples}; "
            "salescli rep set NAME --from DATE, or --no-targets for a manager"
        )
        yield sentence.format(examples=_some(idle))
    for sentence, statement in _HANGING:
        hanging = [str(row[0]) for row in connection.execute(statement)]
        if hanging:
            yield sentence.format(examples=_some(hanging))
    twice = [row[0] for row in connection.execute(_TWO_DUES)]
    if twice:
        sentence = _("customers with more than one open due: {count} ({examples}); see salescli due --all")
        yield sentence.format(count=len(twice), examples=_some(twice))


def faulty_settings(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each setting that is unknown or has a value that it does not take."""
    for name, value in connection.execute("SELECT name, value FROM setting WHERE gone = 0 ORDER BY name").fetchall():
        try:
            known_settings.accept(name, value or "")
        except SalescliError as error:
            sentence = _("setting {name}: {reason}; salescli config unset {name} takes it back")
            yield sentence.format(name=name, reason=error)


def faulty_metrics(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each metric that cannot be understood, or counts an outcome that there is not."""
    sentence = _("metric {name}: {reason}; no report knows it: salescli metric drop {name}, then add it anew")
    faults = dict(metrics_kept.faults(connection))
    for name, reason in faults.items():
        yield sentence.format(name=ascii_safe(name), reason=reason)
    known = {*OUTCOMES, *outcomes.custom(connection)}
    for name, words in metrics_kept.outcomes_counted(connection):
        for word in words:
            if name not in faults and word not in known:
                unknown = _("metric {name} counts an outcome that there is not: {word}; salescli outcome add {word}")
                yield unknown.format(name=ascii_safe(name), word=ascii_safe(word))


def _near_pairs(connection: sqlite3.Connection) -> Iterator[str]:
    from salescli.store.near_pairs import near_pairs

    pairs = near_pairs(connection)
    for pair in pairs[:_PAIRS_SHOWN]:
        names = _("near names: {one} and {other}; if they are one: salescli customer merge")
        yield names.format(one=pair.one_name, other=pair.other_name)
    if len(pairs) > _PAIRS_SHOWN:
        yield _("near names: {count} pairs more").format(count=len(pairs) - _PAIRS_SHOWN)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_EXAMPLES])
    return shown + " …" if len(names) > _EXAMPLES else shown
