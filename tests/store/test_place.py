"""Places where SQLite's locks or syncs cannot be trusted are warned of, others are not."""

import pytest

from salescli.store import check_place

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home /home/ann nfs4 rw 0 0
/dev/sdb1 /home/ann/local ext4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
ann@host: /mnt/far fuse.sshfs rw 0 0
drvfs /mnt/c 9p rw 0 0
tmpfs /mnt/c/ram tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/home/ann/sales.db", "network file system (nfs4)"),
        ("/mnt/my share/sales.db", "network file system (cifs)"),
        ("/mnt/far/sales.db", "network file system (fuse.sshfs)"),
        ("/mnt/c/sales.db", "network file system (9p)"),
        ("/x/Dropbox/sales.db", "Dropbox synchronises"),
        ("/x/Dropbox (Acme)/a/sales.db", "Dropbox synchronises"),
        ("/x/OneDrive - Acme GmbH/sales.db", "OneDrive synchronises"),
        ("/x/Library/Mobile Documents/com~apple~CloudDocs/sales.db", "iCloud synchronises"),
        ("/x/Google Drive/My Drive/sales.db", "Google Drive synchronises"),
        ("/x/坚果云/sales.db", "Nutstore synchronises"),
    ],
)
def test_a_doubtful_place(path: str, part: str) -> None:
    doubts = check_place.doubts(path, MOUNTS)
    assert len(doubts) == 1
    assert part in doubts[0]
    assert path in doubts[0]


@pytest.mark.parametrize(
    "path",
    [
        "/var/lib/sales.db",
        "/home/ann/local/sales.db",
        "/home/anna/sales.db",
        "/mnt/c/ram/x.db",
        "/x/dropbox.db",
    ],
)
def test_a_place_without_doubt(path: str) -> None:
    assert check_place.doubts(path, MOUNTS) == []
