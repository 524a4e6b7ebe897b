"""How a site lets us in or keeps us out, and in which words. The site is SIMULATED."""

import time
from collections.abc import Callable, Mapping
from contextlib import closing

import pytest

from storage.errors import KnownError
from storage.runs import Run
from storage.store import Store
from sync.connect import try_connection
from sync.connector import YES
from sync.retry import Patience
from sync.woocommerce.connector import CONNECTOR
from sync.woocommerce.source import NAME, WooSource
from tests.sync.little_server import Answer, LittleServer, answer
from tests.sync.quick_clock import QuickClock
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import KEY, SECRET, Woo, html, told
from tests.sync.woocommerce.shop import Shop

IMPATIENT = Patience(tries=2, few_tries=2)


def opened(url: str, clock: QuickClock, key: str = KEY, secret: str = SECRET) -> WooSource:
    source = CONNECTOR.open({"url": url, "key": key, "secret": secret}, clock, IMPATIENT)
    assert isinstance(source, WooSource)
    return source


def secrets_sent(line: LittleServer) -> list[str]:
    """Where the secret itself went over the line."""
    return [seen.path for seen in line.seen if SECRET in str(seen.query) + str(seen.headers)]


def test_a_key_that_may_read_is_enough(source: WooSource, woo: Woo, line: LittleServer) -> None:
    shop = source.shop()
    assert (shop.name, shop.currency, shop.exponent, shop.timezone) == ("半日茶 & 器", "CNY", 2, "Asia/Shanghai")
    assert shop.id == f"woocommerce:127.0.0.1:{line.url.rpartition(':')[2]}"
    assert not [seen for seen in line.seen if "consumer_secret" in seen.query]


def test_a_host_that_takes_the_header_away(source: WooSource, woo: Woo, line: LittleServer, clock: QuickClock) -> None:
    woo.loses_header = True
    assert source.shop().currency == "CNY"
    assert clock.slept == 0, "it is no failure to be waited for"
    lists = [seen for seen in line.seen if "/wc/v3" in seen.path]
    assert ["consumer_key" in seen.query for seen in lists] == [False, True, True], "once tried, it stays"


@pytest.mark.parametrize(
    ("offset", "zone"), [("8", "Etc/GMT-8"), (-3, "Etc/GMT+3"), ("5.5", "Asia/Kolkata"), (0, "UTC")]
)
def test_days_of_a_site_that_knows_no_city(source: WooSource, woo: Woo, offset: object, zone: str) -> None:
    woo.index |= {"timezone_string": "", "gmt_offset": offset}
    assert source.shop().timezone == zone


def test_money_where_the_settings_cannot_be_seen(source: WooSource, woo: Woo, shop: Shop) -> None:
    woo.sees_settings = False
    with pytest.raises(KnownError, match="may not see"):
        source.shop()
    shop.sell(bodies.line(1, 10, 1, "900"), currency="JPY")
    assert (source.shop().currency, source.shop().exponent) == ("JPY", 0)


@pytest.mark.parametrize("ahead", [0.0, 86400.0, -86400.0])
def test_plain_http_is_signed_whatever_the_time_here(
    woo: Woo, line: LittleServer, clock: QuickClock, ahead: float
) -> None:
    woo.is_ssl = False
    clock.time = time.time() + ahead
    with closing(opened(line.url, clock)) as source:
        assert source.shop().name == "半日茶 & 器"
    assert secrets_sent(line) == []
    assert {"oauth_signature" in seen.query for seen in line.seen if "/wc/v3" in seen.path} == {True}


def test_a_signature_is_over_the_address_the_site_has_for_its_own(
    woo: Woo, line: LittleServer, clock: QuickClock
) -> None:
    woo.is_ssl = False
    woo.home = line.url.replace("127.0.0.1", "localhost")
    with closing(opened(line.url, clock)) as source:
        assert source.shop().currency == "CNY"


