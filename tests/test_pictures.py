"""The pictures in docs/ are what the commands print, on pages as wide as they say."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.pictures import DOCS, SHOTS, WIDTHS, write
from tests.terminal_svg import svg


def test_the_pictures_are_what_the_commands_print(tmp_path: Path) -> None:
    pytest.importorskip("pty")
    write(tmp_path)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")}
    assert made == {path.relative_to(DOCS) for path in [DOCS / "pictures.md", *(DOCS / "pictures").iterdir()]}
    for name in sorted(made):
        shown = (DOCS / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == shown, (
            f"{name}: python -m tests.pictures writes it anew"
        )


def test_no_line_is_wider_than_its_page() -> None:
    page = (DOCS / "pictures.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(\d+) columns, without colours:\n\n```text\n(.*?)```", page, re.DOTALL)
    assert [int(columns) for columns, _text in blocks] == [*WIDTHS] * len(SHOTS)
    for columns, text in blocks:
        assert max(map(cell_len, text.splitlines())) <= int(columns)
        assert "\x1b" not in text


def test_a_picture_keeps_columns_colours_and_users_text() -> None:
    drawn = svg("\x1b[1m王芳 <b>\x1b[0m  \x1b[31m█▌\x1b[0m\n\x1b[48;5;22;38;5;231m 7 \x1b[0m", 20, "a & b")
    texts = re.findall(r'<text x="([\d.]+)" y="(\d+)" textLength="([\d.]+)".*?(class=".*?"|fill=".*?")>(.*?)<', drawn)
    assert texts == [
        ("16", "31", "38.4", 'class="bold wide ink"', "王芳"),
        ("64", "31", "28.8", 'class="bold ink"', "&lt;b&gt;"),
        ("112", "31", "19.2", 'class="c1"', "█▌"),
        ("25.6", "52", "9.6", 'fill="#ffffff"', "7"),
    ]
    assert '<rect x="16" y="37" width="28.8" height="21" fill="#005f00"/>' in drawn
    assert "<title>a &amp; b</title>" in drawn
