"""Users' text on a terminal: harmless, measured and cut by the columns that it takes there."""

import unicodedata


def safe(text: str) -> str:
    """The text with control, escape and direction-changing characters made visible: shown, never obeyed."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable() or character in "\u3000\u00a0\u200d\u200c":
        return character
    if character in "\n\r\t":
        return {"\n": " ⏎ ", "\r": "", "\t": " "}[character]
    return f"\\u{ord(character):04x}" if character > "\xff" else f"\\x{ord(character):02x}"


def width(text: str) -> int:
    """The columns that the text takes on a terminal: Chinese is two wide, a combining mark none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200d\u200c\u200b\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, columns: int) -> str:
    """The text cut to at most so many columns, the cut shown by an ellipsis."""
    if width(text) <= columns:
        return text
    kept, taken = [], 0
    for character in text:
        taken += _columns(character)
        if taken > columns - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with blanks to so many columns; `right` sets it flush right."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def folded(text: str, columns: int, indent: str = "  ") -> str:
    """The text on as many lines as it needs, broken between words, the further ones indented."""
    if width(text) <= columns:
        return text
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
        if width(longer) <= columns or not lines[-1].strip():
            lines[-1] = longer
        else:
            lines.append(indent + word)
    return "\n".join(lines)
