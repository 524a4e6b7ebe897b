"""``zhanggui sync``: pull what changed for every connected shop of a profile."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.cli.connecting import connection_of
from desktop.cli.importing import run_in_words
from desktop.cli.progress import to_stderr
from desktop.connections import load
from desktop.demo import is_demo, sync_demo
from desktop.profiles import own, profile_named
from desktop.syncing import connect, disconnect, sync
from storage.errors import KnownError
from storage.store import open_store
from storage.words import Words
from sync import neutral

_DISCONNECTED = Words("已断开，数据都还在。", "disconnected; its data stays.")


def sync_shops(options: argparse.Namespace) -> int:
    """Sync the named shop, or every connected one; or take a connection back."""
    profile = profile_named(options.profile)
    with open_store(profile.folder) as store:
        if options.disconnect:
            own(profile)
            disconnect(store, options.disconnect)
            sys.stdout.write(f"{options.disconnect}: {_DISCONNECTED.say(options.lang)}\n")
            return 0
        if typed := _typed(options):
            own(profile)
            shops = [connect(store, connection_of(typed)).id]
        else:
            shops = _connected(profile.folder, options.source)
        for shop_id in shops:
            report = to_stderr(options.lang)
            run = sync_demo(store, report) if is_demo(profile.folder) else sync(store, shop_id, report)
            sys.stdout.write(f"{shop_id}: {run_in_words(run, options.lang)}\n")
    return 0


def _typed(options: argparse.Namespace) -> Sequence[str]:
    if options.url:
        return (neutral.NAME, f"url={options.url}", f"client_id={options.client_id or ''}")
    return options.connect or ()


def _connected(folder: Path, wanted: str | None) -> list[str]:
    shops = [shop_id for shop_id in load(folder) if wanted in (None, shop_id)]
    if shops:
        return shops
    raise KnownError(
        Words("没有已连接的店铺。", "No shop is connected."),
        Words("请用 zhanggui sync --connect 连接一家。", "Connect one with: zhanggui sync --connect"),
        wanted or "",
    )
