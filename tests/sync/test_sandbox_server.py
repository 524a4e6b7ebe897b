"""The sandbox is a real server that hands out exactly the simulated shop, page by page."""

import gzip
import http.client
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import msgspec
import numpy as np
import pytest

from storage.records import KINDS
from sync.sandbox.server import Sandbox, running
from tests.sync.simulations import simulated


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running(simulated(2000)) as running_sandbox:
        yield running_sandbox


def token_of(sandbox: Sandbox) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
    }
    answer = httpx.post(f"{sandbox.url}/oauth/token", data=form)
    assert answer.status_code == 200
    return str(answer.json()["access_token"])


@pytest.fixture(scope="module")
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {token_of(sandbox)}"}
    with httpx.Client(base_url=sandbox.url, headers=headers) as client:
        yield client


def read_all(client: httpx.Client, resource: str, limit: int = 1000, **first: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    params: dict[str, Any] = {"limit": limit, **first}
    while True:
        page = client.get(f"/v1/{resource}", params=params).raise_for_status().json()
        items += page["items"]
        if not page["has_more"]:
            return items
        params = {"limit": limit, "cursor": page["next_cursor"]}


@pytest.mark.parametrize("kind", KINDS)
def test_all_pages_together_are_the_whole_kind_in_order(client: httpx.Client, kind: str) -> None:
    shop = simulated(2000)
    items = read_all(client, kind)
    keys = [(item["updated_at"], item["id"]) for item in items]
    assert keys == sorted(keys)
    own = shop.tables[kind].items(np.arange(shop.count(kind)))
    assert sorted(items, key=lambda item: item["id"]) == sorted(own, key=lambda item: item["id"])


@pytest.mark.parametrize("limit", [1, 7, 500])
def test_the_size_of_the_pages_does_not_matter(client: httpx.Client, limit: int) -> None:
    assert read_all(client, "campaigns", limit) == read_all(client, "campaigns", 1000)


def test_records_changed_in_the_same_moment_are_not_lost_between_pages(client: httpx.Client) -> None:
    items = read_all(client, "daily_traffic", 3, updated_since=simulated(2000).until - 5 * 86_400_000)
    assert len({item["updated_at"] for item in items}) < len(items) / 5
    assert len({item["id"] for item in items}) == len(items)


def test_updated_since_includes_its_moment(client: httpx.Client) -> None:
    shop = simulated(2000)
    moment = int(shop.stamps("orders")[1234])
    items = read_all(client, "orders", updated_since=moment)
    assert items[0]["updated_at"] == moment
    assert len(items) == int((shop.tables["orders"].updated_at >= moment).sum())


def test_a_page_says_what_the_clock_of_the_shop_says(client: httpx.Client) -> None:
    assert client.get("/v1/orders", params={"limit": 1}).json()["server_time"] == simulated(2000).until


def test_the_last_page_still_has_a_cursor_to_go_on_from(client: httpx.Client, sandbox: Sandbox) -> None:
    page = client.get("/v1/campaigns", params={"limit": 1000}).json()
    assert page["has_more"] is False
    again = client.get("/v1/campaigns", params={"cursor": page["next_cursor"]}).json()
    assert (again["items"], again["has_more"], again["next_cursor"]) == ([], False, page["next_cursor"])


def test_five_hundred_come_where_no_limit_is_asked_for(client: httpx.Client) -> None:
    assert len(client.get("/v1/orders").json()["items"]) == 500


@pytest.mark.parametrize(
    "query", [{"limit": "0"}, {"limit": "1001"}, {"limit": "many"}, {"cursor": "%%%"}, {"updated_since": "yesterday"}]
)
def test_wrong_parameters_are_refused_with_a_reason(client: httpx.Client, query: dict[str, str]) -> None:
    answer = client.get("/v1/orders", params=query)
    assert answer.status_code == 400
    assert answer.json()["error"] == "bad_request"
    assert answer.json()["message"]


def test_a_cursor_of_another_kind_is_refused(client: httpx.Client) -> None:
    cursor = client.get("/v1/customers", params={"limit": 1}).json()["next_cursor"]
    assert client.get("/v1/orders", params={"cursor": cursor}).status_code == 400


def test_there_is_no_other_resource(client: httpx.Client) -> None:
    assert client.get("/v1/secrets").status_code == 404


def test_without_a_token_there_is_nothing(sandbox: Sandbox) -> None:
    for path in ("/v1/shop", "/v1/orders"):
        answer = httpx.get(sandbox.url + path)
        assert answer.status_code == 401
        assert "Bearer" in answer.headers["www-authenticate"]


@pytest.mark.parametrize("wrong", [{"client_secret": "guess"}, {"client_id": "somebody"}, {"client_secret": "密码"}])
def test_wrong_credentials_get_no_token(sandbox: Sandbox, wrong: dict[str, str]) -> None:
    form = {"grant_type": "client_credentials", "client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    answer = httpx.post(f"{sandbox.url}/oauth/token", data=form | wrong)
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


def test_another_grant_is_refused(sandbox: Sandbox) -> None:
    assert httpx.post(f"{sandbox.url}/oauth/token", data={"grant_type": "password"}).status_code == 400


def test_a_token_ends() -> None:
    with running(simulated(30), token_lifetime=0.2) as sandbox:
        headers = {"authorization": f"Bearer {token_of(sandbox)}"}
        assert httpx.get(f"{sandbox.url}/v1/shop", headers=headers).status_code == 200
        time.sleep(0.25)
        assert httpx.get(f"{sandbox.url}/v1/shop", headers=headers).status_code == 401


def test_pages_are_compressed_only_for_those_who_ask(sandbox: Sandbox) -> None:
    address = urlsplit(sandbox.url)
    headers = {"authorization": f"Bearer {token_of(sandbox)}"}
    bodies = []
    for more in ({}, {"accept-encoding": "gzip"}):
        line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
        line.request("GET", "/v1/orders", headers=headers | more)
        answer = line.getresponse()
        bodies.append((answer.getheader("content-encoding"), answer.read()))
        line.close()
    (plain_coding, plain), (coding, packed) = bodies
    assert (plain_coding, coding) == (None, "gzip")
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 3


def test_what_was_asked_is_noted(client: httpx.Client, sandbox: Sandbox) -> None:
    sandbox.log.clear()
    read_all(client, "products", 100)
    assert sandbox.log.items == {"products": simulated(2000).count("products")}
    assert [asked.path for asked in sandbox.log.requests] == ["/v1/products"] * 2
    assert sandbox.log.requests[0].query == {"limit": "100"}
    assert all(asked.status == 200 for asked in sandbox.log.requests)


def test_nothing_is_left_running() -> None:
    before = threading.active_count()
    with running(simulated(30)) as sandbox:
        url = sandbox.url
        line = http.client.HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port, timeout=10)
        line.request("GET", "/v1/shop")
        line.getresponse().read()  # and the connection stays open while the server ends
    line.close()
    assert threading.active_count() == before
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/v1/shop")


def test_two_sandboxes_run_beside_each_other() -> None:
    with running(simulated(30)) as one, running(simulated(30, 2)) as other:
        assert one.url != other.url


def test_the_shop_says_that_it_is_simulated(client: httpx.Client) -> None:
    shop = client.get("/v1/shop").json()
    assert shop["demo"] is True
    assert (shop["currency"], shop["exponent"], shop["timezone"]) == ("CNY", 2, "Asia/Shanghai")
    assert msgspec.convert(shop, type(simulated(2000).shop)) == simulated(2000).shop
