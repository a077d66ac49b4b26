"""Chinese numerals to 99, years digit by digit, and the traditional letters that WHEN uses."""

_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TEN = "十"

FIGURE = "(?:[0-9]+|[零〇一二两三四五六七八九十]+)"

_TRADITIONAL = "點號週後個鐘鍾剛這禮兩時間過現裡裏內幾幹開隻雙從"
_SIMPLIFIED = "点号周后个钟钟刚这礼两时间过现里里内几干开只双从"
SIMPLIFY = {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}


def number(text: str) -> int | None:
    """The value of figures or a numeral such as 十五, 二十三, 零五; None for what is none."""
    if text.isdecimal():
        return int(text)
    if _TEN in text:
        tens, _ten, ones = text.partition(_TEN)
        if len(tens) > 1 or len(ones) > 1 or tens in {"零", "〇"} or ones in {"零", "〇"}:
            return None
        values = [_DIGITS.get(tens, 1) if tens else 1, _DIGITS.get(ones) if ones else 0]
        return None if values[1] is None else int(values[0] or 0) * 10 + int(values[1])
    zero, digit = (text[0], text[1:]) if len(text) == len("零五") else ("零", text)
    return _DIGITS.get(digit) if zero in {"零", "〇"} and len(digit) == 1 else None


def year(text: str) -> int | None:
    """2025, 二〇二五 or 25 (this century); None for what is none."""
    figures = text if text.isdecimal() else "".join(str(_DIGITS.get(letter, "x")) for letter in text)
    if not figures.isdecimal() or len(figures) not in {len("25"), len("2025")}:
        return None
    return int(figures) + (2000 if len(figures) == len("25") else 0)
