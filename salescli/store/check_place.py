"""Where the file lies, and whether that is a place where SQLite's locks and syncs can be trusted."""

import os
import re

from salescli.i18n import _

MOUNTS = "/proc/mounts"
_NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ncpfs",
    "9p",
    "glusterfs",
    "ceph",
    "lustre",
    "davfs",
}
_NETWORK_FUSE = (
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "fuse.gvfsd",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.gcsfuse",
)
_SYNCHRONISED = (
    (re.compile(r"dropbox( \(.*\))?"), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.*)?"), "OneDrive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"google ?drive|googledrive-.*|drivefs"), "Google Drive"),
    (re.compile(r"nextcloud|owncloud"), "Nextcloud"),
    (re.compile(r"nutstore( files)?|坚果云|我的坚果云"), "Nutstore"),
)


def doubts(path: str, mounts: str | None = None) -> list[str]:
    """What is doubtful about the place of this file, a sentence each. `mounts`: the text of /proc/mounts."""
    where = os.path.realpath(path)
    found = []
    system = _file_system(where, _read_mounts() if mounts is None else mounts)
    if system in _NETWORK or system.startswith(_NETWORK_FUSE) or where.startswith("\\\\"):
        sentence = _(
            "{path} is on a network file system ({system}), where locks are not reliable; "
            "keep it on this machine's disk and bring files together with salescli merge"
        )
        found.append(sentence.format(path=path, system=system or "UNC"))
    service = _service(where)
    if service:
        sentence = _(
            "{path} is in a folder that {service} synchronises, which can damage it while it is written; "
            "keep it elsewhere and put backups there: salescli backup FOLDER --keep 7"
        )
        found.append(sentence.format(path=path, service=service))
    return found


def _read_mounts() -> str:
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""  # no Linux: nothing to read there


def _file_system(where: str, mounts: str) -> str:
    """The type of the file system that holds the path: the longest mount point's, the last of equals."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004  device, point, type
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _service(where: str) -> str:
    for part in re.split(r"[\\/]", os.path.dirname(where)):
        for pattern, service in _SYNCHRONISED:
            if pattern.fullmatch(part.casefold()):
                return service
    return ""
