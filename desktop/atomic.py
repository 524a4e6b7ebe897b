"""Writing a file whole or not at all, also where a virus scanner or Excel holds the old one."""

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from storage.errors import KnownError
from storage.words import Words

log = logging.getLogger(__name__)

_TRIES = 5
_PAUSE = 0.1  # scanners on Windows let go after about 50 ms

IN_USE = Words("文件正被其他程序打开，无法写入。", "Another program has the file open, so it cannot be written.")
CLOSE_IT = Words("请先在 Excel 或 WPS 中关闭该文件，再导出一次。", "Close it in Excel or WPS, then export again.")
NOT_WRITTEN = Words("文件没有写成。", "The file could not be written.")
CHECK_PLACE = Words(
    "请检查磁盘空间和文件夹权限，或换一个位置保存。", "Check free space and permissions, or choose another folder."
)


def write_whole(path: Path, write: Callable[[Path], None]) -> Path:
    """Let ``write`` fill a temporary file beside ``path``, then put it in place. Raises KnownError."""
    # Named by us rather than by tempfile, whose files only their owner may read.
    temporary = path.with_name(f".{uuid4().hex}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        _replace(temporary, path)
    except OSError as error:
        raise KnownError(NOT_WRITTEN, CHECK_PLACE, str(error)) from error
    finally:
        _drop(temporary)
    return path


def _drop(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError as error:  # its folder cannot even be looked into, which has been told already
        log.warning("%s is left: %s", temporary, error)


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(_TRIES):
        try:
            os.replace(temporary, path)
        except PermissionError as error:
            if attempt == _TRIES - 1:
                raise KnownError(IN_USE, CLOSE_IT, str(error)) from error
            time.sleep(_PAUSE)
        else:
            return
