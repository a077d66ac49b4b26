"""A process that is asked to end (kill, systemd, a shutdown) tidies up first: no half files stay anywhere."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


class _Ended(BaseException):
    """The process is asked to end."""


@contextmanager
def tidied() -> Iterator[None]:
    """Within, SIGTERM is an exception, so that temporary files go; then the process ends as it was told."""

    def end(_number: int, _frame: object) -> None:
        raise _Ended

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except _Ended:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
