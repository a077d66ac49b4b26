"""Where data goes: to stdout, or into a file that is replaced whole or not at all."""

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from salescli.i18n import _
from salescli.model.errors import Impossible, Misuse

_ENDINGS = {"txt": "table", "tsv": "plain", "markdown": "md"}


def write(text: str | Iterable[str] | Iterable[bytes], path: str | None = None) -> None:
    """Write the text, or its pieces as they come, to stdout or into the file of that path.

    `-` is stdout. Raises Impossible where the file cannot be written; what was there before is then untouched.
    Raises Misuse where it is the database itself.
    """
    pieces: Iterable[str] | Iterable[bytes] = [text] if isinstance(text, str) else text
    if path is None or path == "-":
        _to_stdout(pieces)
        return
    path = os.path.expanduser(path)  # noqa: PTH111  keeps os alone here
    try:
        old = _status(path)
        if old and os.path.samestat(old, os.fstat(1)):  # /dev/stdout, by whatever name
            _to_stdout(pieces)
        elif old and (not stat.S_ISREG(old.st_mode) or path.startswith("/dev/")):
            _into(path, pieces)
        else:
            _replace(_not_the_file(os.path.realpath(path)), lambda file: file.writelines(_encoded(pieces)))
    except OSError as error:
        message = _("cannot write {path}: {reason}")
        raise Impossible(message.format(path=ascii_path(path), reason=error.strerror or error)) from None


def write_file(path: str, fill: Callable[[BinaryIO], object]) -> None:
    """Have `fill` write the file of that path, which is there whole or not at all; raises as `write` does."""
    path = os.path.expanduser(path)  # noqa: PTH111  keeps os alone here
    try:
        _replace(_not_the_file(os.path.realpath(path)), fill)
    except OSError as error:
        message = _("cannot write {path}: {reason}")
        raise Impossible(message.format(path=ascii_path(path), reason=error.strerror or error)) from None


def is_replaceable(path: str | None) -> bool:
    """Whether the path is a file's, to be replaced as a whole: neither stdout nor a device, pipe or folder."""
    if path is None or path == "-":
        return False
    path = os.path.expanduser(path)  # noqa: PTH111  as above
    try:
        old = _status(path)
        return not path.startswith("/dev/") and (
            old is None or (stat.S_ISREG(old.st_mode) and not os.path.samestat(old, os.fstat(1)))
        )
    except OSError:  # no stdout; and what is not reached, is said when it is written
        return True


def by_ending(path: str | None, known: Sequence[str]) -> str | None:
    """The format that a file's ending asks for; None for stdout and for a name without an ending.

    `known` are the formats that can be written. Raises Misuse for any other ending.
    """
    name, dot, ending = os.path.basename(path or "").rpartition(".")  # noqa: PTH119
    if not (name and dot and ending):
        return None
    form = _ENDINGS.get(ending.lower(), ending.lower())
    if form not in known:
        message = _("no format goes by .{ending}; say which with -f: {forms}")
        raise Misuse(message.format(ending=ascii_path(ending), forms=", ".join(known)))
    return form


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and is_terminal()


def ascii_path(path: str) -> str:
    """A path fit for one line of a message."""
    return path if path.isprintable() else ascii(path)


def _to_stdout(pieces: Iterable[str] | Iterable[bytes]) -> None:
    """UTF-8 into a pipe, whatever the locale; what a terminal cannot show is escaped."""
    out = sys.stdout
    if not out.isatty() and out.encoding.lower().replace("-", "") != "utf8":
        out.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # it is a TextIOWrapper
    for piece in pieces:
        if isinstance(piece, bytes):
            out.flush()
            out.buffer.write(piece)
            continue
        try:
            out.write(piece)
        except UnicodeEncodeError:
            out.write(piece.encode(out.encoding, "backslashreplace").decode(out.encoding))


def _not_the_file(path: str) -> str:
    """The resolved path, unless it is the database or what SQLite keeps beside it: replaced, it would be lost."""
    from salescli.store import open as opening

    place = opening.location()
    base = os.path.realpath(place)
    there, old = _status(base), _status(path)
    besides = {base + ending for ending in ("", "-journal", "-wal", "-shm")}
    if path in besides or (there and old and os.path.samestat(there, old)):
        message = _("{path} is where salescli keeps everything; write to another file")
        raise Misuse(message.format(path=ascii_path(path)))
    return path


def _encoded(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode()


def _into(path: str, pieces: Iterable[str] | Iterable[bytes]) -> None:
    """A pipe or a device: nothing there to replace."""
    with open(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as special:  # noqa: PTH123
        special.writelines(_encoded(pieces))


def _replace(path: str, fill: Callable[[BinaryIO], object]) -> None:
    """A temporary file in the same folder, on the disk before it takes the name; the old mode is kept."""
    old = _status(path)
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name[:100]}.{os.getpid()}.tmp")  # noqa: PTH118
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:  # noqa: PTH123
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        if old:
            os.chmod(temporary, stat.S_IMODE(old.st_mode))  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
        _keep_names(folder)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _keep_names(folder: str) -> None:
    """Have the folder on the disk: a new name would not outlive a power cut by itself."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(opened)
    except OSError:  # nor does every file system know what that means
        pass
    finally:
        os.close(opened)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return None
