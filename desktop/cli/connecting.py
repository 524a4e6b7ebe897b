"""A connection as it is typed: the platform and its answers in words, its secrets from the environment or a prompt.

A secret on the command line would be seen by every process of the computer and stay in the shell's history.
"""

import getpass
import os
from collections.abc import Sequence

from desktop.cli.usage import UsageError
from storage.words import Words
from sync.connector import Answers, Ask, Connector
from sync.connectors import CONNECTORS
from ui.doors import Connection

_VARIABLE = "ZHANGGUI_"
"""A secret is looked for in the environment under this and its name in capitals."""


def connection_of(words: Sequence[str]) -> Connection:
    """The connection that ``PLATFORM NAME=TEXT ...`` means. Raises UsageError; asks for secrets that are not set."""
    connector = _platform(words[0])
    typed = dict(_pair(word) for word in words[1:])
    allowed = {ask.id for ask in connector.asks if ask.form != "secret"}
    needed = {ask.id for ask in connector.asks if ask.form == "text"}
    if not needed <= typed.keys() <= allowed:
        raise _usage(_form(connector))
    return Connection(connector.id, {**typed, **_secrets(connector)})


def _secrets(connector: Connector) -> Answers:
    return {ask.id: _secret(ask) for ask in connector.asks if ask.form == "secret"}


def _secret(ask: Ask) -> str:
    return os.environ.get(_VARIABLE + ask.id.upper()) or getpass.getpass(f"{ask.label.zh} {ask.label.en}: ")


def _platform(name: str) -> Connector:
    found = next((each for each in CONNECTORS if each.id == name), None)
    if found is None:
        raise _usage("\n--connect ".join(map(_form, CONNECTORS)))
    return found


def _pair(word: str) -> tuple[str, str]:
    name, mark, text = word.partition("=")
    if not mark:
        raise _usage(f"PLATFORM NAME=TEXT ({word})")
    return name, text


def _form(connector: Connector) -> str:
    """What has to be typed; what may be left out is in brackets."""
    pairs = ((f"{ask.id}=…", ask.form) for ask in connector.asks if ask.form != "secret")
    return " ".join((connector.id, *(pair if form == "text" else f"[{pair}]" for pair, form in pairs)))


def _usage(expected: str) -> UsageError:
    return UsageError(
        Words("连接店铺的写法不对。", "That is not how a shop is connected."),
        Words(f"请写：--connect {expected}", f"Write: --connect {expected}"),
    )
