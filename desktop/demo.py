"""The demo shop: a sandbox server, a real sync over HTTP, in a profile of its own.

The sandbox runs only while it is synced. What it was made of is kept beside the database, so that a later sync meets
the same shop again, with a few things changed.
"""

import shutil
from pathlib import Path

import msgspec

from desktop.atomic import write_whole
from desktop.profiles import DEMO, profile_named
from desktop.syncing import pull_from, remember
from storage.clock import now_ms
from storage.errors import KnownError
from storage.progress import Progress, Report, StopAsked, ignore, never
from storage.runs import Run
from storage.store import Store, open_store
from storage.words import Words
from sync import neutral
from sync.connect import try_connection
from ui.doors import Connection, Profile

DEMO_ORDERS = 20_000
DEMO_SEED = 1

_FILE = "demo.json"
_NEWS = 60  # records that change between two syncs

INVENTING = Words("正在生成示例店铺", "Inventing the demo shop")


class Recipe(msgspec.Struct, frozen=True):
    """What makes the same shop again."""

    orders: int
    seed: int
    until: int
    """Where its data ends, UTC milliseconds."""


def fill_demo(folder: Path, recipe: Recipe, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Sync the shop of a recipe into a profile folder, which is emptied first."""
    _empty(folder)
    with open_store(folder) as store:
        run = _sync(store, recipe, 0, report, stop)
    data = msgspec.json.encode(recipe)
    write_whole(folder / _FILE, lambda path: _write(path, data))
    return run


def recipe_now(orders: int = DEMO_ORDERS, seed: int = DEMO_SEED) -> Recipe:
    """A shop whose data ends this moment."""
    return Recipe(orders, seed, now_ms())


def sync_demo(store: Store, report: Report = ignore, stop: StopAsked = never) -> Run:
    """Sync the demo shop of a profile once more; some of its records have changed."""
    try:
        recipe = msgspec.json.decode((store.folder / _FILE).read_bytes(), type=Recipe)
    except msgspec.DecodeError as error:
        raise KnownError(
            Words("示例店铺的说明文件已损坏。", "The file that describes the demo shop is damaged."),
            Words("请运行 zhanggui demo 重新生成。", "Make it anew with: zhanggui demo"),
            str(error),
        ) from error
    return _sync(store, recipe, _NEWS, report, stop)


def demo_profile() -> Profile:
    """The profile that the demo fills."""
    return profile_named(DEMO)


def is_demo(folder: Path) -> bool:
    """Whether a profile was filled by the demo, to the end."""
    return (folder / _FILE).exists()


def _sync(store: Store, recipe: Recipe, news: int, report: Report, stop: StopAsked) -> Run:
    from sync.sandbox.server import running  # an HTTP server and a generator: only the demo pays for them
    from sync.sandbox.shop import simulate

    report(Progress(INVENTING, 0))
    with running(simulate(recipe.orders, recipe.seed, recipe.until)) as sandbox:
        if news:
            sandbox.change(news, seed=now_ms())
        answers = {"url": sandbox.url, "client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
        connection = Connection(neutral.NAME, answers)
        shop = try_connection(connection.kind, connection.answers).shop
        store.put_shop(shop)
        remember(store, shop.id, connection)
        return pull_from(store, shop.id, connection, report, stop)


def _empty(folder: Path) -> None:
    """Move the old demo away whole, then delete it: half a profile must not be left where one is open."""
    if not folder.exists():
        return
    aside = folder.with_name(f"{folder.name}-{now_ms()}")
    try:
        folder.replace(aside)
        shutil.rmtree(aside)
    except OSError as error:
        raise KnownError(
            Words("示例店铺正被另一个窗口使用。", "Another window has the demo shop open."),
            Words("请先关闭那个窗口，再试一次。", "Close that window and try again."),
            str(error),
        ) from error


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
