"""The entry: hot lines (a log line, the board, a completion) go straight to their module; all else through Typer.

A hot line is known by its first words, so it never pays for Typer's imports. The garbage collector rests while modules
load: nothing made there is garbage.
"""

import gc
import os
import sys

from salescli.i18n import _

BROKEN_PIPE, INTERRUPTED = 141, 130
LOG_VERBS = ("call", "visit", "video", "email", "message", "first-contact", "follow-up")
HELP = ("-h", "--help")


def main() -> None:
    """The console script: runs the command line and exits with its code."""
    gc.disable()
    code = run(sys.argv[1:])
    sys.exit(code)


def run(words: list[str]) -> int:
    """Run a command line; whatever goes wrong becomes one line on stderr and an exit code."""
    try:
        code = dispatch(words)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  no traceback reaches a user; SALESCLI_DEBUG=1 shows it
        return _failed(error)
    return code


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
    """Whether the first option is -h or --help; in a note they are words like any other."""
    return next((word for word in line if word[:1] == "-" and len(word) > 1), "") in HELP


def _typer(line: list[str]) -> int:
    from salescli.cli import session
    from salescli.cli.app import app

    asked = [word for word in line if word not in {"-q", "--quiet"}]
    if len(asked) < len(line):
        session.be_quiet()
    gc.freeze()
    gc.enable()
    import typer

    code = typer.main.get_command(app).main(asked, prog_name="salescli", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _failed(error: Exception) -> int:
    if os.environ.get("SALESCLI_DEBUG"):
        import traceback

        traceback.print_exc()
    text, code = _explained(error)
    sys.stderr.write(_("error: {text}").format(text=text) + "\n")
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
