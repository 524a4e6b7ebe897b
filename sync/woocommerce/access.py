"""How WooCommerce lets us in: with a key and its secret as they are over https, with a signature over plain http."""

import secrets
from base64 import b64encode

import msgspec
from msgspec import Struct, structs

from sync.access import Send
from sync.clock import Clock
from sync.exchange import Answer, Question, date_of
from sync.woocommerce.signing import Stamp, signed

INDEX = "/wp-json/"
"""What WordPress itself tells of a site; everybody may ask."""


class Key:
    """The key as user name, the secret as password (RFC 7617). Only over https.

    Some hosts keep that header from WordPress, which then knows of no key at all. The two are sent as parameters from
    then on, as WooCommerce offers for this very case.
    """

    def __init__(self, key: str, secret: str) -> None:
        self._key = key
        self._secret = secret
        self._header_is_lost = False

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with key and secret; see ``Access``."""
        if self._header_is_lost:
            known = {"consumer_key": self._key, "consumer_secret": self._secret}
            return structs.replace(question, params={**question.params, **known})
        both = b64encode(f"{self._key}:{self._secret}".encode()).decode()
        return structs.replace(question, headers={**question.headers, "Authorization": f"Basic {both}"})

    def renew(self) -> bool:
        """Try the other way; see ``Access``."""
        tried, self._header_is_lost = self._header_is_lost, True
        return not tried


class _Site(Struct, frozen=True):
    home: str


class Signature:
    """OAuth 1.0a: over plain http only a signature is taken, and the secret never goes over the line.

    The server signs the address that it has for its own, which may be another than was typed (localhost for
    127.0.0.1), and takes no signature that is 15 minutes old by its clock. So both are asked for first.
    """

    def __init__(self, site: str, key: str, secret: str) -> None:
        self._site = site
        self._key = key
        self._secret = secret
        self._ahead: float | None = None
        """Seconds by which the server's clock is ahead of ours; None until it was asked."""

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with a signature; see ``Access``."""
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
            home = msgspec.json.decode(answer.body, type=_Site).home
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
        self._site = "http://" + home.partition("://")[2].rstrip("/")
