"""What merchants type for the address of their shop."""

import pytest

from storage.errors import KnownError
from sync.woocommerce.address import site_of


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("https://shop.example", "https://shop.example"),
        ("  shop.example/  ", "https://shop.example"),
        ("www.Shop.Example", "https://www.shop.example"),
        ("http://shop.example:8080/", "http://shop.example:8080"),
        ("https：//shop.example", "https://shop.example"),
        ("https://shop.example/wp-admin/admin.php?page=wc-settings&tab=advanced", "https://shop.example"),
        ("https://shop.example/wp-json/wc/v3", "https://shop.example"),
        ("https://shop.example/index.php", "https://shop.example"),
        ("https://shop.example/zh/index.php/wp-json/wc/v3/", "https://shop.example/zh/index.php"),
        ("https://shop.example/wp-login.php", "https://shop.example"),
        ("https://shop.example/zh/wp-json/", "https://shop.example/zh"),
        ("https://shop.example/wp-jsonify", "https://shop.example/wp-jsonify"),
        ("https://example.com/shop/?utm=1#top", "https://example.com/shop"),
        ("http://[::1]:8080/wp-json", "http://[::1]:8080"),
    ],
)
def test_an_address_is_understood(typed: str, site: str) -> None:
    assert site_of(typed) == site


@pytest.mark.parametrize(
    "typed", ["", "   ", "我的店 铺", "ftp://shop.example", "https://", "http://shop.example:port"]
)
def test_what_is_no_address_is_told_so(typed: str) -> None:
    with pytest.raises(KnownError, match="not a complete address"):
        site_of(typed)
