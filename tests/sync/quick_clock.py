"""A clock that never really sleeps: waiting moves it on and is written down."""

import random


class QuickClock:
    def __init__(self, chance: float | None = None) -> None:
        self.time = 1_800_000_000.0
        self.naps: list[float] = []
        self._chance = chance
        self._random = random.Random(5)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.time += seconds

    def random(self) -> float:
        return self._random.random() if self._chance is None else self._chance

    @property
    def slept(self) -> float:
        return sum(self.naps)
