"""Vendure's two interfaces as a person with a shell would use them; nothing of the connector's."""

from typing import Any

import httpx2

from tests.long._vendure.peer import PASSWORD, USER


class Api:
    """One of the interfaces, with the session of whoever uses it."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.Client(base_url=url, timeout=60, trust_env=False)
        self._token = ""

    def __call__(self, query: str, **variables: Any) -> Any:
        """The data of an answer; an error is a failure of the test."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        answer = self._http.post("", json={"query": query, "variables": variables}, headers=headers)
        self._token = answer.headers.get("vendure-auth-token", self._token)
        told = answer.json()
        assert "errors" not in told, told["errors"]
        (only,) = told["data"].values()
        assert not (isinstance(only, dict) and "errorCode" in only), only
        return only

    def close(self) -> None:
        self._http.close()


def administrator(url: str, user: str = USER, password: str = PASSWORD) -> Api:
    """Logged in to the Admin API."""
    api = Api(url)
    api(
        "mutation($u: String!, $p: String!) { login(username: $u, password: $p) { "
        "__typename ... on ErrorResult { errorCode } } }",
        u=user,
        p=password,
    )
    return api


def buyer(admin_url: str) -> Api:
    """Somebody who has just come into the shop."""
    return Api(admin_url.replace("/admin-api", "/shop-api"))