def test_plain_http_to_another_computer_needs_consent(clock: QuickClock) -> None:
    answers = {"url": "http://shop.example", "key": KEY, "secret": SECRET}
    with pytest.raises(KnownError, match="not encrypted"):
        CONNECTOR.open(answers, clock, IMPATIENT)
    CONNECTOR.open(answers | {"plain_http": YES}, clock, IMPATIENT).close()


@pytest.mark.parametrize(("key", "secret"), [(SECRET, KEY), ("admin", "password"), (KEY, "")])
def test_what_are_no_keys_is_told_before_anybody_is_asked(key: str, secret: str) -> None:
    with pytest.raises(KnownError, match="do not look like WooCommerce keys"):
        try_connection(NAME, {"url": "https://shop.example", "key": key, "secret": secret})


def wrong_secret(woo: Woo) -> None:
    woo.keys[KEY] = ("cs_other", "read")


def revoked(woo: Woo) -> None:
    woo.keys.clear()


def only_writes(woo: Woo) -> None:
    woo.keys[KEY] = (SECRET, "write")


@pytest.mark.parametrize("spoil", [wrong_secret, revoked, only_writes])
@pytest.mark.parametrize("encrypted", [True, False])
def test_a_key_that_is_not_taken(
    source: WooSource, woo: Woo, line: LittleServer, clock: QuickClock, spoil: Callable[[Woo], None], encrypted: bool
) -> None:
    spoil(woo)
    woo.is_ssl = encrypted
    with (
        closing(opened(line.url, clock)) as signing,
        pytest.raises(KnownError, match="wrong, revoked, or may not read"),
    ):
        (source if encrypted else signing).shop()


def test_a_key_that_is_revoked_between_two_syncs(woo: Woo, shop: Shop, store: Store, synced: Callable[[], Run]) -> None:
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    synced()
    woo.keys.clear()
    with pytest.raises(KnownError, match="does not take this key"):
        synced()
    with store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM orders").fetchone() == (1,), "what was here stays"


_KEPT_OUT: Mapping[str, tuple[Answer, str]] = {
    "a site without permalinks": (html(404), "Permalinks"),
    "no WooCommerce": (told(404, "rest_no_route"), "no WooCommerce"),
    "a version that does not know our filters": (told(400, "rest_invalid_param"), "5.8 or newer"),
    "a user without rights": (told(403, "woocommerce_rest_cannot_view"), "shop manager"),
    "a security plugin": (told(401, "rest_not_logged_in"), "security plugin"),
    "a firewall": (html(403), "firewall"),
    "a site behind a password": (html(401), "behind a password"),
    "a login page": (html(200), "a login"),
    "a login somewhere else": (answer(302, Location="https://shop.example/wp-login.php"), "security plugin"),
    "another address": (
        answer(301, Location="https://www.shop.example/wp-json/wc/v3/orders"),
        "https://www.shop.example.",
    ),
    "maintenance": (html(503), "maintenance"),
    "too many questions": (answer(429), "limits how often"),
    "a fatal error": (html(500, "<p>There has been a critical error"), "500"),
}


@pytest.mark.parametrize("what", _KEPT_OUT)
def test_what_keeps_us_out_is_told_in_plain_words(source: WooSource, woo: Woo, what: str) -> None:
    kept_out, words = _KEPT_OUT[what]
    woo.script = [kept_out] * 9
    with pytest.raises(KnownError) as caught:
        source.shop()
    woo.script.clear()
    assert words in caught.value.say("en")


def test_a_site_that_is_no_shop(source: WooSource, woo: Woo, line: LittleServer) -> None:
    woo.index["namespaces"] = ["wp/v2"]
    with pytest.raises(KnownError, match="no WooCommerce"):
        source.shop()
    line.otherwise = html(404)
    with pytest.raises(KnownError, match="Permalinks"):
        source.shop()


def test_a_site_that_is_busy_is_waited_for(source: WooSource, woo: Woo, clock: QuickClock) -> None:
    woo.script = [answer(429, Retry_After="7"), html(503)]
    assert source.shop().currency == "CNY"
    assert clock.slept >= 7
