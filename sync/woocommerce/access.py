"""How WooCommerce lets us in: with a key and its secret as they are over https, with a signature over plain http."""

import secrets
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct, structs

from sync.access import Send
from sync.clock import Clock
from sync.exchange import Answer, Question, date_of
from sync.woocommerce.address import IN_THE_MIDDLE
from sync.woocommerce.noise import bare
from sync.woocommerce.signing import Stamp, signed

INDEX = "/wp-json/"
"""What WordPress itself tells of a site; everybody may ask."""


class Key:
    """The key as user name, the secret as password (RFC 7617). Only over https.

    Some hosts keep that header from WordPress, which then knows of no key at all: the two are sent as parameters, as
    WooCommerce offers for this very case. Where https ends at a proxy before it WordPress takes neither, and wants a
    signature as over plain http. What was found to be taken stays.
    """

    def __init__(self, site: str, key: str, secret: str) -> None:
        self._key = key
        self._secret = secret
        self._both = b64encode(f"{key}:{secret}".encode()).decode()
        self._ways = [self._by_header, self._by_parameters, Signature(site, key, secret).dress]
        self._is_open = False

    @property
    def secrets(self) -> Iterable[str]:
        """See ``Access``."""
        return (self._secret, self._both)

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with key and secret; see ``Access``. What everybody may ask stays as it is.

        WordPress itself would take our header for a login of its own there, and refuse it.
        """
        self._is_open = question.path == INDEX
        return question if self._is_open else self._ways[0](question, send, clock)

    def renew(self) -> bool:
        """Try the next way; see ``Access``."""
        if self._is_open or len(self._ways) == 1:
            return False
        del self._ways[0]
        return True

    def _by_header(self, question: Question, send: Send, clock: Clock) -> Question:
        return structs.replace(question, headers={**question.headers, "Authorization": f"Basic {self._both}"})

    def _by_parameters(self, question: Question, send: Send, clock: Clock) -> Question:
        known = {"consumer_key": self._key, "consumer_secret": self._secret}
        return structs.replace(question, params={**question.params, **known})


class _Site(Struct, frozen=True):
    home: str
    authentication: Any = None
    """Has what WordPress offers only where it knows itself behind https."""

    @property
    def base(self) -> str:
        """The address under which the site sees itself."""
        behind_https = isinstance(self.authentication, dict) and "application-passwords" in self.authentication
        return ("https://" if behind_https else "http://") + self.home.partition("://")[2].rstrip("/")


class Signature:
    """OAuth 1.0a: where WordPress knows of no https only a signature is taken, and the secret never goes over the line.

    The server signs the address that it has for its own, which may be another than was typed (localhost for
    127.0.0.1), and takes no signature that is 15 minutes old by its clock. So both are asked for first.
    """

    def __init__(self, site: str, key: str, secret: str) -> None:
        self._site = site
        self._middle = IN_THE_MIDDLE if site.endswith(IN_THE_MIDDLE) else ""
        self._key = key
        self._secret = secret
        self._ahead: float | None = None
        """Seconds by which the server's clock is ahead of ours; None until it was asked."""

    @property
    def secrets(self) -> Iterable[str]:
        """See ``Access``."""
        return (self._secret,)

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with a signature; see ``Access``."""
        if question.path == INDEX:
            return question
        if self._ahead is None:
            self._learn(send(Question("GET", INDEX)), clock)
        stamp = Stamp(int(clock.now() + (self._ahead or 0)), secrets.token_hex(16))
        url = self._site + question.path
        params = signed(question.method, url, question.params, self._key, self._secret, stamp)
        return structs.replace(question, params=params)

    def renew(self) -> bool:
        """There is no other signature; see ``Access``."""
        return False

    def _learn(self, answer: Answer, clock: Clock) -> None:
        """The site's own address and time. An answer that tells neither will fail where it is really needed."""
        now = date_of(answer)
        self._ahead = 0.0 if now is None else now / 1000 - clock.now()
        try:
            self._site = msgspec.json.decode(bare(answer.body), type=_Site).base + self._middle
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
