"""Marking a card of advice as done or not wanted, and opening it again: written in a worker, then told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from analytics.cards.marking import mark_of
from analytics.result import Card
from storage.clock import now_ms
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.bars import Bars, Step
from ui.context import Context
from ui.slip import Slip


class Marking(QObject):
    """Marks cards of the shop that is looked at."""

    done = Signal()
    """The notebook changed: what rests on it is to be worked out again."""

    def __init__(self, context: Context, bars: Bars, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._bars = bars
        """For what went wrong: that stays until it is closed."""
        self.slip = Slip(page)
        context.state.moved.connect(self._forget)

    def mark(self, card: Card, state: str) -> None:
        """Note that a card is done or dismissed; a slip offers to take it back."""
        known = self._context.state.known
        if known is None:
            return
        made = mark_of(card, "done" if state == "done" else "dismissed", now_ms())
        self._write(lambda: self._context.doors.mark_card(known.shop.id, made))
        title = card.title.say(self._context.language)
        done = self.tr("已记下：{0}。过几天这里会说有没有用。").format(title)
        text = done if made.state == "done" else self.tr("已收起：{0}").format(title)
        self.slip.show("done", text, Step(self.tr("撤销"), lambda: self.reopen(card.id)))

    def reopen(self, card_id: str) -> None:
        """Take a mark back."""
        known = self._context.state.known
        self._forget()
        if known is not None:
            self._write(lambda: self._context.doors.unmark_card(known.shop.id, card_id))

    def _forget(self) -> None:
        self.slip.clear()
        self._bars.clear("mark")

    def _write(self, do: Callable[[], None]) -> None:
        def work(_report: Report, _stop: StopAsked) -> None:
            do()

        def failed(error: KnownError) -> None:
            self._bars.show_bar("mark", "error", error.say(self._context.language))

        self._context.jobs.start(self, work, lambda _done: self.done.emit(), failed)
