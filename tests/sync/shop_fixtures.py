"""A small simulated shop, a fresh server in front of it, an empty store, and a client whose waits take no time."""

from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from storage.store import Store, open_store
from sync.neutral import NeutralSource
from sync.sandbox.server import Sandbox, running
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.sync.quick_clock import QuickClock

PAGE = 150
"""Small pages, so that a small shop has many."""


@cache
def small_shop() -> Simulated:
    return simulate(200, 1)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running(small_shop()) as sandbox:
        yield sandbox


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(small_shop().shop)
        yield store


def source_of(sandbox: Sandbox, secret: str | None = None) -> closing[NeutralSource]:
    known = secret or sandbox.client_secret
    return closing(NeutralSource(sandbox.url, sandbox.client_id, known, QuickClock(), page=PAGE))


@pytest.fixture
def source(sandbox: Sandbox) -> Iterator[NeutralSource]:
    with source_of(sandbox) as source:
        yield source
