"""The contract as OpenAPI 3.1: paths by hand, every schema from the record types."""

from pathlib import Path
from typing import Any

import msgspec
import yaml

from storage.fields import Record
from storage.records import RECORDS
from storage.shop import Shop

OPENAPI_FILE = Path(__file__).with_name("openapi.yaml")
MAX_LIMIT = 1000

Json = dict[str, Any]

_ABOUT = """\
What a shop answers so that its data can be copied, and later only what changed.

Each kind of record is a resource. A list is ordered by (updated_at, id). Read it with `limit` and the `next_cursor`
of the page before; keep the last cursor and hand it back another day to get only what changed since. `updated_since`
starts a list at a moment instead, that moment included. A deleted record appears as a tombstone with a new
`updated_at`. All times are UTC milliseconds, all money is an integer in minor units of the shop's currency, ids are
opaque text. A field that is left out is not known to the shop; null means that the shop knows there is nothing.
"""


def openapi() -> Json:
    """The whole document."""
    _, records = msgspec.json.schema_components([*RECORDS, Shop], ref_template="#/components/schemas/{name}")
    pages = {f"{record.__name__}Page": _page(record) for record in RECORDS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Zhanggui shop contract", "version": "1.0.0", "description": _ABOUT},
        "servers": [{"url": "http://127.0.0.1:8000", "description": "the sandbox shop"}],
        "security": [{"client": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"client": _client_credentials()},
            "parameters": _parameters(),
            "responses": _errors(),
            "schemas": {**records, **pages, **_common()},
        },
    }


def as_yaml() -> str:
    """The text of ``openapi.yaml``."""
    return yaml.dump(openapi(), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


class _Plain(yaml.SafeDumper):
    """YAML without anchors: a reader should not have to jump."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write equal parts out."""
        return True


def _paths() -> Json:
    lists = {f"/v1/{record.KIND}": {"get": _list(record)} for record in RECORDS}
    return {"/oauth/token": {"post": _token()}, "/v1/shop": {"get": _shop()}, **lists}


def _list(record: type[Record]) -> Json:
    return {
        "operationId": f"list_{record.KIND}",
        "summary": f"{record.KIND}: what changed",
        "description": record.__doc__,
        "parameters": [_ref("parameters", name) for name in _parameters()],
        "responses": {
            "200": _answer("A page.", _ref("schemas", f"{record.__name__}Page")),
            "400": _ref("responses", "BadRequest"),
            "401": _ref("responses", "Unauthorized"),
            "429": _ref("responses", "TooManyRequests"),
        },
    }


def _shop() -> Json:
    return {
        "operationId": "shop",
        "summary": "Currency, minor units and time zone",
        "responses": {
            "200": _answer("The shop.", _ref("schemas", "Shop")),
            "401": _ref("responses", "Unauthorized"),
            "429": _ref("responses", "TooManyRequests"),
        },
    }


def _token() -> Json:
    form = {
        "type": "object",
        "required": ["grant_type"],
        "properties": {
            "grant_type": {"const": "client_credentials"},
            "client_id": {"type": "string", "description": "here or as HTTP Basic user"},
            "client_secret": {"type": "string", "description": "here or as HTTP Basic password"},
        },
    }
    return {
        "operationId": "token",
        "summary": "Exchange client credentials for an access token",
        "security": [],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": _answer("A token.", _ref("schemas", "Token")),
            "400": _ref("responses", "BadRequest"),
            "401": _ref("responses", "Unauthorized"),
        },
    }


def _page(record: type[Record]) -> Json:
    item = {"anyOf": [_ref("schemas", record.__name__), _ref("schemas", "Tombstone")]}
    return {
        "type": "object",
        "required": ["items", "next_cursor", "has_more", "server_time"],
        "properties": {
            "items": {"type": "array", "maxItems": MAX_LIMIT, "items": item},
            "next_cursor": {
                "type": ["string", "null"],
                "description": "place after the last item; on the last page too, to go on from another day",
            },
            "has_more": {"type": "boolean"},
            "server_time": {"type": "integer", "x-unit": "time", "description": "the shop's clock"},
        },
    }


def _common() -> Json:
    stamp = {"type": "integer", "x-unit": "time"}
    return {
        "Tombstone": {
            "description": "A record that is gone.",
            "type": "object",
            "required": ["id", "updated_at", "deleted"],
            "properties": {
                "id": {"type": "string", "x-unit": "id"},
                "updated_at": stamp,
                "deleted": {"const": True},
            },
        },
        "Token": {
            "type": "object",
            "required": ["access_token", "token_type", "expires_in"],
            "properties": {
                "access_token": {"type": "string"},
                "token_type": {"const": "Bearer"},
                "expires_in": {"type": "integer", "description": "seconds"},
            },
        },
        "Error": {
            "type": "object",
            "required": ["error", "message"],
            "properties": {"error": {"type": "string"}, "message": {"type": "string"}},
        },
    }


def _parameters() -> Json:
    return {
        "updated_since": _parameter("updated_since", "first moment wanted, included; UTC milliseconds", "integer"),
        "cursor": _parameter("cursor", "next_cursor of the page before; then updated_since is not needed", "string"),
        "limit": {
            "name": "limit",
            "in": "query",
            "description": "most items of a page",
            "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": 500},
        },
    }


def _parameter(name: str, description: str, kind: str) -> Json:
    return {"name": name, "in": "query", "description": description, "schema": {"type": kind}}


def _errors() -> Json:
    error = _ref("schemas", "Error")
    wait = {"Retry-After": {"description": "seconds to wait", "schema": {"type": "integer"}}}
    return {
        "BadRequest": _answer("A parameter is wrong.", error),
        "Unauthorized": _answer("The token is missing or has expired: get a new one.", error),
        "TooManyRequests": {**_answer("Too many requests.", error), "headers": wait},
    }


def _client_credentials() -> Json:
    flow = {"tokenUrl": "/oauth/token", "scopes": {}}
    return {"type": "oauth2", "flows": {"clientCredentials": flow}}


def _answer(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _ref(part: str, name: str) -> Json:
    return {"$ref": f"#/components/{part}/{name}"}
