"""Many more stories of orders that are hidden, shown, deleted and restored, against the shop they are a copy of."""

import argparse
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from storage.store import open_store
from sync.http import Client
from tests.sync.little_server import keys, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.test_sweep_life import Step, play, stories
from tests.sync.trash_shop import TrashSource

STORIES = 1000


def main(options: argparse.Namespace) -> int:
    """0 if every story ended well; a failing one is printed at its smallest."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_store(Path(scratch)) as store,
        little_server() as server,
        Client(server.url, keys(), QuickClock()) as client,
    ):
        source = TrashSource(client)

        @seed(options.seed)
        @settings(
            max_examples=options.n or STORIES,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(story=stories())
        def every_story_ends_well(story: tuple[int, list[Step]]) -> None:
            play(store, server, source, story)

        every_story_ends_well()
    print(f"{options.n or STORIES} stories, all as the shop says")
    return 0
