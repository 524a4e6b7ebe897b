"""Sites as hosts, proxies and plugins make them: each was found in WordPress's source. The site is SIMULATED."""

from collections.abc import Callable
from contextlib import closing

import pytest

from storage.errors import KnownError
from storage.runs import Run
from storage.store import Store
from sync.http import Client
from sync.woocommerce.access import Key, Signature
from sync.woocommerce.address import site_of
from sync.woocommerce.source import WooSource
from sync.woocommerce.troubles import judge
from tests.sync.little_server import Answer, LittleServer, answer
from tests.sync.quick_clock import QuickClock
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import KEY, SECRET, Woo, html, told
from tests.sync.woocommerce.shop import Shop
from tests.sync.woocommerce.test_letting_in import opened

Sync = Callable[[], Run]

BOM = b"\xef\xbb\xbf"
NOTICES = (
    b"<br />\n<b>Notice</b>:  Function _load_textdomain_just_in_time was called <strong>incorrectly</strong> [info] in "
    b"<b>/srv/wp-includes/functions.php</b> on line <b>6114</b><br />\n"
    b'\nWarning: Undefined array key "HTTP_HOST" {closure} in /srv/wp-config.php on line 3\n'
)


def ways(line: LittleServer) -> list[str]:
    """How each question to the interface was let in."""
    found = []
    for seen in line.seen:
        if "/wc/v3" in seen.path:
            signed = "signed" if "oauth_signature" in seen.query else ""
            found.append(signed or ("parameters" if "consumer_key" in seen.query else "header"))
    return found


def test_a_site_that_takes_our_header_for_a_login_of_its_own(source: WooSource, woo: Woo, line: LittleServer) -> None:
    woo.uses_app_passwords = True
    assert source.shop().name == "半日茶 & 器"
    assert not [seen for seen in line.seen if SECRET in str(seen.query)], "nothing has to be tried another way"


def test_an_unknown_key_at_such_a_site(source: WooSource, woo: Woo) -> None:
    woo.uses_app_passwords = True
    woo.keys.clear()
    with pytest.raises(KnownError, match="does not take this key"):
        source.shop()


def test_https_that_ends_before_the_site(source: WooSource, woo: Woo, line: LittleServer, clock: QuickClock) -> None:
    woo.is_ssl = False  # a proxy speaks https and WordPress behind it does not know
    assert source.shop().currency == "CNY"
    source.shop()
    assert ways(line) == ["header", "parameters", "parameters", "signed", "signed", "signed", "signed"]
    assert clock.slept < 1


@pytest.mark.parametrize("noise", [BOM, NOTICES, BOM + b"\n\n"])
def test_what_is_printed_before_the_data(
    source: WooSource, woo: Woo, shop: Shop, store: Store, synced: Sync, noise: bytes
) -> None:
    woo.noise = noise
    assert source.shop().name == "半日茶 & 器"
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    assert synced().outcome == "done"
    with store.reader() as reader:
        assert reader.execute("SELECT payment_amount FROM orders").fetchall() == [(1000,)]


def test_an_error_behind_notices_is_told_as_what_it_is(source: WooSource, woo: Woo) -> None:
    """Once something is printed PHP can send no status any more: all that follows is a success to HTTP."""
    woo.script = [answer(200, NOTICES + b'{"code":"woocommerce_rest_cannot_view","data":{"status":403}}')] * 9
    with pytest.raises(KnownError, match="may not see"):
        source.shop()


def test_a_site_that_tells_nothing_of_itself(source: WooSource, woo: Woo, shop: Shop, line: LittleServer) -> None:
    woo.index_is_open = False
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    found = source.shop()
    assert (found.name, found.timezone) == (line.url.partition("://")[2], "Etc/GMT-8")
    assert not [seen for seen in line.seen if SECRET in str(seen.query)]
    shop.lists["orders"].clear()
    assert source.shop().timezone == "Asia/Shanghai"


_WORDS: dict[str, tuple[Answer, str]] = {
    "maintenance": (told(503, "wp_die"), "maintenance"),
    "a critical error": (told(500, "internal_server_error"), "500"),
    "a security plugin": (told(403, "rest_cannot_access"), "security plugin"),
    "a password that was cached": (told(401, "incorrect_password"), "does not take this key"),
    "a relative redirect": (answer(302, Location="/en/wp-json/wc/v3/orders"), "/en."),
}


@pytest.mark.parametrize("what", _WORDS)
def test_what_wordpress_says_in_json(source: WooSource, woo: Woo, line: LittleServer, what: str) -> None:
    woo.script = [_WORDS[what][0]] * 9
    with pytest.raises(KnownError) as caught:
        source.shop()
    assert _WORDS[what][1] in caught.value.say("en")
    if what == "a relative redirect":
        assert f"{line.url}/en." in caught.value.say("en")


@pytest.mark.parametrize("is_ssl", [True, False])
def test_a_site_whose_addresses_hold_index_php(woo: Woo, line: LittleServer, clock: QuickClock, is_ssl: bool) -> None:
    woo.middle, woo.is_ssl = "/index.php", is_ssl
    if not is_ssl:
        with closing(opened(line.url, clock)) as source, pytest.raises(KnownError, match=r"/index\.php/wp-json"):
            source.shop()
    site = site_of(f"{line.url}/index.php/wp-json/")
    access = Key(site, KEY, SECRET) if is_ssl else Signature(site, KEY, SECRET)
    with closing(WooSource(Client(site, access, clock, judge=judge), site, clock)) as source:
        assert source.shop().name == "半日茶 & 器"


def test_maintenance_of_a_minute_is_waited_out_though_wordpress_asks_for_ten(
    source: WooSource, woo: Woo, clock: QuickClock
) -> None:
    woo.script = [answer(503, "<html>Briefly unavailable", Retry_After="600")]
    assert source.shop().currency == "CNY"
    assert clock.slept < 5


def test_a_busy_page_says_how_long(source: WooSource, woo: Woo, clock: QuickClock) -> None:
    woo.script = [answer(503, "<html>Too many", Retry_After="20")]
    assert source.shop().currency == "CNY"
    assert clock.slept >= 20


def test_a_page_that_ends_in_no_data_stays_a_page(source: WooSource, woo: Woo) -> None:
    woo.script = [html(200, '<html><script>var x = {"a": [1]};</script> [] </html>')] * 9
    with pytest.raises(KnownError, match="web page"):
        source.shop()
