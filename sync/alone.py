"""One sync of a shop at a time, in whatever program: two at once would ask for the same pages, and pay for them twice.

The lock is SQLite's on an empty file beside the database. It holds between threads and between programs, and the system
takes it back from one that dies.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from storage.driver import Connection, sqlite
from storage.faults import faults_of
from storage.words import Words
from sync.messages import Trouble

UNDER_WAY = Trouble(
    Words("这家店铺正在同步。", "This shop is being synced already."),
    Words(
        "等它结束就好；要是看不到，是另一个掌柜窗口或命令在同步。",
        "Wait for it to end. If you do not see it, another window or command of Zhanggui does it.",
    ),
)


@contextmanager
def alone(folder: Path, shop_id: str) -> Iterator[None]:
    """While this lasts nobody else gets in for the same shop. Raises KnownError where somebody is in."""
    path = folder / f"sync-{sha256(shop_id.encode()).hexdigest()[:16]}.lock"
    with faults_of(path):
        lock = sqlite.connect(path, timeout=0, isolation_level=None)
    with closing(lock):
        with faults_of(path):
            _take(lock, shop_id)
        yield


def _take(lock: Connection, shop_id: str) -> None:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite.OperationalError as error:
        if error.sqlite_errorcode != sqlite.SQLITE_BUSY:
            raise
        raise UNDER_WAY.known(shop_id) from error
