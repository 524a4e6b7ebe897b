"""How new the data is, at the top of the window: the words, the button that renews it, and what stands in the way."""

from PySide6.QtCore import QObject, QTimer

from storage.errors import KnownError
from ui.ago import newest_data, state_of
from ui.bars import Bars, Step
from ui.context import Context
from ui.mending import is_mended_by_answers
from ui.periodbar import PeriodBar

MINUTE = 60_000  # ms: how often "2 h ago" is written again


class Freshness(QObject):
    """Keeps sync state, sync button, offline bar and failure bar as they should be."""

    def __init__(self, context: Context, bar: PeriodBar, bars: Bars, window: QObject) -> None:
        super().__init__(window)
        self._context = context
        self._bar = bar
        self._bars = bars
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self.show)
        self._clock.start()
        context.network.changed.connect(self.show)
        context.entering.busy.connect(self.show)
        context.entering.failed.connect(self.tell_failure)
        bar.sync.clicked.connect(self.renew)

    def stop(self) -> None:
        """No more minutes: the window closes."""
        self._clock.stop()

    def renew(self) -> None:
        """Sync the shop; one that came from files takes another file. While it runs: stop it."""
        known = self._context.state.known
        if known is None:
            return
        running = self._context.entering.syncing(known.shop.id)
        if running is not None:
            running.cancel()
        elif known.platform is None:
            self._context.state.want_file()
        else:
            self._bars.clear("failed")
            self._context.entering.sync(known.shop)

    def show(self) -> None:
        """Write everything as it is now."""
        self._show_offline()
        known = self._context.state.known
        if known is None:
            return
        busy = self._context.entering.syncing(known.shop.id) is not None
        button = self._bar.sync
        self._bar.sync_state.setText(state_of(known, busy, self._context.network.online or known.platform is None))
        button.setText(self.tr("停止同步") if busy else self.tr("同步") if known.platform else self.tr("导入文件"))
        button.set_icon("close" if busy else "sync" if known.platform else "import")
        button.setToolTip(self.tr("数据截至 {moment}").format(moment=newest_data(known) or "—"))

    def tell(self, error: KnownError) -> None:
        """What went wrong in the window itself."""
        self._bars.show_bar("failed", "error", error.say(self._context.language))

    def tell_failure(self, shop_id: str, error: KnownError) -> None:
        """A sync, or with an empty id reading the shops, went wrong."""
        self._bars.show_bar("failed", "error", error.say(self._context.language), self._step(shop_id, error))

    def _step(self, shop_id: str, error: KnownError) -> Step:
        if not shop_id:
            return Step(self.tr("重试"), self._context.entering.look)
        if is_mended_by_answers(error.next_step.zh):
            return Step(self.tr("改连接"), lambda: self._context.state.want_change(shop_id))
        return Step(self.tr("重试"), self.renew)

    def _show_offline(self) -> None:
        known = self._context.state.known
        if self._context.network.online or known is None or known.platform is None:
            self._bars.clear("offline")
            return
        words = self.tr("网络已断开。数据停在 {moment}，可继续离线查看；联网后点「同步」。")
        self._bars.show_bar("offline", "warning", words.format(moment=newest_data(known) or "—"), closable=False)
