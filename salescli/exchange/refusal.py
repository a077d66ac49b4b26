"""Why one row of a file cannot be taken, or none of it can be read."""

from salescli.model.errors import Impossible, Misuse


class BadRow(Exception):  # noqa: N818  it is a row, not a failure of the program
    """A row that says something impossible; the text is the reason, in the user's words, without the line."""


class UnknownWord(BadRow):
    """A cell of a column of words, such as outcomes, says none that is known: `word`."""

    def __init__(self, text: str, word: str) -> None:
        """`text` is the reason."""
        super().__init__(text)
        self.word = word


class ToCome(BadRow):
    """A row whose moment lies in the future: a calendar's is passed over as planned, any other's is bad."""


class Undecided(Misuse):
    """The dates of a whole column read two ways, or are of two kinds."""


class NothingTaken(Impossible):
    """A file that has rows, and none of them to take in: of a folder, it is named and the others are taken."""


_LONGEST = 40


def shown(text: str, longest: int = _LONGEST) -> str:
    """A file's text within a message: short, on one line, and nothing in it obeyed by a terminal."""
    short = text if len(text) <= longest else text[:longest] + "…"
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in short)
