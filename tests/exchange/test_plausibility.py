"""What a file without a mark is taken for: Chinese is read, western text is not taken for Chinese."""

import pytest

from salescli.exchange.plausibility import implausible

HEAD = "at,customer,note\n2026-11-16,"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Müller GmbH,grüße aus Köln", "cp1252"),
        ("Café Ágora,señora Peña, élan vital", "latin-1"),
        ("Björk Åkesson AB,Ägare", "cp1252"),
        ("Łódź Spółka,żółć", "cp1250"),
        ("Привет мир,Договор подписан", "cp1251"),
        ("Müller", "latin-1"),
    ],
)
def test_western_text_is_no_chinese(text: str, encoding: str) -> None:
    data = (HEAD + text + "\n").encode(encoding)
    try:
        read = data.decode("gb18030")
    except UnicodeDecodeError:
        return  # refused for that
    assert implausible([read]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "中石化,王伟",
        "王喆,",
        "鑫鑫公司,朱镕基",
        "國際貿易公司,電話",
        "ABC科技,iPhone手机鎔",
        "plain,text",
        "A€,“x”",
        "张三Eve,",
    ],
)
def test_chinese_is_read(text: str) -> None:
    assert implausible([(HEAD + text + "\n").encode("gb18030").decode("gb18030")]) is None
