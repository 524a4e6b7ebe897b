"""Hanging up: a request that waits for a silent server ends as soon as the user asks to stop.

A blocked read cannot look up by itself. While a request is under way a second thread does, and shuts the sockets
down under it; the read then fails at once. Sockets are learnt from the HTTP library's trace of what it opens.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from storage.progress import StopAsked

_LOOK_UP = 0.2
_OPENED = ("connection.connect_tcp.complete", "connection.start_tls.complete", "proxy.start_tls.complete")


class Line:
    """The open sockets of one client, and the host it last turned to."""

    def __init__(self) -> None:
        self.host = ""
        self._sockets: list[socket.socket] = []

    @property
    def extensions(self) -> Mapping[str, Callable[[str, Mapping[str, Any]], None]]:
        """What a request must carry to be watched."""
        return {"trace": self._trace}

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            self.host = info["host"]
        elif event in _OPENED:
            alive = [opened for opened in self._sockets if opened.fileno() >= 0]
            self._sockets = [*alive, info["return_value"].get_extra_info("socket")]

    def cut(self) -> None:
        """Shut every socket down; reads under way end now."""
        for opened in self._sockets:
            with contextlib.suppress(OSError):  # closed meanwhile, which is what was wanted
                # Not SSLSocket.shutdown: it would drop the TLS object from under the thread that reads.
                socket.socket.shutdown(opened, socket.SHUT_RDWR)

    @contextlib.contextmanager
    def watched(self, stop: StopAsked) -> Iterator[None]:
        """Cut the line as soon as ``stop`` asks for it, while the block runs."""
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(stop, over), name="sync-hang-up", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _watch(self, stop: StopAsked, over: threading.Event) -> None:
        while not over.wait(_LOOK_UP):
            if stop():
                self.cut()
                return
