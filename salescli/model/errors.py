"""What can go wrong, as a user hears it: one line, in his words, with the remedy. The class carries the exit code."""


class SalescliError(Exception):
    """A refusal. Its text is the line after `error: `; nothing was changed."""

    code = 1


class Impossible(SalescliError):  # noqa: N818  a refusal is named by what it says
    """It could not be done: no file, unreadable, locked, disk full. Exit code 1."""

    code = 1


class Misuse(SalescliError):  # noqa: N818  as above
    """Wrong usage or ambiguous input; an unknown outcome, metric or format too. Exit code 2."""

    code = 2


class NotFound(SalescliError):  # noqa: N818  as above
    """Nothing such: an activity, rep or customer that is not there. Exit code 3."""

    code = 3
