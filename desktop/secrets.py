"""Secrets of connections: in the operating system's keyring; where there is none, for this session only."""

import logging

import keyring
from keyring.backends import fail, null
from keyring.errors import KeyringError, PasswordDeleteError

log = logging.getLogger(__name__)

_SERVICE = "zhanggui"

_session: dict[str, str] = {}


def secrets_last() -> bool:
    """Whether this computer has a keyring that keeps secrets."""
    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def keep(name: str, secret: str) -> None:
    """Remember a secret; it replaces an earlier one of the same name."""
    _session[name] = secret
    if secrets_last():
        try:
            keyring.set_password(_SERVICE, name, secret)
        except KeyringError as error:
            # Locked, or the user said no: it lasts for the session, and is asked for again at the next start.
            log.warning("the keyring did not take a secret: %s", error)


def recall(name: str) -> str | None:
    """The secret, or None if this computer does not have it (any more)."""
    if name in _session:
        return _session[name]
    try:
        return keyring.get_password(_SERVICE, name) if secrets_last() else None
    except KeyringError:
        return None  # locked or taken away: the same as not having it, the page asks for it again


def forget(name: str) -> None:
    """Drop a secret; it is no error if there is none."""
    _session.pop(name, None)
    if secrets_last():
        try:
            keyring.delete_password(_SERVICE, name)
        except PasswordDeleteError:
            return  # there was none
