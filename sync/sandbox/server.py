"""Runs the sandbox: on this computer's own address only, in a thread for tests and the demo, or until Ctrl+C."""

import logging
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import uvicorn

from sync.sandbox.app import Shopfront
from sync.sandbox.changes import Changed, change
from sync.sandbox.faults import Faults
from sync.sandbox.log import Log
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from sync.sandbox.state import State
from sync.sandbox.tokens import Tokens

CLIENT_ID = "zhanggui-demo"
CLIENT_SECRET = "sandbox-secret-not-for-real-shops"
HOST = "127.0.0.1"


class Sandbox:
    """A running shop: where it is, how to get in, what to break, what was asked."""

    def __init__(self, simulated: Simulated, port: int, faults: Faults, token_lifetime: float) -> None:
        self.simulated = simulated
        self.url = f"http://{HOST}:{port}"
        self.client_id = CLIENT_ID
        self.client_secret = CLIENT_SECRET
        self.faults = faults
        self.state = State(simulated)
        self.tokens = Tokens(CLIENT_ID, CLIENT_SECRET, token_lifetime)
        self.shopfront = Shopfront(self.state, self.tokens, faults)

    @property
    def log(self) -> Log:
        """Requests answered and items given so far."""
        return self.shopfront.log

    def change(self, n: int, seed: int = 0) -> Changed:
        """Let the shop go on: edit, delete and add ``n`` records in all, with new ``updated_at``."""
        return change(self.state, n, seed)


@contextmanager
def running(
    simulated: Simulated, faults: Faults | None = None, port: int = 0, token_lifetime: float = 3600.0
) -> Iterator[Sandbox]:
    """Serve ``simulated`` from a thread of its own until the block ends. Port 0 takes a free one."""
    with _listening(port) as listener:
        sandbox = Sandbox(simulated, listener.getsockname()[1], faults or Faults(), token_lifetime)
        server = _server(sandbox)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="sandbox")
        thread.start()
        try:
            _wait_until_started(server, thread)
            yield sandbox
        finally:
            server.should_exit = True
            thread.join()


def serve_forever(port: int, orders: int, seed: int, faults: Sequence[str] = ()) -> None:
    """Serve a new shop in the foreground until Ctrl+C; prints address and credentials.

    A fault is a name, or ``name=probability``. Raises ValueError for a fault that there is not.
    """
    switches = Faults(seed)
    for text in faults:
        switches.on_as_told(text)
    with _listening(port) as listener:
        sandbox = Sandbox(simulate(orders, seed), listener.getsockname()[1], switches, token_lifetime=3600.0)
        sys.stdout.write(f"url: {sandbox.url}\nclient_id: {CLIENT_ID}\nclient_secret: {CLIENT_SECRET}\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):  # which uvicorn raises once more after it has ended cleanly
            _server(sandbox).run(sockets=[listener])


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    # Named TCP, or asyncio leaves Nagle's delay on and every reply takes 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        if sys.platform != "win32":  # there it would let two programs listen on one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        yield listener


def _server(sandbox: Sandbox) -> uvicorn.Server:
    # Lost lines are part of the play here: uvicorn's tracebacks about them would only frighten.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
    return uvicorn.Server(
        uvicorn.Config(
            sandbox.shopfront.app(), log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2
        )
    )


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    pause = threading.Event()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the sandbox server could not start")
        pause.wait(0.005)
