"""Writing a file whole or not at all, also where a virus scanner or Excel holds the old one."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from storage.errors import KnownError
from storage.words import Words

_TRIES = 5
_PAUSE = 0.1  # scanners on Windows let go after about 50 ms

IN_USE = Words("文件正被其他程序打开,无法写入。", "Another program has the file open, so it cannot be written.")
CLOSE_IT = Words("请先在 Excel 或 WPS 中关闭该文件,再导出一次。", "Close it in Excel or WPS, then export again.")
NOT_WRITTEN = Words("文件没有写成。", "The file could not be written.")
CHECK_PLACE = Words(
    "请检查磁盘空间和文件夹权限,或换一个位置保存。", "Check free space and permissions, or choose another folder."
)


def write_whole(path: Path, write: Callable[[Path], None]) -> Path:
    """Let ``write`` fill a temporary file beside ``path``, then put it in place. Raises KnownError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=path.suffix, delete=False) as handle:
            temporary = Path(handle.name)
    except OSError as error:
        raise KnownError(NOT_WRITTEN, CHECK_PLACE, str(error)) from error
    try:
        write(temporary)
        _replace(temporary, path)
    except PermissionError as error:
        raise KnownError(IN_USE, CLOSE_IT, str(error)) from error
    except OSError as error:
        raise KnownError(NOT_WRITTEN, CHECK_PLACE, str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(_TRIES):
        try:
            os.replace(temporary, path)
        except PermissionError:
            if attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return
