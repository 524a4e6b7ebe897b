"""Fewer worlds than a shop is compared in: in most tests nobody looks at how close an interval is."""

import pytest

from analytics.seeding import spread


@pytest.fixture(autouse=True)
def few_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "_MOST", 800)
