"""Which SQLite errors are the world's and what to tell about them; every other one is our own mistake."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.driver import sqlite
from storage.errors import KnownError
from storage.words import Words

_FULL = (
    Words("磁盘满了，数据没有存进去。", "The disk is full; the data was not saved."),
    Words("请腾出一些空间，再试一次。", "Free some space and try again."),
)
_LOCKED = (
    Words("数据正被另一个程序占用。", "Another program is using the data."),
    Words("请关掉另一个掌柜窗口，再试一次。", "Close the other Zhanggui window and try again."),
)
_READ_ONLY = (
    Words("这个文件夹不能写入。", "This folder cannot be written to."),
    Words("请检查文件夹的权限，或者换一个文件夹。", "Check the folder's permissions or choose another folder."),
)
_CANNOT_OPEN = (
    Words("打不开数据文件。", "The data file cannot be opened."),
    Words("请检查文件夹还在不在、能不能访问。", "Check that the folder exists and can be reached."),
)
_DAMAGED = (
    Words("数据文件已损坏。", "The data file is damaged."),
    Words(
        "请先把它移到别处，再用 backups 文件夹里的备份，或者重新同步。",
        "Move it away, then use a backup from the folder backups, or sync again.",
    ),
)
_NOT_OURS = (
    Words("密码不对，或者这不是掌柜的数据文件。", "The password is wrong, or this is not a data file of Zhanggui."),
    Words("请再输一次密码，或者换一个文件夹。", "Enter the password again or choose another folder."),
)
_DISK = (
    Words("读写磁盘时出错。", "Reading or writing the disk failed."),
    Words("请检查硬盘或移动硬盘是否接好，再试一次。", "Check that the disk is connected and try again."),
)

_BY_ERRNO = {errno.ENOSPC: _FULL, errno.EACCES: _READ_ONLY, errno.EPERM: _READ_ONLY, errno.EROFS: _READ_ONLY}

_BY_CODE = {
    sqlite.SQLITE_FULL: _FULL,
    sqlite.SQLITE_BUSY: _LOCKED,
    sqlite.SQLITE_LOCKED: _LOCKED,
    sqlite.SQLITE_READONLY: _READ_ONLY,
    sqlite.SQLITE_PERM: _READ_ONLY,
    sqlite.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite.SQLITE_CORRUPT: _DAMAGED,
    sqlite.SQLITE_NOTADB: _NOT_OURS,
    sqlite.SQLITE_IOERR: _DISK,
}


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn what the world does to the database at ``path`` into a KnownError; let our own mistakes pass."""
    try:
        yield
    except sqlite.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        known = None if code is None else _BY_CODE.get(code & 0xFF)
        if known is None:
            raise
        raise KnownError(*known, detail=f"{path}: {error.sqlite_errorname}") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises KnownError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        known = _BY_ERRNO.get(error.errno or 0, _CANNOT_OPEN)
        raise KnownError(*known, detail=f"{folder}: {error.strerror}") from error
