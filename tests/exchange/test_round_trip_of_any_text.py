"""Export, import into an empty file, export: equal but for `id`, for any text in any field and any moment."""

import csv
import io
import json
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli.model import vocabulary
from salescli.model.errors import Misuse
from salescli.model.names import accept_name
from salescli.store import activities, customers, outcomes, reps
from salescli.store import open as opening
from salescli.store.operation import writing
from tests.exchange.test_round_trip import HURTS
from tests.reports.file import called

NOW = datetime.fromisoformat("2026-11-18T15:04:00+08:00")
CUSTOM = {"=demo": 1, "no-budget": 0, "演示": 1}
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")
EDGES = (
    *("2026-03-29T01:00:00", "2025-10-26T00:59:59", "2025-10-26T01:30:00"),
    *("2026-11-01T05:30:00", "2026-04-04T14:45:00"),
)


def is_name(text: str) -> bool:
    try:
        return accept_name(text, "customer") == text
    except Misuse:
        return False


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=30)
BEGINNINGS = st.sampled_from(
    ("", "'", "''", "=", "'=", "+", "-1", "@", "\t", "\r", "＝", '"', "+49 ", "\ufeff", "sep=")
)
ANY = st.one_of(st.sampled_from(HURTS), TEXTS, st.builds(str.__add__, BEGINNINGS, TEXTS))
NAMES = ANY.map(lambda text: text[:80]).filter(is_name)


@st.composite
def moments(draw: st.DrawFn) -> str:
    """ISO with the offset of some zone, or with any; now and then at the edge of summer time."""
    unix = draw(st.integers(631_238_400, int(NOW.timestamp()) - 2 * 86_400))
    instant = datetime.fromtimestamp(unix, UTC)
    if draw(st.integers(0, 3)) == 0:
        instant = datetime.fromisoformat(draw(st.sampled_from(EDGES))).replace(tzinfo=UTC)
    minutes = st.integers(-13 * 60, 13 * 60)
    zone = draw(st.one_of(st.sampled_from(ZONES).map(ZoneInfo), minutes.map(lambda n: timezone(timedelta(minutes=n)))))
    return instant.astimezone(zone).isoformat(timespec="seconds")


@st.composite
def days(draw: st.DrawFn) -> str:
    """A day without a time: its noon."""
    return f"{draw(moments())[:10]}T12:00:00+00:00"


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "rep": NAMES,
            "customer": st.none() | NAMES,
            "persons": st.lists(NAMES, max_size=2, unique=True),
            "number": st.none() | ANY,
            "channel": st.sampled_from(vocabulary.CHANNELS),
            "direction": st.sampled_from(("out", "in")),
            "stated": st.sampled_from((None, "first", "follow-up")),
            "outcome": st.none() | st.sampled_from(sorted({**vocabulary.OUTCOMES, **CUSTOM})),
            "at": moments() | days(),
            "duration_s": st.none() | st.integers(0, 10**6),
            "note": st.none() | ANY,
            "logged_at": moments(),
            "source": st.none() | ANY,
            "source_id": st.none() | ANY,
            "known": st.booleans(),
        }
    ),
    min_size=1,
    max_size=8,
)


def written(rows: list[dict[str, object]]) -> None:
    """The rows in the file, as its store writes them."""
    meaning = {**vocabulary.OUTCOMES, **CUSTOM}
    connection = opening.for_writing()
    with writing(connection, "log", NOW) as operation:
        for word, reached in CUSTOM.items():
            outcomes.add(operation, word, reached=bool(reached))
        for row in rows:
            rep = reps.find(connection, str(row["rep"])) or reps.create(operation, str(row["rep"]))
            customer = None
            if row["customer"]:
                name = str(row["customer"])
                found = customers.find(connection, name)
                customer = (found or customers.create(operation, name, known=int(bool(row["known"])))).id
            at, outcome = str(row["at"]), row["outcome"]
            stated = {name: row[name] for name in ("number", "channel", "direction", "stated", "outcome", "duration_s")}
            stated |= {name: row[name] for name in ("note", "logged_at", "source", "source_id")}
            activities.add(operation, activities.Entry(
                rep=rep.id, customer=customer, person="; ".join(row["persons"]) or None if customer else None,
                reached=int(meaning[outcome]) if outcome else 1, at=at, day=at[:10],
                at_unix=int(datetime.fromisoformat(at).timestamp()), **stated,
            ))  # fmt: skip
    connection.close()


def without_ids(data: bytes, form: str) -> list[object]:
    """The rows without the column `id`; that the bytes are equal otherwise, tests/exchange/test_round_trip.py says."""
    text = data.decode("utf-8-sig")
    if form == "jsonl":
        return [{**json.loads(line), "id": 0} for line in text.split("\n") if line]
    return [row[1:] for row in csv.reader(io.StringIO(text, newline=""))]


def back_again(rows: list[dict[str, object]], words: tuple[str, ...]) -> None:
    form = "jsonl" if "jsonl" in words else "csv"
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SALESCLI_DB", str(Path(folder, "one.db")))
        written(rows)
        files = [str(Path(folder, f"{name}.{form}{'.gz' if '--gzip' in words else ''}")) for name in ("one", "two")]
        assert called("export", "activities", "-O", files[0], *words).code == 0
        first = called("export", "activities", *(word for word in words if word != "--gzip")).out
        patch.setenv("SALESCLI_DB", str(Path(folder, "two.db")))
        done = called("import", files[0])
        assert done.code == 0, done.err
        assert done.out.startswith(f"read {len(rows)} = new {len(rows)} ".encode())
        second = called("export", "activities", *(word for word in words if word != "--gzip")).out
        assert without_ids(second, form) == without_ids(first, form)
        again = called("import", files[0])
        assert again.out.startswith(f"read {len(rows)} = new 0 + same {len(rows)} ".encode()), again.err
        assert called("doctor").code == 0


FORMS = [(), ("--excel",), ("--gzip",), ("-f", "jsonl")]
quick = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
long = settings(quick, max_examples=500)


@pytest.mark.parametrize("words", FORMS, ids=" ".join)
@quick
@given(rows=ROWS)
def test_any_text_comes_back(words: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    back_again(rows, words)


@pytest.mark.slow
@pytest.mark.parametrize("words", FORMS, ids=" ".join)
@long
@given(rows=ROWS)
def test_any_text_comes_back_in_many_rounds(words: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    back_again(rows, words)
