"""The prompt of a bare `log`: line after line on a terminal, until Ctrl-D. No mistake ends it."""

import sys

from salescli.cli import line_meaning, log, session
from salescli.cli.line_grammar import split
from salescli.i18n import _
from salescli.model.errors import Misuse

ENDS, REMINDS = ("exit", "quit"), ("help", "?", "-h", "--help")


def prompt() -> int:
    """Ask for line after line; a refused line writes nothing and the next is asked for. Raises Misuse elsewhere."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Misuse(_("log what? salescli log call Acme, or salescli log - for lines on stdin"))
    from salescli.cli.prompt_editing import begin_editing

    begin_editing()
    session.message(_("One line a contact: call Acme -o na. TAB completes, help reminds, Ctrl-D ends."))
    while True:
        try:
            if not _goes_on(input("salescli log> ")):
                return 0
        except EOFError:
            sys.stdout.write("\n")
            return 0
        except KeyboardInterrupt:  # of a line half typed, or of a question: nothing of it was written
            sys.stdout.write("\n")


def _goes_on(typed: str) -> bool:
    """Do what the line says, whatever comes of it; False where it ends the prompt."""
    was_quiet = session.is_quiet()
    try:
        words = without_program(split(typed))
        if words and words[0].lower() in ENDS:
            return False
        if words and not words[0].startswith("#"):
            _run(words)
    except (BrokenPipeError, EOFError):
        raise
    except Exception as error:  # noqa: BLE001  a full disk may have room again at the next line
        from salescli.store import failures
        from salescli.store.open import location

        sys.stderr.write(_("error: {text}").format(text=failures.explain(error, location())) + "\n")
    finally:
        session.be_quiet(quiet=was_quiet)  # -q is of its line alone
    return True


def _run(words: list[str]) -> None:
    word = words[0].lower()
    if word in REMINDS:
        _remind()
    elif word == "undo" and len(words) <= 2:  # noqa: PLR2004  an id may follow
        from salescli.cli.undo import undo

        undo(words[1] if len(words) > 1 else None)
    elif word == "redo" and len(words) == 1:
        from salescli.cli.redo import redo

        redo()
    elif word in line_meaning.VERBS:
        log.one(word, words[1:])
    else:
        raise Misuse(log.what_verb(words))


def without_program(words: list[str]) -> list[str]:
    """The words of a line; a leading `salescli` and `log` are forgiven, unless nothing else is there."""
    rest = words
    for forgiven in ("salescli", "log"):
        rest = rest[1:] if rest and rest[0] == forgiven else rest
    return rest or words


def _remind() -> None:
    verbs = ", ".join(line_meaning.VERBS)
    session.message(_("{verbs}: then the customer, then options, in any order:").format(verbs=verbs))
    session.message("  -o na  -n asked for a quote  -d 12m  --at yesterday 3pm  -p Wang Li  --next fri 10am")
    session.message(_("undo and redo take back; Ctrl-C clears the line, Ctrl-D ends; salescli log call -h tells all."))
