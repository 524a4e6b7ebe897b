"""An item of an interface that is of no use as it is, with the reason in words."""

from storage.words import Words


class Unfit(ValueError):
    """Raised while an item is read; the item is set aside, whatever came with it is not lost."""

    def __init__(self, reason: Words, sound: bool = False) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.sound = sound
        """It came undamaged: asked for again, it would be no better."""


_NO_MOMENT = Words("「{told}」不是时间", "“{told}” is no moment")
_NO_AMOUNT = Words("「{told}」不是金额", "“{told}” is no amount")
_NO_NUMBER = Words("「{told}」不是整数", "“{told}” is no whole number")


def no_moment(told: object) -> Unfit:
    """To be raised where a moment should be."""
    return Unfit(_NO_MOMENT.fill(told=shown(told)))


def no_amount(told: object) -> Unfit:
    """To be raised where an amount of money should be."""
    return Unfit(_NO_AMOUNT.fill(told=shown(told)))


def no_number(told: object) -> Unfit:
    """To be raised where a whole number should be."""
    return Unfit(_NO_NUMBER.fill(told=shown(told)))


def shown(told: object) -> str:
    """A value as words may quote it."""
    text = str(told)
    return text if len(text) <= 40 else text[:40] + "…"
