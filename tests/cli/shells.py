"""Real shells at a terminal: type keys, press TAB, and see the arguments that the command gets."""

import os
import shutil
import sys
import time
from pathlib import Path

import pexpect

READY = "READY-TO-TYPE"
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SOURCE = {
    "bash": "PS1='> '; bind 'set enable-bracketed-paste off'; bind 'set page-completions off'; source {script}",
    "zsh": "PS1='> '; autoload -Uz compinit; compinit -u -d {home}/dump; source {script}",
    "fish": "source {script}",
}


class Shell:
    """One interactive shell with the completion of salescli; `salescli` itself writes down its arguments."""

    def __init__(self, name: str, home: Path, source: str = "") -> None:
        """Start it; the words of each run of salescli land in `home/arguments`, one a line."""
        self.name = name
        self.arguments = home / "arguments"
        folder = home / "bin"
        folder.mkdir()
        stand_in = folder / "salescli"
        stand_in.write_text(
            f"""#!/bin/sh
if [ "$1" = _complete ] || [ "$1" = completion ]; then exec {sys.executable} -m salescli "$@"; fi
printf '%s\\n' "$@" > {self.arguments}.new && mv {self.arguments}.new {self.arguments}
"""
        )
        stand_in.chmod(0o755)
        script = home / f"script.{name}"
        environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "TERM": "xterm", "LANG": "C.UTF-8"}
        environment["HISTFILE"] = str(home / "history")
        pexpect.run(f"sh -c 'salescli completion {name} > {script}'", env=environment)
        self.terminal = pexpect.spawn(
            START[name][0],
            START[name][1:],
            env=environment,
            encoding="utf-8",
            timeout=20,
            dimensions=(40, 160),
            cwd=home,
        )
        if name == "fish":
            time.sleep(0.5)
        self.terminal.send((source or SOURCE[name]).format(script=script, home=home) + "\r")
        self.terminal.send(f"echo {READY[:5]}'{READY[5:]}'\r")
        self.terminal.expect(READY)
        time.sleep(0.3)

    def arguments_after(self, typed: str, *, then: str = "") -> list[str]:
        """What salescli is given after these keys, TAB, more keys and Enter. The program's name is typed for you."""
        self.arguments.unlink(missing_ok=True)
        self.terminal.send("salescli " + typed)
        self._settle(0.3)
        self.terminal.send("\t")
        self._settle(2)
        self.terminal.send(then + "\r")
        end = time.monotonic() + 10
        while not self.arguments.exists():
            if time.monotonic() > end:
                raise AssertionError(
                    f"{typed!r} in {self.name}: nothing was run: {self.terminal.read_nonblocking(10000, 1)}"
                )
            time.sleep(0.05)
        return self.arguments.read_text(encoding="utf-8").splitlines()

    def _settle(self, longest: float) -> None:
        """Wait until something was shown (so many seconds at most) and then nothing more is."""
        wait = longest
        while True:
            try:
                self.terminal.read_nonblocking(10000, wait)
            except pexpect.TIMEOUT:
                return
            wait = 0.12

    def close(self) -> None:
        """End it."""
        self.terminal.close(force=True)


def missing(name: str) -> bool:
    """Whether the shell is not installed here."""
    return shutil.which(name) is None
