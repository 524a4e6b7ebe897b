"""The secrets of a shop's connection in the keyring, under names that only this profile and this shop have.

So two shops that are connected through one application, and two profiles with one shop, never share a secret.
"""

import hashlib
from collections.abc import Mapping

from desktop import secrets
from storage.phones import local_key
from storage.store import Store
from sync.connector import Answers
from sync.connectors import connector_of

_PURPOSE = "secrets"


def keep(store: Store, shop_id: str, answers: Answers) -> None:
    """Keep secrets by the id of what asked for them; each replaces the earlier one."""
    for ask_id, secret in answers.items():
        secrets.keep(_name(store, shop_id, ask_id), secret)


def recall(store: Store, shop_id: str, kind: str) -> Answers | None:
    """Every secret of a connection of this kind; None if this computer does not have all of them."""
    asked = secret_ids(kind)
    kept = {ask_id: secrets.recall(_name(store, shop_id, ask_id)) for ask_id in asked}
    found = {ask_id: secret for ask_id, secret in kept.items() if secret is not None}
    return found if len(found) == len(asked) else None


def forget(store: Store, shop_id: str, kind: str) -> None:
    """Drop the secrets of a connection."""
    for ask_id in secret_ids(kind):
        secrets.forget(_name(store, shop_id, ask_id))


def secret_ids(kind: str) -> list[str]:
    """What a connector asks for that must not be written down."""
    return [ask.id for ask in connector_of(kind).asks if ask.form == "secret"]


class Exchanged:
    """What was given in exchange for secrets that were typed, before it is known for which shop.

    A code is good for one use. If connecting fails after it was used, whoever tries again types the same code and means
    what came in its place.
    """

    def __init__(self, kind: str, typed: Answers) -> None:
        secret = {ask_id: typed.get(ask_id, "").strip() for ask_id in secret_ids(kind)}
        self._names = {ask_id: _of_typed(kind, ask_id, text) for ask_id, text in secret.items() if text}
        came = {ask_id: secrets.recall(name) for ask_id, name in self._names.items()}
        self.answers: dict[str, str] = dict(typed) | {ask_id: each for ask_id, each in came.items() if each is not None}

    def keep(self, renewed: Answers) -> None:
        """Take what replaces a secret that was typed from now on."""
        typed = {ask_id: secret for ask_id, secret in renewed.items() if ask_id in self._names}
        self.answers.update(typed)
        for ask_id, secret in typed.items():
            secrets.keep(self._names[ask_id], secret)

    def settle(self) -> Mapping[str, str]:
        """The secrets that were typed as they are now, to be kept for the shop, and no more by what was typed."""
        for name in self._names.values():
            secrets.forget(name)
        return {ask_id: self.answers.get(ask_id, "").strip() for ask_id in self._names}


def _name(store: Store, shop_id: str, ask_id: str) -> str:
    with store.reader() as reader:
        tag = local_key(reader, shop_id, _PURPOSE).hex()[:16]
    return f"{ask_id} {shop_id} {tag}"


def _of_typed(kind: str, ask_id: str, typed: str) -> str:
    return f"{ask_id} {kind} {hashlib.sha256(typed.encode()).hexdigest()[:16]}"
