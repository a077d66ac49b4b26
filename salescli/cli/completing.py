"""`salescli _complete`: what the shells' scripts ask on TAB. The first line says how to take the others.

bash gives its line up to the cursor and the part that it will replace, and gets endings to quote: `plain`,
`double` or `single` says in which quotes they go. zsh and fish give words and get words. `files` asks the shell
for files. Names are data here and there: nothing of a line is ever run. What goes wrong is silent: TAB is no
place for errors.
"""

import sys

from salescli.cli import completing_words
from salescli.cli.completing_candidates import candidates
from salescli.cli.completing_place import FILES, Place, place

NONE, WORDS = "none", "words"


def complete(argv: list[str]) -> int:
    """Answer one TAB: `bash LINE REPLACED`, `zsh WORD... CURRENT` or `fish WORD... CURRENT`."""
    try:
        how, found = _bash(argv[1], argv[2]) if argv[0] == "bash" else _by_words(argv[0], argv[1:])
    except Exception:  # noqa: BLE001  whatever it is, the next command that is run says it better
        return 1
    text = "".join(f"{line}\n" for line in (how, *found))
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    return 0


def _by_words(shell: str, argv: list[str]) -> tuple[str, list[str]]:
    """Whole words for the one at the cursor; the shell quotes them."""
    *words, current = argv
    if shell == "fish":  # hands the cursor's word out as it was typed
        current = completing_words.unquoted(current)[0]
    found = place(words[1:], current)
    if found is None:
        return NONE, []
    if found.kind == FILES:
        return FILES, []
    return WORDS, _kept(_full(found, current), current)


def _bash(line: str, replaced: str) -> tuple[str, list[str]]:
    """Endings for the part of the word that readline replaces: it breaks words at `:`, `=`, `@` and quotes."""
    words, raw = completing_words.split(line)
    head = raw[: len(raw) - len(replaced)] if raw.endswith(replaced) else ""
    stays, quote = completing_words.unquoted(head)
    current = completing_words.unquoted(raw)[0]
    found = place(words[1:], current)
    if found is None or quote == completing_words.OTHER:
        return NONE, []
    if found.kind == FILES:
        return FILES, []
    full = _kept(_full(found, current), current)
    return quote, [each[len(stays) :] for each in full if each[: len(stays)].casefold() == stays.casefold()]


def _full(found: Place, current: str) -> list[str]:
    return [found.attached + each for each in candidates(found, current[len(found.attached) :])]


def _kept(found: list[str], typed: str) -> list[str]:
    """Several candidates with what was typed at their head, in its case, where they agree on less than that.

    A shell replaces what was typed by what they have in common: `ACME` and `Acme Ltd` would leave one letter.
    """
    end = len(typed)
    if len({each[:end] for each in found}) <= 1:
        return found
    return [typed + each[end:] if each[:end].casefold() == typed.casefold() else each for each in found]
