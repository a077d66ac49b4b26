"""What a process takes, for the benchmarks beside it."""

import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple


class Used(NamedTuple):
    """What a process took: seconds of the clock, of the processors, and megabytes."""

    wall: float
    cpu: float
    memory: int


def measured(command: list[str], out: Path | None = None, **around: str) -> Used:
    """Run it to its end; its stdout goes into the file, if any."""
    began = time.perf_counter()
    with (out or Path(os.devnull)).open("wb") as stdout:
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, env={**os.environ, **around})
        _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command[-4:])}")
    return Used(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
