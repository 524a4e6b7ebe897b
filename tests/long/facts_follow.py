"""Thousands of random histories of a profile, after each of which kept facts equal facts made from nothing."""

import argparse
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from tests.storage.test_facts_follow import assert_facts_follow, histories, profile_at_the_border

HISTORIES = 2000


def main(options: argparse.Namespace) -> int:
    """0 if all agree; an example that does not is raised."""
    count = options.n or HISTORIES
    with tempfile.TemporaryDirectory() as scratch:
        template = profile_at_the_border(Path(scratch))

        @seed(options.seed)
        @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(histories)
        def follow(history: list) -> None:  # type: ignore[type-arg]
            assert_facts_follow(template, history)

        follow()
    print(f"{count} histories: kept facts always equal facts made from nothing")
    return 0
