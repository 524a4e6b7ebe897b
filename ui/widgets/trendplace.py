"""Where things of a trend chart stand: margins, buckets across, values upwards. Everything in px."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from ui.theme import scaled

Value = int | float | None

TOP, BOTTOM = 12, 24  # at the usual size of text: half of the topmost label; a line of dates
GAP = 8


class Place(Struct, frozen=True, eq=False):
    """The room of the lines, and what it holds."""

    box: QRectF
    """Where the lines run."""
    count: int
    """Buckets."""
    low: float
    high: float

    def across(self, bucket: float) -> float:
        """The middle of a bucket."""
        return self.box.left() + (bucket + 0.5) * self.width

    def upwards(self, value: float) -> float:
        """The height of a value."""
        return self.box.bottom() - (value - self.low) / (self.high - self.low) * self.box.height()

    def value_at(self, height: float) -> float:
        """The value at a height."""
        return self.low + (self.box.bottom() - height) / max(self.box.height(), 1.0) * (self.high - self.low)

    @property
    def width(self) -> float:
        """Of one bucket."""
        return self.box.width() / max(self.count, 1)

    def bucket_at(self, across: float) -> int | None:
        """The bucket at a distance from the left; None beside them."""
        bucket = int((across - self.box.left()) // self.width) if self.width else -1
        return bucket if 0 <= bucket < self.count else None

    def column(self, bucket: int) -> QRectF:
        """The whole height of a bucket."""
        return QRectF(self.box.left() + bucket * self.width, self.box.top(), self.width, self.box.height())

    def stretches(self, values: Sequence[Value], first: int = 0) -> list[list[QPointF]]:
        """The points of a line, one list per stretch without a gap; ``first`` is the bucket of the first value."""
        made: list[list[QPointF]] = [[]]
        for bucket, value in enumerate(values, first):
            if value is None:
                made.append([])
            else:
                made[-1].append(QPointF(self.across(bucket), self.upwards(value)))
        return [stretch for stretch in made if stretch]


def place_for(
    size: tuple[int, int], count: int, ticks: Sequence[float], labels: int, names: int, above: int = 0
) -> Place:
    """The place in a widget: ``labels`` px at the left for values, ``names`` px at the right for names of lines.

    ``above`` px stay free at the top for names of stretches of days.
    """
    width, height = size
    left, right = labels + GAP, names + GAP
    top, bottom = scaled(TOP) + above, scaled(BOTTOM)
    box = QRectF(left, top, max(width - left - right, 1), max(height - top - bottom, 1))
    return Place(box, count, ticks[0], ticks[-1])
