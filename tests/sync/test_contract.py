"""The contract on paper, the record types and what the sandbox really answers say the same."""

from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
import yaml
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from storage.fields import columns_of
from storage.records import KINDS, RECORDS
from sync.contract.chinese import KIND_NAMES, field_name
from sync.contract.dictionary import DICTIONARY_FILE, as_markdown
from sync.contract.generate import MAX_LIMIT, OPENAPI_FILE, as_yaml, openapi
from sync.sandbox import asking
from sync.sandbox.server import Sandbox, running
from tests.sync.simulations import simulated

REBUILD = "python -m sync.contract writes it anew"


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(OPENAPI_FILE.read_text(encoding="utf-8"))
    return document


def test_the_contract_file_is_current() -> None:
    assert OPENAPI_FILE.read_text(encoding="utf-8") == as_yaml(), REBUILD


def test_the_data_dictionary_is_current() -> None:
    assert DICTIONARY_FILE.read_text(encoding="utf-8") == as_markdown(), REBUILD
    assert DICTIONARY_FILE.parent == Path(__file__).parents[2] / "docs"


def test_the_contract_is_valid_openapi(contract: dict[str, Any]) -> None:
    validate(contract, cls=OpenAPIV31SpecValidator)


def test_every_field_of_every_record_is_in_the_contract(contract: dict[str, Any]) -> None:
    for record in RECORDS:
        schema = contract["components"]["schemas"][record.__name__]
        columns = columns_of(record)
        assert set(schema["properties"]) == {column.name for column in columns} | {"updated_at"}
        assert set(schema["required"]) == {column.name for column in columns if column.required} | {"updated_at"}
        for column in columns:
            told = schema["properties"][column.name]
            assert told["x-unit"] == column.unit.value
            assert told.get("x-refers-to") == column.refers_to
            assert told["description"] == column.doc


def test_every_kind_has_a_list(contract: dict[str, Any]) -> None:
    lists = [path.removeprefix("/v1/") for path in contract["paths"] if path.startswith("/v1/")]
    assert lists == ["shop", *KINDS]


def test_every_kind_and_field_has_a_chinese_name() -> None:
    assert set(KIND_NAMES) == set(KINDS)
    for record in RECORDS:
        names = [field_name(record.KIND, column.name) for column in columns_of(record)]
        assert len(set(names)) == len(names), f"{record.KIND}: two fields of one name"


def test_the_server_keeps_the_limits_of_the_contract() -> None:
    limit = openapi()["paths"]["/v1/orders"]["get"]["parameters"]
    assert limit == [{"$ref": f"#/components/parameters/{name}"} for name in ("updated_since", "cursor", "limit")]
    schema = openapi()["components"]["parameters"]["limit"]["schema"]
    assert (schema["default"], schema["maximum"]) == (asking.DEFAULT_LIMIT, asking.MAX_LIMIT) == (500, MAX_LIMIT)


@pytest.fixture(scope="module")
def sandbox() -> Any:
    with running(simulated(2000)) as running_sandbox:
        running_sandbox.change(200, seed=1)
        yield running_sandbox


@pytest.fixture(scope="module")
def client(sandbox: Sandbox) -> Any:
    credentials = {
        "grant_type": "client_credentials",
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
    }
    with httpx.Client(base_url=sandbox.url) as client:
        token = client.post("/oauth/token", data=credentials).json()["access_token"]
        client.headers["authorization"] = f"Bearer {token}"
        yield client


class Checker:
    """Validates bodies against the schemas of the contract, references followed."""

    def __init__(self, contract: dict[str, Any]) -> None:
        resource = Resource.from_contents(contract, default_specification=DRAFT202012)
        self.registry = Registry().with_resource("urn:contract", resource)

    def wrong(self, schema: str, body: Any) -> list[str]:
        found = OAS31Validator(
            {"$ref": f"urn:contract#/components/schemas/{schema}"},
            registry=self.registry,
            format_checker=oas31_format_checker,
        )
        return [error.message for error in found.iter_errors(body)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.KIND)
def test_pages_are_what_the_contract_says(client: httpx.Client, contract: dict[str, Any], record: Any) -> None:
    checker = Checker(contract)
    first = client.get(f"/v1/{record.KIND}", params={"limit": 40}).json()
    changed = client.get(f"/v1/{record.KIND}", params={"updated_since": simulated(2000).until + 1}).json()
    assert first["items"]
    for page in (first, changed):
        assert checker.wrong(f"{record.__name__}Page", page) == []


def test_tombstones_are_among_what_was_checked(client: httpx.Client) -> None:
    since = {"updated_since": simulated(2000).until + 1}
    gone = [
        item for kind in KINDS for item in client.get(f"/v1/{kind}", params=since).json()["items"] if "deleted" in item
    ]
    assert gone
    assert all(item.keys() == {"id", "deleted", "updated_at"} for item in gone)


def test_shop_token_and_errors_are_what_the_contract_says(
    client: httpx.Client, sandbox: Sandbox, contract: dict[str, Any]
) -> None:
    checker = Checker(contract)
    assert checker.wrong("Shop", client.get("/v1/shop").json()) == []
    form = {"grant_type": "client_credentials"}
    token = httpx.post(f"{sandbox.url}/oauth/token", data=form, auth=(sandbox.client_id, sandbox.client_secret))
    assert checker.wrong("Token", token.json()) == []
    for answer, status in (
        (client.get("/v1/orders", params={"limit": 0}), 400),
        (client.get("/v1/orders", headers={"authorization": "Bearer nonsense"}), 401),
        (client.post("/oauth/token", data=form | {"client_id": "x", "client_secret": "y"}), 401),
    ):
        assert answer.status_code == status
        assert checker.wrong("Error", answer.json()) == []


def test_the_checker_does_find_mistakes(client: httpx.Client, contract: dict[str, Any]) -> None:
    page = client.get("/v1/orders", params={"limit": 3}).json()
    page["items"][1]["payment_amount"] = "12.50"
    assert Checker(contract).wrong("OrderPage", page)
