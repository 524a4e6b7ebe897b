"""An item of an interface that is of no use as it is, with the reason in words."""

from storage.words import Words


class Unfit(ValueError):
    """Raised while an item is read; the item is set aside, whatever came with it is not lost."""

    def __init__(self, reason: Words, sound: bool = False) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.sound = sound
        """It came undamaged: asked for again, it would be no better."""


def shown(told: object) -> str:
    """A value as words may quote it."""
    text = str(told)
    return text if len(text) <= 40 else text[:40] + "…"
