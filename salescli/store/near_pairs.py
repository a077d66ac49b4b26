"""All near pairs among the customers, without comparing each name with each: 50,000 take a few seconds.

The rule is `why_near`'s; here stand only quick ways to the pairs worth asking it about. One slip is found
through what two names have in common after a letter is dropped from each. For two slips, a name is cut in
three pieces, in three ways: two slips can lie across a cut in two of the ways at most, and in the third leave
one piece whole.
"""

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from salescli.model import near
from salescli.store.near_lookup import near_names

_CROWD = 1000  # where more names share a piece ("customer …"), two slips are not looked for through it
_MOST_COMPARED = 30_000_000  # names laid side by side for two slips: a few seconds
_MOST_JUDGED = 300_000  # pairs looked at closely: serial numbers with letters in them are all near each other
_FEW = 100  # customers that are looked up one by one
_TWO = near.MOST_SLIPS


class NearPair(NamedTuple):
    """Two customers that may be one, by the names that say so; the reason is `why_near`'s."""

    one: int
    one_name: str
    other: int
    other_name: str
    reason: str


def near_pairs(connection: sqlite3.Connection, among: Iterable[int] | None = None) -> list[NearPair]:
    """The pairs of customers with near names or aliases, each once, by name.

    With `among`, the pairs of which one customer is among these ids (those that an import made, say).
    """
    statement = "SELECT folded, name, customer FROM customer_name WHERE gone = 0"
    known = {folded: (name, customer) for folded, name, customer in connection.execute(statement)}
    chosen = None if among is None else set(among)
    if chosen is not None and len(chosen) <= _FEW:
        few = [folded for folded, (_name, customer) in known.items() if customer in chosen]
        alike = ((folded, other, reason) for folded in few for other, reason in near_names(connection, folded))
    else:
        alike = ((one, other, reason) for one, other, reason in pairs_of(known))
    found: dict[tuple[int, int], NearPair] = {}
    for left, right, reason in alike:
        (name, one), (other_name, other) = known[left], known[right]
        if one != other and (chosen is None or one in chosen or other in chosen):
            pair = NearPair(one, name, other, other_name, reason)
            found.setdefault((min(one, other), max(one, other)), pair)
    return sorted(found.values(), key=lambda pair: (pair.one_name, pair.other_name))


def pairs_of(folded: Iterable[str]) -> list[tuple[str, str, str]]:
    """The near pairs of these folded names as (one, other, reason), each once, in order of the names.

    Some are missed where names come in families of thousands: two slips among more than 1,000 names that share a
    third, and whatever comes after 300,000 pairs that had to be looked at.
    """
    names = sorted(set(folded))
    every = itertools.chain(_same_stem(names), _beginnings(names), _slips(names))
    candidates = set(itertools.islice(every, _MOST_JUDGED))
    judged = ((one, other, near.why_near(one, other) or near.why_near(other, one)) for one, other in sorted(candidates))
    return [(one, other, reason) for one, other, reason in judged if reason]


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _pairs_within(groups: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                yield _ordered(one, other)


def _same_stem(names: list[str]) -> Iterator[tuple[str, str]]:
    groups = defaultdict(list)
    for name in names:
        groups[near.stem(name)].append(name)
    return _pairs_within(groups.values())


def _beginnings(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names and those of their beginnings that are names; numbered shops are near to nothing by that."""
    known = set(names)
    for name in names:
        for beginning in near.beginnings(name):
            if beginning in known:
                yield beginning, name


def _slips(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names within slips of each other, looked for without digits: ten thousand numbered ones are one."""
    alike = defaultdict(list)
    same = defaultdict(list)
    for name in names:
        if near.slips_allowed(name + "x"):
            bare = near.without_digits(name)
            alike[bare].append(name)
            same[bare, near.digits(name)].append(name)
    yield from _pairs_within(same.values())
    for one, other in itertools.chain(_one_slip(list(alike)), _two_slips(alike)):
        for left in alike[one]:
            for right in alike[other]:
                yield _ordered(left, right)


def _one_slip(names: list[str]) -> Iterator[tuple[str, str]]:
    by_size = _by_size(names)
    for size, of_size in sorted(by_size.items()):
        groups = defaultdict(list)
        for name in by_size.get(size - 1, ()):
            groups[name].append(name)
        for name in of_size:
            for key in {name[:at] + name[at + 1 :] for at in range(size)}:
                groups[key].append(name)
        for one, other in _pairs_within(group for group in groups.values() if len(group) > 1):
            if near.slips(one, other, 1) == 1:
                yield one, other


def _by_size(names: Iterable[str]) -> dict[int, list[str]]:
    sizes = defaultdict(list)
    for name in names:
        sizes[len(name)].append(name)
    return sizes


Pieces = dict[int, dict[tuple[int, str], list[str]]]  # length of the names -> (start, text) -> names


def _two_slips(alike: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    pieces: Pieces = {}
    of_long: Pieces = {}  # one of a pair must be long
    compared = 0
    for size, names in sorted(_by_size(alike).items()):
        if size < near.TWO_SLIPS_FROM - _TWO:
            continue
        for index in (pieces, of_long):
            index[size] = defaultdict(list)
            index.pop(size - _TWO - 1, None)
        for name in names:
            long = max(map(near.letters_of, alike[name])) >= near.TWO_SLIPS_FROM
            sharing = list(_sharing_a_piece(name, pieces if long else of_long))
            compared += len(sharing)
            if compared > _MOST_COMPARED:
                return
            for other, _, _ in process.extract(name, sharing, scorer=OSA.distance, score_cutoff=_TWO, limit=None):
                yield _ordered(name, other)
            for start, end in _cuts(size):
                for index in (pieces, of_long) if long else (pieces,):
                    index[size][start, name[start:end]].append(name)


def _sharing_a_piece(name: str, pieces: Pieces) -> set[str]:
    """The names, as long or up to two shorter, of which a piece stands in this name too, about there."""
    found: set[str] = set()
    for size in range(len(name) - _TWO, len(name) + 1):
        index = pieces.get(size, {})
        for start, end in _cuts(size) if index else ():
            for shift in _shifts(len(name) - size):
                sharing = index.get((start, name[max(0, start + shift) : end + shift]), ())
                if len(sharing) < _CROWD:
                    found.update(sharing)
    return found


def _shifts(longer_by: int) -> range:
    """Where a piece that two slips left whole can stand: a place of shift is a slip before or behind it."""
    return range(-1, 2) if longer_by == 0 else range(longer_by + 1)


def _cuts(size: int) -> list[tuple[int, int]]:
    """The nine pieces, as (start, end): three ways to cut in three, no cut in two ways at one place."""
    first, second = size // 3, 2 * size // 3
    cuts = [(first + way, second + way) for way in range(3)]
    return [piece for one, two in cuts for piece in ((0, one), (one, two), (two, size)) if piece[0] < piece[1]]
