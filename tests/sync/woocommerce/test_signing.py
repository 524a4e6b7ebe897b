"""Our signatures are those of another implementation, and of the server's own rule in ``server.py``."""

from urllib.parse import parse_qs, urlencode, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA256, SIGNATURE_TYPE_QUERY, Client

from sync.woocommerce.signing import Stamp, signed

_TEXT = st.text("abcXYZ019 -._~+/=&%:,[]中é", max_size=12)


@given(
    params=st.dictionaries(st.text("abc_[]é", min_size=1, max_size=6), _TEXT, max_size=5),
    secret=st.text("abc019_&%", min_size=1, max_size=20),
    seconds=st.integers(0, 2**31),
)
def test_a_signature_is_the_one_oauthlib_makes(params: dict[str, str], secret: str, seconds: int) -> None:
    url = "http://shop.example/wp-json/wc/v3/orders"
    peer = Client(
        "ck_1",
        client_secret=secret,
        signature_method=SIGNATURE_HMAC_SHA256,
        signature_type=SIGNATURE_TYPE_QUERY,
        nonce="once",
        timestamp=str(seconds),
    )
    theirs, _, _ = peer.sign(f"{url}?{urlencode(params)}" if params else url)
    asked = parse_qs(urlsplit(theirs).query, keep_blank_values=True)
    # oauthlib names its version, which is one more signed parameter; it may be given to ours as any other.
    ours = signed("GET", url, {**params, "oauth_version": "1.0"}, "ck_1", secret, Stamp(seconds, "once"))
    assert ours["oauth_signature"] == asked["oauth_signature"][0]


def test_what_is_signed_is_sent_along() -> None:
    stamp = Stamp(1_800_000_000, "0a")
    told = signed("get", "http://shop.example/wp-json/wc/v3/orders", {"page": 2}, "ck_1", "cs_1", stamp)
    assert told.keys() - {"page"} == {
        "oauth_consumer_key",
        "oauth_nonce",
        "oauth_signature",
        "oauth_signature_method",
        "oauth_timestamp",
    }
    assert told == signed("GET", "http://shop.example/wp-json/wc/v3/orders", {"page": 2}, "ck_1", "cs_1", stamp)
    assert told != signed("GET", "http://shop.example/wp-json/wc/v3/orders", {"page": 3}, "ck_1", "cs_1", stamp)
