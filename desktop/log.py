"""The log: a rotating file without personal data and secrets, and Qt's own messages in it."""

import logging
from logging.handlers import RotatingFileHandler

from desktop.places import log_folder
from sync.secrecy import redacted

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"
_MOST_BYTES = 1_000_000
_KEPT = 3


def start_log() -> None:
    """Log to the program's folder from now on. A second start of the program shares the file."""
    log_folder().mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        log_folder() / "zhanggui.log", maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_WithoutSecrets(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("httpx2", "httpcore2"):  # addresses with their queries, and headers
        logging.getLogger(chatty).setLevel(logging.WARNING)


class _WithoutSecrets(logging.Formatter):
    """Takes secrets out of the whole line and of the tracebacks below it, whoever wrote them."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))
