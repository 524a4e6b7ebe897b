"""How fast long work goes and how long it will take: from the progress of the last seconds, so that it follows."""

from collections import deque

WINDOW = 8.0  # seconds looked back
LEAST = 1.0  # seconds before a pace is worth telling


class Pace:
    """Fed with what is done at which moment (seconds)."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, at: float, done: int) -> None:
        """``done`` pieces at ``at``. Fewer than before: another part of the work began."""
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((at, done))
        while len(self._seen) > 2 and at - self._seen[0][0] > WINDOW:
            self._seen.popleft()

    @property
    def rate(self) -> float | None:
        """Pieces per second; None while it is too early to tell."""
        if len(self._seen) < 2:
            return None
        (since, before), (until, done) = self._seen[0], self._seen[-1]
        return (done - before) / (until - since) if until - since >= LEAST and done > before else None

    def left(self, total: int | None) -> float | None:
        """Seconds to go; None while it cannot be told."""
        rate = self.rate
        if rate is None or total is None or not self._seen:
            return None
        return max(0, total - self._seen[-1][1]) / rate
