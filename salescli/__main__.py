"""The entry: hot lines (a log line, the board, a completion) go straight to their module; all else through Typer.

A hot line is known by its first words, so it never pays for Typer's imports. The garbage collector rests while modules
load: nothing made there is garbage.
"""

import errno
import gc
import os
import sys

from salescli.i18n import _

BROKEN_PIPE, INTERRUPTED = 141, 130
UNPRINTABLE = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG)
LOG_VERBS = ("call", "visit", "video", "email", "message", "first-contact", "follow-up")
HELP = ("-h", "--help")


def main() -> None:
    """The console script: runs the command line and exits with its code."""
    gc.disable()
    _open_what_is_closed()
    code = run(sys.argv[1:])
    sys.exit(code)


def _open_what_is_closed() -> None:
    """A stream that the caller closed reads as empty and takes what is written nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115,PTH123  open to the end


def run(words: list[str]) -> int:
    """Run a command line; whatever goes wrong becomes one line on stderr and an exit code."""
    try:
        code = dispatch(words)
    except BrokenPipeError:
        return _unheard()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except OSError as error:
        code = _failed(error) if error.filename or error.errno not in UNPRINTABLE else _unprinted(error)
    except Exception as error:  # noqa: BLE001  no traceback reaches a user; SALESCLI_DEBUG=1 shows it
        code = _failed(error)
    return _flushed(code)


def _flushed(code: int) -> int:
    """The code, once what was printed is out. What was written into the file stays written if it cannot be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return _unprinted(error)
    return code


def _unprinted(error: OSError) -> int:
    """Standard output is full or broken: said apart from a file that could not be written."""
    _unheard()
    text = _("the answer could not be printed: {reason}; what the command wrote into the file stands")
    sys.stderr.write(_("error: {text}").format(text=text.format(reason=error.strerror)) + "\n")
    return 1


def _unheard() -> int:
    """Nobody reads on: end quietly, as a pipe's writer does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def dispatch(words: list[str]) -> int:
    """Find the hot line's module, or hand over to Typer."""
    quiet = len(words) > 0 and words[0] in {"-q", "--quiet"}
    line = words[1:] if quiet else words
    if quiet:
        from salescli.cli.session import be_quiet

        be_quiet()
    if not line or line == ["today"]:
        from salescli.cli.today import show_board

        return show_board(None, greeting=not line)
    if line[0] == "_complete":
        from salescli.cli.completing import complete

        return complete(line[1:])
    if (line[0] in LOG_VERBS or line[0] == "log") and not _asks_for_help(line):
        from salescli.cli.log import run as log

        return log(line[1:] if line[0] == "log" else line)
    if line[0] == "edit" and not _asks_for_help(line):
        from salescli.cli.edit import run as edit

        return edit(line[1:])
    return _typer(line)


def _asks_for_help(line: list[str]) -> bool:
    """Whether -h or --help is an option there, and not the first word of a note or of another option's value."""
    if not any(word in HELP for word in line):
        return False
    from salescli.cli.line_grammar import EDIT, LOG, LOG_STATED, asks_for_help

    words = line[1:] if line[0] == "log" else line
    verb = words[0]
    options = EDIT if verb == "edit" else LOG_STATED if verb in {"first-contact", "follow-up"} else LOG
    return verb in HELP or (verb in {*LOG_VERBS, "edit"} and asks_for_help(words[1:], options))


def _typer(line: list[str]) -> int:
    from salescli.cli import session
    from salescli.cli.app import app

    asked = [word for word in line if word not in {"-q", "--quiet"}]
    if len(asked) < len(line):
        session.be_quiet()
    gc.freeze()
    gc.enable()
    import typer

    try:
        code = typer.main.get_command(app).main(asked, prog_name="salescli", standalone_mode=False)
    except SystemExit:  # how the command line's library ends when nobody reads on
        raise BrokenPipeError from None
    return code if isinstance(code, int) else 0


def _failed(error: Exception) -> int:
    if os.environ.get("SALESCLI_DEBUG"):
        import traceback

        traceback.print_exc()
    from salescli.render.terminal_text import safe

    text, code = _explained(error)
    shown = "\n".join(map(safe, text.split("\n")))  # whatever a name in it holds, a file's in a shared folder say
    sys.stderr.write(_("error: {text}").format(text=shown) + "\n")
    return code


def _explained(error: Exception) -> tuple[str, int]:
    """One line and an exit code for whatever was raised."""
    from salescli.model.errors import SalescliError

    if isinstance(error, SalescliError):
        return str(error), error.code
    if hasattr(error, "format_message"):  # a usage error of the command line's library, whichever release it is
        return _usage(error)
    if type(error).__name__ == "Abort":
        return _("nothing was done"), 1
    from salescli.store import failures
    from salescli.store.open import location

    explained = failures.explain(error, location())
    return str(explained), explained.code


def _usage(error: Exception) -> tuple[str, int]:
    text = " ".join(error.format_message().split()).rstrip(".")  # type: ignore[attr-defined] # asked for above
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "salescli"
    sentence = _("{text}; see {command} --help").format(text=text[:1].lower() + text[1:], command=command)
    return sentence, getattr(error, "exit_code", 2)


if __name__ == "__main__":
    main()
