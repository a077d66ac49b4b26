"""When a new name is near a known one, and which words at its end are no part of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from salescli.model.names import fold
from salescli.model.near import BEGINS, FORM, SLIP, beginnings, slips, stem, trailing_remark, why_near

NEAR = [  # new, known, why
    ("Acme Crop", "Acme Corp", SLIP),
    ("Acne", "Acme", SLIP),
    ("Acm", "Acme", SLIP),
    ("IBN", "IBM", None),
    ("IBMs", "IBM", None),
    ("Seimens", "Siemens", SLIP),
    ("Seimnes", "Siemens", None),  # two slips, seven letters
    ("Micorsotf", "Microsoft", SLIP),
    ("Mcrosfot X", "Microsoft", None),
    ("Acme Ltd", "Acme GmbH", FORM),
    ("Acme, Inc.", "ACME", FORM),
    ("华为有限公司", "华为", FORM),
    ("华为股份有限公司", "华为有限责任公司", FORM),
    ("Acme", "Acme Trading", BEGINS),
    ("Acme Trading", "Acme", BEGINS),
    ("Acme", "Acmetal", None),
    ("华为", "华为技术", BEGINS),
    ("华", "华为技术", None),
    ("AT", "AT&T", None),
    ("Shop 12", "Shop 13", None),
    ("Acme 2", "Acme", None),
    ("Acme 2 Ltd", "Acme 3 Ltd", None),
    ("第一医院", "第二医院", None),
    ("上海一店", "上海二店", None),
    ("A-B 1 Trading", "AB 1 Trading", SLIP),
    ("北京华夏科技有限公司", "北京东方科技有限公司", None),
    ("北京华厦科技有限公司", "北京华夏科技有限公司", SLIP),
    ("Ａcme", "Acne", SLIP),
    ("Zenith", "Acme", None),
    ("Acme", "ACME", None),  # equal
]


@pytest.mark.parametrize(("new", "known", "why"), NEAR)
def test_why_near(new: str, known: str, why: str | None) -> None:
    assert why_near(fold(new), fold(known)) == why


STEMS = [
    ("Acme Ltd", "acme"),
    ("Acme, Inc.", "acme"),
    ("ACME S.A.", "acme"),
    ("Foo GmbH & Co. KG", "foo"),
    ("Smith & Co", "smith"),
    ("Firma sp. z o.o.", "firma"),
    ("Novo A/S", "novo"),
    ("Acme (Pty) Ltd.", "acme"),
    ("Lotus Spa", "lotus spa"),
    ("Fiat S.p.A.", "fiat"),
    ("ООО Ромашка", "ромашка"),
    ("华为技术有限公司", "华为技术"),
    ("腾讯（上海）股份有限公司", "腾讯(上海)"),
    ("株式会社トヨタ", "トヨタ"),
    ("㈱日立", "日立"),
    ("Limited", "limited"),
    ("有限公司", "有限公司"),
    ("M&M", "m&m"),
    ("Johnson and Johnson", "johnson and johnson"),
    ("华为集团", "华为集团"),
]


@pytest.mark.parametrize(("name", "expected"), STEMS)
def test_legal_forms_are_dropped(name: str, expected: str) -> None:
    assert stem(fold(name)) == expected


def test_beginnings_are_whole_words() -> None:
    assert beginnings("acme corp north") == ["acme corp", "acme"]
    assert beginnings("华为技术") == ["华为技", "华为"]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 2))
def test_slips_are_optimal_string_alignment(one: str, other: str, most: int) -> None:
    assert slips(one, other, most) == min(OSA.distance(one, other), most + 1)


REMARKS = [
    ("Acme no-answer", "-o", "no-answer", "Acme"),
    ("Acme no answer", "-o", "no-answer", "Acme"),
    ("Acme NA", "-o", "na", "Acme"),
    ("Acme demo", "-o", "demo", "Acme"),
    ("Acme Corp yesterday 3pm", "--at", "yesterday 3pm", "Acme Corp"),
    ("华为 昨天", "--at", "昨天", "华为"),
    ("Acme 15:30", "--at", "15:30", "Acme"),
    ("Acme -2h", "--at", "-2h", "Acme"),
    ("Acme 12m", "-d", "12m", "Acme"),
]
PLAIN = ["Acme", "no-answer", "na", "Studio 54", "Motel 6", "Seven 7-11", "Acme Corp", "First National", "Big 5 Sports"]


@pytest.mark.parametrize(("name", "option", "text", "rest"), REMARKS)
def test_a_remark_at_the_end(name: str, option: str, text: str, rest: str) -> None:
    assert trailing_remark(name, {"demo": True}) == (option, text, rest)


@pytest.mark.parametrize("name", PLAIN)
def test_no_remark(name: str) -> None:
    assert trailing_remark(name, {"demo": True}) is None
