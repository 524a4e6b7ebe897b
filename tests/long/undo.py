"""Many more stories of writes, imports, deletions and undos against the twin that specifies the store."""

import argparse
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from storage.store import open_store
from tests.storage.test_undo import play, steps

STORIES = 5000


def main(options: argparse.Namespace) -> int:
    """0 if every story ended as the twin says; a failing one is printed at its smallest."""
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch)) as store:

        @seed(options.seed)
        @settings(
            max_examples=options.n or STORIES,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(story=st.lists(steps(), min_size=1, max_size=30))
        def every_story_ends_well(story: list[tuple]) -> None:
            play(store, story)

        every_story_ends_well()
    print(f"{options.n or STORIES} stories, all as the twin says")
    return 0
