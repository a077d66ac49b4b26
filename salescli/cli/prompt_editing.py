"""The prompt's history and TAB, by readline where there is one."""

from salescli.cli.line_grammar import split
from salescli.model.errors import Misuse


def begin_editing() -> None:
    """Turn on history and completion of verbs, options, customers and outcomes, as at the shell."""
    try:
        import readline
    except ImportError:  # Windows has none; the prompt works without
        return
    readline.set_completer_delims("")
    readline.set_completer(_Completer().complete)
    readline.parse_and_bind("tab: complete")
    readline.parse_and_bind("set show-all-if-ambiguous on")


class _Completer:
    """Completes the whole line typed so far, since a customer's name may have several words."""

    def __init__(self) -> None:
        """Begin without candidates."""
        self.lines: list[str] = []

    def complete(self, text: str, state: int) -> str | None:
        """The state-th way that the line may go on, None after the last."""
        if state == 0:
            self.lines = _whole_lines(text)
        return self.lines[state] if state < len(self.lines) else None


def _whole_lines(text: str) -> list[str]:
    """The line typed so far with each way that its last word may go on; names need no quotes here."""
    from salescli.cli.completing_candidates import candidates
    from salescli.cli.completing_place import FILES, place

    try:
        words = split(text)
    except Misuse:  # a quote still open
        return []
    current = words.pop() if words and not text[-1].isspace() else ""
    found = place(["log", *words], current)
    if found is None or found.kind == FILES:
        return []
    return [text[: len(text) - len(current)] + each for each in candidates(found, current)]
