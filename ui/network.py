"""Whether this computer has a network, as the system tells it; where it does not tell, we assume it has one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """Knows whether the computer is online."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.online = True

    def listen(self) -> None:
        """Ask the system from now on. Loads its backend, which takes a moment: after the window is shown."""
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            told = QNetworkInformation.instance()
            told.reachabilityChanged.connect(self.heard)
            self.heard(told.reachability())

    def heard(self, reach: QNetworkInformation.Reachability) -> None:
        """The system says how far the network reaches."""
        online = reach is not QNetworkInformation.Reachability.Disconnected
        if online != self.online:
            self.online = online
            self.changed.emit()
