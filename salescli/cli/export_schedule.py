"""`export schedule`: a crontab line and a systemd timer for an incremental export every night."""

import os
import shlex
import shutil
import sys

from salescli.cli.export_incremental import FORMATS, accepted_name
from salescli.cli.export_run import Wanted
from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.store import open as opening

_NAME = "nightly"
_STAMP = "%Y-%m-%dT%H%M"

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

# then: systemctl --user enable --now salescli-{name}.timer
"""


def run(wanted: Wanted) -> None:
    """Print both, for this file and this salescli. Raises Misuse for formats without increments."""
    from salescli.render.output import write

    name = accepted_name(_NAME if wanted.incremental is None else wanted.incremental)
    if wanted.form not in {None, *FORMATS}:
        raise Misuse(_("--incremental is for {known}").format(known=", ".join(FORMATS)))
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
    found = shutil.which("salescli")
    program = [found] if found else [sys.executable, "-m", "salescli"]
    words = [*program, "export", "activities", "--incremental", name]
    words += [f"--{option}" for option in ("raw", "excel") if getattr(wanted, option)]
    words += ["--columns", wanted.columns] if wanted.columns is not None else []
    ending = (wanted.form or "csv") + (".gz" if wanted.gzip else "")
    return f'{shlex.join(words)} -O "$HOME/salescli-{name}-$(date +{_STAMP}).{ending}"'


def _for_cron(text: str) -> str:
    """To cron a % is the end of the line."""
    return text.replace("%", "\\%")


def _for_systemd(text: str, dollar: str = "$$") -> str:
    """A word in quotes, in which nothing stands for anything else."""
    for letter, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", dollar)):
        text = text.replace(letter, written)
    return f'"{text}"'
