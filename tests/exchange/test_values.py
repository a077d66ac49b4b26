"""Notes in HTML: the text is kept, and nothing of what a browser would run."""

import time
from collections import defaultdict
from contextlib import suppress

import pytest

from salescli.exchange import formats
from salescli.exchange.preset import Passed
from salescli.exchange.refusal import BadRow
from salescli.exchange.values import without_tags


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("plain", "plain"),
        ("AT&T", "AT&T"),
        ("<p>Hi &amp; <b>bye</b></p><p>a &lt; b<br/>c</p>", "Hi & bye\na < b\nc"),
        ("a<script>alert('<b>x</b>')</script>b", "ab"),
        ("<STYLE type='x'>p > b { }</STYLE >b", "b"),
        ("a<!-- x > y <b> -->b", "ab"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("I <3 you", "I <3 you"),
        ("a <b", "a <b"),
        ("said <script> aloud", "said  aloud"),
        ("&lt;script&gt;", "<script>"),
        ("&#0;&#x1b;[2J", "\ufffd[2J"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
    ],
)
def test_the_text_of_a_note(note: str, text: str) -> None:
    assert without_tags(note) == text


@pytest.mark.parametrize(
    "piece",
    ["<", "<br", "<br ", "<script", "<script>", "<script></script", "<!--", "<!---->", "&", "&lt", '<a "', "</p"],
)
def test_a_note_made_to_take_long(piece: str) -> None:
    began = time.process_time()
    without_tags(piece * (900_000 // len(piece)) + "</script>-->")
    without_tags(piece * (900_000 // len(piece)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("cell", [" " * 300_000 + "x", "(" * 300_000, "1:" * 300_000, '"' * 300_000, "<" * 300_000])
def test_a_cell_made_to_take_long_takes_no_time_in_any_format(cell: str) -> None:
    began = time.process_time()
    for preset in formats.presets().values():
        for column in preset.columns:
            row = defaultdict(str, {column: cell})
            with suppress(BadRow, Passed):
                preset.fields(row)
    assert time.process_time() - began < 20
