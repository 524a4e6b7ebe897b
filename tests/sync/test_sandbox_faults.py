"""Each fault does what its name says, as often as it is told to, and the same seed strikes in the same places."""

from collections.abc import Iterator
from typing import Any

import httpx2 as httpx
import msgspec
import pytest

from storage.records import KINDS
from sync.sandbox.faults import Fault, Faults
from sync.sandbox.server import Sandbox, running
from tests.sync.simulations import simulated


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with running(simulated(2000)) as running_sandbox:
        yield running_sandbox


@pytest.fixture
def sandbox(served: Sandbox) -> Sandbox:
    served.faults.off()
    served.faults.random.seed(5)
    served.faults.struck.clear()
    served.faults.retry_after, served.faults.pause = 1, 0.02
    return served


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, timeout=10) as client:
        renew(client, sandbox)
        yield client


def renew(client: httpx.Client, sandbox: Sandbox) -> None:
    form = {"grant_type": "client_credentials"}
    answer = client.post("/oauth/token", data=form, auth=(sandbox.client_id, sandbox.client_secret))
    client.headers["authorization"] = f"Bearer {answer.json()['access_token']}"


def ask(client: httpx.Client, **params: Any) -> httpx.Response:
    return client.get("/v1/orders", params={"limit": 50, **params})


def test_a_fault_strikes_as_often_as_it_is_told(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.on("server_error", count=2)
    assert [ask(client).status_code for _ in range(4)] == [500, 500, 200, 200]
    assert sandbox.faults.struck == {Fault.SERVER_ERROR: 2}


def test_a_fault_can_be_mended(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.on("server_error")
    assert ask(client).status_code == 500
    sandbox.faults.off()
    assert ask(client).status_code == 200


def test_a_fault_can_hit_one_resource_only(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.on("server_error", resource="visits")
    assert ask(client).status_code == 200
    assert client.get("/v1/visits").status_code == 500


def test_a_fault_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="gremlins"):
        Faults().on("gremlins")


def test_the_same_seed_strikes_the_same_requests() -> None:
    def strikes(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.on("server_error", probability=0.3)
        return [faults.strikes(Fault.SERVER_ERROR, "orders") for _ in range(200)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 30 < sum(strikes(1)) < 90


def test_lost_connection_breaks_in_the_middle_of_the_body(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.on("lost_connection", count=1)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        ask(client)
    assert ask(client).status_code == 200


def test_too_many_requests_says_when_to_come_back(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.retry_after = 3
    sandbox.faults.on("too_many_requests", count=1)
    answer = ask(client)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")


def test_an_expired_token_stays_expired_until_a_new_one_is_fetched(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.on("expired_token", count=1)
    assert [ask(client).status_code for _ in range(2)] == [401, 401]
    renew(client, sandbox)
    assert ask(client).status_code == 200


def test_truncated_json_is_a_whole_reply_that_cannot_be_read(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.on("truncated_json", count=1)
    answer = ask(client)
    assert answer.status_code == 200
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(answer.content)


def test_a_repeated_page_leads_on_to_the_one_that_was_asked_for(sandbox: Sandbox, client: httpx.Client) -> None:
    first = ask(client).json()
    sandbox.faults.on("repeated_page", count=1)
    again = ask(client, cursor=first["next_cursor"]).json()
    assert again["items"] == first["items"]
    assert again["next_cursor"] == first["next_cursor"]
    assert again["has_more"] is True
    second = ask(client, cursor=again["next_cursor"]).json()
    assert not {item["id"] for item in second["items"]} & {item["id"] for item in first["items"]}


def test_the_first_page_is_never_a_repeated_one(sandbox: Sandbox, client: httpx.Client) -> None:
    assert ask(client).json() == ask(client).json()
    sandbox.faults.on("repeated_page")
    assert ask(client).json()["items"]
    assert sandbox.faults.struck == {}


def test_a_reordered_page_holds_the_same_records(sandbox: Sandbox, client: httpx.Client) -> None:
    straight = ask(client).json()
    sandbox.faults.on("reordered_page", count=1)
    mixed = ask(client).json()
    assert mixed["items"] != straight["items"]
    assert sorted(mixed["items"], key=lambda item: item["id"]) == sorted(straight["items"], key=lambda item: item["id"])
    assert mixed["next_cursor"] == straight["next_cursor"]


def test_slow_bytes_arrive_in_the_end(sandbox: Sandbox, client: httpx.Client) -> None:
    straight = ask(client).json()
    sandbox.faults.on("slow_bytes", count=1)
    slow = ask(client)
    assert slow.json() == straight
    assert slow.elapsed.total_seconds() > 15 * sandbox.faults.pause


def test_wrong_types_spoil_one_record_and_say_which(sandbox: Sandbox, client: httpx.Client) -> None:
    for kind, record in KINDS.items():
        sandbox.faults.on("wrong_types", count=1)
        items = client.get(f"/v1/{kind}", params={"limit": 50}).json()["items"]
        spoilt = []
        for item in items:
            try:
                msgspec.convert(item, record)
            except msgspec.ValidationError:
                spoilt.append((kind, item["id"]))
        assert spoilt == [sandbox.faults.damaged[-1]]


def test_a_duplicate_is_an_older_state_of_a_record_on_the_page(sandbox: Sandbox, client: httpx.Client) -> None:
    straight = ask(client).json()
    sandbox.faults.on("duplicate_ids", count=1)
    items = ask(client).json()["items"]
    newer = {item["id"]: item["updated_at"] for item in straight["items"]}
    assert items[:50] == straight["items"]
    assert len(items) == 53
    assert all(item["updated_at"] < newer[item["id"]] for item in items[50:])


def test_faults_combine(sandbox: Sandbox, client: httpx.Client) -> None:
    for fault in (Fault.REORDERED_PAGE, Fault.DUPLICATE_IDS, Fault.WRONG_TYPES, Fault.SLOW_BYTES):
        sandbox.faults.on(fault, count=1)
    assert len(ask(client).json()["items"]) == 53
    assert sum(sandbox.faults.struck.values()) == 4


def test_all_faults_together_still_let_a_patient_reader_through(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.faults.retry_after = 0
    sandbox.faults.pause = 0.001
    for fault in Fault:
        sandbox.faults.on(fault, probability=0.15)
    found: dict[str, int] = {}
    params: dict[str, Any] = {"limit": 200}
    for _ in range(400):
        try:
            answer = client.get("/v1/products", params=params)
        except httpx.TransportError:
            continue
        if answer.status_code == 401:
            renew(client, sandbox)
        if answer.status_code != 200:
            continue
        try:
            page = answer.json()
        except ValueError:
            continue
        found |= {item["id"]: 1 for item in page["items"]}
        params["cursor"] = page["next_cursor"]
        if not page["has_more"]:
            break
    assert len(found) == simulated(2000).count("products")
