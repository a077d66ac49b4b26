"""The guard against formulas, and that it comes off exactly once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.exchange.formula import guarded, unguarded


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("''=1+1", "'''=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("-", "'-"),
        ("-2+3", "'-2+3"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("+49 30 123456", "+49 30 123456"),
        ("+49;=1", "'+49;=1"),
        ("'+49 30", "'+49 30"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_only_what_would_run_gets_an_apostrophe(text: str, shown: str) -> None:
    assert guarded(text) == shown
    assert unguarded(shown) == text


@given(st.text(alphabet="'=+-@\t\r＝1 a", max_size=6))
def test_off_is_the_inverse_of_on(text: str) -> None:
    assert unguarded(guarded(text)) == text
