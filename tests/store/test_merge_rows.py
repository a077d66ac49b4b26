"""Of two words on one row one stands, whatever the order and however often they are compared."""

from hypothesis import given
from hypothesis import strategies as st

from salescli.store.merge_rows import Stated, later

TIMES = st.sampled_from(["", "2026-11-18T07:04:00Z", "2026-11-18T07:05:00Z"])


@st.composite
def versions(draw: st.DrawFn) -> Stated:
    """A version of one rep, in which little differs, so that much is equal."""
    merged_at, joined_at = draw(TIMES), draw(TIMES)
    fields = {
        "uid": "r",
        "name": draw(st.sampled_from(["Ann", "Anna"])),
        "until": draw(st.sampled_from([None, "2026-12-31"])),
        "joined": draw(st.sampled_from(["2026-11-01", "2026-11-02"] if joined_at else [None, "2026-11-01"])),
        "merged_into": draw(st.sampled_from([None, "s", "t"])) if merged_at else None,
        "gone": draw(st.integers(0, 1)),
    }
    return Stated(draw(TIMES), fields, merged_at, joined_at)


@given(versions(), versions(), versions())
def test_order_and_repetition_make_no_difference(one: Stated, two: Stated, three: Stated) -> None:
    assert later(one, one) == one
    assert later(one, two) == later(two, one)
    assert later(later(one, two), three) == later(one, later(two, three))
    assert later(later(one, two), two) == later(one, two)


def test_each_thing_is_said_at_its_own_time() -> None:
    fields = {"uid": "r", "name": "Ann", "joined": "2026-11-05", "merged_into": None, "gone": 0}
    first = Stated("1", fields)
    merged = Stated("2", {**fields, "merged_into": "s"}, merged_at="2")
    renamed = Stated("3", {**fields, "name": "Anna", "joined": "2026-11-02"})
    assert later(merged, renamed) == Stated("3", {**renamed.fields, "merged_into": "s"}, "2")
    parted = Stated("4", fields, merged_at="4")
    assert later(parted, later(merged, renamed)).fields["merged_into"] is None
    by_hand = Stated("2", {**fields, "joined": "2026-11-30"}, joined_at="2")
    assert later(later(first, by_hand), renamed).fields["joined"] == "2026-11-30"
