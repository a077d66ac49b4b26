"""Why one row of a file cannot be taken."""


class BadRow(Exception):  # noqa: N818  it is a row, not a failure of the program
    """A row that says something impossible; the text is the reason, in the user's words, without the line."""
