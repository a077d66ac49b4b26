"""Rows of reps, customers and what hangs on them, as they travel: what was said of each, and which word stands.

What a merge concludes (two customers of one name are one, say) stands in the same tables as what somebody said. A fact
that a merge writes therefore keeps, under `said`, what was said where that differs: conclusions are drawn anew from
what all files said, so that neither the order of merging nor merging again makes a difference.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

REFERENCES = {"rep": "rep", "customer": "customer", "asked_by": "activity"}
OWNERS = {"rep_name": "rep", "customer_name": "customer", "person": "customer"}
Key = str | tuple[str, str]
Fields = dict[str, Any]


class Stated(NamedTuple):
    """What was last said of a row, and when. Redirect and joining were said at times of their own.

    `joined_at` is empty while the joining is that of the first line, which nobody set by hand.
    """

    at: str
    fields: Fields
    merged_at: str = ""
    joined_at: str = ""


class Found(NamedTuple):
    """A row of a file: its id there, what its table says, what was said."""

    id: int
    fields: Fields
    stated: Stated


Said = dict[Key, Stated]


def key_of(entity: str, fields: Fields) -> Key:
    """What a row is the same by, in whatever file."""
    return str(fields["uid"]) if "uid" in fields else (fields["folded"], fields[entity.removesuffix("_name")])


def later(one: Stated, other: Stated) -> Stated:
    """What stands of two versions: the later; at one second what sorts last, so that order never matters.

    The redirect is the one that was said last. Of two joinings the earlier stands, but one set by hand before either.
    """
    if one == other:
        return one
    stands = max(one, other, key=(lambda each: each.at) if one.at != other.at else _order)
    if "merged_into" not in stands.fields:
        return stands
    merged = max(one, other, key=lambda each: (each.merged_at, each.fields["merged_into"] or ""))
    fields = {**stands.fields, "merged_into": merged.fields["merged_into"]}
    joined_at = ""
    if "joined" in fields:
        fields["joined"], joined_at = joining((one, other))
    return Stated(stands.at, fields, merged.merged_at, joined_at)


def joining(versions: Iterable[Stated]) -> tuple[str | None, str]:
    """The joining that stands of several, and when it was set by hand."""
    several = list(versions)
    latest = max(each.joined_at for each in several)
    days = [each.fields["joined"] for each in several if each.joined_at == latest and each.fields["joined"]]
    return min(days, default=None), latest


def _order(each: Stated) -> tuple[str, int, list[tuple[str, bool, str]]]:
    fields = sorted(each.fields.items())
    passing = {"merged_into", "joined"}  # said at times of their own
    known = [(name, value is not None, str(value)) for name, value in fields if name not in passing]
    return each.at, each.fields["gone"], known


def changed(fields: Fields, **now: Any) -> Fields:  # noqa: ANN401  any column's
    """The fields with these values; the same dictionary where they are so already."""
    return fields if all(fields[name] == value for name, value in now.items()) else {**fields, **now}
