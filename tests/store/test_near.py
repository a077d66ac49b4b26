"""Near names found in the file, through its indexes, and all near pairs among many."""

import random
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salescli.model.errors import NotFound
from salescli.model.names import fold
from salescli.model.near import why_near
from salescli.store import customers, near_lookup, near_pairs, reps
from salescli.store import open as opening
from salescli.store.operation import writing

NOW = datetime(2026, 11, 18, 7, 4, tzinfo=UTC)
KNOWN = ["Acme Corp", "Acme", "Zenith GmbH", "华为技术有限公司", "Shop 12", "Microsoft"]


@pytest.fixture
def file(tmp_path: Path) -> sqlite3.Connection:
    connection = opening.for_writing(str(tmp_path / "near.db"))
    with writing(connection, "log", NOW) as op:
        for name in KNOWN:
            customers.create(op, name)
        found = customers.find(connection, "Zenith GmbH")
        assert found is not None
        customers.add_name(op, found.id, "Zeniht Group")
        reps.create(op, "Anna Li")
    return connection


FOUND = [
    ("Acme Crop", [("Acme Corp", "slip"), ("Acme", "begins")]),
    ("Zenith Ltd", [("Zenith GmbH", "form")]),
    ("Zenith Group", [("Zeniht Group", "slip")]),
    ("华为技术", [("华为技术有限公司", "form")]),
    ("华为", [("华为技术有限公司", "begins")]),
    ("Shop 13", []),
    ("Micorsotf", [("Microsoft", "slip")]),
    ("Globex", []),
]


@pytest.mark.parametrize(("name", "expected"), FOUND)
def test_near_customers(file: sqlite3.Connection, name: str, expected: list[tuple[str, str]]) -> None:
    assert [(known, why) for _customer, known, why in near_lookup.near_customers(file, name)] == expected


def test_near_reps(file: sqlite3.Connection) -> None:
    assert [(rep.name, why) for rep, _known, why in near_lookup.near_reps(file, "Ana Li")] == [("Anna Li", "slip")]


def test_who_is_not_there_is_answered_with_who_is_near(file: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="no such customer: Acme Crop; did you mean Acme Corp, Acme"):
        near_lookup.customer_named(file, "Acme Crop")
    with pytest.raises(NotFound, match="salescli customer list shows all"):
        near_lookup.customer_named(file, "Globex")


def test_many_candidates_are_compared_the_same_way(file: sqlite3.Connection) -> None:
    with writing(file, "log", NOW) as op:
        for number in range(300):
            customers.create(op, f"Mcrsft {chr(97 + number % 26)}{chr(97 + number // 26)}")
    assert near_lookup.near_customers(file, "Micorsotf")[0][1] == "Microsoft"


def test_fifty_thousand_names_are_looked_through(tmp_path: Path) -> None:
    connection = opening.for_writing(str(tmp_path / "many.db"))
    with writing(connection, "log", NOW) as op:
        rows = [(f"customer {n:05}", f"customer {n:05}", f"Customer {n:05}", n + 1) for n in range(50_000)]
        ids = [(n + 1, str(n), f"Customer {n:05}") for n in range(50_000)]
        op.connection.executemany("INSERT INTO customer (id, uid, name) VALUES (?, ?, ?)", ids)
        op.connection.executemany("INSERT INTO customer_name (folded, stem, name, customer) VALUES (?, ?, ?, ?)", rows)
    assert near_lookup.near_customers(connection, "Customer 77777") == []
    assert near_lookup.near_customers(connection, "Custmer 00007")[0][1] == "Customer 00007"


BASES = """acme corp/acme gmbh/siemens ag/华为技术有限公司/上海宝信科技有限公司/customer 12/globex corporation
ibm/ibms/shop 7 north/müller & söhne kg""".replace("\n", "/").split("/")


def _mutated(chance: random.Random, name: str) -> str:
    letters = list(name)
    for _ in range(chance.randrange(4)):
        at, how = chance.randrange(len(letters)), chance.randrange(4)
        if how == 0:
            letters[at] = chance.choice("abc1业")
        elif how == 1 and len(letters) > 2:
            del letters[at]
        elif how == 2:
            letters.insert(at, chance.choice("abc1业 "))
        else:
            letters[at : at + 2] = reversed(letters[at : at + 2])
    return fold("".join(letters))


@pytest.mark.parametrize("seed", range(8))
def test_the_quick_way_finds_the_pairs_that_comparing_all_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a test's dice
    names = sorted({_mutated(chance, chance.choice(BASES)) for _ in range(120)} - {""})
    each = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    expected = {pair for pair in each if why_near(*pair) or why_near(*reversed(pair))}
    assert {(one, other) for one, other, _why in near_pairs.pairs_of(names)} == expected


def test_pairs_of_customers_are_told_once_and_narrowed(file: sqlite3.Connection) -> None:
    pairs = {(pair.one_name, pair.other_name) for pair in near_pairs.near_pairs(file)}
    assert pairs == {("Acme", "Acme Corp")}
    zenith = customers.find(file, "Zenith GmbH")
    assert zenith is not None
    assert near_pairs.near_pairs(file, [zenith.id]) == []
