"""`export schedule`: a crontab line and a systemd timer for an incremental export every night.

Both run a line of the shell that holds paths only, so that cron's short PATH is enough for it. Each run writes a file
of its own: the next one would replace it before anybody fetched it. Of two runs at once the second ends with 1.
"""

import os
import shlex
import sys

from salescli.cli.activity_filters import Asked
from salescli.cli.export_incremental import FORMATS, accept_columns, accepted_name
from salescli.cli.export_run import Wanted
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

_NAME = "nightly"
_STAMP = "%Y-%m-%dT%H%M%S"

_CRON = """\
# crontab -e, and this line; cron mails what goes wrong
15 1 * * *   SALESCLI_DB={database} {command}
"""
_SYSTEMD = """\

# or with systemd: ~/.config/systemd/user/salescli-{name}.service
[Unit]
Description=salescli: what changed since the export before

[Service]
Type=oneshot
Environment={database}
ExecStart=/bin/sh -c {command}

# ~/.config/systemd/user/salescli-{name}.timer
[Unit]
Description=salescli: export every night

[Timer]
OnCalendar=*-*-* 01:15
Persistent=true

[Install]
WantedBy=timers.target

# then: systemctl --user enable --now salescli-{name}.timer; and, to run also while you are not logged in:
# loginctl enable-linger
"""


def run(asked: Asked, wanted: Wanted) -> None:
    """Print both, for this file and this salescli. Raises Misuse for what the line would be refused for."""
    from salescli.render.output import write

    if asked != Asked():
        raise Misuse(_("--incremental is of all activities: leave out --since, --until and --rep"))
    name = accepted_name(_NAME if wanted.incremental is None else wanted.incremental)
    if wanted.form not in {None, *FORMATS}:
        raise Misuse(_("--incremental is for {known}").format(known=", ".join(FORMATS)))
    accept_columns(wanted.columns)
    database = os.path.abspath(opening.location())  # noqa: PTH100  text for others, not a path to use
    command = _command(name, wanted)
    if not (database + command).isprintable():
        raise Misuse(_("a path with line breaks or control characters cannot stand in a crontab: move the file"))
    cron = _CRON.format(database=_for_cron(shlex.quote(database)), command=_for_cron(command))
    systemd = _SYSTEMD.format(
        name=name, database=_for_systemd("SALESCLI_DB=" + database, dollar="$"), command=_for_systemd(command)
    )
    write(cron + systemd, wanted.output)


def _command(name: str, wanted: Wanted) -> str:
    """The export as a line of the shell. Each run writes a file of its own."""
    words = [*_program(), "export", "activities", "--incremental", name]
    words += [f"--{option}" for option in ("raw", "excel") if getattr(wanted, option)]
    words += ["--columns", wanted.columns] if wanted.columns is not None else []
    ending = (wanted.form or "csv") + (".gz" if wanted.gzip else "")
    return f'{shlex.join(words)} -O "$HOME/salescli-{name}-$(date +{_STAMP})-$$.{ending}"'


def _program() -> list[str]:
    """This salescli, by its whole path: another may be on the PATH, or none."""
    started = os.path.abspath(sys.argv[0])  # noqa: PTH100  text for others
    name = os.path.basename(started)  # noqa: PTH119  as above
    if name.partition(".")[0] == "salescli" and os.access(started, os.X_OK):
        return [started]
    return [os.path.abspath(sys.executable), "-m", "salescli"]  # noqa: PTH100  as above


def _for_cron(text: str) -> str:
    """To cron a % is the end of the line."""
    return text.replace("%", "\\%")


def _for_systemd(text: str, dollar: str = "$$") -> str:
    """A word in quotes, in which nothing stands for anything else."""
    for letter, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", dollar)):
        text = text.replace(letter, written)
    return f'"{text}"'
