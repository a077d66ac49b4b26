"""What SQLite and the system refuse, as a user hears it: one line with the remedy, for the entry point."""

import errno
import os
import sqlite3

from salescli.i18n import _
from salescli.model.errors import Impossible, SalescliError


def explain(error: Exception, path: str) -> SalescliError:
    """The refusal to show instead of an exception of sqlite3 or of the system. `path` is the file's.

    Where an OSError names a file of its own (an import's, an output's), that one is meant.
    """
    if isinstance(error, SalescliError):
        return error
    if isinstance(error, sqlite3.Error):
        return Impossible(_of_database(error, path))
    if isinstance(error, OSError):
        return Impossible(_of_system(error, path))
    sentence = _("salescli itself failed: {reason}; with SALESCLI_DEBUG=1 it says where: please report that")
    return Impossible(sentence.format(reason=_one_line(error)))


def _of_database(error: sqlite3.Error, path: str) -> str:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_CANTOPEN:
        return _cannot_open(path)
    known = {
        sqlite3.SQLITE_BUSY: _("{path} is locked by another program; close it, or try again"),
        sqlite3.SQLITE_LOCKED: _("{path} is locked by another program; close it, or try again"),
        sqlite3.SQLITE_FULL: _("the disk is full: nothing was written to {path}; make room and try again"),
        sqlite3.SQLITE_READONLY: _(
            "{path} or its folder is read-only: nothing was written; "
            "change its permissions, or set SALESCLI_DB to a file you may write"
        ),
        sqlite3.SQLITE_NOTADB: _("{path} is no salescli file (no database, or encrypted); set SALESCLI_DB to another"),
        sqlite3.SQLITE_CORRUPT: _("{path} is damaged; see salescli doctor, or put a backup back in its place"),
        sqlite3.SQLITE_IOERR: _(
            "{path} could not be read or written (disk error, or the disk is full); "
            "see that the disk has room and is in place"
        ),
        sqlite3.SQLITE_PERM: _("{path} may not be opened; change its permissions, or set SALESCLI_DB to another"),
        sqlite3.SQLITE_AUTH: _("{path} may not be opened; change its permissions, or set SALESCLI_DB to another"),
        sqlite3.SQLITE_TOOBIG: _("that is too long to be kept in {path}: a thousand million characters at most"),
        sqlite3.SQLITE_NOMEM: _("there is not enough memory to work on {path}"),
    }
    if code in known:
        return known[code].format(path=_printable(path))
    sentence = _("{path} refused that: {reason}; salescli doctor checks the file")
    return sentence.format(path=_printable(path), reason=_one_line(error))


def _cannot_open(path: str) -> str:
    """SQLite says only that it cannot: look for the reason, the likeliest first."""
    if os.path.isdir(path):
        return _("{path} is a folder; set SALESCLI_DB to a file in it, such as {path}/salescli.db").format(
            path=path.rstrip("/")
        )
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        return _("there is no folder {folder}; make it, or set SALESCLI_DB to another file").format(folder=folder)
    if os.path.exists(path) and not os.access(path, os.R_OK):
        sentence = _("{path} may not be read; change its permissions, or set SALESCLI_DB to another file")
        return sentence.format(path=path)
    sentence = _("{path} could not be opened or its journal not made beside it; see that its folder may be written")
    return sentence.format(path=path)


def _of_system(error: OSError, path: str) -> str:
    meant = error.filename if isinstance(error.filename, str) else path
    if isinstance(error.filename, bytes):
        meant = os.fsdecode(error.filename)
    code = error.errno or 0
    if code == errno.EEXIST and path.startswith(os.path.join(meant, "")):
        code, meant = errno.ENOTDIR, path  # making the file's folders met a file
    if code == errno.ENOENT and (path == meant or path.startswith(os.path.join(meant, ""))):
        nowhere = _("no file can be made at {path}; set SALESCLI_DB to a place that you may write to")
        return nowhere.format(path=_printable(path))
    known = {
        errno.ENOENT: _("there is no {path}; check the name"),
        errno.EISDIR: _("{path} is a folder; name a file"),
        errno.ENOTDIR: _("{path} is below something that is no folder; name another place"),
        errno.EACCES: _("{path} may not be read or written; change its permissions, or name another"),
        errno.EPERM: _("{path} may not be read or written; change its permissions, or name another"),
        errno.EROFS: _("{path} is on a read-only disk; name another place"),
        errno.ENOSPC: _("the disk is full: {path} was not written; make room and try again"),
        errno.EDQUOT: _("the disk quota is used up: {path} was not written; make room and try again"),
        errno.EFBIG: _("the file would grow too large: {path} was not written; raise the limit (ulimit -f)"),
        errno.EEXIST: _("{path} is there already; name another"),
        errno.ENAMETOOLONG: _("the name is too long: {path}; choose a shorter one"),
        errno.ELOOP: _("{path} is a link that leads to itself; name another"),
        errno.EMFILE: _("too many files are open; close some programs and try again"),
    }
    sentence = known.get(code)
    if sentence:
        return sentence.format(path=_printable(meant))
    return _("{path}: {reason}").format(path=_printable(meant), reason=_one_line(error))


def _printable(text: str) -> str:
    return text if text.isprintable() else ascii(text)


def _one_line(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _printable(" ".join(str(reason).split()))
