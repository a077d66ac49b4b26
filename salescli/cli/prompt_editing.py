"""The prompt's history and TAB, by readline where there is one."""


def begin_editing() -> None:
    """Turn on history and completion of verbs, options, customers and outcomes, as at the shell."""
    try:
        import readline
    except ImportError:  # Windows has none; the prompt works without
        return
    readline.set_completer_delims("")
    readline.set_completer(_Completer().complete)
    readline.parse_and_bind("tab: complete")


class _Completer:
    """Completes the whole line typed so far, since a customer's name may have several words."""

    def __init__(self) -> None:
        """Begin without candidates."""
        self.lines: list[str] = []

    def complete(self, text: str, state: int) -> str | None:
        """The state-th way that the line may go on, None after the last."""
        if state == 0:
            from salescli.cli.complete import whole_lines

            self.lines = whole_lines(text)
        return self.lines[state] if state < len(self.lines) else None
